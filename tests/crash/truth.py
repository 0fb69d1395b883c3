"""After the play: records, log, folders, followers and archive must tell one story.

Each check yields what it finds wrong, in a sentence.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
from django.apps import apps
from django.conf import settings
from wagtail.models import WorkflowState

from caunoi.gate.followers.following import followers
from caunoi.gate.followers.models import Cursor
from caunoi.gate.followers.public import place
from caunoi.gate.public_log import folder, signing
from caunoi.gate.public_log.models import Entry as LogEntry
from caunoi.gate.releases import kinds, pages, seals
from caunoi.gate.releases.log import bytes_of
from caunoi.gate.releases.models import Approval, Blob, Head, Page, Release, Standing
from caunoi.gate.releases.sources import Sources
from caunoi.gate.render.page import PageRef, page_kind
from caunoi.ground.people.models import AuditEntry
from caunoi.ledger import merkle, reading
from caunoi.outbound.articles.models import Article
from caunoi.reach.archive.models import Memento
from tests.crash.play import Item

Wrong = Iterator[str]
NEWEST = 30  # what a feed holds
_PACKED = ("font/", "image/webp", "image/jpeg", "image/png")  # compressed by their own format: no twins


def all_wrong(data: Path, items: list[Item]) -> list[str]:
    """Everything that does not hold; an empty list is the truth."""
    log = list(Release.objects.order_by("position"))
    last = {(row.host, row.path): row for row in log}
    checks = (_items(items, last), _records(log, last), _bytes(log), _positions(log), _folders(data, last))
    others = (_public_log(log), _followers(log), _archive(log), _feeds(data), _pages_say_what_stands())
    return [sentence for check in (*checks, *others) for sentence in check]


def summary() -> str:
    """What was compared, in one line."""
    counted = f"{Release.objects.count()} releases (" + ", ".join(
        f"{Release.objects.filter(kind=kind).count()} {kind}" for kind in Release.Kind.values
    )
    done = ", ".join(f"{cursor.follower} {cursor.done}" for cursor in Cursor.objects.order_by("follower"))
    return (
        f"{counted}), {Standing.objects.count()} records stand, {Page.objects.count()} pages; done by followers: {done}"
    )


def up_to_date() -> bool:
    """Has every follower read the whole log, and does no page wait to be rendered again?"""
    end = Head.objects.get().position
    read = dict(Cursor.objects.values_list("follower", "position"))
    return all(read.get(one.name) == end for one in followers()) and not Page.objects.filter(stale=True).exists()


def _items(items: list[Item], last: dict[tuple[str, str], Release]) -> Wrong:
    """Every item was approved once and released once, at its address; what was withdrawn is gone."""
    live = set(Article.objects.filter(live=True).values_list("pk", flat=True))
    states = dict(WorkflowState.objects.values_list("object_id", "status"))
    approvals: Counter[tuple[str, int | None]] = Counter(Approval.objects.values_list("record", "revision"))
    audited: Counter[tuple[str, int | None]] = Counter(
        (row.subject, row.detail["revision"]) for row in AuditEntry.objects.filter(act="release")
    )
    for item in items:
        article = Article.objects.get(pk=item.number)
        named = f"article:{item.number}", article.latest_revision_id
        if item.number not in live:
            yield f"{named} is not live"
        if states.get(str(item.number)) != WorkflowState.STATUS_APPROVED:
            yield f"{named}: its workflow is {states.get(str(item.number))}"
        if (approvals[named], audited[named]) != (1, 1):
            yield f"{named} has {approvals[named]} approvals and {audited[named]} releases in the audit trail"
        row = last.get((settings.HOST, item.path))
        if row is None or (row.kind, row.record, row.revision) != (Release.Kind.RELEASE, *named):
            yield f"{named}: the log ends with {row and (row.kind, row.record, row.revision)} at {item.path}"
        if item.withdraw and (item.withdraw in live or not _ended(f"article:{item.withdraw}", last)):
            yield f"article:{item.withdraw} was withdrawn and is not gone"
    expected = {item.number for item in items}
    if live != expected:
        yield f"live but not expected: {sorted(live - expected)}"


def _ended(record: str, last: dict[tuple[str, str], Release]) -> bool:
    rows = [row for row in last.values() if row.record == record]
    return bool(rows) and all(row.kind == Release.Kind.WITHDRAWAL for row in rows)


def _records(log: list[Release], last: dict[tuple[str, str], Release]) -> Wrong:
    """Nothing stands without a release, nothing is live without standing, and the reverse.

    Every page is the last release at its address.
    """
    standing = {row.record: row for row in Standing.objects.select_related("approval")}
    live: set[str] = set()
    for kind in kinds.every():
        for obj in apps.get_model(kind.model)._default_manager.filter(live=True):
            live.add(kinds.name_of(obj))
            row = standing.get(kinds.name_of(obj))
            if row is not None and row.revision != obj.live_revision_id:
                yield f"{row.record}: revision {row.revision} stands, the desk says {obj.live_revision_id}"
    if live != set(standing):
        yield f"live and standing differ: {sorted(live ^ set(standing))}"
    released = {(row.record, row.revision) for row in log if row.kind == Release.Kind.RELEASE}
    made = {(page.kind, page.key): page for page in Page.objects.all()}
    for row in standing.values():
        if not seals.same(row.seal, seals.of_standing(row)):
            yield f"{row.record}: the seal is broken"
        own = kinds.named(row.kind).pages(json.loads(row.content), row.number)
        if row.kind == "article" and (row.record, row.revision) not in released:
            yield f"{row.record} stands in revision {row.revision}, which has no release"
        yield from (f"{row.record}: no page {ref}" for ref in own if (ref.kind, ref.key) not in made)
    for page in made.values():
        end = last.get((page.host, page.path))
        if end is None or (end.kind, end.sha256) != (Release.Kind.RELEASE, page.sha256):
            yield f"{page.path} is a page, and the log ends with {end and (end.position, end.kind)} there"
    addresses = {(page.host, page.path) for page in made.values()}
    for address, end in last.items():
        if end.kind == Release.Kind.RELEASE and address not in addresses:
            yield f"{address} is released, and no page stands there"


def _bytes(log: list[Release]) -> Wrong:
    """The log names bytes that are there and are what they are called."""
    good = set()
    for blob in Blob.objects.iterator():
        data = bytes_of(blob)
        if (hashlib.sha256(data).hexdigest(), len(data)) != (blob.sha256, blob.size):
            yield f"blob {blob.sha256} holds other bytes"
        good.add(blob.sha256)
    yield from (
        f"release {row.position} has no bytes"
        for row in log
        if row.kind != Release.Kind.MOVE and row.sha256 not in good
    )
    if good - {row.sha256 for row in log}:
        yield "there are bytes that no release names"


def _positions(log: list[Release]) -> Wrong:
    if [row.position for row in log] != list(range(1, len(log) + 1)):
        yield "the positions have gaps"
    if Head.objects.get().position != len(log):
        yield f"the head says {Head.objects.get().position}, the log holds {len(log)}"


def _folders(data: Path, last: dict[tuple[str, str], Release]) -> Wrong:
    """The three trees hold what the log ends with at each address, its twins, and not one file more."""
    expected: dict[Path, bytes] = {}
    twins: set[Path] = set()
    blobs = Blob.objects.in_bulk([row.sha256 for row in last.values() if row.sha256])
    for row in last.values():
        tree = {Release.Kind.RELEASE: "public", Release.Kind.WITHDRAWAL: "gone", Release.Kind.MOVE: "moved"}[
            Release.Kind(row.kind)
        ]
        file = place(data / tree, row.host, row.path)
        expected[file] = row.target.encode() if tree == "moved" else bytes_of(blobs[row.sha256])
        if tree != "moved" and not row.media_type.startswith(_PACKED):
            twins |= {file.with_name(file.name + ".gz"), file.with_name(file.name + ".br")}
    found = {file for tree in ("public", "gone", "moved") for file in (data / tree).rglob("*") if file.is_file()}
    found = {file for file in found if ".well-known" not in file.parts}  # the public log is no release
    yield from (f"{file.relative_to(data)} is missing" for file in sorted((set(expected) | twins) - found))
    yield from (f"{file.relative_to(data)} is stray" for file in sorted(found - set(expected) - twins))
    for file in sorted(found & set(expected)):
        if file.read_bytes() != expected[file]:
            yield f"{file.relative_to(data)} holds other bytes than the log"
    for file in sorted(found & twins):
        unpack: Any = gzip.decompress if file.suffix == ".gz" else brotli.decompress
        if unpack(file.read_bytes()) != expected[file.with_suffix("")]:
            yield f"{file.relative_to(data)} does not unpack to its page"


def _public_log(log: list[Release]) -> Wrong:
    """Each release is one entry, in order; the signed head is over exactly these, and its files prove each of them."""
    said = list(LogEntry.objects.order_by("pk"))
    if [one.release for one in said if one.release] != [row.position for row in log]:
        yield "the entries of the public log are not the releases, each once and in order"
    if [one.pk for one in said] != list(range(len(said))):
        yield "the entries of the public log are not numbered without a gap"
    root = folder.root()
    read = reading.Log.at(lambda path: (root / path).read_bytes(), signing.signer().verifier)
    if read.head.root != merkle.root_of([merkle.leaf(bytes(one.data)) for one in said]):
        yield f"the signed head of {read.head.size} is not over the {len(said)} entries"
    for one in said[:: max(1, len(said) // 100)]:
        if read.entry(one.pk) != bytes(one.data):
            yield f"entry {one.pk} of the public log is another in the files"


def _followers(log: list[Release]) -> Wrong:
    """Each follower did each release, once."""
    cursors = Cursor.objects.in_bulk()
    for name in {one.name for one in followers()} | set(cursors):
        cursor = cursors.get(name)
        if cursor is None or (cursor.position, cursor.done) != (len(log), len(log)):
            yield f"follower {name} is at {cursor and (cursor.position, cursor.done)} of {len(log)}"


def _archive(log: list[Release]) -> Wrong:
    """One memento for each release, closed by the next at its address, the last one open."""
    rows = {row.position: row for row in Memento.objects.all()}
    if set(rows) != {row.position for row in log}:
        yield f"the archive holds {len(rows)} mementos of {len(log)} releases"
    following: dict[tuple[str, str], Release] = {}
    for release in reversed(log):
        row, after = rows.get(release.position), following.get((release.host, release.path))
        following[release.host, release.path] = release
        if row is not None and (row.sha256, row.since, row.until) != (
            release.sha256,
            release.at,
            after.at if after else None,
        ):
            yield f"memento {release.position} lasts from {row.since} until {row.until}, and should until {after and after.at}"


def _feeds(data: Path) -> Wrong:
    """Feeds list the newest, the sitemaps every article that stands."""
    articles = list(Standing.objects.filter(kind="article").order_by("-since", "-record"))
    paths = {row.record: Page.objects.get(kind="article", key=str(row.number)).path for row in articles}
    home = data / "public" / settings.HOST
    for name in ("rss.xml", "atom.xml", "feed.json", "kinh-te/rss.xml", "tin-tuc/atom.xml"):
        named = set(re.findall(r"/kinh-te/[a-z0-9-]+\.html", (home / name).read_text()))
        if named != {paths[row.record] for row in articles[:NEWEST]}:
            yield f"{name} does not list the newest {NEWEST}"
    maps = "".join(file.read_text() for file in home.glob("sitemap-[0-9]*.xml"))
    if set(re.findall(r"/kinh-te/[a-z0-9-]+\.html", maps)) != set(paths.values()):
        yield "the sitemaps do not list exactly what stands"


def _pages_say_what_stands() -> Wrong:
    """Rendered again now, every page has the bytes with which it was last released."""
    sources = Sources()
    for page in Page.objects.order_by("pk"):
        if not page_kind(page.kind).immutable:
            pressed = pages.render(sources, PageRef(page.kind, page.key))[1]
            if pressed is None or hashlib.sha256(pressed.data).hexdigest() != page.sha256:
                yield f"{page.path} is out of date"
