"""A public folder of its own for each test, and a way to serve other templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader

from caunoi.gate.releases.tests.steps import Portal
from caunoi.outbound.media import pages as media_pages
from caunoi.web import environment as environments
from caunoi.web import face

Patch = Callable[..., None]


@pytest.fixture(autouse=True)
def _no_pictures_in_memory() -> None:
    """Renditions made in an earlier test would be taken from memory without a look at the disk."""
    media_pages._made.clear()


@pytest.fixture
def portal(settings: Any, tmp_path: Path) -> Portal:
    settings.DATA = tmp_path
    return Portal(tmp_path)


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> Patch:
    """`template("base.html", old, new)`: from now on pages are made with that text replaced in that template."""
    patched: dict[str, str] = {}

    def patch(name: str, old: str, new: str) -> None:
        source = patched.get(name) or (environments.TEMPLATES / name).read_text()
        assert old in source, f"{name} has no {old}"
        patched[name] = source.replace(old, new, 1)
        other = environments.environment({})
        assert other.loader is not None
        other.loader = ChoiceLoader([DictLoader(dict(patched)), other.loader])
        monkeypatch.setattr(face, "_environment", lambda: other)

    return patch
