"""The public trees are kept as the log says: what differs is put aside as evidence, put right, and reported.

A file is read when it is new or changed, what changed last first; and a few more in turn, so that each is read again some day even if
nothing says that it changed. What looks wrong is looked at again while the follower of the public folder stands still: so what is
just being published is never taken for an attack.
"""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from caunoi.gate.followers import expected, trees
from caunoi.gate.followers.expected import TREES, Place, Stands, View
from caunoi.gate.followers.models import Cursor
from caunoi.gate.followers.public import PublicFolder, place
from caunoi.gate.followers.trees import Signature
from caunoi.gate.incidents.actions import all_whole, report
from caunoi.gate.incidents.models import Incident
from caunoi.gate.public_log import folder, sequencer
from caunoi.gate.releases.log import Broken
from caunoi.gate.releases.models import Head as Position
from caunoi.gate.releases.models import Release

BUDGET: Final = 0.1  # seconds that one look reads; publishing comes first
IN_TURN: Final = 4
WALKED: Final = 200
REST: Final = 10  # a look over the folder is followed by this many times as long a rest


class Healing:
    """One a process: it remembers what it has read. `look` is a job of the worker."""

    def __init__(self) -> None:
        self._known: dict[str, Signature] = {}
        self._turn: list[str] = []
        self._walked = 0  # up to which release it was seen that the file of its address is there
        self._not_before = 0.0
        self._broken: Broken | None = None

    def look(self, *, at: datetime) -> int:
        """Look once and put right what differs. Returns how many addresses that were."""
        begun = time.monotonic()
        if begun < self._not_before:
            return 0
        sequencer.check()  # by a database that was put back, what it has forgotten would be foreign
        root: Path = settings.DATA
        there = {
            f"{tree}/{name}": signature
            for tree in TREES
            for name, signature in trees.files(root / tree, but=folder.root())
        }
        rest = REST * (time.monotonic() - begun)
        new = [name for name, signature in there.items() if self._known.get(name) != signature]
        new.sort(key=lambda name: there[name][3], reverse=True)
        mended = self._vanished([name for name in self._known if name not in there], at=at)
        mended += self._read([*new, *self._in_turn(there)], there, time.monotonic() + BUDGET, at=at)
        mended += self._walk(at=at)
        if not mended and len(self._known) == len(there) and there:
            all_whole(len(there), at=at, every=timedelta(seconds=settings.VERDICT_SECONDS))
        self._not_before = time.monotonic() + rest
        if self._broken is not None:
            broken, self._broken = self._broken, None
            raise broken
        return mended

    def _read(self, names: list[str], there: dict[str, Signature], until: float, *, at: datetime) -> int:
        mended, view = 0, View()
        for name in names:
            self._known.pop(name, None)
            try:
                if _right(name, view):
                    self._known[name] = there[name]
                else:
                    mended += _judge(name, at=at)
            except Broken as broken:  # of this address nothing is believed; the others are healed all the same
                self._broken = broken
            if time.monotonic() > until:
                break
        return mended

    def _in_turn(self, there: dict[str, Signature]) -> list[str]:
        self._turn = self._turn or list(self._known)
        some, self._turn = self._turn[:IN_TURN], self._turn[IN_TURN:]
        return [name for name in some if self._known.get(name) == there.get(name) is not None]

    def _vanished(self, names: list[str], *, at: datetime) -> int:
        for name in names:
            del self._known[name]
        return sum(_restore(one.host, one.path, at=at) for one in {_placed(name)[-1] for name in names})

    def _walk(self, *, at: datetime) -> int:
        """Some entries of the log in turn: is there a file for what they put in place?"""
        rows = Release.objects.filter(position__gt=self._walked).order_by("position")
        some = list(rows.values_list("position", "kind", "host", "path")[:WALKED])
        self._walked = some[-1][0] if len(some) == WALKED else 0
        tree = {str(kind): tree for tree, kind in TREES.items()}
        lost = [one for one in some if not os.path.lexists(place(settings.DATA / tree[one[1]], *one[2:]))]
        return sum(_restore(host, path, at=at) for host, path in {one[2:] for one in lost})


def _placed(name: str) -> list[Place]:
    tree, _, rest = name.partition("/")
    return expected.places(tree, rest)


def _right(name: str, view: View) -> bool:
    """Is this file what the log says of its address? One that is gone meanwhile is no question."""
    data = trees.held(settings.DATA / name)
    if data is None:
        return not os.path.lexists(settings.DATA / name)
    return any(view.of(one.host, one.path).allows(one, data) for one in reversed(_placed(name)))


def _stand_still() -> None:
    """Until the end of the transaction nothing is put into the public folder."""
    Cursor.objects.get_or_create(pk="public")
    Cursor.objects.select_for_update().get(pk="public")


def _judge(name: str, *, at: datetime) -> int:
    with transaction.atomic():
        _stand_still()
        view = View()
        if _right(name, view):
            return 0
        said = {one: view.of(one.host, one.path) for one in _placed(name)}
        whose = [one for one in said if said[one].tree == one.tree]
        if not whose:
            _must_be_complete()
        kept = trees.put_aside(settings.DATA, name, at=at)
        for one in whose:
            PublicFolder().restore(said[one].now)  # type: ignore[arg-type]
        one = whose[0] if whose else _placed(name)[0]
        shown = f"{one.host}{one.path}" + (f" (bản nén {one.twin})" if one.twin else "")
        report(
            Incident.Kind.ALTERED if whose else Incident.Kind.FOREIGN, one.path, host=one.host, sha256=kept.sha256,
            evidence=kept.name, mended=True, at=at,
            said=f"Tệp công khai của {shown} " + ("khác bản đã phát hành." if whose else "không có trong nhật ký phát hành."),
        )  # fmt: skip
        return 1


def _must_be_complete() -> None:
    """Raise Broken when entries of the log are lacking: what it does not know then may yet have been released."""
    if Release.objects.count() != Position.objects.values_list("position", flat=True).get(pk=1):
        raise Broken(
            "Nhật ký phát hành trong cơ sở dữ liệu thiếu mục: có người đã xóa bằng đường khác. Tệp lạ trong thư mục công khai vì thế "
            "chưa được cất đi. Báo kỹ thuật viên và người giám sát."
        )


def _restore(host: str, path: str, *, at: datetime) -> int:
    with transaction.atomic():
        _stand_still()
        stands = View().of(host, path)
        if stands.now is None or not stands.tree or _is_there(stands, host, path):
            return 0
        PublicFolder().restore(stands.now)
        report(
            Incident.Kind.MISSING, path, host=host, mended=True, at=at, said=f"Tệp công khai của {host}{path} đã biến mất."
        )  # fmt: skip
        return 1


def _is_there(stands: Stands, host: str, path: str) -> bool:
    """Also when its newest version is just being put in place in another tree."""
    coming = {kind for one in stands.coming for tree, kind in TREES.items() if one.kind == kind}
    kinds = {*coming, stands.now.kind} if stands.now else coming
    return any(
        os.path.lexists(place(settings.DATA / tree, host, path)) for tree, kind in TREES.items() if kind in kinds
    )
