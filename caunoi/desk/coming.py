"""What is coming by the calendar: releases at a set time, records that expire, special sections and outages that begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Revision, TaskState

from caunoi.desk.rows import Row
from caunoi.gate.releases import kinds

AHEAD: Final = timedelta(days=14)
# Fields of records that say when something begins or ends, and what happens then. `expire_at` is Wagtail's own.
TIMES: Final = {
    "expire_at": "hết hạn đăng, tự gỡ",
    "opened_on": "mở",
    "closed_on": "đóng",
    "from_at": "bắt đầu",
    "until_at": "kết thúc",
}


def coming(finder: AdminURLFinder, *, at: datetime, many: int) -> list[Row]:
    """The next two weeks, soonest first."""
    found = [*_by_appointment(finder, at), *_not_approved_yet(finder, at), *_of_the_calendar(finder, at)]
    return sorted(found, key=lambda row: row.at)[:many]


def _by_appointment(finder: AdminURLFinder, at: datetime) -> Iterator[Row]:
    """Approved for a time."""
    due = Revision.objects.filter(approved_go_live_at__range=(at, at + AHEAD)).prefetch_related("content_object")
    for revision in due.order_by("approved_go_live_at"):
        if (obj := revision.content_object) is not None and revision.approved_go_live_at is not None:
            yield _row(
                obj, revision.object_str, revision.approved_go_live_at, "phát hành theo giờ hẹn", "scheduled", finder
            )


def _not_approved_yet(finder: AdminURLFinder, at: datetime) -> Iterator[Row]:
    """Submitted for a time, and nobody has approved: it will not go out by itself."""
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("revision")
    for state in states.filter(revision__content__go_live_at__isnull=False).prefetch_related(
        "revision__content_object"
    ):
        draft = state.revision.as_object()
        if draft.go_live_at and at <= draft.go_live_at <= at + AHEAD:
            yield _row(draft, str(draft), draft.go_live_at, "đã hẹn giờ, chưa ai duyệt", "returned", finder)


def _of_the_calendar(finder: AdminURLFinder, at: datetime) -> Iterator[Row]:
    """What stands on the portal and begins or ends."""
    for kind in kinds.every():
        model: Any = apps.get_model(kind.model)
        names = {field.name: field for field in model._meta.get_fields()}
        for name, happens in TIMES.items():
            if name not in names or "live" not in names:
                continue
            days = names[name].get_internal_type() == "DateField"
            first: Any = timezone.localdate(at) if days else at
            for obj in model._default_manager.filter(live=True, **{f"{name}__range": (first, first + AHEAD)}):
                yield _row(obj, str(obj), _moment(getattr(obj, name)), happens, "changed", finder)


def _moment(value: date | datetime) -> datetime:
    """A day counts from its midnight."""
    return value if isinstance(value, datetime) else timezone.make_aware(datetime.combine(value, time.min))


def _row(obj: Model, title: str, at: datetime, happens: str, state: str, finder: AdminURLFinder) -> Row:
    return Row(title, str(obj._meta.verbose_name), finder.get_edit_url(obj) or "", at, happens.capitalize(), state)
