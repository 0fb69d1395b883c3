"""The first page of the desk for those who work on cases: what is theirs, what waits for their approval, which agencies are late."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from caunoi.desk.cases.inbox import Asked, Row, row_of
from caunoi.desk.cases.viewing import Viewer, viewer_of
from caunoi.desk.rows import Tile
from caunoi.ground.working_days.rules import Calendar
from caunoi.inbound.cases import clock, queries, rights, rules
from caunoi.inbound.cases.models import Case, CaseQuerySet

MANY = 8


class CasePanel(Component):
    template_name = "desk/cases/panel.html"
    order = 50
    heading = empty = ""

    def __init__(self, viewer: Viewer, days: Calendar) -> None:
        self.viewer, self.days = viewer, days

    def counted(self, cases: CaseQuerySet, *tabs: str) -> list[tuple[str, int, str]]:
        """(title, count, address) of these tabs, by one query."""
        soon = queries.soon_until(self.days, at=self.viewer.at)
        counts = queries.counts(cases, user=self.viewer.user, at=self.viewer.at, soon=soon)
        return [(queries.TABS[tab], counts[tab], reverse("desk_cases") + Asked(tab=tab).address()) for tab in tabs]

    def rows(self, cases: CaseQuerySet) -> list[Row]:
        return [row_of(case, at=self.viewer.at, days=self.days) for case in cases.select_related("agency")[:MANY]]

    def content(self) -> dict[str, Any]:
        raise NotImplementedError

    @cached_property
    def said(self) -> dict[str, Any]:
        return self.content()

    def tiles(self) -> list[Tile]:
        """The numbers of this panel for the line above; of what is first in it, when it is due."""
        first = self.said["rows"][0].due if self.said["rows"] else None
        late = queries.TABS["overdue"]
        return [
            Tile(
                f"hồ sơ {title.lower()}", count, href,
                first.text if first and number == 0 else "", count > 0 and title == late,
            )
            for number, (title, count, href) in enumerate(self.said["counts"])
        ]  # fmt: skip

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"heading": self.heading, "empty": self.empty, "name": type(self).__name__.lower(), **self.said}


class InMyHands(CasePanel):
    heading, empty = "Hồ sơ của tôi", "Bạn không có hồ sơ nào đang xử lý."

    def content(self) -> dict[str, Any]:
        seen = Case.objects.at(sorted(self.viewer.agencies))
        mine = seen.mine(self.viewer.user.pk).order_by("due_at", "pk")
        return {"counts": self.counted(seen, "mine", "new", "soon", "overdue"), "rows": self.rows(mine)}


class ForMyApproval(CasePanel):
    heading, empty = "Trả lời chờ tôi duyệt", "Không có trả lời nào chờ duyệt."

    def content(self) -> dict[str, Any]:
        own = [place for role, place in self.viewer.posts if role == rights.REVIEWER and place is not None]
        waiting = Case.objects.open().at(own).filter(state=rules.REVIEW).order_by("due_at", "pk")
        return {"counts": self.counted(Case.objects.at(own), "review", "overdue"), "rows": self.rows(waiting)}


class Agencies(CasePanel):
    heading, empty = "Hồ sơ chờ phân công", "Không có hồ sơ nào chờ phân công."

    def content(self) -> dict[str, Any]:
        arrived = Case.objects.open().filter(state=rules.RECEIVED).order_by("filed_at", "pk")
        late = Case.objects.at_agencies().overdue(at=self.viewer.at).order_by()
        most = late.values_list("agency", "agency__name").annotate(n=Count("pk")).order_by("-n", "agency__name")[:MANY]
        here = reverse("desk_cases")
        counts = self.counted(Case.objects.all(), "new", "overdue")
        return {
            "counts": counts,
            "arrived": (arrived.count(), counts[0][2]),
            "rows": self.rows(arrived),
            "late": [(name, n, here + Asked(tab="overdue", agency=pk).address()) for pk, name, n in most],
            "board": reverse("desk_agencies"),
        }

    def tiles(self) -> list[Tile]:
        """Not all that is new, but what nobody has been given yet."""
        count, href = self.said["arrived"]
        rows = self.said["rows"]
        first = Tile("hồ sơ chờ phân công", count, href, rows[0].due.text if rows else "")
        return [first, *super().tiles()[1:]]


def case_panels(request: HttpRequest) -> list[CasePanel]:
    """The panels that follow from the posts of today; none for who has nothing to do with cases."""
    viewer = viewer_of(request)
    kinds: list[type[CasePanel]] = []
    if viewer.is_(rights.REVIEWER):
        kinds.append(ForMyApproval)
    if viewer.is_(rights.CLERK):
        kinds.append(InMyHands)
    if viewer.is_office:
        kinds.append(Agencies)
    days = clock.the_calendar(viewer.at) if kinds else None
    return [kind(viewer, days) for kind in kinds] if days else []
