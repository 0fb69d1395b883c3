"""The made-up province as plain data: the JSON files beside this one, and the articles."""

import json
from importlib.resources import files
from typing import Any

NAMES: tuple[str, ...] = (
    "organisations",
    "successions",
    "sections",
    "specials",
    "leaders",
    "work_weeks",
    "standing_pages",
    "channels",
    "outages",
    "shell",
    "frontpage",
    "accounts",
    "english",
    "searches",
)


def load(name: str) -> Any:
    """One of NAMES, as its JSON file says; KeyError for anything else.

    An organisation's `valid_until` is the first day it no longer stands; a leader's `until` is the last day in the post.
    """
    if name not in NAMES:
        raise KeyError(name)
    return json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))


def articles() -> list[dict[str, Any]]:
    """Every article, in the order of the files' names and of the lines within them."""
    folder = files(__package__).joinpath("articles")
    if not folder.is_dir():
        return []
    found: list[dict[str, Any]] = []
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".jsonl")), key=lambda f: f.name):
        found += [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]
    return found
