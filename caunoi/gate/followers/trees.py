"""Folders that the public sees: what lies in them, what a file holds, and putting aside what should not be there."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

Signature = tuple[int, int, int, int]
"""By which a file is known again: inode, size, times of its content and of itself in nanoseconds. The last cannot be set by who writes."""

HALF: Final = ".part"
HALF_WRITTEN: Final = 60.0  # seconds for which a half-written file is somebody's work


def files(top: Path, *, but: Path | None = None) -> Iterator[tuple[str, Signature]]:
    """Every entry below a folder that is no folder, links too: its name from there and its signature. `but`: a folder that is passed over."""
    waiting, cut = [str(top)], len(str(top)) + 1
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if but is not None and entry.path == str(but):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                        continue
                    now = entry.stat(follow_symlinks=False)
                    half = entry.name.startswith(".") and entry.name.endswith(HALF)
                    if half and time.time() - now.st_ctime < HALF_WRITTEN:
                        continue
                    yield entry.path[cut:], (now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns)
        except FileNotFoundError:  # taken away while we looked
            continue


def held(file: Path) -> bytes | None:
    """What a plain file holds; None for a link, a pipe, a device, or when it is gone."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as opened:
        return opened.read() if stat.S_ISREG(os.fstat(handle).st_mode) else None


@dataclass(frozen=True)
class Evidence:
    """What was put aside: the digest of its bytes, and where it lies below the data folder."""

    sha256: str
    name: str


def put_aside(data: Path, name: str, *, at: datetime) -> Evidence:
    """Take a file (its name below the data folder) out of the public's sight and keep what it held, readable by its owner only."""
    file = data / name
    bytes_ = held(file)
    if bytes_ is None:
        bytes_ = f"liên kết tới {os.readlink(file)}\n".encode() if file.is_symlink() else b""
    digest = hashlib.sha256(bytes_).hexdigest()
    kept = data / "evidence" / f"{at:%Y%m%d}" / f"{digest[:16]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    told = f"{name}\n{at.isoformat()}\nsha256 {digest}\n".encode()
    for place, what in ((kept, bytes_), (kept.with_name(f"{kept.name}.txt"), told)):
        with open(place, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as copy:
            copy.write(what)
    file.unlink(missing_ok=True)
    return Evidence(digest, str(kept.relative_to(data)))
