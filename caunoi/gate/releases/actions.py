"""The verbs of the gate: release, withdraw, render again. Each is one transaction under the lock of the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from caunoi.gate.releases import approving, kinds, log, rows, rules, seals, translating
from caunoi.gate.releases.approving import Papers, Version
from caunoi.gate.releases.models import Approval, Page, PageTag, Release, Standing
from caunoi.gate.releases.pages import Rendering
from caunoi.gate.releases.shelving import Shelving
from caunoi.gate.releases.sources import Sources, Tampered, is_whole
from caunoi.gate.render.page import PageRef, immutable_kinds, later_kinds, page_kind
from caunoi.ground.people import audit
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused

# Pages that show a changed record are rendered in the same transaction up to this many; the rest follow in the background.
AT_ONCE = 64


def release(version: Version, *, by: User | None, at: datetime) -> list[Release]:
    """Let an approved version out: it stands, its pages and the pages that show it are rendered, checked and appended.

    Raises Refused when the approvals do not suffice, when a page would show what nobody approved, or when the guard blocks.
    Releasing what stands already is nothing: the same bytes at the same address twice is one release.
    """
    return release_many([version], by=by, at=at)


def release_many(versions: Sequence[Version], *, by: User | None, at: datetime) -> list[Release]:
    """Release several versions in one transaction; lists that show several of them are rendered once. All or none."""
    with transaction.atomic():
        head = log.lock()
        records = [version.record for version in versions]
        papers = approving.papers_of(records)
        standings = {
            standing.record: standing
            for standing in Standing.objects.filter(record__in=records).select_related("approval")
        }
        shelving = Shelving(records)
        before = Sources()  # what stood before this transaction
        refs: dict[PageRef, str] = {}
        changed: set[str] = set()
        for version in versions:
            record = version.record
            stands = standings[record] = _stand(version, papers[record], standings.get(record), before, at=at)
            changed |= shelving.place(stands)
            refs.update(dict.fromkeys(shelving.pages_of(stands), record))
        _write(standings.values())
        shelving.write()
        refs.update(dict.fromkeys(translating.pages_beside(records) - refs.keys(), ""))
        released = _render(refs, changed, head=head, at=at, new=frozenset(records))
        audit.record_several("release", ((v.record, {"revision": v.revision.pk}) for v in versions), by=by, at=at)
        return released


def _stand(version: Version, papers: Papers, standing: Standing | None, before: Sources, *, at: datetime) -> Standing:
    record, kind = version.record, version.kind
    approvals = papers.valid(version.revision.pk, version.digest)
    if not approving.enough(approvals):
        emergency = [a for a in approvals if a.kind == Approval.Kind.EMERGENCY]
        if not emergency:
            raise Refused(_why_not_enough(version, papers, approvals))
        approvals = emergency
    else:
        approvals = [a for a in approvals if a.kind == Approval.Kind.ORDINARY]
    if standing is not None and not is_whole(standing):
        raise Tampered(
            f"Bản đang đứng của “{record}” đã bị sửa bằng đường khác (dấu niêm không khớp). Gỡ bản đó, rồi lưu, duyệt và phát hành lại."
        )
    if kind.why_not is not None:
        reason = kind.why_not(version.content, json.loads(standing.content) if standing else None, at)
        if reason:
            raise Refused(reason)
    if standing is None:
        standing = Standing(record=record, kind=kind.name, number=version.obj.pk, since=at)
        if kind.pin is not None:
            standing.pinned = rules.canonical(kind.pin(before, version.content, version.obj.pk))
    standing.revision, standing.content, standing.digest = (
        version.revision.pk,
        rules.canonical(version.content),
        version.digest,
    )
    standing.approval = approvals[-1]
    standing.seal = seals.of_standing(standing)
    return standing


def _write(standings: Iterable[Standing]) -> None:
    every = list(standings)
    rows.update(
        [row for row in every if row.pk is not None], ["revision", "content", "digest", "approval", "pinned", "seal"]
    )
    Standing.objects.bulk_create([row for row in every if row.pk is None], batch_size=200)


def _why_not_enough(version: Version, papers: Papers, approvals: Sequence[Approval]) -> str:
    if not approvals and any(approval.revision == version.revision.pk for approval in papers.approvals):
        return (
            "Nội dung đã thay đổi sau khi được duyệt, nên phê duyệt cũ không còn giá trị. Trình duyệt lại bản hiện tại."
        )
    if approvals:
        need = settings.PAIRS_OF_EYES - 1
        return f"Mới có {len({a.by_id for a in approvals})} người duyệt, cần {need} người."
    return "Chưa ai duyệt bản này. Trình duyệt; một người không tham gia viết sẽ đọc và duyệt."


def _render(
    refs: dict[PageRef, str], changed: set[str], *, head: Any, at: datetime, new: frozenset[str] = frozenset()
) -> list[Release]:
    rendering = Rendering(head=head, at=at)
    rendering.owners = refs
    wanted = set(refs)
    shown = _showing(changed)
    ids = list(shown.order_by("page_id").values_list("page_id", flat=True).distinct()[: AT_ONCE + 1])
    if len(ids) > AT_ONCE:
        Page.objects.filter(pk__in=shown.values("page_id")).update(stale=True)
        own = Page.objects.filter(record__in=new)
        rendering.pages(wanted | set(map(Rendering.ref, own)))
    else:
        rendering.pages(wanted | {Rendering.ref(page) for page in Page.objects.filter(pk__in=ids)})
    rendering.drop_missing(Page.objects.filter(record__in=new))
    return rendering.append()


def withdraw(record: str, *, reason: str, by: User | None, at: datetime) -> list[Release]:
    """Take a standing record back: its addresses answer 410 with the reason, every list that showed it is rendered without it.

    `reason` is one of the approved words of the shell (a key such as "withdrawn_wrong"), so that withdrawing, which one person
    may do at once, cannot put an unapproved word before the public. Raises Refused when nothing stands.
    """
    with transaction.atomic():
        head = log.lock()
        standing = Standing.objects.select_related("approval").filter(record=record).first()
        if standing is None:
            raise Refused("Nội dung này hiện không đứng trên cổng, nên không có gì để gỡ.")
        # What was altered by another way is taken back like anything else, but not one word of it is said.
        whole = is_whole(standing)
        content = json.loads(standing.content) if whole else {}
        title = str(content.get("title", ""))
        shelving = Shelving([])
        changed = shelving.remove(record)
        own = list(Page.objects.filter(record=record)) + (_orphaned_media(record, content, standing) if whole else [])
        ids = _showing(changed).exclude(page__in=own).values_list("page_id", flat=True).distinct()
        others = list(Page.objects.filter(pk__in=list(ids[: AT_ONCE + 1])))
        standing.delete()
        rendering = Rendering(head=head, at=at)
        for page in own:
            rendering.withdraw(
                page, title=title, reason=reason, revision=standing.revision if page.record == record else None
            )
        if len(others) > AT_ONCE:
            Page.objects.filter(pk__in=list(ids)).update(stale=True)
        else:
            rendering.pages({Rendering.ref(page) for page in others})
        released = rendering.append()
        audit.record("withdraw", subject=record, by=by, at=at, detail={"reason": reason})
        return released


def _showing(changed: set[str]) -> models.QuerySet[PageTag]:
    """What shows any of the changed things, but for the pages that followers render."""
    return PageTag.objects.filter(tag__in=changed).exclude(page__kind__in=later_kinds())


def render_pages(refs: set[PageRef], *, at: datetime) -> list[Release]:
    """Render these pages and append those whose bytes changed."""
    with transaction.atomic():
        rendering = Rendering(head=log.lock(), at=at)
        rendering.pages(refs)
        return rendering.append()


def _orphaned_media(record: str, content: dict[str, Any], standing: Standing) -> list[Page]:
    """The images and files of a record that no other record's page shows: they go with it."""
    found: list[Page] = []
    for ref in kinds.named(standing.kind).pages(content, standing.number):
        if page_kind(ref.kind).immutable:
            shown = PageTag.objects.filter(tag=f"{ref.kind}:{ref.key}").exclude(page__record=record)
            if not shown.exclude(page__tags__tag=record).exists():
                found.extend(Page.objects.filter(kind=ref.kind, key=ref.key))
    return found


def render_stale(*, at: datetime, count: int = 200) -> int:
    """Render up to `count` of the pages that wait for it. Returns how many were rendered."""
    if not Page.objects.filter(stale=True).exists():
        return 0  # without the lock: who waits for nothing must not make others wait
    with transaction.atomic():
        head = log.lock()
        pages = list(Page.objects.filter(stale=True).order_by("pk")[:count])
        if not pages:
            return 0
        rendering = Rendering(head=head, at=at)
        rendering.pages({Rendering.ref(page) for page in pages})
        rendering.append()
        Page.objects.filter(pk__in=[page.pk for page in pages]).update(
            stale=False
        )  # what never changes was not rendered at all
        return len(pages)


def render_everything() -> int:
    """Mark every page to be rendered again (after a new template). Returns how many wait."""
    return Page.objects.exclude(kind__in=immutable_kinds()).update(stale=True)
