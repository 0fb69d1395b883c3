"""The demo province in English: translations through the same actions and approvals as everything else, one of them behind its original."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from wagtail.rich_text import RichText

from caunoi.demo.data import load
from caunoi.gate.releases.approving import Version
from caunoi.gate.render.paragraphs import Paragraph
from caunoi.ground.people.models import User
from caunoi.outbound.translations.actions import begin
from caunoi.outbound.translations.queries import paragraphs_of

_NUMBER = re.compile(r"[\d.,\s%]+")


class English:
    """Says the paragraphs of a record: names and terms from one list, figures by themselves, everything else in the order written down."""

    def __init__(self) -> None:
        data = load("english")
        self.terms: dict[str, str] = data["terms"] | {name: name for name in data["same"]}
        self.records: list[dict[str, Any]] = data["records"]
        self.revised: list[dict[str, str]] = data["revised"]

    def texts(self, row: dict[str, Any], paragraphs: list[Paragraph]) -> list[str]:
        """The translation of each paragraph. ValueError when there are too many or too few."""
        written = iter(row["texts"])
        texts = [self._said(one.text, written) for one in paragraphs]
        if left := list(written):
            raise ValueError(f"{row['kind']} {row['key']}: {len(left)} paragraphs too many: {left[0][:60]}")
        return texts

    def _said(self, text: str, written: Iterator[str]) -> str:
        if text in self.terms:
            return self.terms[text]
        if _NUMBER.fullmatch(text):
            return text.translate(str.maketrans(".,", ",."))
        try:
            return next(written)
        except StopIteration:
            raise ValueError(f"nothing is written for: {text[:80]}") from None


def build(
    named: Callable[[dict[str, Any]], Any],
    *,
    by: User,
    release: Callable[[list[Version]], None],
    articles: dict[str, Any],
) -> None:
    """Translate what the list names, `named(row)` being the object; then change the originals that it says were changed since."""
    english = English()
    versions = []
    for row in english.records:
        obj, kind = named(row), row["kind"]
        record = f"{kind}:{obj.pk}"
        translation, revision = begin(record, language="en", by=by, texts=english.texts(row, paragraphs_of(record)))
        versions.append(Version(translation, revision))
    release(versions)
    for row in english.revised:
        article = articles[row["key"]].get_latest_revision_as_object()
        article.body = [
            (
                child.block_type,
                RichText(child.value.source.replace(row["old"], row["new"]))
                if child.block_type == "text"
                else child.value,
            )
            for child in article.body
        ]
        release([Version(article, article.save_revision(user=by))])
