"""The follower that keeps feeds and sitemaps in step with the log; what it makes goes through the gate like every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from caunoi.gate.releases import actions, translating
from caunoi.gate.releases.models import Page, PageTag, Placement, Release
from caunoi.gate.render.page import PageRef
from caunoi.ground.languages import OTHERS

FORMS = ("rss", "atom", "json")
_OWN = ("feed", "sitemap", "news-sitemap")
_SHOWN = ("article:", "section:", "special:", "shell:", "answer:", "standingpage:", f"{translating.KIND}:")


class Feeds:
    name = "feeds"
    batch = 500

    def follow(self, releases: Sequence[Release], *, at: datetime) -> None:
        """Render the feeds and sitemaps that show any of the records changed here, in the same transaction as the cursor."""
        records = _changed(releases)
        if not records:
            return
        refs: set[PageRef] = set()
        maps: set[str] = set()
        tags = set(records) | {f"kind:{record.partition(':')[0]}" for record in records}
        for shelf, number in Placement.objects.filter(record__in=records).values_list("shelf", "page").distinct():
            tags.add(f"shelf:{shelf}")
            kind, _, name = shelf.partition(":")
            if kind in ("all", "section", "answers"):
                refs |= {PageRef("feed", f"{name or kind}:{form}") for form in FORMS}
            elif kind == "map":
                refs.add(PageRef("news-sitemap", "now"))
                maps.add(str(number))
        refs |= {PageRef("sitemap", number) for number in maps}
        if maps - set(
            Page.objects.filter(host=settings.HOST, kind="sitemap", key__in=maps).values_list("key", flat=True)
        ):
            refs.add(PageRef("sitemap", "index"))  # it lists the others, so it changes only when there is a new one
        if any(record.startswith(("section:", "special:", "standingpage:")) for record in records):
            refs.add(PageRef("sitemap", "sections"))
        if any(record.startswith(f"{translating.KIND}:") for record in records):
            refs |= {PageRef("sitemap", key) for key in ("index", *OTHERS)}
        shown = PageTag.objects.filter(tag__in=tags, page__kind__in=_OWN).values("page_id")
        refs |= {PageRef(page.kind, page.key) for page in Page.objects.filter(pk__in=shown)}
        actions.render_pages(refs, at=at)


def _changed(releases: Sequence[Release]) -> set[str]:
    """The records of which a version is released here for the first time, or that are withdrawn.

    Not those whose page only shows something new: the page of a section does with every article, and all articles draw on the section.
    """
    found = {r.record for r in releases if r.kind == Release.Kind.WITHDRAWAL and r.record.startswith(_SHOWN)}
    first: dict[tuple[str, int], int] = {}
    for release in releases:
        if release.revision is not None and release.record.startswith(_SHOWN):
            first.setdefault((release.record, release.revision), release.position)
    for (record, revision), position in first.items():
        before = Release.objects.filter(
            record=record, kind=Release.Kind.RELEASE, revision=revision, position__lt=position
        )
        if record not in found and not before.exists():
            found.add(record)
    return found
