"""The embedded server, asked directly."""

from __future__ import annotations

import gzip
import hashlib
import os
import time
from pathlib import Path

import brotli  # type: ignore[import-untyped, unused-ignore]
import pytest

from caunoi.web.serve.app import ReleasedFirst
from caunoi.web.serve.tests.conftest import PAGE, PICTURE, SHA, Answer, Reader, desk, release

ARTICLE = "/kinh-te/mot-tin/"
SHA_PAGE = hashlib.sha256(PAGE).hexdigest()


def test_a_released_page_is_answered_byte_for_byte(reader: Reader) -> None:
    answer = reader.get(ARTICLE)
    assert (answer.status, answer.body) == (200, PAGE)
    assert answer.headers["etag"] == f'"{SHA_PAGE}"'
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-length"] == str(len(PAGE))
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["last-modified"] == "Tue, 14 Nov 2023 22:13:20 GMT"
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "content-encoding" not in answer.headers


def test_public_answers_carry_the_security_headers(reader: Reader) -> None:
    for address in (ARTICLE, "/khong-co/", "/kinh-te/mot-tin", f"/tep/{SHA}/ke-hoach.pdf"):
        headers = reader.get(address).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "permissions-policy" in headers
        assert "referrer-policy" in headers
        assert "strict-transport-security" not in headers


def test_a_picture_carries_only_the_headers_that_mean_something_to_pictures(reader: Reader) -> None:
    headers = reader.get(f"/tep/{SHA}-720.webp").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert "content-security-policy" not in headers and "permissions-policy" not in headers


def test_https_is_believed_from_a_proxy_only_when_told_so(data: Path, reader: Reader) -> None:
    assert "strict-transport-security" not in reader.get(ARTICLE, x_forwarded_proto="https").headers
    trusting = Reader(ReleasedFirst(desk, data / "public", default_host="tinh.test", behind_proxy=True))
    etag = reader.get(ARTICLE).headers["etag"]
    for answer in (
        trusting.get(ARTICLE, x_forwarded_proto="https"),
        trusting.get(ARTICLE, x_forwarded_proto="https", if_none_match=etag),
        trusting.get("/khong-co", x_forwarded_proto="https"),
    ):
        assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    assert "strict-transport-security" not in trusting.get(ARTICLE, x_forwarded_proto="http").headers


@pytest.mark.parametrize(
    ("asked", "coding", "mark"),
    [
        ("gzip, deflate, br, zstd", "br", "-br"),
        ("gzip", "gzip", "-gz"),
        ("br;q=0.5, gzip;q=0.8", "gzip", "-gz"),
        ("br;q=0, *", "gzip", "-gz"),
        ("deflate", None, ""),
        ("identity, gzip;q=0.5", None, ""),
    ],
)
def test_a_twin_is_sent_to_whoever_takes_it(reader: Reader, asked: str, coding: str | None, mark: str) -> None:
    answer = reader.get(ARTICLE, accept_encoding=asked)
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["etag"] == f'"{SHA_PAGE}{mark}"'
    assert answer.headers["content-length"] == str(len(answer.body))
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert unpack(answer.body) == PAGE


def test_a_twin_of_other_bytes_is_never_sent(data: Path) -> None:
    file = release(data, "/tin-gia/", PAGE, twins=True)
    for suffix, pack in ((".gz", gzip.compress), (".br", brotli.compress)):
        file.with_name(file.name + suffix).write_bytes(pack(PAGE.replace("Hội".encode(), "Hụi".encode())))
    reader = Reader(ReleasedFirst(desk, data / "public", default_host="tinh.test"))
    answer = reader.get("/tin-gia/", accept_encoding="gzip, br")
    assert answer.body == PAGE
    assert "content-encoding" not in answer.headers
    file.with_name(file.name + ".br").write_bytes(brotli.compress(PAGE)[:-9])
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(PAGE) + b"more")
    assert reader.get("/tin-gia/", accept_encoding="gzip, br").body == PAGE


