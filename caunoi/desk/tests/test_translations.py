"""Translations at the desk: begun by an address, written side by side, approved by another, and listed when they fall behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml.html import document_fromstring
from wagtail.rich_text import RichText

from caunoi.gate.releases.tests.steps import change, fresh
from caunoi.ground.people.models import User
from caunoi.outbound.translations.actions import begin
from caunoi.outbound.translations.models import Translation
from caunoi.outbound.translations.queries import following, paragraphs_of
from tests.province import Province

TEXT = "<p>Cầu dài 412 m.</p><p>Hai làn xe.</p>"


@pytest.fixture(autouse=True)
def _one_factor(settings: Any) -> None:
    settings.DEMO = True  # nobody is asked for a second factor


def desk(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_translations_translation:{name}", args=args)


def fields(answer: Any) -> dict[str, Any]:
    """The fields of the editing form as a browser would send them."""
    page: Any = document_fromstring(answer.content.decode())
    form = next(one for one in page.forms if any("pairs" in name or name == "of" for name in one.fields))
    return {name: value or "" for name, value in form.form_values()}


def framed(province: Province) -> None:
    for obj in (province.shell, province.front, province.economy):
        record = f"{ {'Shell': 'shell', 'FrontPage': 'frontpage', 'Section': 'section'}[type(obj).__name__] }:{obj.pk}"
        begin(record, language="en", by=province.mai, texts=[f"EN {one.text}" for one in paragraphs_of(record)])[
            1
        ].publish(user=province.duyen)


def test_a_translation_is_begun_by_the_address_of_its_page(province: Province) -> None:
    article = province.released(body=[("text", RichText(TEXT))])
    path = f"/kinh-te/khanh-thanh-cau-suoi-biec-{article.pk}.html"
    browser = desk(province.mai)
    answer = browser.post(url("add"), {"of": "/khong-co/", "language": "en"})
    assert "không phải trang dịch được" in answer.content.decode()
    answer = browser.post(url("add"), {"of": f"http://localhost:8000{path}", "language": "en"})
    made = Translation.objects.get()
    assert answer.status_code == 302 and answer["Location"].endswith(url("edit", made.pk))
    assert (made.of, [row["text"] for row in made.pairs]) == (f"article:{article.pk}", ["", "", "", ""])
    again = browser.post(url("add"), {"of": path, "language": "en"})
    assert "đã có bản dịch" in again.content.decode()


def test_the_list_of_articles_leads_to_a_translation_of_each_that_stands(province: Province) -> None:
    province.draft("Bản nháp")
    article = province.released("Bài đã đăng")
    page = desk(province.mai).get(reverse("wagtailsnippets_articles_article:list")).content.decode()
    listed: Any = document_fromstring(page)
    links = [link for _, _, link, _ in listed.iterlinks() if link.startswith(url("add"))]
    assert len(links) == 1
    form = desk(province.mai).get(links[0]).content.decode()
    assert f'value="/kinh-te/bai-da-dang-{article.pk}.html"' in form


def test_it_is_written_beside_the_vietnamese_and_stands_when_another_approves(province: Province) -> None:
    framed(province)
    article = province.released(body=[("text", RichText(TEXT))])
    translation, _ = begin(f"article:{article.pk}", language="en", by=province.mai)
    browser = desk(province.mai)
    page = browser.get(url("edit", translation.pk))
    assert page.content.decode().count("Chưa dịch</strong>") == 4
    sent = fields(page)
    for number, text in enumerate(("A bridge opens", "It opened today.", "It is 412 m long.", "It has two lanes.")):
        sent[f"pairs-{number}-text"] = text
    assert browser.post(url("edit", translation.pk), sent).status_code == 302
    draft = fresh(translation).get_latest_revision_as_object()
    assert (draft.title, draft.pairs[2]) == (
        "A bridge opens",
        {"place": "text", "source": "Cầu dài 412 m.", "text": "It is 412 m long."},
    )
    fresh(translation).get_latest_revision().publish(user=province.duyen)
    assert fresh(translation).live


def test_a_stale_paragraph_shows_what_changed_and_follows_when_it_is_rewritten_or_ticked(province: Province) -> None:
    framed(province)
    article = province.released(lead="Hôm nay.", body=[("text", RichText(TEXT))])
    texts = ["A bridge opens", "Today.", "It is 412 m long.", "It has two lanes."]
    translation, revision = begin(f"article:{article.pk}", language="en", by=province.mai, texts=texts)
    revision.publish(user=province.duyen)
    body = [("text", RichText("<p>Cầu dài 415 m.</p><p>Có hai làn xe.</p>"))]
    change(article, by=province.mai, body=body).publish(user=province.duyen)
    assert following([fresh(translation)])[translation.pk].stale == 2
    browser = desk(province.mai)
    page = browser.get(url("edit", translation.pk)).content.decode()
    assert "<del>412</del>" in page and "<ins>415</ins>" in page
    sent = fields(browser.get(url("edit", translation.pk)))
    browser.post(url("edit", translation.pk), sent)
    assert following([fresh(translation).get_latest_revision_as_object()])[translation.pk].stale == 2
    browser.post(url("edit", translation.pk), sent | {"pairs-2-text": "It is 415 m long.", "pairs-3-right": "1"})
    assert not following([fresh(translation).get_latest_revision_as_object()])[translation.pk].behind


def test_the_list_counts_what_is_behind_and_puts_it_first(province: Province) -> None:
    framed(province)
    article = province.released(body=[("text", RichText(TEXT))])
    texts = ["Left behind", "Today.", "It is 412 m long.", "It has two lanes."]
    begin(f"article:{article.pk}", language="en", by=province.mai, texts=texts)[1].publish(user=province.duyen)
    later = province.released("Bài sau")
    begin(f"article:{later.pk}", language="en", by=province.mai, texts=["Later", "A lead", "Text"])[1].publish(
        user=province.duyen
    )
    change(
        article, by=province.mai, body=[("text", RichText("<p>Cầu dài 415 m.</p><p>Hai làn xe.</p><p>Mới.</p>"))]
    ).publish(user=province.duyen)
    page = desk(province.mai).get(url("list")).content.decode()
    assert "1 đoạn chưa theo, 1 đoạn chưa dịch" in page
    assert page.index("Left behind") < page.index("Later")
