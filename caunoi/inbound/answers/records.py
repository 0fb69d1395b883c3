"""What the gate must know of public answers."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from caunoi.gate.releases.kinds import Content, RecordKind, Shelf
from caunoi.gate.releases.sources import Snapshot
from caunoi.gate.render.page import PageRef
from caunoi.ground.vietnamese.text import nfc, slug
from caunoi.inbound.answers.models import PublicAnswer

HERE = {"title": "Hỏi đáp", "href": "/hoi-dap/"}
PER_PAGE = 50
PER_MAP = 200
_HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def _content(answer: PublicAnswer) -> Content:
    return {
        "title": nfc(answer.title), "slug": slug(answer.title) or "hoi-dap", "question": nfc(answer.question),
        "answer": nfc(answer.answer), "basis": nfc(answer.basis), "agency": answer.agency_id, "agency_name": nfc(answer.agency.name),
        "topic": answer.topic, "topic_title": nfc(answer.topic_title), "asked_on": answer.asked_on.isoformat(), "dated": "",
    }  # fmt: skip


def path_of(snapshot: Snapshot) -> str:
    return f"/hoi-dap/{snapshot.content['slug']}-{snapshot.number}.html"


def _shelves(content: Content, number: int, since: datetime) -> list[Shelf]:
    month = since.astimezone(_HANOI)
    shelves = [Shelf("answers", since), Shelf("map", since, PER_MAP), Shelf(f"answers-month:{month:%Y-%m}", since, PER_PAGE)]
    shelves.append(Shelf(f"answers-agency:{content['agency']}", since, PER_PAGE))
    if content["topic"]:
        shelves.append(Shelf(f"answers-topic:{content['topic']}", since, PER_PAGE))
    return shelves


def _shelf_pages(shelf: str, page: int) -> list[PageRef]:
    kind, _, name = shelf.partition(":")
    return [PageRef(kind, f"{name}:{page}")] if kind.startswith("answers-") else []


KIND = RecordKind(
    "answer",
    "answers.PublicAnswer",
    _content,
    lambda content, number: [PageRef("answer", str(number)), PageRef("answers", "all")],
    _shelves,
    _shelf_pages,
    approver_role="reviewer",
    owner=lambda content: int(content["agency"]),
)
