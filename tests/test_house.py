"""Rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

HOUSE = Path(__file__).resolve().parent.parent
CAUNOI = HOUSE / "caunoi"
CODE = sorted(path for path in CAUNOI.rglob("*.py") if "migrations" not in path.parts)
# Lowest first; a foreign key written as a string is invisible to import-linter.
FLOORS = ("ground", "ledger", "gate", "outbound", "inbound", "reach", "web", "desk", "api")
LANES = ("outbound", "inbound")
LONGEST = 500


def floor_of(module: str) -> str:
    """`caunoi.gate.releases.models` → `gate`; empty for what is not ours."""
    return module.split(".")[1] if module.startswith("caunoi.") else ""


def tracked() -> list[Path]:
    """Every text file that stands, or is about to stand, in the tree."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    if listed.returncode:  # no git here: an unpacked archive
        return [*CODE, *HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")]
    paths = [HOUSE / name for name in listed.stdout.split("\0") if name]
    binary = {".webp", ".png", ".jpg", ".woff2"}
    return [path for path in paths if path.is_file() and path.suffix not in binary]


def test_no_foreign_key_points_upwards_or_into_the_other_lane() -> None:
    wrong = []
    for model in apps.get_models():
        here = floor_of(model.__module__)
        for field in model._meta.get_fields():
            if not here or not isinstance(field, ForeignKey | ManyToManyField):
                continue
            there = floor_of(field.related_model.__module__)
            crosses = here in LANES and there in LANES and here != there
            if there and (crosses or FLOORS.index(there) > FLOORS.index(here)):
                wrong.append(f"{model._meta.label}.{field.name} → {there}")
    assert not wrong


def test_every_floor_is_known_to_the_test_above() -> None:
    assert {floor_of(config.name) for config in apps.get_app_configs()} - {""} <= set(FLOORS)


def test_every_room_has_a_sign_on_its_door() -> None:
    folders = {path.parent for path in CODE}
    without = [
        str(folder.relative_to(HOUSE))
        for folder in sorted(folders)
        if not (folder / "__init__.py").exists()
        or not ast.get_docstring(ast.parse((folder / "__init__.py").read_text()))
        if folder.name not in ("tests", "commands", "management")
    ]
    assert not without


def test_no_file_hides_two_things() -> None:
    lengths = {str(path.relative_to(HOUSE)): len(path.read_text().splitlines()) for path in CODE}
    assert {name: length for name, length in lengths.items() if length >= LONGEST} == {}


def test_no_room_is_called_what_says_nothing() -> None:
    nothing = {"utils", "helpers", "misc", "common", "manager", "service", "services", "handlers"}
    assert [str(path) for path in CODE if path.stem in nothing or path.parent.name in nothing] == []


UNWANTED = {
    "a path of one machine": rf"(?<![\w.:/}}\"'$])(/(root|home|Users|tmp)/\w|{re.escape(str(HOUSE))}\b)",
    "where packages come from": r"^\s*--?(index-url|extra-index-url|find-links|trusted-host)\b|//[\w.-]*/simple/?\b",
    "a secret": r"-----BEGIN [A-Z ]*PRIVATE KEY-----|://[^/\s:@]+:[^/\s:@${}%…]{8,}@",
    "an unfinished merge": r"^(<{7}|>{7})( |$)",
    "a promise without a number": r"\b(TODO|FIXME|XXX)\b(?! #\d+)",
    "a forgotten breakpoint": r"\bbreakpoint\(\)|\bimport pdb\b",
}


@pytest.mark.parametrize("what", UNWANTED)
def test_nothing_stands_in_the_tree_that_must_not(what: str) -> None:
    searched = re.compile(UNWANTED[what], re.MULTILINE)
    found = []
    for path in tracked():
        if path == Path(__file__).resolve() or path.suffix in (".jsonl", ".csv"):
            continue
        text = path.read_text("utf-8", errors="replace")
        found += [f"{path.relative_to(HOUSE)}:{text.count(chr(10), 0, m.start()) + 1}" for m in searched.finditer(text)]
    assert not found, what


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_its_hashes(name: str) -> None:
    text = (HOUSE / name).read_text()
    pinned = re.findall(r"^[\w.-]+==\S+(?: ; .*)? \\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\S", text, re.MULTILINE)) > 40


def test_the_locks_name_every_package_the_project_asks_for() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    for name, asked in (
        ("requirements.lock", project["project"]["dependencies"] + groups["build"]),
        ("requirements-dev.lock", project["project"]["dependencies"] + groups["build"] + groups["dev"]),
    ):
        locked = set(re.findall(r"^([\w.-]+)==", (HOUSE / name).read_text(), re.MULTILINE))
        wanted = {re.split(r"[\[<>=~! ]", requirement)[0].lower().replace("_", "-") for requirement in asked}
        assert wanted <= locked, name


def test_a_test_cannot_leave_this_machine() -> None:
    with socket.socket() as one, pytest.raises(AssertionError, match="must not leave this machine"):
        one.connect(("192.0.2.1", 80))
