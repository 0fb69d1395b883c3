"""The portal in English: pages beside the Vietnamese ones, what follows what, and what the gate holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser
from wagtail.rich_text import RichText

from caunoi.gate.releases import kinds
from caunoi.gate.releases.tests.steps import Portal, change, fresh
from caunoi.ground.refused import Refused
from caunoi.outbound.translations.actions import begin
from caunoi.outbound.translations.models import Translation
from caunoi.outbound.translations.queries import following, paragraphs_of
from caunoi.web import environment
from caunoi.web.vocabulary import IN
from caunoi.web.words import WORDS
from tests.province import Province

Translate = Callable[..., Translation]
SHELL = {"Tin tức": "News", "Cổng Thông tin điện tử tỉnh Thử Nghiệm": "Portal of Thu Nghiem Province"}
BODY = [
    ("heading", "Vì sao xây cầu"),
    ("text", RichText("<p>Cầu dài <b>412 m</b>.</p><ul><li>Hai làn xe</li><li>Một lối đi bộ</li></ul>")),
]
ENGLISH = [
    "New bridge opens", "The bridge over the Bac stream opened today.", "Why it was built", "The bridge is **412 m** long.",
    "Two lanes", "A footpath",
]  # fmt: skip


@pytest.fixture
def portal(settings: Any, tmp_path: Any) -> Portal:
    settings.DATA = tmp_path
    return Portal(tmp_path)


@pytest.fixture
def translate(province: Province) -> Translate:
    """`translate(record, texts)`: Mai translates, Duyên approves. Without texts each paragraph is said as "EN: …"."""

    def make(obj: Any, texts: Sequence[str] | None = None) -> Translation:
        record = kinds.name_of(obj)
        said = texts if texts is not None else [SHELL.get(one.text, f"EN {one.text}") for one in paragraphs_of(record)]
        translation, revision = begin(record, language="en", by=province.mai, texts=said)
        revision.publish(user=province.duyen)
        return fresh(translation)  # type: ignore[no-any-return]

    return make


@pytest.fixture
def english(province: Province, translate: Translate) -> Translate:
    """The frame, the home page and the section of economy are in English."""
    for obj in (province.shell, province.front, province.economy):
        translate(obj)
    return translate


def rewrite(obj: Any, province: Province, **fields: Any) -> None:
    change(obj, by=province.mai, **fields).publish(user=province.duyen)


def links(html: str, selector: str) -> list[tuple[str, str]]:
    tree = LexborHTMLParser(html)
    return [(one.attributes.get("hreflang") or "", one.attributes.get("href") or "") for one in tree.css(selector)]


def test_the_words_of_every_language_have_the_same_keys_and_none_is_empty() -> None:
    for code, words in IN.items():
        assert words.keys() == WORDS.keys(), code
        assert all(word.strip() for word in words.values()), code


def test_an_article_stands_in_english_at_the_same_path_and_each_leads_to_the_other(
    province: Province, portal: Portal, english: Translate
) -> None:
    article = province.released(lead="Cầu thông xe hôm nay.", body=BODY)
    path = f"/kinh-te/{article.slug or 'khanh-thanh-cau-suoi-biec'}-{article.pk}.html"
    assert "hreflang" not in portal.page(path).replace('hreflang="en">English', "")
    english(article, ENGLISH)
    page = portal.page("/en" + path)
    assert '<html lang="en">' in page
    for words in (
        "New bridge opens",
        "<strong>412 m</strong>",
        "<li>A footpath</li>",
        "Portal of Thu Nghiem Province",
        "Share",
    ):
        assert words in page
    for words in ("Cầu thông xe", "Chia sẻ", "Hai làn xe"):
        assert words not in page
    both = [("vi", f"http://localhost:8000{path}"), ("en", f"http://localhost:8000/en{path}")]
    assert links(page, "link[hreflang]") == both
    assert links(portal.page(path), "link[hreflang]") == both
    assert links(page, ".languages a") == [("vi", path)]
    assert links(portal.page(path), ".languages a") == [("en", "/en" + path)]


def test_what_is_not_translated_leads_to_the_english_home_page_and_is_on_no_english_list(
    province: Province, portal: Portal, english: Translate
) -> None:
    one, other = province.released("Bài được dịch"), province.released("Bài không dịch")
    english(one)
    assert links(portal.page(f"/kinh-te/bai-khong-dich-{other.pk}.html"), ".languages a") == [("en", "/en/")]
    for path in ("/en/", "/en/kinh-te/"):
        page = portal.page(path)
        assert "EN Bài được dịch" in page
        assert "Bài không dịch" not in page
    assert portal.page(f"/en/kinh-te/bai-khong-dich-{other.pk}.html") == ""


def test_the_menu_in_english_has_what_is_there_in_english(
    province: Province, portal: Portal, english: Translate
) -> None:
    assert 'href="/en/tin-tuc/"' not in portal.page("/en/")
    english(province.news)
    assert '<a href="/en/tin-tuc/">News</a>' in portal.page("/en/")


def test_a_changed_paragraph_is_marked_to_the_reader_and_counted_and_the_others_stay(
    province: Province, portal: Portal, english: Translate
) -> None:
    article = province.released(lead="Cầu thông xe hôm nay.", body=BODY)
    translation = english(article, ENGLISH)
    path = f"/en/kinh-te/khanh-thanh-cau-suoi-biec-{article.pk}.html"
    assert "changed in the version of" not in portal.page(path)
    changed = "<p>Cầu dài <b>415 m</b>.</p><ul><li>Hai làn xe</li><li>Một lối đi bộ</li></ul><p>Đoạn mới.</p>"
    rewrite(article, province, body=[BODY[0], ("text", RichText(changed))])
    page = portal.page(path)
    marked = [one.parent.text(deep=True) for one in LexborHTMLParser(page).css(".behind") if one.parent]
    assert len(marked) == 2
    assert marked[0].startswith("The bridge is 412 m long.")
    assert "changed in the version of" in marked[0]
    assert '<span lang="vi">Đoạn mới.</span>' in page
    assert "does not yet follow the whole Vietnamese text of" in page
    count = following([translation])[translation.pk]
    assert (count.stale, count.missing) == (1, 1)


def test_an_english_page_goes_and_comes_back_with_its_original(
    province: Province, portal: Portal, english: Translate
) -> None:
    article = province.released()
    english(article)
    path = f"/en/kinh-te/khanh-thanh-cau-suoi-biec-{article.pk}.html"
    assert portal.page(path)
    fresh(article).unpublish(user=province.duyen)
    assert portal.page(path) == ""
    assert "This content has been withdrawn" in portal.page(path, "gone")
    rewrite(article, province, lead="Viết lại.")
    assert "EN Nội dung của bài" in portal.page(path)


def test_a_translation_that_is_withdrawn_leaves_the_original_without_it(
    province: Province, portal: Portal, english: Translate
) -> None:
    article = province.released()
    translation = english(article)
    translation.unpublish(user=province.duyen)
    path = f"/kinh-te/khanh-thanh-cau-suoi-biec-{article.pk}.html"
    assert portal.page("/en" + path) == ""
    assert links(portal.page(path), "link[hreflang]") == []


def test_search_engines_find_the_english_pages_in_a_map_of_their_own(
    province: Province, portal: Portal, english: Translate
) -> None:
    article = province.released()
    english(article)
    assert "<loc>http://localhost:8000/sitemap-en.xml</loc>" in portal.page("/sitemap.xml")
    path = f"/en/kinh-te/khanh-thanh-cau-suoi-biec-{article.pk}.html"
    found = portal.page("/sitemap-en.xml")
    for one in ("/en/", "/en/kinh-te/", path):
        assert f"<loc>http://localhost:8000{one}</loc>" in found
    fresh(article).unpublish(user=province.duyen)
    assert path not in portal.page("/sitemap-en.xml")


def test_whoever_translated_does_not_approve_and_a_word_put_in_by_sql_is_not_released(
    province: Province, portal: Portal, english: Translate
) -> None:
    article = province.released()
    texts = ["A title", "A lead", "A paragraph"]
    translation, revision = begin(f"article:{article.pk}", language="en", by=province.duyen, texts=texts)
    with pytest.raises(Refused, match="không được tự duyệt"):
        revision.publish(user=province.duyen)
    revision.content["pairs"][2]["text"] = "Cheap watches"
    revision.save()
    with pytest.raises(Refused):
        fresh(translation).get_latest_revision().publish(user=province.tam)
    assert "Cheap watches" not in portal.everything()


def test_advertising_in_english_is_stopped_and_honest_english_is_not(province: Province, english: Translate) -> None:
    honest = [
        "Investors visit the casino museum of Hạ Lang",
        "The port offers a bonus of two years without rent.",
        "Slots for ships are given weekly.",
    ]
    english(province.released("Bài một"), honest)
    article = province.released("Bài hai")
    with pytest.raises(Refused, match="kiểm duyệt"):
        english(article, ["Online casino", "Best online casinos with no deposit bonus", "Free spins"])


def test_without_a_frame_in_english_nothing_stands_in_english(province: Province, translate: Translate) -> None:
    with pytest.raises(Refused, match="Khung trang chưa có bản dịch tiếng Anh"):
        translate(province.economy)


def test_what_is_not_translated_yet_is_shown_in_vietnamese_and_says_that_it_is(
    province: Province, portal: Portal, english: Translate
) -> None:
    quote = ("quote", {"text": "Lời trích.", "by": "Ông Ba"})
    article = province.released(lead="Cầu thông xe.", body=[*BODY, quote])
    english(article, [ENGLISH[0], ENGLISH[1], "", *ENGLISH[3:], "", ""])
    page = portal.page(f"/en/kinh-te/khanh-thanh-cau-suoi-biec-{article.pk}.html")
    assert '<h2 lang="vi">Vì sao xây cầu</h2>' in page
    assert '<blockquote lang="vi">' in page
    assert page.count(IN["en"]["paragraph_missing"]) == 2


def test_english_words_changed_in_the_code_wait_for_the_shell(
    province: Province, english: Translate, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = province.released()
    monkeypatch.setitem(environment._LABELS["en"], "print", Markup('<span data-r="label">Cheap watches</span>'))
    with pytest.raises(Refused, match="chưa được duyệt"):
        english(article)
