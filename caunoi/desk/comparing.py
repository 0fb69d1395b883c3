"""“So với bản đã phát hành”: what an approver has to read, side by side with what stands or was approved last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Revision

from caunoi.desk import differences
from caunoi.desk.differences import Change
from caunoi.gate.releases import kinds
from caunoi.gate.releases.models import Approval, Contribution
from caunoi.gate.releases.record import Record
from caunoi.gate.releases.sources import Sources
from caunoi.outbound.media.models import Picture


@dataclass(frozen=True)
class Before:
    """What the last version is compared with, and what that is called."""

    content: kinds.Content
    revision: int
    title: str
    at: datetime | None = None
    by: str = ""


def before(record: str) -> Before:
    """What stands; for what does not stand what was approved last; for what never was approved nothing."""
    kind = kinds.named(record.partition(":")[0])
    standing = Sources().live(record)
    approvals = Approval.objects.filter(record=record).select_related("by").order_by("-at")
    if standing is not None:
        by = approvals.filter(pk=standing.approval).first()
        return Before(standing.content, standing.revision, "Đang trên cổng", standing.since, str(by.by) if by else "")
    for last in approvals[:1]:
        revision = Revision.objects.filter(pk=last.revision).first()
        if revision is not None:
            return Before(
                kind.content(revision.as_object()),
                last.revision,
                "Bản duyệt lần cuối (không còn trên cổng)",
                last.at,
                str(last.by),
            )
    return Before({}, 0, "Chưa có bản nào được duyệt")


def url_for(obj: Any) -> str:
    """Where a record is compared; nothing for what is none, is not stored yet or was never approved."""
    if not isinstance(obj, Record) or not obj.pk:
        return ""
    name = kinds.name_of(obj)
    return reverse("desk_changes", args=[name]) if Approval.objects.filter(record=name).exists() else ""


def may_read(user: Any, obj: Any) -> bool:
    """Whether the draft of a record is for this person's eyes: public answers of agencies are not the newsroom's before they are out."""
    app, model = obj._meta.app_label, obj._meta.model_name
    return any(user.has_perm(f"{app}.{verb}_{model}") for verb in ("view", "change", "publish"))


def changes(request: HttpRequest, record: str) -> HttpResponse:
    """The page. `?toan-van` shows long stretches that stayed as well."""
    try:
        obj: Any = kinds.object_named(record)
    except (LookupError, ValueError, ObjectDoesNotExist) as reason:
        raise Http404 from reason
    if not may_read(request.user, obj):
        raise PermissionDenied
    draft = obj.get_latest_revision_as_object()
    old = before(record)
    new = kinds.kind_of(obj).content(draft)
    found = differences.compared(old.content, new, _labels(obj), _Names())
    whole = "toan-van" in request.GET
    context = {
        "obj": draft,
        "record": record,
        "old": old,
        "changes": found.changes if whole else [_short(one) for one in found.changes],
        "same": found.same,
        "whole": whole,
        "pictures": _pictures(found.changes),
        "hands": _hands(record, old.revision),
        "edit": AdminURLFinder(request.user).get_edit_url(obj),
        "first": not old.content,
    }
    return render(request, "desk/changes.html", context)


def _short(one: Change) -> Change:
    return replace(one, before=differences.shortened(one.before), after=differences.shortened(one.after))


def _labels(obj: Any) -> dict[str, str]:
    """What the fields of a model are called in its form."""
    return {
        one.name: str(one.verbose_name).capitalize() for one in obj._meta.get_fields() if hasattr(one, "verbose_name")
    }


class _Names:
    """The titles of records, each asked for once."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], str] = {}

    def __call__(self, kind: str, number: int) -> str:
        if (kind, number) not in self.known:
            model: Any = apps.get_model(kinds.named(kind).model)
            found = model._default_manager.filter(pk=number).first()
            self.known[kind, number] = f"“{found}”" if found else f"(đã xóa, số {number})"
        return self.known[kind, number]


def _pictures(found: list[Change]) -> dict[str, Picture]:
    wanted = {sha for one in found for sha in (*one.pictures_before, *one.pictures_after)}
    return {picture.sha256: picture for picture in Picture.objects.filter(sha256__in=wanted)}


def _hands(record: str, since: int) -> list[tuple[str, datetime]]:
    """Who saved a version after that one, each with their last time."""
    hands: dict[str, datetime] = {}
    for one in Contribution.objects.filter(record=record, revision__gt=since).select_related("by").order_by("revision"):
        hands[str(one.by) if one.by else "không rõ ai"] = one.at
    return list(hands.items())
