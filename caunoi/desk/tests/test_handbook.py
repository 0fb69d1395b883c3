"""The handbook speaks of what is there: the buttons it names are buttons of the desk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caunoi.desk.handbook import CHAPTERS, for_roles
from caunoi.ground.people import rules

DESK = Path(__file__).parent.parent
HOUSE = DESK.parent
LIMIT = 600_000


@pytest.mark.parametrize("role", [code for code, _ in rules.ROLES])
def test_every_role_has_a_chapter_of_its_own(role: str) -> None:
    own, others = for_roles(frozenset({role}))
    assert any(one.roles != CHAPTERS[0].roles for one in own)
    assert sorted(one.slug for one in (*own, *others)) == sorted(one.slug for one in CHAPTERS)


def test_every_chapter_is_written_and_its_picture_is_there_with_words_for_it() -> None:
    pictures = [DESK / "static" / "desk" / "so-tay" / one.picture for one in CHAPTERS if one.picture]
    assert all((DESK / "templates" / one.template).exists() for one in CHAPTERS)
    assert all(path.exists() for path in pictures) and sum(path.stat().st_size for path in pictures) < LIMIT
    assert all(bool(one.picture) == bool(one.shows) for one in CHAPTERS)


def test_what_it_prints_in_bold_is_said_by_the_desk() -> None:
    """Names of buttons, menus and panels: each stands in a template, a script or a label of the house, or in its catalogue."""
    said = "\n".join(
        path.read_text(encoding="utf-8")
        for suffix in ("*.py", "*.html", "*.po", "*.js")
        for path in HOUSE.rglob(suffix)
        if "handbook" not in path.parts and path.name not in ("handbook.py", "test_handbook.py")
    )
    for one in CHAPTERS:
        for bold in re.findall(
            r"<strong>(.*?)</strong>", (DESK / "templates" / one.template).read_text(encoding="utf-8")
        ):
            for name in bold.rstrip(":…").split(" › "):
                if not bold.endswith(":") and bold not in ("không", "đóng từ ngày"):
                    assert name.strip() in said, f"{one.slug}: “{name}”"
