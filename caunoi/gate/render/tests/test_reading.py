"""What the gate reads in the bytes is what a browser, a reading aid and a search engine would."""

from __future__ import annotations

import pytest

from caunoi.gate.render.page import Composed
from caunoi.gate.render.press import differences
from caunoi.gate.render.reading import Reading, read, read_fragment
from caunoi.gate.render.streams import frame, image, link


def page(body: str, head: str = "") -> Reading:
    return read(f'<!doctype html><html lang="vi"><head>{head}</head><body>{body}</body></html>'.encode())


def regions(body: str) -> list[tuple[str, str]]:
    return [(region.key, region.stream) for region in page(body).regions]


def test_a_region_is_its_text_links_and_images_in_order() -> None:
    body = '<div data-r="main"><h1>Một <b>hai</b></h1><p>ba <a href="/b">bốn</a></p><img src="/x.webp" alt="năm"></div>'
    assert regions(body) == [("main", "Mộthaiba" + link("/b", "bốn") + image("/x.webp", "năm"))]


def test_the_order_counts() -> None:
    first = regions('<div data-r="main"><p>một</p><p>hai</p></div>')
    assert first != regions('<div data-r="main"><p>hai</p><p>một</p></div>')
    assert first == regions('<section data-r="main">một<br>\n<em>h</em>ai</section>')


def test_a_region_inside_another_is_cut_out_of_it() -> None:
    body = '<div data-r="main">trước <span data-r="label">In trang</span> sau<p data-r="card:a:1:title"><a href="/1">Bài</a></p></div>'
    assert sorted(regions(body)) == [("card:a:1:title", link("/1", "Bài")), ("label", "Intrang"), ("main", "trướcsau")]


def test_the_same_region_twice_is_found_twice() -> None:
    assert regions('<p data-r="x">a</p><p data-r="x">a</p>') == [("x", "a"), ("x", "a")]


def test_a_region_without_a_name_is_no_region() -> None:
    assert regions('<p data-r="main">a<span data-r>b</span></p>') == [("main", "ab")]
    assert regions('<p data-r="main">a<span data-r="">b</span></p>') == [("", "b"), ("main", "a")]


@pytest.mark.parametrize(
    "stray",
    [
        "<p>chữ</p>", '<a href="/x"></a>', '<img src="/x.webp" alt="">', '<iframe src="https://x/"></iframe>', "<form></form>",
        '<input name="x">', "<picture><source srcset='/x.webp'></picture>", '<meta name="x" content="y">',
        '<link rel="canonical" href="/x">', "<svg><text>chữ</text></svg>", "<noscript>chữ</noscript>", "<title>chữ</title>",
        "<textarea>chữ</textarea>", "<p data-r>chữ</p>", '<video src="/x"></video>', '<object data="/x"></object>',
    ],
)  # fmt: skip
def test_what_stands_outside_every_region_is_an_orphan(stray: str) -> None:
    assert page(stray).orphans
    assert not page("<div> \n</div><script></script>").orphans


def test_what_stands_after_the_body_or_in_a_table_that_cannot_hold_it_is_read_where_browsers_show_it() -> None:
    assert read(b"<!doctype html><body></body></html><p>sau</p>").orphans == ["sau"]
    assert page('<table data-r="main"><tr><td>ô</td></tr>ngoài</table>').orphans == ["ngoài"]


@pytest.mark.parametrize(
    "name", ["aria-label", "title", "placeholder", "aria-description", "aria-roledescription", "abbr", "label"]
)
def test_words_in_attributes_are_labels_wherever_they_stand(name: str) -> None:
    for body in (f'<p data-r="main" {name}="Chữ lạ">a</p>', f'<div {name}="Chữ lạ"></div>'):
        assert ("label", "Chữlạ") in regions(body)
    for html in (f'<html {name}="Chữ lạ"><body>', f'<body {name}="Chữ lạ">', f'<head {name}="Chữ lạ"></head><body>'):
        assert [region.stream for region in read(f"<!doctype html>{html}".encode()).regions] == ["Chữlạ"]


