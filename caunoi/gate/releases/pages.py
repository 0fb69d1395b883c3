"""Rendering pages for the log: compose, press, weigh the findings, and note what each page drew on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from caunoi.gate.guard.findings import Finding
from caunoi.gate.releases import log, overriding, rows, rules, translating
from caunoi.gate.releases.models import Head, Page, PageTag, Release
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render.page import Composed, PageRef, add_frame, page_kind, policy
from caunoi.gate.render.press import Pressed, press
from caunoi.ground.refused import Refused


class Rendering:
    """The pages of one transaction. Nothing is written before `append`."""

    def __init__(self, *, head: Head, at: datetime) -> None:
        self.head, self.at, self.host = head, at, settings.HOST
        self.sources = Sources()
        self.entries: list[log.Entry] = []
        self._rendered: dict[PageRef, tuple[Composed, log.Entry, frozenset[str]]] = {}
        self._needed: set[PageRef] = set()
        self._gone: list[Page] = []
        self.owners: dict[PageRef, str] = {}

    @staticmethod
    def ref(page: Page) -> PageRef:
        return PageRef(page.kind, page.key)

    def pages(self, refs: Iterable[PageRef]) -> None:
        """Render these pages; those whose kind is immutable only when they are new, those that compose to nothing are withdrawn."""
        wanted = sorted(refs)
        self.sources.fetch([record for ref in wanted for record in page_kind(ref.kind).records(ref.key)])
        self.sources.fetch([record for ref in wanted for record in page_kind(ref.kind).further(self.sources, ref.key)])
        translating.fetch_beside(self.sources, wanted)
        frozen = [ref for ref in wanted if page_kind(ref.kind).immutable]
        known = _known(self.host, frozen)
        for ref in wanted:
            if ref not in known and ref not in self._rendered:
                self._one(ref)
        self._supply()

    def _supply(self) -> None:
        """What the pages need beside them, made only when it is new."""
        needed = {ref for composed, _, _ in self._rendered.values() for ref in composed.needs} - self._needed
        self._needed |= needed
        known = _known(self.host, needed)
        for ref in sorted(needed - known.keys() - self._rendered.keys()):
            self._one(ref)

    def _one(self, ref: PageRef) -> None:
        composed, pressed, tags = render(self.sources, ref)
        if composed is None or pressed is None:
            self._gone.extend(Page.objects.filter(host=self.host, kind=ref.kind, key=ref.key))
            return
        blocking = [f for f in _blocking(pressed) if not self._overridden(f, composed, tags)]
        if blocking:
            raise refusal(composed.path, blocking)
        self._rendered[ref] = (
            composed,
            self._entry(composed, pressed, composed.record or self.owners.get(ref, "")),
            tags,
        )

    def _overridden(self, finding: Finding, composed: Composed, drawn: Iterable[str]) -> bool:
        """Two people let it pass in the very content from which it comes: the card's, the page's own, or (in a feed) that of any it draws."""
        place = finding.place.split(",")[0]
        if place.startswith("card:"):
            records = [":".join(place.split(":")[1:3])]
        else:
            records = (
                [composed.record] if composed.record else [tag for tag in drawn if tag.partition(":")[2].isdigit()]
            )
        owners = self.sources.several(records)
        return any(overriding.passed(owner.record, rules.digest(owner.content), finding) for owner in owners)

    def _entry(self, composed: Composed, pressed: Pressed, record: str) -> log.Entry:
        owner = self.sources.live(record) if record else None
        return log.Entry(
            kind=Release.Kind.RELEASE,
            host=self.host,
            path=composed.path,
            media_type=composed.media_type,
            data=pressed.data,
            record=record,
            revision=owner.revision if owner else None,
            approval=owner.approval if owner else None,
            role=("emergency" if owner.emergency else owner.role) if owner else "",
        )

    def withdraw(self, page: Page, *, title: str, reason: str, revision: int | None = None) -> None:
        """Let an address answer 410, with a page that says why. `reason` is a key of the shell's words, `revision` what stood there."""
        pressed = self._gone_page(page.path, title, reason)
        if title and _blocking(pressed):
            pressed = self._gone_page(page.path, "", reason)  # what must go may be blocked for its very title
        if _blocking(pressed):
            raise refusal(page.path, _blocking(pressed))
        self.entries.append(
            log.Entry(
                kind=Release.Kind.WITHDRAWAL, host=page.host, path=page.path, media_type="text/html", data=pressed.data,
                record=page.record, revision=revision, reason=reason, role="approver",
            )
        )  # fmt: skip
        self._gone.append(page)

    def _gone_page(self, path: str, title: str, reason: str) -> Pressed:
        composed = Composed(path=path, template="gone.html", title=title)
        composed.context["gone"] = {"title": title, "reason": reason, "date": self.at}
        add_frame(self.sources, composed)
        return press(composed, policy(self.sources))

    def drop_missing(self, own: Iterable[Page]) -> None:
        """Own pages of released records that are not made any more (another image, say) leave quietly when nobody else shows them."""
        for page in own:
            if self.ref(page) not in self._rendered.keys() | self._needed and page not in self._gone:
                self._gone.append(page)

    def append(self) -> list[Release]:
        """Write pages, tags and log rows. A page whose bytes are the same as before makes no row."""
        known = _known(self.host, self._rendered)
        new_pages: list[Page] = []
        tags: list[tuple[Page, frozenset[str]]] = []
        changed: list[Page] = []
        same: list[int] = []
        for ref, (composed, entry, drawn) in self._rendered.items():
            page = known.get(ref)
            if page is None:
                page = Page(host=self.host, kind=ref.kind, key=ref.key)
                new_pages.append(page)
            elif page.path != entry.path:
                self.entries.append(
                    log.Entry(
                        kind=Release.Kind.MOVE,
                        host=self.host,
                        path=page.path,
                        media_type="",
                        data=b"",
                        target=entry.path,
                        record=page.record,
                    )
                )
            if page.pk is None or page.sha256 != entry.sha256 or page.path != entry.path:
                self.entries.append(entry)
            elif page.record == composed.record:
                if page.stale:
                    same.append(page.pk)
                tags.append((page, drawn))
                continue
            if page.pk is not None:
                changed.append(page)
            page.path, page.record, page.sha256, page.stale = entry.path, composed.record, entry.sha256, False
            tags.append((page, drawn))
        for page in self._gone:
            if page.pk and not any(
                entry.path == page.path and entry.kind != Release.Kind.RELEASE for entry in self.entries
            ):
                self._tombstone(page)
        Page.objects.filter(pk__in=[page.pk for page in self._gone]).delete()
        self._refuse_taken(new_pages + changed)
        Page.objects.bulk_create(new_pages, batch_size=500)
        Page.objects.filter(pk__in=same).update(stale=False)
        rows.update(changed, ["path", "record", "sha256", "stale"])
        self._write_tags(known, tags)
        return log.append(self.head, self.entries, at=self.at)

    def _tombstone(self, page: Page) -> None:
        gone = list(self._gone)
        self.withdraw(page, title="", reason="withdrawn_empty")
        self._gone = gone

    def _refuse_taken(self, pages: list[Page]) -> None:
        paths = {page.path: page for page in pages}
        for other in Page.objects.filter(host=self.host, path__in=paths):
            if other.pk != paths[other.path].pk and other.pk not in {page.pk for page in pages}:
                raise Refused(f"Địa chỉ {other.path} đã thuộc về nội dung khác. Chọn đường dẫn khác.")

    def _write_tags(self, known: dict[PageRef, Page], tags: list[tuple[Page, frozenset[str]]]) -> None:
        held: dict[int, dict[str, int]] = {page.pk: {} for page, _ in tags}
        written = PageTag.objects.filter(page__in=[page.pk for page in known.values()])
        for pk, page_id, tag in written.values_list("pk", "page_id", "tag"):
            held[page_id][tag] = pk
        gone = [pk for page, drawn in tags for tag, pk in held[page.pk].items() if tag not in drawn]
        PageTag.objects.filter(pk__in=gone).delete()
        fresh = [(page.pk, tag) for page, drawn in tags for tag in sorted(drawn) if tag not in held[page.pk]]
        rows.insert(PageTag, page=[pk for pk, _ in fresh], tag=[tag for _, tag in fresh])


