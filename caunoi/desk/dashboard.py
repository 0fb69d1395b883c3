"""The first page of the desk: how much waits for me and what of it comes first, what I have in hand, what is coming, what went out today."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from caunoi.desk.cases.panels import CasePanel, case_panels
from caunoi.desk.coming import coming
from caunoi.desk.lists import state_of, with_state
from caunoi.desk.rows import Row, Tile
from caunoi.gate.incidents.queries import lately
from caunoi.gate.releases import kinds
from caunoi.gate.releases.models import Contribution, Override, Release, Standing
from caunoi.ground.people.models import User
from caunoi.ground.people.queries import holds

MANY = 12
FEW = 5  # of what went out today: it is done, and must not bury what is to be done
LONG = timedelta(days=1)  # after which who waits for an approval has waited long
# Whoever has anything to do with what is published, or with its accounts, holds one of these; clerks and reviewers hold neither.
NEWSROOM = ("articles.view_article", "people.view_auditentry")


def waits_for(user: User, finder: AdminURLFinder, *, at: datetime) -> list[Row]:
    """What this person is asked to approve, oldest first; with a note where it is partly their own, so that another must."""
    rows = []
    states = (
        TaskState.objects.reviewable_by(user).select_related("revision__user", "workflow_state").order_by("started_at")
    )
    for state in states.prefetch_related("revision__content_object")[:MANY]:
        obj = state.workflow_state.content_object
        if obj is None:
            continue
        writer = state.revision.user
        wrote = Contribution.objects.filter(record=kinds.name_of(obj), by=user).exists()
        note = (
            "Bạn đã sửa bài này: người duyệt khác phải duyệt."
            if wrote
            else f"{writer.full_name} trình"
            if writer
            else ""
        )
        waited = (at - state.started_at).days
        if waited >= LONG.days and not wrote:
            note += f"{', ' if note else ''}đã chờ {waited} ngày"
        rows.append(
            Row(
                state.revision.object_str,
                _kind(obj),
                finder.get_edit_url(obj) or "",
                state.started_at,
                note,
                "returned" if waited >= LONG.days else "",
                compare=reverse("desk_changes", args=[kinds.name_of(obj)]),
            )
        )
    return rows


def in_hand(user: User, finder: AdminURLFinder) -> list[Row]:
    """What this person saved last and is not out yet: drafts, returned, submitted; newest first."""
    found: list[Row] = []
    for kind in kinds.every():
        model: Any = apps.get_model(kind.model)
        mine = model.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), latest_revision__user=user)
        for obj in with_state(mine.select_related("latest_revision")).order_by("-latest_revision__created_at")[:MANY]:
            state, text = state_of(obj)
            last = obj.current_workflow_state
            if state != "submitted" and last is not None and last.status == last.STATUS_NEEDS_CHANGES:
                said = last.current_task_state.comment if last.current_task_state else ""
                state, text = "returned", "Bị trả lại" + (f": {said}" if said else "")
            made = obj.latest_revision
            found.append(Row(made.object_str, _kind(obj), finder.get_edit_url(obj) or "", made.created_at, text, state))
    return sorted(found, key=lambda row: row.at, reverse=True)[:MANY]


def released_today(at: datetime) -> list[Row]:
    """What was approved and went out to readers today, the newest first and at most twelve, each version once."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    releases = Release.objects.filter(at__gte=midnight, approval__at__gte=midnight, kind=Release.Kind.RELEASE)
    releases = releases.filter(media_type__startswith="text/html").select_related("approval__by")
    first: dict[tuple[str, int | None], Release] = {}
    for release in releases.order_by("-position")[: MANY * 20]:
        first[release.record, release.revision] = release  # lists are rendered again and again: the first time counts
    shown = sorted(first.values(), key=lambda release: release.position, reverse=True)[:MANY]
    titles = dict(Standing.objects.filter(record__in={one.record for one in shown}).values_list("record", "content"))
    return [_gone_out(one, json.loads(titles[one.record])) for one in shown if one.record in titles]


def _gone_out(release: Release, content: dict[str, Any]) -> Row:
    model = apps.get_model(kinds.named(release.record.partition(":")[0]).model)
    title = str(content.get("title") or content.get("name") or release.path)
    by = f"{release.approval.by.full_name} duyệt" if release.approval else ""
    return Row(title, str(model._meta.verbose_name), "", release.at, by, path=release.path)


def _kind(obj: Any) -> str:
    return str(obj._meta.verbose_name)


class Panel(Component):
    template_name = "desk/panel.html"
    order = 100
    heading = empty = ""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = request.user

    def found(self) -> list[Row]:
        raise NotImplementedError

    @cached_property
    def rows(self) -> list[Row]:
        return self.found()

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def name(self) -> str:
        return type(self).__name__.lower()

    def tile(self) -> Tile | None:
        """What stands of this panel in the line of numbers; None: nothing."""
        return None

    def more(self) -> dict[str, Any]:
        return {}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "empty": self.empty,
            "rows": self.rows,
            "count": self.count,
            "name": self.name,
            **self.more(),
        }