def test_the_title_of_a_frame_is_content_and_its_other_words_are_labels() -> None:
    body = '<div data-r="main"><iframe src="https://v/" title="Phim" aria-label="Chữ lạ">trong khung</iframe></div>'
    assert regions(body) == [("label", "Chữlạ"), ("main", frame("https://v/", "Phim") + "trongkhung")]


def test_an_image_with_renditions_of_two_originals_is_neither() -> None:
    one, two = "ab" * 32, "cd" * 32
    same = f'<p data-r="x"><img src="/tep/{one}-360.webp" srcset="/tep/{one}-360.webp 360w, /tep/{one}-720.webp 720w" alt="a"></p>'
    other = same.replace(f"{one}-720", f"{two}-720")
    assert regions(same) == [("x", image(one, "a"))]
    assert regions(other) == [("x", image(f"{one} {two}", "a"))]


def test_a_link_that_pretends_to_be_two_is_one() -> None:
    two = regions('<p data-r="x"><a href="/a">một</a><a href="/b">hai</a></p>')
    assert regions('<p data-r="x"><a href="/a\ue001một\ue000/a\ue001\ue000a /b">hai</a></p>') != two


def test_the_head_is_every_element_with_its_attributes() -> None:
    head = page(
        "",
        '<meta charset="utf-8"><title> Một\n trang </title><link rel="x" href="/y"><!-- --><script src="/s" defer></script>',
    ).head
    assert head == [
        ("link", "href=/y", "rel=x"),
        ("meta", "charset=utf-8"),
        ("script", "defer=", "src=/s"),
        ("title", "Mộttrang"),
    ]


def test_a_fragment_reads_as_it_will_in_a_page() -> None:
    html = '<p>Một <strong>hai</strong></p><ul><li><a href="/x">ba</a></li></ul>'
    assert [("main", read_fragment(html).stream)] == regions(f'<div data-r="main">{html}</div>')


def composed(*expected: tuple[str, str]) -> Composed:
    return Composed(path="/x", regions=list(expected), labels=frozenset({"Intrang"}))


BODY = '<p data-r="main">Bài</p><span data-r="label">In trang</span><p data-r="card:a:1:title">Thẻ</p>'
WHOLE = (("main", "Bài"), ("card:a:1:title", "Thẻ"))


def test_a_page_that_says_what_was_approved_has_no_differences() -> None:
    assert differences(composed(*WHOLE), page(BODY)) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (BODY.replace("Bài", "Bài khác"), "Vùng “main” khác bản đã duyệt"),
        (BODY.replace("In trang", "Chơi ngay"), "Nhãn giao diện chưa được duyệt: “Chơi ngay”"),
        (BODY + "<p>Thêm</p>", "Ngoài mọi vùng đã duyệt: “Thêm”"),
        (BODY + '<p data-r="main">Bài</p>', "Vùng “main” không có trong nội dung đã duyệt"),
        (BODY + '<p data-r="card:a:1:title">Tên khác</p>', "Vùng “card:a:1:title” không có"),
        (BODY.replace('<p data-r="card:a:1:title">Thẻ</p>', ""), "đã duyệt nhưng thiếu trên trang"),
        (BODY.replace("main", "moi"), "Vùng “moi” không có trong nội dung đã duyệt"),
    ],
)
def test_a_difference_names_its_place(body: str, said: str) -> None:
    assert said in " ".join(differences(composed(*WHOLE), page(body)))


def test_the_head_must_be_exactly_the_approved_one() -> None:
    approved = composed(*WHOLE)
    approved.head = [("title", "Một")]
    assert differences(approved, page(BODY, "<title>Một</title>")) == []
    for head in ("<title>Hai</title>", "", "<title>Một</title><meta name=a>", "<title>Một</title><title>Một</title>"):
        assert any("Phần đầu trang" in line for line in differences(approved, page(BODY, head))), head
