"""The page of all channels: those in use, the central ones first, then those that are no longer."""

from __future__ import annotations

from datetime import date
from typing import Any

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind
from caunoi.gate.render.parts import crumbs
from caunoi.ground.vietnamese.dates import short_date
from caunoi.outbound.channels import rules
from caunoi.outbound.channels.models import Channel

HERE = {"title": "Các kênh thông tin chính thức", "href": "/kenh-thong-tin/"}


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso)) if iso else ""


def _shown(channel: Snapshot) -> dict[str, str]:
    """A channel as it stands on the page. One that is no longer in use has no links: its address may be someone else's by now."""
    content = channel.content
    gone = bool(content["closed"])
    return {
        "kind": content["kind_title"],
        "name": content["title"],
        "purpose": content["purpose"],
        "address": rules.shown(content["address"]),
        "href": "" if gone else rules.link(content["address"]),
        "phone": content["phone"],
        "call": "" if gone else rules.call(content["phone"]),
        "place": content["place"],
        "hours": content["hours"],
        "operator": content["operator"],
        "since": _day(content["since"]),
        "checked": _day(content["checked"]),
        "closed": _day(content["closed"]),
    }


def _compose(sources: Sources, key: str) -> Composed | None:
    found = sources.standing("channel")
    if not found:
        return None
    page = Composed(
        path=HERE["href"],
        template="channels.html",
        title=HERE["title"],
        description="Cổng, ứng dụng, mạng xã hội, tổng đài chính thức: địa chỉ, đơn vị vận hành, ngày kiểm tra",
    )
    crumbs(page, HERE)
    kinds = list(Channel.Kind.values)
    found.sort(key=lambda one: (kinds.index(one.content["kind"]), one.content["order"], one.content["title"]))
    used = [_shown(one) for one in found if not one.content["closed"]]
    closed = [_shown(one) for one in found if one.content["closed"]]
    page.regions += [
        ("heading", streams.squeeze(HERE["title"])),
        ("main", "".join(map(channel_stream, used))),
        ("archive", streams.link(f"/kho-luu/?dia-chi={page.path}")),
        ("provenance", streams.link(f"/nguon-goc/?dia-chi={page.path}")),
    ]
    if closed:
        page.regions.append(("closed", "".join(map(channel_stream, closed))))
    page.context.update(heading=HERE["title"], used=used, closed=closed, page_facts={"kind": "channels"})
    return page


def channel_stream(channel: dict[str, Any]) -> str:
    """What must be found of one channel, in order."""
    say = streams.squeeze
    parts = [say(channel["kind"]), say(channel["name"]), say(channel["purpose"])]
    for text, href in ((channel["address"], channel["href"]), (channel["phone"], channel["call"])):
        if text:
            parts.append(":" + (streams.link(href, say(text)) if href else say(text)))
    rest = (channel[key] for key in ("place", "hours", "operator", "checked", "since", "closed"))
    return "".join(parts + [":" + say(text) for text in rest if text])


KIND = PageKind("channels", _compose)
