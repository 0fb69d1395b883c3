"""What other people use: a list of words, and a monitor of pages' hashes. As simple as they are, beside the watch on the same pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from tests.attack.stage import Stage

# LEGAL.md, GC-11, and what such lists hold besides.
WORDS = (
    "cờ bạc", "cá độ", "cá cược", "nhà cái", "nổ hũ", "tài xỉu", "game bài", "sicbo", "casino", "xổ số", "lô đề", "bet88", "kubet", "fun88", "w88",
    "8xbet", "baccarat", "xóc đĩa", "bắn cá", "slot",
)  # fmt: skip


def by_words(stage: Stage, paths: Sequence[str]) -> set[str]:
    """The pages on which one of the words stands, as a visitor with a desktop gets them."""
    return {path for path in paths if any(word in _text(stage.get(path)[1]) for word in WORDS)}


def _text(data: bytes) -> str:
    return re.sub(r"<[^>]+>", " ", data.decode("utf-8", "replace")).lower() + data.decode("utf-8", "replace").lower()


class Hashes:
    """Remembers the hash of each page of its list and says which changed since."""

    def __init__(self, stage: Stage, paths: Sequence[str]) -> None:
        self._stage, self._paths = stage, list(paths)
        self._known = self._now()

    def changed(self) -> set[str]:
        before, self._known = self._known, self._now()
        return {path for path in self._paths if self._known[path] != before[path]}

    def _now(self) -> dict[str, str]:
        return {path: hashlib.sha256(self._stage.get(path)[1]).hexdigest() for path in self._paths}
