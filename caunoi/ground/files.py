"""Putting a file in place so that nobody ever reads half of it. Pure, but for the disk."""

from __future__ import annotations

import os
from pathlib import Path


def write(target: Path, data: bytes) -> None:
    """Put bytes in place so that a reader sees the old or the new, never a part. One writer at a time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = half_written(target)
    with open(half, "wb") as file:
        file.write(data)
    os.replace(half, target)


def half_written(target: Path) -> Path:
    """Where a file is written before it is put in place: always the same, so that the batch repeated after a kill leaves nothing lying about."""
    return target.with_name(f".{target.name}.part")


def remove(target: Path) -> None:
    """Take a file and its twins away; fine when they are not there."""
    for name in (target.name, target.name + ".gz", target.name + ".br"):
        target.with_name(name).unlink(missing_ok=True)
        half_written(target.with_name(name)).unlink(missing_ok=True)