class Waiting(Panel):
    heading, empty = "Chờ tôi duyệt", "Không có gì chờ bạn duyệt."

    def found(self) -> list[Row]:
        return waits_for(self.user, AdminURLFinder(self.user), at=timezone.now())

    @property
    def count(self) -> int:
        return TaskState.objects.reviewable_by(self.user).count() if len(self.rows) == MANY else len(self.rows)

    def tile(self) -> Tile:
        first = f"lâu nhất từ {_moment(self.rows[0].at)}" if self.rows else ""
        return Tile("chờ tôi duyệt", self.count, f"#desk-{self.name}", first, any(row.state for row in self.rows))

    def more(self) -> dict[str, Any]:
        seconds = (
            Standing.objects.filter(approval__kind="emergency").count()
            + Override.objects.filter(second_by__isnull=True).count()
        )
        return {"seconds": seconds, "seconds_href": reverse("desk_waiting")}


class InHand(Panel):
    heading, empty = "Bài tôi đang làm", "Bạn không có bản nháp nào."

    def found(self) -> list[Row]:
        return in_hand(self.user, AdminURLFinder(self.user))

    def tile(self) -> Tile:
        """What this person has to write: not what waits for others."""
        mine = [row for row in self.rows if row.state not in ("submitted", "scheduled")]
        back = sum(row.state == "returned" for row in mine)
        first = f"{back} bài bị trả lại" if back else f"sửa gần nhất {_moment(mine[0].at)}" if mine else ""
        return Tile("bài tôi viết tiếp", len(mine), f"#desk-{self.name}", first, bool(back))


class Coming(Panel):
    heading, empty = "Sắp tới", "Hai tuần tới không có gì hẹn giờ, hết hạn, mở hay đóng."

    def found(self) -> list[Row]:
        return coming(AdminURLFinder(self.user), at=timezone.now(), many=MANY)

    def tile(self) -> Tile:
        first = f"đầu tiên {_moment(self.rows[0].at)}" if self.rows else ""
        return Tile(
            "việc sắp tới", self.count, f"#desk-{self.name}", first, any(r.state == "returned" for r in self.rows)
        )


class Today(Panel):
    heading, empty = "Phát hành hôm nay", "Hôm nay chưa phát hành gì."

    def found(self) -> list[Row]:
        return released_today(timezone.now())

    def more(self) -> dict[str, Any]:
        rest = self.count - FEW
        return {"rows": self.rows[:FEW], "all": reverse("desk_log") if rest > 0 else "", "count": ""}


class Incidents(Panel):
    heading = "Sự cố toàn vẹn trong 30 ngày"
    empty = "Không có gì lạ: mọi tệp công khai đúng như nhật ký."

    def found(self) -> list[Row]:
        return [
            Row(
                one.said,
                one.get_kind_display(),
                "",
                one.last_at,
                ("Đã tự chữa" if one.mended else "Cần người xử lý") + (f", {one.times} lần" if one.times > 1 else ""),
                "submitted" if one.mended else "returned",
            )
            for one in lately(timezone.now(), MANY)
        ]

    def tile(self) -> Tile:
        bad = [row for row in self.rows if row.state == "returned"]
        return Tile("sự cố cần xử lý", len(bad), f"#desk-{self.name}", "", bool(bad))


class Tiles(Component):
    """The line of numbers above the panels: what waits, before anything else is read."""

    template_name = "desk/tiles.html"
    order = 0

    def __init__(self, panels: Iterable[Component]) -> None:
        self.panels = list(panels)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        tiles: list[Tile] = []
        for panel in self.panels:
            if isinstance(panel, CasePanel):
                tiles += panel.tiles()
            elif isinstance(panel, Panel) and (tile := panel.tile()) is not None:
                tiles.append(tile)
        return {"tiles": tiles}


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M %d/%m")


def panels_for(request: HttpRequest) -> list[Component]:
    """The panels of this person under their numbers: cases for whom they are, then the newsroom's: approvers see what waits for them,
    writers what they have in hand, all of the newsroom what is coming, and last what went out."""
    user, today = request.user, timezone.localdate()
    found: list[Component] = [*case_panels(request)]
    if any(user.has_perm(permission) for permission in NEWSROOM):
        if holds(user, "approver", today):
            found.append(Waiting(request))
        if any(user.has_perm(f"{app}.change_{model}") for app, model in (("articles", "article"), ("web", "shell"))):
            found.append(InHand(request))
        if user.has_perm("people.view_auditentry"):
            found.append(Incidents(request))
        if user.has_perm("articles.view_article"):
            found.append(Coming(request))
        found.append(Today(request))
    return [Tiles(found), *found]
