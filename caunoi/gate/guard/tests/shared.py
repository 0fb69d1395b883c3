"""Where the real texts are (not part of this repository); tests that need them skip, saying so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("CAUNOI_SHARED", Path(__file__).resolve().parents[5] / "shared"))


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here; set CAUNOI_SHARED")
    return path
