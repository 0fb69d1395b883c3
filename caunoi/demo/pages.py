"""The demo's standing pages, channels and the outage that is announced, through the same actions and the same gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from wagtail.rich_text import RichText

from caunoi.demo.data import load
from caunoi.gate.releases.approving import Version
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.outbound.channels.models import Channel
from caunoi.outbound.media.models import Picture
from caunoi.outbound.outages.models import Outage
from caunoi.outbound.standing_pages.models import StandingPage


def versions(
    *,
    version: Callable[..., Version],
    picture: Callable[[str], Picture],
    organisations: Mapping[str, Organisation],
    now: datetime,
) -> Iterable[Version]:
    """Everything, written and ready for approval; the outage by the technician, the rest by an editor."""
    for row in load("standing_pages"):
        page = StandingPage(**{name: row[name] for name in ("title", "slug", "group", "order", "lead")})
        page.updated_on = date.fromisoformat(row["updated_on"])
        page.body = [(block["type"], _value(block, picture)) for block in row["body"]]
        yield version(page)
    for row in load("channels"):
        fields = {name: _day(value) if name.endswith("_on") else value for name, value in row.items()}
        yield version(Channel(**fields | {"operator": organisations[row["operator"]]}))
    for row in load("outages"):
        begin = _next(row, now)
        outage = Outage(
            **{name: row[name] for name in ("title", "reason", "meanwhile", "unforeseen")},
            affected="\n".join(row["affected"]),
            from_at=begin,
            until_at=begin + timedelta(hours=row["hours"]),
        )
        yield version(outage, by="kythuat")


def _value(block: dict[str, Any], picture: Callable[[str], Picture]) -> Any:
    if block["type"] == "text":
        return RichText(block["html"])
    if block["type"] == "heading":
        return block["text"]
    value = {name: field for name, field in block.items() if name not in ("type", "subject")}
    return value | {"image": picture(block["subject"])} if block["type"] == "image" else value


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _next(row: dict[str, Any], now: datetime) -> datetime:
    """The first such day of the week after so many days: always announced in time, whenever the demo is built."""
    on = now.astimezone(VIETNAM).date() + timedelta(days=row["after_days"])
    on += timedelta(days=(row["weekday"] - on.weekday()) % 7)
    return datetime.combine(on, time.fromisoformat(row["from"]), VIETNAM)
