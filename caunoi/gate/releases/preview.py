"""Preview: a draft rendered exactly as it would be released, with what the gate would say of it; nothing is written."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from caunoi.gate.guard.findings import Finding
from caunoi.gate.releases import kinds, rules
from caunoi.gate.releases.pages import inspect as _inspect
from caunoi.gate.releases.pages import render
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render.page import page_kind
from caunoi.ground.refused import Refused


def draft_of(obj: Model) -> Snapshot:
    """A draft as if it stood now."""
    kind = kinds.kind_of(obj)
    number = obj.pk or 0
    content = kind.content(obj)
    pinned = kind.pin(Sources(), content, number) if kind.pin else {}
    return Snapshot(
        record=f"{kind.name}:{number}", kind=kind.name, number=number, content=content, revision=0, approval=0, role="",
        emergency=False, since=timezone.now(), pinned=pinned, approved_at=timezone.now(),
    )  # fmt: skip


def findings(obj: Model) -> list[Finding]:
    """What the guard says of a draft. Raises Refused when its page cannot be made at all, or may not go out now."""
    draft, kind = draft_of(obj), kinds.kind_of(obj)
    if kind.why_not is not None:
        stands = Sources().live(draft.record)
        if reason := kind.why_not(draft.content, stands.content if stands else None, timezone.now()):
            raise Refused(reason)
    return _inspect(draft, kind.pages(draft.content, draft.number))


def digest(obj: Model) -> str:
    return rules.digest(kinds.kind_of(obj).content(obj))


def serve(obj: Model) -> HttpResponse:
    """The draft's own page, or in Vietnamese why it cannot be made."""
    draft = draft_of(obj)
    refs = [ref for ref in kinds.kind_of(obj).pages(draft.content, draft.number) if not page_kind(ref.kind).immutable]
    try:
        pressed = render(Sources([draft]), refs[0])[1] if refs else None
    except Refused as refused:
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in refused.details))
        return HttpResponse(
            format_html("<!doctype html><meta charset=utf-8><h1>{}</h1><ul>{}</ul>", refused.reason, lines)
        )
    return HttpResponse(pressed.data if pressed else b"")
