"""Ways round approval, 3: words and links in the corners of the markup, on pages of every kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from caunoi.gate.releases import actions, approving
from caunoi.gate.releases.tests.steps import Portal, end, path_of, version, withdraw
from caunoi.gate.render.page import PageRef
from caunoi.ground.refused import Refused
from caunoi.outbound.articles.models import Article, Contributor
from tests.province import Province

EVIL = "Nạp tiền nhận thưởng ngay"
LEAD = '<p class="lead">'

CORNERS = {
    "a word for reading aids": ("article.html", LEAD, f'<p class="lead" aria-label="{EVIL}">'),
    "a description for reading aids": ("article.html", LEAD, f'<p class="lead" aria-description="{EVIL}">'),
    "a placeholder": ("article.html", LEAD, f'<input placeholder="{EVIL}"><p class="lead">'),
    "the label of an option": ("article.html", LEAD, f'<select><option label="{EVIL}"></option></select><p class="lead">'),
    "the value of a button": ("article.html", LEAD, f'<input type="submit" value="{EVIL}"><p class="lead">'),
    "a title on the body": ("base.html", "<body ", f'<body title="{EVIL}" '),
    "a title on the page itself": ("base.html", "<html ", f'<html title="{EVIL}" '),
    "a description in the body": ("base.html", "<footer", f'<meta name="description" content="{EVIL}"><footer'),
    "another address of the page": ("base.html", "<footer", '<link rel="canonical" href="/casino/"><footer'),
    "what stands in a frame": (
        "article.html",
        LEAD,
        f'<iframe src="https://www.youtube-nocookie.com/embed/x">{EVIL}</iframe><p class="lead">',
    ),
    "a frame in the share box": (
        "article.html",
        '<div class="share">',
        '<div class="share"><iframe src="https://www.youtube-nocookie.com/embed/x"></iframe>',
    ),
    "a form": ("base.html", "<footer", '<form action="/dang-nhap/"><input name="mat-khau"></form><footer'),
    "a drawing": ("base.html", "<footer", f"<svg><text>{EVIL}</text></svg><footer"),
    "words for those without scripts": ("base.html", "<footer", f"<noscript>{EVIL}</noscript><footer"),
    "a style of its own": ("article.html", LEAD, '<p class="lead" style="opacity:0">'),
    "a hidden paragraph": ("article.html", LEAD, '<p class="lead" hidden>'),
    "a paragraph no reading aid reads": ("article.html", LEAD, '<p class="lead" aria-hidden="true">'),
    "a script from elsewhere": ("base.html", "</body>", '<script src="https://cdn.example/x.js"></script></body>'),
    "a refresh": ("base.html", "</head>", '<meta http-equiv="refresh" content="0;url=https://casino.example/"></head>'),
    "data for search engines that nobody approved": (
        "base.html",
        "</head>",
        f'<script type="application/ld+json">{{"@type":"Article","name":"{EVIL}"}}</script></head>',
    ),
    "the data for search engines twice": (
        "base.html",
        "</head>",
        '<script type="application/ld+json">{{ page.structured|safe }}</script></head>',
    ),
    "the data for search engines in the body": (
        "base.html",
        "<footer",
        '<script type="application/ld+json">{{ page.structured|safe }}</script><footer',
    ),
    "other data for search engines": ("base.html", "{{ page.structured|safe }}", '{{ page.structured|replace("NewsArticle", "Article")|safe }}'),
    "a name that stands twice in the data": (
        "base.html",
        "{{ page.structured|safe }}",
        f'{{{{ page.structured|replace(\'"@context"\', \'"@context":"{EVIL}","@context"\')|safe }}}}',
    ),
    "no data for search engines": ("base.html", "{% if page.structured %}", "{% if false %}"),
    "data that a browser runs": ("base.html", '<script type="application/ld+json">', "<script>"),
    "a script beside the data": ("base.html", "</head>", "<script>location='https://casino.example/'</script></head>"),
    "no date for archives": ("base.html", "page.core)", "page.core[1:])"),
    "a rating that goes elsewhere": ("base.html", 'action="/danh-gia/"', 'action="/dang-nhap/"'),
    "a rating of another page": ("base.html", 'value="{{ page.path }}"', 'value="/kinh-te/"'),
    "a grade that says another": ("base.html", 'name="muc" value="1"', 'name="muc" value="3"'),
    "a rating with a field": ("base.html", '<button type="submit" class="grade"', '<input name="otp"><button type="submit" class="grade"'),
    "a rating without the worst grade": (
        "base.html",
        '<button type="submit" class="grade" name="muc" value="1">{{ label(\'rating_1\') }}</button>',
        "",
    ),
    "no rating": ("base.html", "{% if page.rated %}", "{% if false %}"),
    "another base of all links": ("base.html", "</head>", '<base href="https://casino.example/"></head>'),
    "a second stylesheet": ("base.html", "</head>", '<link rel="stylesheet" href="/giao-dien/x.css"></head>'),
    "another title": ("base.html", "<title>", f"<title>{EVIL} "),
    "the main text twice": ("article.html", '<div class="share">', '<p data-r="main">{{ article.title }}</p><div class="share">'),
    "a card twice with another title": (
        "components.html",
        '<article class="card short"',
        '<p data-r="card:{{ card.region_id }}:short"><a href="{{ card.href }}">Tiêu đề khác</a></p><article class="card short"',
    ),
    "a card that leads elsewhere": (
        "components.html",
        '<h3><a href="{{ card.href }}">{{ card.title }}</a></h3><time',
        '<h3><a href="/casino/">{{ card.title }}</a></h3><time',
    ),
    "no byline": ("article.html", "{% if article.byline %}", "{% if false %}"),
    "no correction": ("article.html", "{% if article.correction %}", "{% if false %}"),
    "an address that pretends to be a whole link": (
        "base.html",
        '<p class="footer-unit">',
        '<a href="/x\ue001Liên hệ\ue000/a\ue001"></a><p class="footer-unit">',
    ),
}  # fmt: skip


def one_with_everything(province: Province) -> Article:
    province.released("Bài đứng bên cạnh")
    article = Article(title="Một bài có đủ", lead="Sapo của bài có đủ.", section=province.economy)
    article.correction, article.corrected_on = "Số đúng là 12, không phải 21.", date(2026, 11, 20)
    article.contributors = [Contributor(name="Lê Thị Mai")]  # type: ignore[misc]
    article.save()
    article.save_revision(user=province.mai)
    article.get_latest_revision().publish(user=province.duyen)
    return article


def test_no_corner_of_a_template_holds_what_nobody_approved(
    province: Province, portal: Portal, monkeypatch: Any
) -> None:
    """One set-up, each corner on its own; the same page with the true templates is allowed before and after."""
    article = one_with_everything(province)
    ref = {PageRef("article", str(article.pk))}
    assert "Đính chính" in portal.page(path_of(article))
    before = end()
    let_through = []
    for corner, (name, old, new) in CORNERS.items():
        with monkeypatch.context() as patched:
            serve_other(patched, name, old, new)
            try:
                actions.render_pages(ref, at=timezone.now())
            except Refused:
                continue
            let_through.append(corner)
    assert let_through == []
    actions.render_pages(ref, at=timezone.now())
    assert end() == before


def serve_other(monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str) -> None:
    from jinja2 import ChoiceLoader, DictLoader

    from caunoi.web import environment as environments
    from caunoi.web import face

    source = (environments.TEMPLATES / name).read_text()
    assert old in source, f"{name} has no {old}"
    other = environments.environment({})
    assert other.loader is not None
    other.loader = ChoiceLoader([DictLoader({name: source.replace(old, new, 1)}), other.loader])
    monkeypatch.setattr(face, "_environment", lambda: other)


def test_the_page_of_a_withdrawn_article_cannot_be_used_either(
    province: Province, portal: Portal, monkeypatch: Any
) -> None:
    article = province.released("Bài sẽ gỡ")
    before = end()
    for new in (
        f"<p>{EVIL}</p></article>",
        '<script src="https://cdn.example/x.js"></script></article>',
        f"<!-- {EVIL} --></article>",
    ):
        with monkeypatch.context() as patched:
            serve_other(patched, "gone.html", "</article>", new)
            with pytest.raises(Refused):
                withdraw(article, by=province.duyen)
    assert end() == before
    withdraw(article, by=province.duyen)
    assert "Bài sẽ gỡ" in portal.page(path_of(article), "gone")


def test_the_reason_of_a_withdrawal_is_a_word_approved_with_the_shell(
    province: Province, portal: Portal, monkeypatch: Any
) -> None:
    article = province.released("Bài sẽ gỡ")
    with pytest.raises(Refused):
        withdraw(article, by=province.duyen, reason=EVIL)
    from caunoi.web import words

    monkeypatch.setitem(words.WORDS, "withdrawn_wrong", EVIL)
    monkeypatch.setitem(words.WORDS, "gone_title", EVIL)
    monkeypatch.setitem(words.WORDS, "notfound_title", EVIL)
    withdraw(article, by=province.duyen)
    actions.render_pages({PageRef("notfound", "1")}, at=timezone.now())
    assert EVIL not in portal.everything()
    assert "Nội dung có sai sót" in portal.page(path_of(article), "gone")


@pytest.mark.parametrize("new", ['<p class="unseen" data-r="notice">{{ word(\'emergency_notice\') }}</p>', ""])
def test_a_template_cannot_keep_silent_about_an_emergency(province: Province, monkeypatch: Any, new: str) -> None:
    article = province.draft(by=province.tam)
    approving.approve_in_emergency(version(article), by=province.tam, at=timezone.now(), reason="Lũ lên nhanh")
    with monkeypatch.context() as patched:
        serve_other(
            patched,
            "article.html",
            '<p class="notice urgent" data-r="notice">{{ word(\'emergency_notice\') }}</p>',
            new,
        )
        with pytest.raises(Refused):
            actions.release(version(article), by=province.tam, at=timezone.now())
    assert actions.release(version(article), by=province.tam, at=timezone.now())


def test_a_template_cannot_cry_emergency(province: Province, monkeypatch: Any) -> None:
    with monkeypatch.context() as patched:
        serve_other(patched, "article.html", "{% if article.emergency %}", "{% if true %}")
        with pytest.raises(Refused):
            province.released()
    province.released()
