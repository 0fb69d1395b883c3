"""The docs are held against the code: what can be set, called or clicked is written down, and what is written down exists."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from caunoi.cli.main import COMMANDS, parser

HOUSE = Path(__file__).resolve().parent.parent
OPERATORS = HOUSE / "docs" / "operators.md"
PAGES = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")])
_VARIABLE = re.compile(r"\bCAUNOI_[A-Z][A-Z_]*[A-Z]\b")


def variables_in_code() -> set[str]:
    """Every CAUNOI_… that code reads or a deployment file asks for; tests do not count."""
    files = [path for path in (HOUSE / "caunoi").rglob("*.py") if "tests" not in path.parts]
    files += [path for path in (HOUSE / "deploy").rglob("*") if path.is_file()]
    return {name for path in files for name in _VARIABLE.findall(path.read_text("utf-8"))}


def anchors(page: Path) -> set[str]:
    """The anchors that a heading gets on the usual forges."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_environment_variable_is_documented_and_exists() -> None:
    documented = set(_VARIABLE.findall(OPERATORS.read_text("utf-8")))
    assert variables_in_code() == documented


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_each_of_its_options_is_documented(command: str) -> None:
    text = OPERATORS.read_text("utf-8")
    assert f"`caunoi {command}" in text
    sub = parser()._subparsers._group_actions[0].choices[command]  # type: ignore[index, union-attr]
    options = {name for action in sub._actions for name in action.option_strings if name.startswith("--")} - {"--help"}
    assert {name for name in options if f"{name}" not in text} == set()


def test_every_exit_status_is_documented() -> None:
    from caunoi.cli import main

    text = OPERATORS.read_text("utf-8")
    for status in (main.DONE, main.WRONG_USE, main.REFUSED, main.NOT_READY, main.INTERRUPTED):
        assert re.search(rf"^\| {status} \|", text, re.MULTILINE), status


def test_every_make_verb_is_documented_and_exists() -> None:
    verbs = set(re.findall(r"^([a-z][a-z-]*):.*##", (HOUSE / "Makefile").read_text(), re.MULTILINE))
    text = (HOUSE / "CONTRIBUTING.md").read_text("utf-8")
    assert verbs - {"help"} == set(re.findall(r"`make ([a-z][a-z-]*)`", text)) - {"help"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"(?:src|href)=\"([^\"]+)\"", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = unquote(target).partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            dead.append(target)
    assert not dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_every_file_named_in_the_docs_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    # In backticks, in a diagram or in plain words; a star stands for any name.
    named = set(re.findall(r"(?<![\w./-])(?:caunoi|docs|tests|bench|deploy)/[\w./*-]*[\w*/]", text))
    assert sorted(name for name in named if not any(HOUSE.glob(name.rstrip("/")))) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_every_test_named_in_the_docs_exists(page: Path) -> None:
    named = re.findall(r"`((?:caunoi|tests)/[\w./-]+\.py)::(\w+)`", page.read_text("utf-8"))
    assert [name for file, name in named if f"def {name}(" not in (HOUSE / file).read_text("utf-8")] == []


def test_each_decision_is_short_and_numbered_once() -> None:
    decisions = sorted((HOUSE / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{n:04}" for n in range(1, len(decisions) + 1)]
    assert {path.name: n for path in decisions if (n := len(path.read_text("utf-8").splitlines())) > 25} == {}
    for path in decisions:
        assert re.findall(r"^## (\w+)", path.read_text("utf-8"), re.MULTILINE) == ["Context", "Decision", "Consequence"]
