"""What the gate must know of public answers."""

from __future__ import annotations

from datetime import UTC, datetime

from caunoi.gate.releases.kinds import Content, RecordKind, Shelf
from caunoi.gate.releases.sources import Snapshot
from caunoi.gate.render.page import PageRef
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.ground.vietnamese.text import nfc, slug
from caunoi.inbound.answers.models import PublicAnswer

HERE = {"title": "Hỏi đáp", "href": "/hoi-dap/"}
PER_PAGE = 50
PER_MAP = 200


def _content(answer: PublicAnswer) -> Content:
    return {
        "title": nfc(answer.title), "slug": slug(answer.title) or "hoi-dap", "question": nfc(answer.question),
        "answer": nfc(answer.answer), "basis": nfc(answer.basis), "agency": answer.agency_id, "agency_name": nfc(answer.agency.name),
        "topic": answer.topic, "topic_title": nfc(answer.topic_title), "asked_on": answer.asked_on.isoformat(),
        "dated": answer.dated.astimezone(UTC).isoformat() if answer.dated else "",
    }  # fmt: skip


def path_of(snapshot: Snapshot) -> str:
    return f"/hoi-dap/{snapshot.content['slug']}-{snapshot.number}.html"


def answered_at(content: Content, since: datetime) -> datetime:
    """When it was answered: the moment given with it, or when it was first released; in Vietnam's time."""
    return (datetime.fromisoformat(content["dated"]) if content["dated"] else since).astimezone(VIETNAM)


def _shelves(content: Content, number: int, since: datetime) -> list[Shelf]:
    at = answered_at(content, since)
    shelves = [Shelf("answers", at), Shelf("map", at, PER_MAP), Shelf(f"answers-month:{at:%Y-%m}", at, PER_PAGE)]
    shelves.append(Shelf(f"answers-agency:{content['agency']}", at, PER_PAGE))
    if content["topic"]:
        shelves.append(Shelf(f"answers-topic:{content['topic']}", at, PER_PAGE))
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