def test_a_reader_who_has_the_page_gets_304(reader: Reader) -> None:
    for tags in (f'"{SHA_PAGE}-br"', f'W/"{SHA_PAGE}-br"', f'"x", "{SHA_PAGE}-br"', f'"x",W/"{SHA_PAGE}-br"', "*"):
        answer = reader.get(ARTICLE, accept_encoding="br", if_none_match=tags)
        assert (answer.status, answer.body) == (304, b""), tags
        assert answer.headers["etag"] == f'"{SHA_PAGE}-br"'
        assert {"cache-control", "vary", "content-security-policy"} <= set(answer.headers)
        assert not {"content-length", "content-type", "content-encoding"} & set(answer.headers)
    assert reader.get(ARTICLE, if_none_match=f'"{SHA_PAGE}-br"').status == 200, "the tag of another encoding"
    assert reader.get(ARTICLE, if_modified_since="Tue, 14 Nov 2023 22:13:20 GMT").status == 304
    assert reader.get(ARTICLE, if_modified_since="Tue, 14 Nov 2023 22:13:19 GMT").status == 200
    assert reader.get(ARTICLE, if_modified_since="hôm qua".encode().decode("latin-1")).status == 200
    both = reader.get(ARTICLE, if_none_match='"other"', if_modified_since="Tue, 14 Nov 2023 22:13:20 GMT")
    assert both.status == 200, "the tag is heard first and alone"


def test_a_condition_that_does_not_hold_is_412(reader: Reader) -> None:
    assert reader.get(ARTICLE, if_match='"other"').status == 412
    assert reader.get(ARTICLE, if_match=f'"{SHA_PAGE}"').status == 200
    assert reader.get(ARTICLE, if_match=f'W/"{SHA_PAGE}"').status == 412
    assert reader.get(ARTICLE, if_unmodified_since="Tue, 14 Nov 2023 22:13:19 GMT").status == 412


def test_a_new_release_is_seen_by_the_next_request(data: Path, reader: Reader) -> None:
    first = reader.get(ARTICLE)
    time.sleep(0.06)
    assert reader.get(ARTICLE).headers == first.headers, "kept from here on"
    for number in range(30):
        body = PAGE.replace("năm".encode(), f"n{number:02}".encode())  # the same length, within one tick of the clock
        release(data, ARTICLE, body, twins=True)
        answer = reader.get(ARTICLE, accept_encoding="br")
        assert brotli.decompress(answer.body) == body
        assert answer.headers["etag"] != first.headers["etag"]
    for file in (data / "public/tinh.test/kinh-te/mot-tin").iterdir():
        file.unlink()
    assert reader.get(ARTICLE).status == 404


def test_under_load_a_new_release_is_seen_after_a_hundredth_of_a_second(data: Path) -> None:
    reader = Reader(ReleasedFirst(desk, data / "public", default_host="tinh.test"))
    time.sleep(0.06)
    assert reader.get(ARTICLE).body == PAGE
    release(data, ARTICLE, PAGE + b"new", twins=True)
    started = time.monotonic()
    while reader.get(ARTICLE).body == PAGE:
        assert time.monotonic() < started + 1
    assert reader.get(ARTICLE).body == PAGE + b"new"


def test_head_is_get_without_the_body(reader: Reader) -> None:
    for address in (ARTICLE, f"/tep/{SHA}-720.webp", "/khong-co/"):
        get, head = reader.get(address), reader.get(address, method="HEAD")
        assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


def test_released_addresses_take_no_other_method(data: Path, reader: Reader) -> None:
    gone = data / "gone/tinh.test/cu/index.html"
    gone.parent.mkdir(parents=True)
    gone.write_bytes(b"<p>gone")
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        for address in (ARTICLE, "/cu/"):
            answer = reader.get(address, method=method)
            assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert reader.get("/khong-co/", method="POST").status == 404


def part(reader: Reader, asked: str, **more: str) -> Answer:
    return reader.get(f"/tep/{SHA}-720.webp", range=asked, **more)


