"""The nginx profile: kept in step with the embedded server, and tried with nginx itself where there is one."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from caunoi.web.serve.headers import REVALIDATE, security
from caunoi.web.serve.nginx import nginx_profile, template
from caunoi.web.serve.tests.conftest import PAGE, PICTURE, SHA, release

TEMPLATE = Path(__file__).parents[4] / "deploy" / "nginx" / "caunoi.conf.template"


def test_the_template_in_deploy_is_the_one_this_code_writes() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == template(), "run: python -m caunoi.web.serve.nginx"


def test_brotli_twins_are_served_only_where_the_module_is() -> None:
    assert "\n    brotli_static on;" in nginx_profile(default_host="a", data="/d", brotli=True)
    assert "\n    brotli_static on;" not in nginx_profile(default_host="a", data="/d")


def test_the_key_to_a_case_is_written_into_no_log() -> None:
    block = nginx_profile(default_host="a", data="/d").partition("location ^~ /theo-doi/ {")[2].partition("}")[0]
    assert "access_log off;" in block


@pytest.mark.parametrize("block", ["location ^~ /gui-y-kien/ {", "location @application {"])
def test_what_the_application_answers_gets_no_second_headers(block: str) -> None:
    text = nginx_profile(default_host="a", data="/d").partition(block)[2].partition("\n    }")[0]
    assert "proxy_pass" in text
    assert "add_header" not in text


def test_a_value_that_could_break_out_of_the_configuration_is_refused() -> None:
    for bad in ("a;b", "a b", 'a"', "a{", "a\nb"):
        with pytest.raises(ValueError, match="nginx"):
            nginx_profile(default_host=bad, data="/d")
        with pytest.raises(ValueError, match="nginx"):
            nginx_profile(default_host="a", data="/" + bad)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(data: Path) -> Iterator[http.client.HTTPConnection]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed")
    port = free_port()
    profile = nginx_profile(
        default_host="tinh.test",
        data=str(data),
        hosts=["xa.test"],
        listen=[f"127.0.0.1:{port}"],
        upstream=f"127.0.0.1:{free_port()}",  # nobody there: what nginx hands on shows as 502
    )
    places = "".join(
        f"{kind}_temp_path {data}/t/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (data / "t").mkdir()
    (data / "nginx.conf").write_text(
        f"{user} daemon off; worker_processes 1; pid {data}/t/pid; error_log {data}/t/error;"
        f"events {{ worker_connections 64; }} http {{ access_log off; {places}\n{profile}\n}}"
    )
    with subprocess.Popen([program, "-c", str(data / "nginx.conf"), "-e", f"{data}/t/error"]) as server:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.02)
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as client:
                yield client
        finally:
            server.terminate()


def test_nginx_serves_the_released_tree_as_the_application_does(served: http.client.HTTPConnection, data: Path) -> None:
    def get(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        served.request(
            "GET", path, headers={"Host": "tinh.test"} | {k.replace("_", "-"): v for k, v in headers.items()}
        )
        answer = served.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    status, headers, body = get("/kinh-te/mot-tin/")
    assert (status, body) == (200, PAGE)
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == REVALIDATE
    for name, value in security("/"):
        assert headers[name.lower()] == value
    assert "strict-transport-security" not in headers
    assert get("/kinh-te/mot-tin/", If_None_Match=headers["etag"])[0] == 304
    assert get("/kinh-te/mot-tin/", Accept_Encoding="gzip")[1]["content-encoding"] == "gzip"
    assert get("/", Host="xa.test")[2] == b"<p>commune"
    assert get("/", Host="strange.test")[2] == b"<p>home"
    assert get("/rss.xml")[1]["content-type"] == "application/rss+xml; charset=utf-8"
    picture = get(f"/tep/{SHA}-720.webp", Range="bytes=5-9")
    assert (picture[0], picture[2]) == (206, PICTURE[5:10])
    assert picture[1]["cache-control"] == "public, max-age=31536000, immutable"
    assert picture[1]["cross-origin-resource-policy"] == "cross-origin"
    release(data, f"/tep/{SHA}/a.svg", b"<svg/>")
    assert get(f"/tep/{SHA}/a.svg")[1]["content-type"] == "application/octet-stream"
    os.symlink("/etc/hostname", data / "public/tinh.test/link.txt")
    assert get("/link.txt")[0] in (403, 502)
    for handed_on in (
        "/kinh-te/mot-tin",
        "/khong-co/",
        "/.env",
        "/kinh-te/mot-tin/index.html",
        "/quan-tri/",
        "/gui-y-kien/",
        "/theo-doi/bien-nhan.json",
        "/tra-cuu/ngay-nghi/",
        "//kinh-te/mot-tin/",
    ):
        assert get(handed_on)[0] == 502, handed_on
    assert get("/kinh-te/mot-tin/index.html.gz")[0] == 502
    release(data, "/500.html", b"<p>500")
    release(data, "/chi-doc.html", b"<p>read only")
    status, headers, body = get("/gui-y-kien/")
    assert (status, body) == (502, b"<p>500"), "nobody answers: the released page, and still 502"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "content-security-policy" in headers
    assert get("/khong-co/")[2] == b"<p>500"
    (data / "read-only").touch()
    status, headers, body = get("/gui-y-kien/")
    assert (status, body, headers["retry-after"]) == (503, b"<p>read only", "600")
    assert get("/kinh-te/mot-tin/")[0] == 200
    assert get("/chi-doc.html")[0] == get("/500.html")[0] == 200, "released pages like any other"
    (data / "read-only").unlink()
    until = time.monotonic() + 10  # nginx remembers a file for a second
    while get("/gui-y-kien/")[0] != 502:
        assert time.monotonic() < until
        time.sleep(0.1)
