"""What the gate must know of channels."""

from __future__ import annotations

from datetime import date

from caunoi.gate.releases.kinds import Content, RecordKind
from caunoi.gate.render.page import PageRef
from caunoi.ground.vietnamese.text import nfc
from caunoi.outbound.channels.models import Channel


def _content(channel: Channel) -> Content:
    return {
        "title": nfc(channel.name), "kind": channel.kind, "kind_title": str(channel.get_kind_display()), "purpose": nfc(channel.purpose),
        "address": channel.address, "phone": channel.phone, "place": nfc(channel.place), "hours": nfc(channel.hours),
        "operator": nfc(channel.operator.name), "since": _iso(channel.since_on), "checked": _iso(channel.checked_on),
        "closed": _iso(channel.closed_on), "order": channel.order,
    }  # fmt: skip


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


KIND = RecordKind(
    "channel",
    "channels.Channel",
    _content,
    lambda content, number: [PageRef("channels", "all")],
    follows=("operator",),
)