@pytest.mark.parametrize("largest", [50_000, 1_000])
def test_a_part_of_a_file_is_sent_from_memory_and_from_disk_alike(data: Path, largest: int) -> None:
    reader = Reader(ReleasedFirst(desk, data / "public", default_host="tinh.test", largest=largest))
    whole = reader.get(f"/tep/{SHA}-720.webp")
    size = len(PICTURE)
    assert (whole.status, whole.body, whole.headers["accept-ranges"]) == (200, PICTURE, "bytes")
    assert whole.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert whole.headers["etag"] == f'"{hashlib.sha256(PICTURE).hexdigest()}"'
    for asked, first, past in (
        ("bytes=0-0", 0, 1),
        ("bytes=100-299", 100, 300),
        ("bytes=10000-", 10000, size),
        ("bytes=-5", size - 5, size),
        (f"bytes=-{size * 2}", 0, size),
        (f"bytes=5-{size * 2}", 5, size),
    ):
        answer = part(reader, asked)
        assert (answer.status, answer.body) == (206, PICTURE[first:past])
        assert answer.headers["content-range"] == f"bytes {first}-{past - 1}/{size}"
        assert answer.headers["content-length"] == str(past - first)
    for asked in (f"bytes={size}-", "bytes=-0"):
        answer = part(reader, asked)
        assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{size}")
    for asked in ("bytes=5-4", "bytes=-", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b"):
        assert part(reader, asked).status == 200, asked
    etag, date = whole.headers["etag"], whole.headers["last-modified"]
    assert part(reader, "bytes=0-1", if_range=etag).status == 206
    assert part(reader, "bytes=0-1", if_range=date).status == 206
    assert part(reader, "bytes=0-1", if_range=f"W/{etag}").status == 200
    assert part(reader, "bytes=0-1", if_range="Tue, 14 Nov 2023 22:13:21 GMT").status == 200
    assert part(reader, "bytes=0-1", method="HEAD").status == 200
    assert part(reader, "bytes=0-1", if_none_match=etag).status == 304


def test_text_has_no_parts(reader: Reader) -> None:
    answer = reader.get(ARTICLE, range="bytes=0-9")
    assert (answer.status, answer.body) == (200, PAGE)
    assert "accept-ranges" not in answer.headers


def test_a_withdrawn_page_says_so_with_410(data: Path, reader: Reader) -> None:
    for name in ("cu/index.html", f"tep/{SHA}/cu.pdf"):
        gone = data / "gone/tinh.test" / name
        gone.parent.mkdir(parents=True)
        gone.write_bytes("<p>Đã gỡ".encode())
    for address in ("/cu/", f"/tep/{SHA}/cu.pdf"):
        answer = reader.get(address)
        assert (answer.status, answer.body) == (410, "<p>Đã gỡ".encode())
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "immutable" not in answer.headers["cache-control"]
    assert reader.get("/cu").headers["location"] == "/cu/"


def test_a_moved_page_points_to_its_new_address(data: Path, reader: Reader) -> None:
    folder = data / "moved/tinh.test/cu"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("/mới/tin/\n", encoding="utf-8")
    answer = reader.get("/cu/")
    assert (answer.status, answer.headers["location"]) == (301, "/m%E1%BB%9Bi/tin/")
    for bad in ("//evil.test/", "https://evil.test/", "/a\nSet-Cookie: x", "", "/\\evil.test"):
        (folder / "index.html").write_text(bad, encoding="utf-8")
        assert reader.get("/cu/").status == 404, bad


def test_a_missing_last_slash_is_put_right(reader: Reader) -> None:
    answer = reader.get("/kinh-te/mot-tin", query="a=1&b=%C4%91")
    assert (answer.status, answer.headers["location"]) == (301, "/kinh-te/mot-tin/?a=1&b=%C4%91")
    assert reader.get("/kinh-te").status == 404, "a folder without a page"
    assert reader.get("/kinh-te/").status == 404


def test_an_unknown_address_gets_the_sites_own_404(data: Path, reader: Reader) -> None:
    answer = reader.get("/khong-co/")
    assert (answer.status, answer.body) == (404, b"<p>404")
    assert "etag" not in answer.headers
    bare = reader.get("/khong-co/", host="xa.test")
    assert (bare.status, bare.headers["content-type"]) == (404, "text/plain; charset=utf-8")


def test_dynamic_addresses_go_to_the_inner_application_even_past_a_file(data: Path, reader: Reader) -> None:
    release(data, "/quan-tri/", b"<p>fake login")
    for address in (
        "/quan-tri/",
        "/quan-tri",
        "/quan-tri/pages/3/",
        "/accounts/login/",
        "/gui-y-kien/",
        "/theo-doi",
        "/tra-cuu/ngay-nghi/",
    ):
        assert reader.get(address).body == b"desk"
        assert reader.get(address, method="POST").body == b"desk"
    assert reader.get("/quan-trix/").status == 404


def test_each_host_has_its_own_folder_and_a_strange_one_gets_the_default(reader: Reader) -> None:
    for host, body in (
        ("tinh.test", b"<p>home"),
        ("XA.test:8000", b"<p>commune"),
        ("xa.test.", b"<p>commune"),
        ("../xa.test", b"<p>home"),
        ("evil.test", b"<p>home"),
        ("[::1]:8000", b"<p>home"),
    ):
        assert reader.get("/", host=host).body == body, host


def test_nothing_outside_the_released_tree_can_be_reached(data: Path, reader: Reader) -> None:
    (data / "secret.html").write_text("secret")
    site = data / "public/tinh.test"
    os.symlink(data / "secret.html", site / "link.html")
    os.symlink(data, site / "folder")
    os.mkfifo(site / "pipe.html")
    release(data, "/.well-known/security.txt", b"Contact: mailto:a@b")
    (site / ".hidden.html").write_text("secret")
    for address in (
        "/../secret.html",
        "/kinh-te/../../../secret.html",
        "/./404.html",
        "/link.html",
        "/folder/secret.html",
        "/pipe.html",
        "/.hidden.html",
        "/kinh-te/.mot-tin",
        "//kinh-te/mot-tin/",
        "/kinh-te//mot-tin/",
        "/kinh-te/mot-tin/\0",
        "/kinh-te\\mot-tin/",
        "/kinh-te/mot-tin/index.html.gz",
        "/.well-known",
        "/a/.well-known/x",
        "/" + "a" * 300,
        "/" + "a/" * 3000,
        "/kinh-te/mot-tin/index.html/",
    ):
        answer = reader.get(address)
        assert answer.status == 404, address
        assert b"secret" not in answer.body
    assert reader.get("/.well-known/security.txt").status == 200


def test_a_page_replaced_by_a_link_is_no_longer_a_page(data: Path, reader: Reader) -> None:
    file = data / "public/tinh.test/kinh-te/mot-tin/index.html"
    assert reader.get(ARTICLE).status == 200
    (data / "secret.html").write_text("secret")
    file.unlink()
    os.symlink(data / "secret.html", file)
    assert reader.get(ARTICLE).status == 404


def test_bytes_that_are_not_utf_8_name_nothing(data: Path) -> None:
    application = ReleasedFirst(desk, data / "public", default_host="tinh.test")
    environ = {"PATH_INFO": "/\xff/", "REQUEST_METHOD": "GET", "wsgi.url_scheme": "http"}
    seen: list[str] = []
    assert application(environ, lambda status, headers, _=None: seen.append(status)) == [b"<p>404"]  # type: ignore[arg-type]
    assert seen == ["404 Not Found"]


def test_index_html_itself_is_the_folder(reader: Reader) -> None:
    answer = reader.get("/kinh-te/mot-tin/index.html")
    assert (answer.status, answer.headers["location"]) == (301, "/kinh-te/mot-tin/")


def test_a_file_of_any_name_that_is_utf_8_can_be_released(data: Path, reader: Reader) -> None:
    release(data, f"/tep/{SHA}/kế hoạch 50%.pdf", b"%PDF")
    answer = reader.get(f"/tep/{SHA}/kế hoạch 50%.pdf")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")


def test_what_someone_uploaded_can_never_run(data: Path, reader: Reader) -> None:
    for name in ("a.html", "a.svg", "a.js", "a.xml", "a.css", "a"):
        release(data, f"/tep/{SHA}/{name}", b"<script>alert(1)</script>")
        assert reader.get(f"/tep/{SHA}/{name}").headers["content-type"] == "application/octet-stream"


def test_feeds_have_the_types_of_feeds(data: Path, reader: Reader) -> None:
    for name, kind in (
        ("rss.xml", "application/rss+xml"),
        ("atom.xml", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
        ("sitemap.xml", "application/xml"),
        ("lich.ics", "text/calendar"),
        ("giao-dien/a.css", "text/css"),
        ("giao-dien/a.js", "text/javascript"),
        ("robots.txt", "text/plain"),
    ):
        release(data, "/" + name, b"x")
        assert reader.get("/" + name).headers["content-type"] == f"{kind}; charset=utf-8"
    assert "immutable" in reader.get("/giao-dien/a.css").headers["cache-control"]


def test_memory_stays_below_its_limit_and_every_page_is_still_answered(data: Path) -> None:
    application = ReleasedFirst(desk, data / "public", default_host="tinh.test", memory=60_000)
    reader = Reader(application)
    bodies = {f"/tep/{SHA}-{number}.webp": PICTURE + b"%d" % number for number in range(40)}
    for path, body in bodies.items():
        release(data, path, body)
    time.sleep(0.06)  # older than the clock of the file system can tell apart
    for _ in range(3):
        for path, body in bodies.items():
            assert reader.get(path).body == body
    assert 0 < application._shelf.held <= 60_000