def render(sources: Sources, ref: PageRef) -> tuple[Composed | None, Pressed | None, frozenset[str]]:
    """Compose and press one page: the page, its bytes with findings, and the tags of what it drew on. (None, None, …): no such page."""
    sources.tags = set()
    kind = page_kind(ref.kind)
    composed = kind.compose(sources, ref.key)
    if composed is None:
        return None, None, frozenset()
    if composed.data is None:
        composed.languages = translating.languages_of(sources, ref)
        add_frame(sources, composed)
    pressed = press(composed, policy(sources))
    return composed, pressed, frozenset() if kind.immutable else frozenset(sources.tags)


def inspect(draft: Snapshot, refs: Iterable[PageRef]) -> list[Finding]:
    """What the guard would say of a draft: its own pages rendered as if it stood, nothing written."""
    sources = Sources([draft])
    found: list[Finding] = []
    for ref in refs:
        kind = page_kind(ref.kind)
        if kind.speaks or not kind.immutable:
            found.extend((render(sources, ref)[1] or Pressed(b"")).findings)
    return list(dict.fromkeys(found))


def refusal(path: str, blocking: list[Finding]) -> Refused:
    """The refusal that names each place and what stood there."""
    lines = tuple(f"{f.place}: “{f.excerpt}” — {f.message} [{f.rule}]" for f in blocking)
    return Refused(f"Bộ kiểm duyệt chặn {len(blocking)} chỗ trên trang {path}.", details=lines)


def _blocking(pressed: Pressed) -> list[Finding]:
    return [finding for finding in pressed.findings if finding.severity == "block"]


def _known(host: str, refs: Iterable[PageRef]) -> dict[PageRef, Page]:
    wanted = list(refs)
    found: dict[PageRef, Page] = {}
    by_kind: dict[str, list[str]] = {}
    for ref in wanted:
        by_kind.setdefault(ref.kind, []).append(ref.key)
    for kind, keys in by_kind.items():
        for start in range(0, len(keys), 500):
            for page in Page.objects.filter(host=host, kind=kind, key__in=keys[start : start + 500]):
                found[PageRef(page.kind, page.key)] = page
    return found
