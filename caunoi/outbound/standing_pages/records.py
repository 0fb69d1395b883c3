"""What the gate must know of standing pages."""

from __future__ import annotations

from caunoi.gate.releases.kinds import Content, RecordKind
from caunoi.gate.render.page import PageRef
from caunoi.ground.vietnamese.text import nfc
from caunoi.outbound.bodies.blocks import content_of
from caunoi.outbound.bodies.showing import pages_of
from caunoi.outbound.standing_pages.models import StandingPage


def _content(page: StandingPage) -> Content:
    return {
        "title": nfc(page.title),
        "slug": page.slug,
        "group": page.group,
        "order": page.order,
        "lead": nfc(page.lead),
        "blocks": content_of(page.body),
        "updated_on": page.updated_on.isoformat(),
    }


def _pages(content: Content, number: int) -> list[PageRef]:
    return [PageRef("standingpage", str(number)), *(ref for block in content["blocks"] for ref in pages_of(block))]


KIND = RecordKind("standingpage", "standing_pages.StandingPage", _content, _pages)
