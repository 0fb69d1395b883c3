"""The follower that keeps feeds and sitemaps in step with the log; what it makes goes through the gate like every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from caunoi.gate.releases import actions
from caunoi.gate.releases.models import Page, PageTag, Placement, Release
from caunoi.gate.render.page import PageRef

FORMS = ("rss", "atom", "json")
_OWN = ("feed", "sitemap", "news-sitemap")
_SHOWN = ("article:", "section:", "special:", "shell:", "answer:")


class Feeds:
    name = "feeds"
    batch = 500

    def follow(self, releases: Sequence[Release], *, at: datetime) -> None:
        """Render the feeds and sitemaps that show any of the records released or withdrawn here, in the same transaction as the cursor."""
        records = {release.record for release in releases if release.record.startswith(_SHOWN)}
        if not records:
            return
        refs: set[PageRef] = set()
        tags = set(records) | {f"kind:{record.partition(':')[0]}" for record in records}
        for shelf, number in Placement.objects.filter(record__in=records).values_list("shelf", "page").distinct():
            tags.add(f"shelf:{shelf}")
            kind, _, name = shelf.partition(":")
            if kind in ("all", "section", "answers"):
                refs |= {PageRef("feed", f"{name or kind}:{form}") for form in FORMS}
            elif kind == "map":
                refs |= {PageRef("sitemap", str(number)), PageRef("sitemap", "index"), PageRef("news-sitemap", "now")}
        if any(record.startswith(("section:", "special:")) for record in records):
            refs.add(PageRef("sitemap", "sections"))
        shown = PageTag.objects.filter(tag__in=tags, page__kind__in=_OWN).values("page_id")
        refs |= {PageRef(page.kind, page.key) for page in Page.objects.filter(pk__in=shown)}
        actions.render_pages(refs, at=at)
