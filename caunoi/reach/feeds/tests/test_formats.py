"""Feeds and sitemaps: read by the readers that people use, and read back by ourselves."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from caunoi.reach.feeds.formats import (
    ATOM,
    JSON_FEED,
    RSS,
    SITEMAP,
    Address,
    Entry,
    Feed,
    atom,
    extract,
    json_feed,
    news_sitemap,
    news_stream,
    rss,
    sitemap,
    sitemap_index,
    sitemap_stream,
    stream,
)

HANOI = timezone(timedelta(hours=7))
NOON = datetime(2026, 11, 23, 12, 30, 15, 999, tzinfo=HANOI)
FEED = Feed(
    title="Cổng thông tin điện tử tỉnh Sông Hà",
    home_url="https://songha.test/",
    self_url="https://songha.test/rss.xml",
    updated=NOON,
    author="Văn phòng UBND tỉnh",
    description="Tin mới & thông báo",
    hub="https://hub.test/",
)
FULL = Entry(
    id="tag:songha.test,2026:article:12",
    url="https://songha.test/kinh-te/mot-tin/?a=1&b=2",
    title='Ủy ban nhân dân tỉnh họp <quý IV> & "tổng kết"',
    published=NOON,
    updated=NOON + timedelta(hours=1),
    summary="Sapo: nghị quyết số 42/2022/NĐ-CP, 5 < 6 & 7 > 6.",
    html='<p>Đoàn công tác đã <a href="https://songha.test/x?a=1&amp;b=2">đến</a> xã Hướng Phùng ]]> &nbsp;</p>',
    author="Nguyễn Văn Ẩn",
    section="Kinh tế – xã hội",
    image_url="https://songha.test/tep/abc-1280.webp",
)
BARE = Entry(id="https://songha.test/b/", url="https://songha.test/b/", title="Tin vắn", published=NOON, updated=NOON)
WRITERS = {RSS: rss, ATOM: atom, JSON_FEED: json_feed}


@pytest.mark.parametrize("kind", [RSS, ATOM])
def test_a_feed_reader_finds_every_field(kind: str) -> None:
    read = feedparser.parse(WRITERS[kind](FEED, [FULL, BARE]))
    assert not read.bozo
    assert read.version == {RSS: "rss20", ATOM: "atom10"}[kind]
    assert (read.feed.title, read.feed.subtitle, read.feed.language) == (FEED.title, FEED.description, "vi")
    links = {link["rel"]: link["href"] for link in read.feed.links}
    assert links == {"alternate": FEED.home_url, "self": FEED.self_url, "hub": FEED.hub}
    assert read.feed.updated_parsed[:6] == (2026, 11, 23, 5, 30, 15)
    full, bare = read.entries
    assert (full.id, full.link, full.summary, full.author) == (FULL.id, FULL.url, FULL.summary, FULL.author)
    assert full.title == FULL.title
    assert "Hướng Phùng" in full.content[-1].value
    assert full.tags[0].term == FULL.section
    assert full.media_content[0]["url"] == FULL.image_url
    assert full.published_parsed[:6] == (2026, 11, 23, 5, 30, 15)
    assert full.updated_parsed[:6] == (2026, 11, 23, 6, 30, 15)
    assert (bare.title, bare.link, bare.id) == (BARE.title, BARE.url, BARE.url)


def test_rss_says_when_an_id_is_no_address() -> None:
    whole = rss(FEED, [FULL, BARE]).decode()
    assert f'<guid isPermaLink="false">{FULL.id}</guid>' in whole
    assert f'<guid isPermaLink="true">{BARE.id}</guid>' in whole
    assert "<pubDate>Mon, 23 Nov 2026 12:30:15 +0700</pubDate>" in whole


def test_atom_has_what_rfc_4287_demands() -> None:
    name = "{http://www.w3.org/2005/Atom}"
    root = etree.fromstring(atom(replace(FEED, description="", hub=""), [FULL, BARE]))
    for required in ("id", "title", "updated", "author", "link"):
        assert root.find(name + required) is not None
        assert (
            all(entry.find(name + required) is not None for entry in root.findall(name + "entry"))
            or required == "author"
        )


def test_json_feed_has_what_its_specification_demands() -> None:
    whole = json.loads(json_feed(FEED, [FULL, BARE]))
    assert whole["version"] == "https://jsonfeed.org/version/1.1"
    assert whole["hubs"] == [{"type": "WebSub", "url": FEED.hub}]
    assert all("content_html" in item or "content_text" in item for item in whole["items"])
    assert whole["items"][0]["date_published"] == "2026-11-23T12:30:15+07:00"
    assert whole["items"][0]["title"] == FULL.title


@pytest.mark.parametrize("kind", list(WRITERS))
def test_the_three_formats_say_the_same_and_are_read_back_whole(kind: str) -> None:
    for entries in ([], [BARE], [FULL, BARE]):
        for feed in (FEED, replace(FEED, description="", hub="")):
            assert extract(WRITERS[kind](feed, entries), f"{kind}; charset=utf-8") == stream(feed, entries)
    assert WRITERS[kind](FEED, [FULL]) == WRITERS[kind](FEED, [FULL])


words = st.text(max_size=40)
said = st.text(alphabet="Đạo đức ưỡễ<>&\"']\x00\x0b\ufffe\ud800\r\n\t\u0301\x85\u2028😀a", min_size=1, max_size=40).map(
    lambda text: "x" + text
)


@settings(max_examples=150, deadline=None)
@given(said, words, words, said, words, st.sampled_from(list(WRITERS)))
def test_whatever_stands_in_a_title_the_bytes_are_well_formed_and_say_it(
    title: str, summary: str, html: str, section: str, author: str, kind: str
) -> None:
    entry = replace(FULL, title=title, summary=summary, html=html, section=section, author=author)
    whole = WRITERS[kind](FEED, [entry])
    assert extract(whole, kind) == stream(FEED, [entry])
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in whole.decode())


def test_letters_that_xml_cannot_hold_are_left_out_and_nothing_else() -> None:
    entry = replace(FULL, title="Tỉnh\x00 Sông\x0b Hà\ufffe\ud800")
    for kind, write in WRITERS.items():
        assert ("title", "Tỉnh Sông Hà") in extract(write(FEED, [entry]), kind)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</channel>", "<item><title>Casino</title></item></channel><channel/>"),
        ("</channel>", "<!-- casino --></channel>"),
        ("</channel>", "<?casino x?></channel>"),
        ("</channel>", "casino</channel>"),
        ("</channel>", "<copyright>casino</copyright></channel>"),
        ("<title>", '<title casino="1">'),
        ("<channel>", "<channel>casino"),
        ("</rss>", "</rss><!-- casino -->"),
        ("<rss ", '<!DOCTYPE rss [<!ENTITY c "casino">]><rss '),
        ('rel="hub"', 'rel="casino"'),
        ("</title>", "<b/>casino</title>"),
        ("<dc:creator>", "<dc:creator><!--casino-->"),
    ],
)
def test_nothing_can_be_added_to_a_feed_unreported(old: str, new: str) -> None:
    whole = rss(FEED, [FULL]).decode()
    assert old in whole
    try:
        found = extract(whole.replace(old, new, 1).encode(), RSS)
    except ValueError:
        return
    assert found != stream(FEED, [FULL])


def test_nothing_can_be_added_to_a_json_feed_unreported() -> None:
    good = json.loads(json_feed(FEED, [FULL]))
    for change in (
        {"user_comment": "casino"},
        {"authors": [{"name": "a", "url": "b"}]},
        {"icon": "x"},
        {"version": "1"},
    ):
        with pytest.raises(ValueError, match="JSON Feed"):
            extract(json.dumps(good | change).encode(), JSON_FEED)
    twice = json_feed(FEED, [FULL]).replace(b'"language"', b'"title": "casino", "language"', 1)
    with pytest.raises(ValueError, match="twice"):
        extract(twice, JSON_FEED)
    bare = json.loads(json_feed(FEED, [BARE]))
    bare["items"][0]["content_text"] = "casino"
    with pytest.raises(ValueError, match="content_text"):
        extract(json.dumps(bare).encode(), JSON_FEED)


def test_an_atom_feeds_id_says_nothing_but_its_address() -> None:
    whole = atom(FEED, []).replace(b"<id>", b"<id>casino ")
    with pytest.raises(ValueError, match="id"):
        extract(whole, ATOM)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    for write in WRITERS.values():
        with pytest.raises(ValueError, match="time zone"):
            write(FEED, [replace(FULL, published=datetime(2026, 11, 23))])


def test_a_sitemap_is_read_back_whole() -> None:
    lines = [Address("https://songha.test/?a=1&b=2", NOON), Address("https://songha.test/kinh-te/")]
    assert extract(sitemap(lines), SITEMAP) == sitemap_stream(lines)
    assert extract(sitemap_index(lines), SITEMAP) == sitemap_stream(lines)
    root = etree.fromstring(sitemap(lines))
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert [loc.text for loc in root.iter("{*}loc")] == [line.url for line in lines]
    assert [each.text for each in root.iter("{*}lastmod")] == ["2026-11-23T12:30:15+07:00"]


def test_a_news_sitemap_is_read_back_whole() -> None:
    whole = news_sitemap("Cổng TTĐT tỉnh Sông Hà", [FULL, BARE])
    assert extract(whole, SITEMAP) == news_stream("Cổng TTĐT tỉnh Sông Hà", [FULL, BARE])
    assert ("published", NOON.astimezone(UTC).replace(microsecond=0).isoformat()) in extract(whole, SITEMAP)
    news = "{http://www.google.com/schemas/sitemap-news/0.9}"
    assert [each.text for each in etree.fromstring(whole).iter(news + "name")] == ["Cổng TTĐT tỉnh Sông Hà"] * 2


def test_the_limits_of_sitemaps_are_kept() -> None:
    line = Address("https://songha.test/")
    assert len(extract(sitemap([line] * 50_000), SITEMAP)) == 50_000
    with pytest.raises(ValueError, match="at most"):
        sitemap([line] * 50_001)
    with pytest.raises(ValueError, match="at most"):
        sitemap([Address("https://songha.test/" + "a" * 2000)] * 30_000)
    with pytest.raises(ValueError, match="at most"):
        news_sitemap("x", [BARE] * 1001)


def test_what_is_no_feed_is_said_to_be_none() -> None:
    for data, kind in (
        (b"<html/>", "text/html"),
        (b"<rss", RSS),
        (b"<html/>", RSS),
        (b"{", JSON_FEED),
        (b"[]", JSON_FEED),
    ):
        with pytest.raises(ValueError, match=r"not|unexpected"):
            extract(data, kind)
