"""What machines read of released pages: from the bytes, as a search engine takes it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.releases.tests.conftest import portal as portal
from caunoi.gate.releases.tests.steps import Portal, change, path_of, withdraw
from caunoi.outbound.articles.models import Article, Contributor
from tests.province import Province, picture

pytestmark = pytest.mark.django_db
MANDATORY = {"title", "creator", "date", "description", "publisher", "identifier"}
BASE = "http://localhost:8000"


def told(html: str) -> dict[str, Any]:
    """The things that a page tells, by their kind."""
    scripts = LexborHTMLParser(html).css('script[type="application/ld+json"]')
    assert len(scripts) == 1
    data = json.loads(scripts[0].text())
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def metas(html: str, start: str) -> dict[str, str]:
    found = {}
    for node in LexborHTMLParser(html).css("head meta"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        if name.startswith(start):
            found[name.removeprefix(start)] = node.attributes["content"] or ""
    return found


def written(province: Province, **fields: Any) -> Article:
    article = Article(section=province.economy, lead="Sapo của bài.", **fields)
    article.contributors = [Contributor(name="Lê Thị Mai"), Contributor(name="Vàng A Pao", part="photo")]  # type: ignore[misc]
    article.tags = "cầu treo, vùng cao"
    article.save()
    article.save_revision(user=province.mai)
    article.get_latest_revision().publish(user=province.duyen)
    return article


def test_an_article_tells_who_wrote_what_when_and_where_it_stands(province: Province, portal: Portal) -> None:
    article = written(province, title="Khởi công cầu treo", source="Báo tỉnh", place="Xã Thượng Vân", image=picture())
    html = portal.page(path_of(article))
    news = told(html)["NewsArticle"]
    assert (news["headline"], news["description"]) == ("Khởi công cầu treo", "Sapo của bài.")
    assert [one["name"] for one in news["author"]] == ["Lê Thị Mai", "Vàng A Pao"]
    assert news["publisher"]["@type"] == "GovernmentOrganization"
    assert news["mainEntityOfPage"] == BASE + path_of(article)
    assert sorted(news["keywords"]) == ["cầu treo", "vùng cao"]
    assert news["articleSection"] == ["Kinh tế"]
    assert news["contentLocation"]["name"] == "Xã Thượng Vân"
    trail = told(html)["BreadcrumbList"]["itemListElement"]
    assert trail[0] == {"@type": "ListItem", "position": 1, "name": "Trang chủ", "item": f"{BASE}/"}
    assert trail[-1]["name"] == "Kinh tế"
    shared = metas(html, "og:")
    assert news["image"] == [shared["image"]]
    assert (shared["image:width"], shared["image:height"]) == ("720", "450")
    core = metas(html, "DC.")
    assert set(core) >= MANDATORY
    assert core["source"] == "Báo tỉnh"
    assert core["contributor"] == "Lê Thị Mai; Vàng A Pao"
    assert "vùng cao" in core["subject"].split("; ")
    assert core["date"] == news["datePublished"] == metas(html, "article:")["published_time"]


@pytest.mark.parametrize(
    "title",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script> mở mà không đóng",
        '"}],"@type":"Casino',
        "Dòng\u2028mới & \\u003c/script\\u003e",
    ],
)
def test_a_hostile_title_is_a_title_and_nothing_else(province: Province, portal: Portal, title: str) -> None:
    article = written(province, title=title)
    html = portal.page(path_of(article))
    assert told(html)["NewsArticle"]["headline"] == title
    assert len(LexborHTMLParser(html).css("script")) == 2
    assert len(re.findall("<script", html)) == len(re.findall("</script", html)) == 2


def test_a_correction_is_told_with_its_day(province: Province, portal: Portal) -> None:
    article = written(province, title="Khởi công cầu treo")
    change(article, by=province.mai, correction="Số đúng là 12.", corrected_on=date(2026, 11, 20)).publish(
        user=province.duyen
    )
    assert told(portal.page(path_of(article)))["NewsArticle"]["dateModified"] == "2026-11-20"


def test_every_page_has_the_mandatory_elements_and_its_own_address(province: Province, portal: Portal) -> None:
    article = written(province, title="Khởi công cầu treo")
    gone = province.released("Sẽ gỡ")
    portal.page("/")
    address = path_of(gone)
    withdraw(gone, by=province.duyen)
    portal.page("/")
    seen = set()
    for tree in ("public", "gone"):
        for file in portal.tree(tree).rglob("*.html"):
            path = "/" + str(file.relative_to(portal.tree(tree))).removesuffix("index.html")
            core = metas(file.read_text(), "DC.")
            assert set(core) >= MANDATORY, path
            assert all(core.values()), path
            assert core["identifier"] == BASE + path
            assert re.fullmatch(r"20\d\d-\d\d-\d\d(T\d\d:\d\d\+07:00)?", core["date"]), path
            seen.add(path)
    assert {"/", "/kinh-te/", "/404.html", path_of(article), address, "/the/cau-treo/"} <= seen


def test_the_home_page_tells_whose_portal_it_is(province: Province, portal: Portal) -> None:
    province.released()
    found = told(portal.page("/"))
    content = province.shell
    assert found["GovernmentOrganization"]["name"] == content.owner
    assert found["GovernmentOrganization"]["address"]["streetAddress"] == content.address
    assert found["WebSite"]["publisher"]["@id"] == found["GovernmentOrganization"]["@id"]
    assert found["WebSite"]["name"] == content.portal_name


def test_the_date_of_a_list_is_that_of_its_newest_card(province: Province, portal: Portal) -> None:
    article = province.released()
    card = LexborHTMLParser(portal.page("/kinh-te/")).css_first("article time").attributes["datetime"]  # type: ignore[union-attr]
    for path in ("/", "/kinh-te/"):
        assert metas(portal.page(path), "DC.")["date"] == card
    assert metas(portal.page(path_of(article)), "DC.")["date"] == card
