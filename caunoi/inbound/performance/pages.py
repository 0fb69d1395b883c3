"""What the gate must know of boards: the page, its file, and the address of the newest."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any

from caunoi.gate.releases.kinds import Content, RecordKind, Shelf
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind, PageRef
from caunoi.gate.render.parts import crumbs, links
from caunoi.ground.vietnamese.dates import VIETNAM, short_date
from caunoi.ground.vietnamese.numbers import grouped
from caunoi.ground.vietnamese.text import nfc
from caunoi.inbound.performance import rules
from caunoi.inbound.performance.models import Board

HERE = {"title": "Bảng theo dõi trả lời", "href": "/bang-theo-doi/"}
_HEADINGS = (
    "Hạng",
    "Cơ quan",
    "Hồ sơ",
    "Đã trả lời",
    "Quá hạn chưa trả lời",
    "Đúng hạn",
    "Trung vị (ngày)",
    "90% trong (ngày)",
    "Hài lòng",
)


def _content(board: Board) -> Content:
    return {
        "title": nfc(board.title), "first": board.first_on.isoformat(), "last": board.last_on.isoformat(), "data": board.data,
        "calendar": board.calendar, "terms": board.terms, "recipe": list(rules.RECIPE), "version": rules.VERSION,
    }  # fmt: skip


def _shelves(content: Content, number: int, since: datetime) -> list[Shelf]:
    return [Shelf("boards", datetime.combine(date.fromisoformat(content["last"]), time(), VIETNAM))]


def path_of(snapshot: Snapshot) -> str:
    return f"/bang-theo-doi/{snapshot.content['first']}_{snapshot.content['last']}/"


def _table(content: Content) -> list[list[str]]:
    found = []
    for line in rules.lines(rules.read(content["data"])):
        enough = line.rank is not None
        found.append([
            str(line.rank) if enough else "–", line.agency, grouped(line.rows), grouped(line.answered), grouped(line.late_open),
            f"{line.on_time_share}%" if enough else "chưa đủ mẫu", _days(line.median) if enough else "–",
            _days(line.ninetieth) if enough else "–", "chưa đủ mẫu" if line.satisfied_share is None else f"{line.satisfied_share}%",
        ])  # fmt: skip
    return found


def _days(value: float | None) -> str:
    return "–" if value is None else f"{value:g}".replace(".", ",")


def _page(sources: Sources, board: Snapshot, path: str) -> Composed:
    content = board.content
    own = path_of(board)
    page = Composed(
        path=path,
        record=board.record if path == own else "",
        template="board.html",
        title=content["title"],
        description=content["title"],
    )
    crumbs(page, HERE)
    others = [one for one in sources.newest("boards", 24) if one.record != board.record]
    terms = [f"{one['kind']}: {one['term']} ({one['article']})" for one in content["terms"]]
    shown: dict[str, Any] = {
        "title": content["title"], "period": f"Từ {_date(content['first'])} đến hết {_date(content['last'])}", "headings": list(_HEADINGS),
        "rows": _table(content), "recipe": content["recipe"], "terms": terms, "calendar": f"Lịch làm việc: {content['calendar']}",
        "data": {"title": "Tệp dữ liệu (CSV)", "href": f"{own}du-lieu.csv"},
    }  # fmt: skip
    say = streams.squeeze
    main = [say(shown["title"]), say(shown["period"]), *map(say, shown["headings"])]
    main += [say(cell) for row in shown["rows"] for cell in row]
    main += [
        streams.link(shown["data"]["href"], say(shown["data"]["title"])),
        *map(say, shown["recipe"]),
        *map(say, terms),
        say(shown["calendar"]),
    ]
    page.regions.append(("main", "".join(main)))
    earlier = [{"title": one.content["title"], "href": path_of(one)} for one in others]
    if earlier:
        page.regions.append(("earlier", links(earlier)))
    page.context.update(board=shown, earlier=earlier, page_facts={"kind": "board"})
    return page


def _date(iso: str) -> str:
    return short_date(date.fromisoformat(iso))


def _board(sources: Sources, key: str) -> Composed | None:
    board = sources.live(f"board:{key}")
    return _page(sources, board, path_of(board)) if board else None


def _newest(sources: Sources, key: str) -> Composed | None:
    found = sources.newest("boards", 1)
    return _page(sources, found[0], HERE["href"]) if found else None


def _data(sources: Sources, key: str) -> Composed | None:
    board = sources.live(f"board:{key}")
    if board is None:
        return None
    text: str = board.content["data"]
    return Composed(
        path=f"{path_of(board)}du-lieu.csv", record=board.record, media_type="text/csv", data=text.encode(),
        regions=[("row", json.dumps(row.__dict__, ensure_ascii=False)) for row in rules.read(text)], read_back=_read_back,
    )  # fmt: skip


def _read_back(data: bytes) -> list[tuple[str, str]]:
    return [("row", json.dumps(row.__dict__, ensure_ascii=False)) for row in rules.read(data.decode())]


KIND = RecordKind(
    "board",
    "performance.Board",
    _content,
    lambda content, number: [
        PageRef("board", str(number)),
        PageRef("board-data", str(number)),
        PageRef("boards", "newest"),
    ],
    _shelves,
)
KINDS = (PageKind("board", _board), PageKind("board-data", _data), PageKind("boards", _newest))
