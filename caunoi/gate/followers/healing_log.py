"""The files of the public log are kept as the database and the signed head say: what differs is put aside, and the folder written anew."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from caunoi.gate.followers import trees
from caunoi.gate.followers.trees import Signature
from caunoi.gate.incidents.actions import report
from caunoi.gate.incidents.models import Incident
from caunoi.gate.public_log import folder, sequencer
from caunoi.gate.public_log.models import Head

BUDGET: Final = 0.1
REST: Final = 10


class HealingLog:
    """One a process: it remembers what it has read. `look` is a job of the worker."""

    def __init__(self) -> None:
        self._known: dict[str, Signature] = {}
        self._not_before = 0.0

    def look(self, *, at: datetime) -> int:
        """Look once and put right what differs. Returns how many files that were."""
        begun = time.monotonic()
        if begun < self._not_before or not folder.standing_whole():
            return 0
        if not self._known:
            folder.put_fixed()  # the witnesses may be others since the last start
        there = dict(trees.files(folder.root()))
        rest = REST * (time.monotonic() - begun)
        wrong = [name for name in self._known if name not in there and not folder.may_vanish(name)]
        for name in [name for name in self._known if name not in there]:
            del self._known[name]
        new = [name for name, signature in there.items() if self._known.get(name) != signature]
        until = time.monotonic() + BUDGET
        for name in sorted(new, key=lambda name: there[name][3], reverse=True):
            data = trees.held(folder.root() / name)
            if data is not None and folder.allows(name, data):
                self._known[name] = there[name]
            elif data is not None or (folder.root() / name).is_symlink():
                wrong.append(name)
            if time.monotonic() > until:
                break
        if wrong:
            sequencer.check_tree()  # it may be the database that is wrong
            self._mend(wrong, at=at)
        self._not_before = time.monotonic() + rest
        return len(wrong)

    def _mend(self, names: list[str], *, at: datetime) -> None:
        data: Path = settings.DATA
        where = folder.root().relative_to(data)
        for name in names:
            there = (data / where / name).exists() or (data / where / name).is_symlink()
            kept = trees.put_aside(data, str(where / name), at=at) if there else None
            kind = Incident.Kind.ALTERED if kept else Incident.Kind.MISSING
            report(
                kind, f"/{folder.PREFIX}/{name}", host=settings.HOST, sha256=kept.sha256 if kept else "",
                evidence=kept.name if kept else "", mended=True, at=at,
                said=f"Tệp {name} của nhật ký công khai " + ("không phải do Cổng ghi." if kept else "đã biến mất."),
            )  # fmt: skip
        folder.write(Head.objects.get(pk=1), 0)
