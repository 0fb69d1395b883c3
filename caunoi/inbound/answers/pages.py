"""The pages of public answers: each of its own, the newest, and lists by month, agency and field."""

from __future__ import annotations

from datetime import date
from typing import Any

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind
from caunoi.gate.render.parts import crumbs, links
from caunoi.ground.vietnamese.dates import long_date, month_title, short_date
from caunoi.ground.vietnamese.text import collate_key, slug
from caunoi.inbound.answers.records import HERE, answered_at, path_of

NEWEST = 20
EXCERPT = 240
WAYS = (
    {"title": "Gửi câu hỏi, phản ánh, kiến nghị", "href": "/gui-y-kien/"},
    {"title": "Tìm trong các câu trả lời", "href": "/tra-cuu/hoi-dap/"},
    {"title": "Theo dõi hồ sơ đã gửi", "href": "/theo-doi/"},
    {"title": "Cơ quan nào trả lời đúng hạn", "href": "/bang-theo-doi/"},
)


def card(snapshot: Snapshot) -> dict[str, Any]:
    """The context of a card: the question's title, how the answer begins, who answered."""
    content, at = snapshot.content, answered_at(snapshot.content, snapshot.since)
    said = " ".join(content["answer"].split())
    if len(said) > EXCERPT:
        said = said[:EXCERPT].rsplit(" ", 1)[0] + "…"
    return {
        "region_id": snapshot.record, "id": snapshot.number, "href": path_of(snapshot), "title": content["title"],
        "lead": f"{content['agency_name']}: {said}", "image": None, "date": short_date(at.date()), "iso": at.isoformat(timespec="minutes"),
    }  # fmt: skip


def add_cards(page: Composed, snapshots: list[Snapshot], form: str = "full") -> list[dict[str, Any]]:
    """The cards of some answers (full, short), each with the region that must be found for it."""
    cards = [card(snapshot) for snapshot in snapshots]
    say = streams.squeeze
    for one in cards:
        said = say(one["lead"]) if form == "full" else ""
        page.regions.append(
            (f"card:{one['region_id']}:{form}", streams.link(one["href"], say(one["title"])) + said + say(one["date"]))
        )
    return cards


def _answer(sources: Sources, key: str) -> Composed | None:
    snapshot = sources.live(f"answer:{key}")
    if snapshot is None:
        return None
    content, at = snapshot.content, answered_at(snapshot.content, snapshot.since)
    page = Composed(
        path=path_of(snapshot), record=snapshot.record, template="answer.html", title=content["title"],
        description=" ".join(content["question"].split())[:300],
    )  # fmt: skip
    trail = [HERE]
    if content["topic"]:
        trail.append({"title": content["topic_title"], "href": f"/hoi-dap/linh-vuc/{content['topic']}/"})
    crumbs(page, *trail)
    agency = {"title": content["agency_name"], "href": _agency_path(content["agency_name"], content["agency"])}
    shown = {
        "title": content["title"], "asked": long_date(date.fromisoformat(content["asked_on"])), "answered": long_date(at.date()),
        "iso": at.date().isoformat(), "asked_iso": content["asked_on"], "agency": agency,
        "question": _paragraphs(content["question"]), "answer": _paragraphs(content["answer"]), "basis": _paragraphs(content["basis"]),
    }  # fmt: skip
    say = streams.squeeze
    main = [say(shown["title"]), ":" + say(shown["asked"]), *map(say, shown["question"])]
    main += [
        streams.link(agency["href"], say(agency["title"])),
        ":" + say(shown["answered"]),
        *map(say, shown["answer"]),
    ]
    main += [*map(say, shown["basis"])]
    page.regions += [("main", "".join(main)), ("archive", streams.link(f"/kho-luu/?dia-chi={page.path}"))]
    page.regions.append(("provenance", streams.link(f"/nguon-goc/?dia-chi={page.path}")))
    page.context.update(answer=shown, page_facts={"kind": "answer", "published": at.isoformat(timespec="minutes")})
    return page


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _agency_path(name: str, number: int) -> str:
    return f"/hoi-dap/co-quan/{slug(name)}-{number}/"


