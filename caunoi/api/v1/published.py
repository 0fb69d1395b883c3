"""What stands before the public: answers and boards, taken from the contents that the gate released and sealed."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from caunoi.api.problems import Problem
from caunoi.api.v1.asking import Asked
from caunoi.gate.releases.models import Placement
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.inbound.answers import records as answer_records
from caunoi.inbound.performance import pages as board_pages
from caunoi.inbound.performance import rules as board_rules

PAGE = 20
_BOARDS = 60


def answers(asked: Asked) -> dict[str, Any]:
    """A page of the shelf, newest first; the cursor is the place after which the next begins, so that nothing is shown twice or missed."""
    query = asked.query
    limit = query.get("limit", PAGE)
    rows = Placement.objects.filter(shelf=_shelf(query)).order_by("-at", "-record")
    if "topic" in query and "agency" in query:
        rows = rows.filter(
            record__in=Placement.objects.filter(shelf=f"answers-topic:{query['topic']}").values("record")
        )
    if "cursor" in query:
        at, record = _place(query["cursor"])
        rows = rows.filter(Q(at__lt=at) | Q(at=at, record__lt=record))
    found = list(rows.values_list("at", "record")[: limit + 1])
    shown = found[:limit]
    items = [_answer(one) for one in Sources().several(record for _, record in shown)]
    return {"items": items, "next": _cursor(*shown[-1]) if len(found) > limit else None}


def _shelf(query: dict[str, Any]) -> str:
    if "agency" in query:
        return f"answers-agency:{query['agency']}"
    return f"answers-topic:{query['topic']}" if "topic" in query else "answers"


def _cursor(at: datetime, record: str) -> str:
    return base64.urlsafe_b64encode(f"{at.isoformat()} {record}".encode()).decode().rstrip("=")


def _place(cursor: str) -> tuple[datetime, str]:
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
        moment, _, record = text.partition(" ")
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None or not record.isprintable():
            raise ValueError
    except (binascii.Error, ValueError):
        raise Problem(
            "invalid",
            "Con trỏ không đúng: dùng nguyên giá trị “next” của trang trước.",
            wrong={"/cursor": "Không đọc được."},
        ) from None
    return at, record


def _answer(one: Snapshot) -> dict[str, Any]:
    said = one.content
    return {
        "id": one.number, "url": settings.BASE_URL + answer_records.path_of(one), "title": said["title"], "question": said["question"],
        "answer": said["answer"], "basis": said["basis"], "agency": {"id": said["agency"], "name": said["agency_name"]},
        "topic": {"slug": said["topic"], "title": said["topic_title"]} if said["topic"] else None, "asked_on": said["asked_on"],
        "answered_at": answer_records.answered_at(said, one.since).isoformat(),
    }  # fmt: skip


def boards(asked: Asked) -> dict[str, Any]:
    """The boards that stand, with their figures reckoned from their files."""
    return {"recipe": list(board_rules.RECIPE), "items": [_board(one) for one in Sources().newest("boards", _BOARDS)]}


def _board(one: Snapshot) -> dict[str, Any]:
    own = settings.BASE_URL + board_pages.path_of(one)
    said = one.content
    return {
        "title": said["title"], "first_on": said["first"], "last_on": said["last"], "url": own, "data_url": f"{own}du-lieu.csv",
        "calendar": said["calendar"], "lines": [dict(line.__dict__) for line in board_rules.lines(board_rules.read(said["data"]))],
    }  # fmt: skip
