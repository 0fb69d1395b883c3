"""What the gate must know of outages."""

from __future__ import annotations

from datetime import UTC, datetime

from caunoi.gate.releases.kinds import Content, RecordKind
from caunoi.gate.render.page import PageRef
from caunoi.gate.render.parts import clean_html
from caunoi.ground.deadlines.queries import term_in_force
from caunoi.ground.deadlines.rules import latest_day_before
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.ground.vietnamese.text import nfc, slug
from caunoi.ground.working_days.queries import calendar
from caunoi.ground.working_days.rules import ONE_DAY
from caunoi.outbound.outages import rules
from caunoi.outbound.outages.models import Outage

TERM = "outage_notice"


def _content(outage: Outage) -> Content:
    return {
        "title": nfc(outage.title),
        "slug": slug(outage.title) or "thong-bao",
        "reason": nfc(outage.reason),
        "from": outage.from_at.astimezone(UTC).isoformat(),
        "until": outage.until_at.astimezone(UTC).isoformat(),
        "affected": [nfc(line.strip()) for line in outage.affected.splitlines() if line.strip()],
        "meanwhile_html": clean_html(outage.meanwhile),
        "unforeseen": nfc(outage.unforeseen),
    }


def _plan(content: Content) -> rules.Plan:
    return rules.Plan(
        datetime.fromisoformat(content["from"]), datetime.fromisoformat(content["until"]), content["unforeseen"]
    )


def why_not(content: Content, before: Content | None, at: datetime) -> str:
    """Why this announcement comes too late. Raises Refused when no term is known; three queries."""
    plan = _plan(content)
    today = at.astimezone(VIETNAM).date()
    term = term_in_force(TERM, on=today)
    days = calendar(max(today, plan.begins_on).year + 1)
    earliest = max(today, plan.begins_on)
    while latest_day_before(term, earliest, days) < today:
        earliest += ONE_DAY
    return rules.why_not(
        plan,
        _plan(before) if before else None,
        at,
        latest_on=latest_day_before(term, plan.begins_on, days),
        earliest_on=earliest,
        amount=term.amount,
        law=term.article,
    )


KIND = RecordKind(
    "outage",
    "outages.Outage",
    _content,
    lambda content, number: [PageRef("outage", str(number))],
    why_not=why_not,
)