def _newest(sources: Sources, key: str) -> Composed | None:
    page = Composed(
        path=HERE["href"], template="answers.html", title="Hỏi đáp",
        description="Câu hỏi, phản ánh, kiến nghị của người dân và trả lời của các cơ quan",
    )  # fmt: skip
    crumbs(page, HERE)
    found = sources.newest("answers", NEWEST)
    if not found:
        return None
    say = streams.squeeze
    page.regions += [("heading", say("Hỏi đáp") + say(page.description)), ("ways", links(WAYS))]
    topics = [
        {"title": one.content["topic_title"], "href": f"/hoi-dap/linh-vuc/{one.content['topic']}/"}
        for one in sources.one_of_each("answers-topic:").values()
    ]
    agencies = [
        {"title": one.content["agency_name"], "href": _agency_path(one.content["agency_name"], one.content["agency"])}
        for one in sources.one_of_each("answers-agency:").values()
    ]
    months = []
    for shelf in sources.shelves("answers-month:"):
        year, month = map(int, shelf.rpartition(":")[2].split("-"))
        months.append({"title": month_title(year, month).capitalize(), "href": f"/hoi-dap/luu-tru/{year}-{month:02}/"})
    groups = {
        "topics": sorted(topics, key=lambda item: collate_key(item["title"])),
        "agencies": sorted(agencies, key=lambda item: collate_key(item["title"])), "months": months[:24],
    }  # fmt: skip
    for name, items in groups.items():
        if items:
            page.regions.append((name, links(items)))
    page.context.update(
        heading="Hỏi đáp",
        description=page.description,
        ways=WAYS,
        cards=add_cards(page, found),
        page_facts={"kind": "answers"},
        **groups,
    )
    return page


def _listed(sources: Sources, shelf: str, part: int, first: str, heading: str, found: list[Snapshot]) -> Composed:
    page = Composed(
        path=first if part == 1 else f"{first}trang-{part}/", template="month.html",
        title=heading if part == 1 else f"{heading}, trang {part}", description=heading,
    )  # fmt: skip
    crumbs(page, HERE, {"title": heading, "href": first})
    page.regions.append(("heading", streams.squeeze(heading)))
    last = sources.last_page(shelf)
    pager: list[dict[str, Any]] = []
    if last > 1:
        for n in range(1, last + 1):
            href = None if n == part else (first if n == 1 else f"{first}trang-{n}/")
            pager.append({"title": f"Trang {n}", "href": href, "current": n == part})
        say = streams.squeeze
        page.regions.append(
            (
                "pager",
                "".join(streams.link(p["href"], say(p["title"])) if p["href"] else say(p["title"]) for p in pager),
            )
        )
    page.context.update(heading=heading, cards=add_cards(page, found), pager=pager, page_facts={"kind": "answers"})
    return page


def _month(sources: Sources, key: str) -> Composed | None:
    month, _, part = key.partition(":")
    shelf = f"answers-month:{month}"
    found = sources.on_page(shelf, int(part))
    year, number = map(int, month.split("-"))
    heading = f"Hỏi đáp – {month_title(year, number)}"
    return _listed(sources, shelf, int(part), f"/hoi-dap/luu-tru/{month}/", heading, found) if found else None


def _topic(sources: Sources, key: str) -> Composed | None:
    topic, _, part = key.partition(":")
    shelf = f"answers-topic:{topic}"
    found = sources.on_page(shelf, int(part))
    if not found:
        return None
    heading = f"Hỏi đáp – {found[0].content['topic_title']}"
    return _listed(sources, shelf, int(part), f"/hoi-dap/linh-vuc/{topic}/", heading, found)


def _agency(sources: Sources, key: str) -> Composed | None:
    agency, _, part = key.partition(":")
    shelf = f"answers-agency:{agency}"
    found = sources.on_page(shelf, int(part))
    if not found:
        return None
    name = found[0].content["agency_name"]
    return _listed(sources, shelf, int(part), _agency_path(name, int(agency)), f"Hỏi đáp – {name}", found)


KINDS = (
    PageKind("answer", _answer, records=lambda key: [f"answer:{key}"]),
    PageKind("answers", _newest),
    PageKind("answers-month", _month),
    PageKind("answers-topic", _topic),
    PageKind("answers-agency", _agency),
)
