from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.markup import Policy, markup_findings

POLICY = Policy(
    allowed_hosts=frozenset(("gov.vn",)),
    video_hosts=frozenset(("www.youtube-nocookie.com",)),
    allowed_scripts=frozenset(("/tinh/site.js",)),
    allowed_styles=frozenset(("/tinh/site.css",)),
    hiding_classes=frozenset(("unseen", "menu.closed")),
)

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Tin</title>
<link rel="canonical" href="https://maytrang.gov.vn/tin/"><link rel="stylesheet" href="/tinh/site.css">
<script src="/tinh/site.js" defer></script></head><body class="page"><header data-r="header"><a class="skip" href="#noi-dung">
<span data-r="label">Tới nội dung</span></a></header><main id="noi-dung" data-r="main"><h1>Họp báo</h1>
<time datetime="2026-11-23">23/11/2026</time><figure><img src="/tep/a-720.webp" srcset="/tep/a-360.webp 360w, /tep/a-720.webp 720w"
sizes="100vw" width="720" height="480" alt="" loading="lazy" decoding="async"></figure>
<p>Xem <a href="https://dichvucong.gov.vn/" rel="noopener">Cổng dịch vụ công</a> và <a href="/van-ban/">văn bản</a>.</p>
<iframe src="https://www.youtube-nocookie.com/embed/x" title="Phim" loading="lazy" allowfullscreen></iframe>
<button type="button" aria-expanded="false" data-mo="1"><span class="unseen" data-r="label">Mở</span></button>
<p><a href="/anh/"><img src="/tep/b-360.webp" alt="Ảnh" width="360" height="240"></a></p>
{}</main></body></html>"""


RATING = frozenset({"post /danh-gia/ dia-chi:hidden muc:submit"})
ALLOWED = '<form action="/danh-gia/" method="post"><input type="hidden" name="dia-chi" value="/a/"><button name="muc" value="3">Tốt</button></form>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/danh-gia/", "/dang-nhap/"),
        ('method="post"', ""),
        ('type="hidden"', ""),
        ('type="hidden"', 'type="password"'),
        ("</form>", '<input name="otp"></form>'),
        ("</form>", '<textarea name="loi"></textarea></form>'),
        ("</form>", "<button>Gửi</button></form>"),
    ],
)
def test_only_the_forms_of_the_portal_are_allowed_where_they_are_listed(old: str, new: str) -> None:
    listed = replace(POLICY, allowed_forms=RATING)
    assert findings(ALLOWED, listed) == []
    assert "form-action" in {one.rule for one in findings(ALLOWED.replace(old, new, 1), listed)}
    assert "form-action" in {one.rule for one in findings(ALLOWED, replace(POLICY, allowed_forms=frozenset()))}


def findings(inside: str, policy: Policy = POLICY) -> list[Finding]:
    return markup_findings(LexborHTMLParser(PAGE.replace("{}", inside)), policy)


def test_a_page_as_it_should_be_has_no_findings() -> None:
    assert findings("") == []


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<script src="/la.js"></script>', "script"),
        ('<script src="/tinh/site.js">alert(1)</script>', "script"),
        ('<script type="application/ld+json">{"a": 1}</script>', "script"),
        ('<p onmouseover="x()">chữ</p>', "event-handler"),
        ('<p style="color:red">chữ</p>', "inline-style"),
        ('<meta http-equiv=" REFRESH " content="0;url=/x">', "meta-refresh"),
        ('<base href="/x/">', "base-href"),
        ("<!-- nhà cái -->", "comment"),
        ('<iframe src="https://evil.example/"></iframe>', "frame"),
        ('<iframe src="/trong-cong"></iframe>', "frame"),
        ('<iframe src="https://www.youtube-nocookie.com/embed/x" height="1"></iframe>', "hidden-text"),
        ('<iframe src="https://www.youtube-nocookie.com/embed/x" srcdoc="x"></iframe>', "unlisted-attribute"),
        ('<form action="https://evil.example/"><input name="otp"></form>', "form-action"),
        ('<a href="/x" ping="https://evil.example/">x</a>', "unlisted-attribute"),
        ('<svg><a href="/x">x</a></svg>', "unlisted-element"),
        ("<style>p { color: red }</style>", "unlisted-element"),
        ("<noscript>chữ</noscript>", "unlisted-element"),
        ("<template><p>chữ</p></template>", "unlisted-element"),
        ("<marquee>chữ</marquee>", "unlisted-element"),
        ('<object data="/x"></object>', "unlisted-element"),
        ('<link rel="stylesheet" href="/la.css">', "stylesheet"),
        ('<link rel="prefetch" href="https://evil.example/">', "off-list-host"),
        ('<img src="//evil.example/a.png" alt="">', "off-list-host"),
        ('<picture><source srcset="/a.webp 1x, https://evil.example/b.webp 2x"></picture>', "off-list-host"),
        ('<a href="https://hi88.example/">khuyến mãi</a>', "off-list-host"),
        ('<a href="javascript:x()">x</a>', "dangerous-link"),
        ('<a href="/x"></a>', "empty-link"),
        ('<a href="/x"> · </a>', "empty-link"),
        ("<p hidden>chữ</p>", "hidden-text"),
        ('<p aria-hidden="true">chữ</p>', "hidden-text"),
        ('<p class="unseen">chữ</p>', "hidden-text"),
        ('<ul class="closed menu"><li>chữ</li></ul>', "hidden-text"),
        ('<div class="unseen"><a href="/x">x</a></div>', "hidden-link"),
        ('<div hidden><img src="/a.webp" alt=""></div>', "hidden-text"),
        ('<p style="display: none">chữ</p>', "hidden-text"),
        ('<p style="position:absolute;left:-9999px"><a href="/x">x</a></p>', "hidden-link"),
        ('<p style="font-size:1px">chữ</p>', "hidden-text"),
        ('<p style="opacity:0.01">chữ</p>', "hidden-text"),
        ('<p style="color:#fff;background:white">chữ</p>', "hidden-text"),
        ('<p style="text-indent:-999em">chữ</p>', "hidden-text"),
        ('<p style="height:0;overflow:hidden">chữ</p>', "hidden-text"),
    ],
)
def test_each_way_in_is_found_once_under_its_rule(inside: str, rule: str) -> None:
    assert [(f.rule, f.severity, f.place) for f in findings(inside)] == [(rule, "block", "main")]


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="unseen"><span data-r="label">chữ của giao diện</span></div>',
        '<span aria-hidden="true">›</span>',
        '<div class="menu"><p>chữ</p></div>',
        '<form action="/tim"><input type="search" name="q"><input type="hidden" name="t" value="1"><button>Tìm</button></form>',
        "<details><summary>Mở</summary><p>chữ</p></details>",
        '<table><caption>Bảng</caption><tr><th scope="col" colspan="2">A</th></tr><tr><td>1</td><td>2</td></tr></table>',
        '<a href="/x" aria-label="Trang trước">‹</a>',
    ],
)
def test_honest_markup_passes(inside: str) -> None:
    assert findings(inside) == []


def test_comments_outside_the_document_element_are_seen() -> None:
    page = "<!-- trước --><!doctype html><html><head></head><body></body></html><!-- sau -->"
    assert [f.excerpt for f in markup_findings(LexborHTMLParser(page), POLICY)] == ["trước", "sau"]


def test_without_a_policy_nothing_from_outside_is_allowed() -> None:
    rules = {f.rule for f in findings("", Policy())}
    assert rules == {"off-list-host", "stylesheet", "script", "frame"}


@pytest.mark.parametrize(
    ("inside", "place"),
    [
        ('<img src="/tep/a-360.webp" alt="nhà cái uy tín số 1" width="9" height="9">', "alt"),
        ('<a href="/tin/" title="tài xỉu online uy tín">Tin</a>', "title"),
        ('<a href="/tin/" aria-label="nhà cái uy tín số 1">Tin</a>', "aria-label"),
        ('<p data-mo="game bài đổi thưởng">Họp</p>', "data-mo"),
        ('<a href="/tep/a.pdf" download="nha-cai-uy-tin.pdf">Tải</a>', "download"),
        ('<meta name="keywords" content="nhà cái uy tín, nổ hũ đổi thưởng">', "content"),
    ],
)
def test_words_in_attributes_are_read_like_any_other(inside: str, place: str) -> None:
    (one,) = findings(inside)
    assert (one.rule, one.severity) == ("gambling-text", "block")
    assert one.place.endswith(f", thuộc tính {place}")


def test_an_address_is_not_read_as_words_because_its_title_lost_its_marks() -> None:
    assert findings('<meta property="og:url" content="https://cong.gov.vn/kinh-te/an-du-ve-dong-song-12.html">') == []
    assert findings('<meta name="description" content="/nhà cái uy tín số 1">') != []


def test_honest_words_in_attributes_are_left_in_peace() -> None:
    assert findings('<img src="/tep/a-360.webp" alt="Chủ tịch tỉnh thăm điểm trường" width="9" height="9">') == []


@pytest.mark.parametrize(
    ("href", "rules"),
    [
        ("/chuyen?url=https://kimtalo.top", ["off-list-host"]),
        ("https://cong.gov.vn/redirect?u=https%3A%2F%2Fkimtalo.top", ["off-list-host"]),
        ("https://cong.gov.vn/chia-se?u=https%3A%2F%2Fmaytrang.gov.vn%2Ftin", []),
    ],
)
def test_an_address_within_an_address_is_judged_too(href: str, rules: list[str]) -> None:
    assert [one.rule for one in findings(f'<p><a href="{href}">Xem</a></p>')] == rules
