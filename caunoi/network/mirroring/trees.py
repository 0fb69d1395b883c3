"""The folders of a copy: bytes by their digest, and the public tree in the portal's own layout, which nginx or the embedded server reads.

Every file appears by atomic rename, so whoever is killed leaves a file whole or not there. Pure, but for the disk.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

import brotli  # type: ignore[import-untyped, unused-ignore]

from caunoi.ground.files import half_written, remove, write
from caunoi.network.known import MOVE, RELEASE, Standing

PUBLIC, GONE, MOVED = "public", "gone", "moved"
TREES: Final = (PUBLIC, GONE, MOVED)
_TWINS: Final = ("text/", "application/rss", "application/atom", "application/feed", "application/xml", "image/svg")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_HOST: Final = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_IN_THE_WAY: Final = (
    errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY, errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ,
)  # fmt: skip


class Unplaceable(ValueError):
    """An entry of the log that cannot be a file here: an address that leaves its tree or stands in another's way. Vietnamese."""


class Trees:
    """`root/bytes/ab/cd…` holds what is shown, by its SHA-256; `root/public|gone|moved/<host>/…` where it is shown."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def held(self, sha256: str) -> bytes | None:
        """The bytes of this digest; None when they are not there, or no longer whole."""
        try:
            data = self._kept(sha256).read_bytes()
        except FileNotFoundError:
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def keep(self, data: bytes, sha256: str) -> None:
        """Keep bytes of which the caller knows that this is their digest."""
        write(self._kept(sha256), data)

    def forget(self, sha256: str) -> None:
        """Take away bytes that are shown nowhere any more: what a portal took back must not lie about here."""
        remove(self._kept(sha256))

    def put(self, one: Standing, data: bytes) -> None:
        """Make an address answer as its entry says; `data` are kept. Raises Unplaceable."""
        tree = {RELEASE: PUBLIC, MOVE: MOVED}.get(one.kind, GONE)
        try:
            target = place(self.root / tree, one.host, one.path)
            if tree == MOVED:
                write(target, one.target.encode())
            else:
                self._show(target, one, data)
            for other in TREES:
                if other != tree:
                    with suppress(NotADirectoryError):
                        remove(place(self.root / other, one.host, one.path))
        except OSError as reason:
            if reason.errno not in _IN_THE_WAY:
                raise
            raise Unplaceable(f"địa chỉ không thành tệp được ({reason.strerror})") from reason

    def shows(self, one: Standing) -> bool:
        """Does the tree hold what the entry says, and nothing else at this address?"""
        tree = {RELEASE: PUBLIC, MOVE: MOVED}.get(one.kind, GONE)
        try:
            data = place(self.root / tree, one.host, one.path).read_bytes()
        except OSError:
            return False
        if any(place(self.root / other, one.host, one.path).is_file() for other in TREES if other != tree):
            return False
        return data == one.target.encode() if tree == MOVED else hashlib.sha256(data).hexdigest() == one.sha256

    def _show(self, target: Path, one: Standing, data: bytes) -> None:
        if one.media_type.startswith(_TWINS):
            write(target.with_name(target.name + ".gz"), gzip.compress(data, 6, mtime=0))
            write(target.with_name(target.name + ".br"), brotli.compress(data, quality=5))
        target.parent.mkdir(parents=True, exist_ok=True)
        half = half_written(target)
        half.unlink(missing_ok=True)
        try:
            os.link(self._kept(one.sha256), half)  # one file on the disk, two names
        except OSError:
            half.write_bytes(data)
        os.replace(half, target)
        half.unlink(missing_ok=True)  # a rename onto itself leaves both names

    def _kept(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise Unplaceable("mục của nhật ký không có mã SHA-256 đúng dạng")
        return self.root / "bytes" / sha256[:2] / sha256[2:]


def place(tree: Path, host: str, path: str) -> Path:
    """Where an address stands in a tree. Raises Unplaceable for one that would leave it, or that has two names."""
    first, *parts = path.split("/")
    if not _HOST.fullmatch(host) or ".." in host or first or not parts:
        raise Unplaceable("địa chỉ không đúng dạng")
    if parts[-1] == "index.html":
        raise Unplaceable("địa chỉ đúng phải kết thúc bằng “/”")
    if parts[-1] == "":
        parts[-1] = "index.html"
    for part in parts:
        if not part or part.startswith(".") or "\\" in part or any(ord(one) < 32 or ord(one) == 127 for one in part):
            raise Unplaceable("địa chỉ không đúng dạng")
    return tree.joinpath(host, *parts)
