"""The English strings of what is installed, and which of them the desk answers in Vietnamese."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import django
from django.apps import apps

LOCALE = Path(__file__).parent.parent / "locale" / "vi" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
# What is in allauth's catalogue and not in INSTALLED_APPS: nobody can be shown it.
NOT_INSTALLED = re.compile(r"(templates/)?(socialaccount|idp|headless|usersessions)/")
PLACEHOLDER = re.compile(r"%\([A-Za-z_]+\)[sdr]|%[sd]|\{[A-Za-z_]*\}")


class Entry(NamedTuple):
    context: str
    singular: str
    plural: str
    vietnamese: str
    references: tuple[str, ...] = ()
    flags: str = ""

    @property
    def key(self) -> str:
        """As a compiled catalogue names it."""
        return f"{self.context}\x04{self.singular}" if self.context else self.singular


@dataclass(frozen=True)
class Package:
    name: str
    folder: Path


def packages() -> list[Package]:
    """Whatever is installed and not ours, and Django itself."""
    installed = [
        Package(one.name, Path(one.path)) for one in apps.get_app_configs() if not one.name.startswith("caunoi.")
    ]
    return [*installed, Package("django", Path(django.__file__).parent / "conf")]


def entries(path: Path) -> Iterator[Entry]:
    """The live entries of a .po file; its header (the empty msgid) left out."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        found: dict[str, str] = {}
        at, flags = "", ""
        references: list[str] = []
        for line in block.splitlines():
            if keyword := re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(".*")$', line):
                at = keyword[1]
                found[at] = ast.literal_eval(keyword[2])
            elif line.startswith('"'):
                found[at] += ast.literal_eval(line)
            elif line.startswith("#:"):
                references += line[2:].split()
            elif line.startswith("#,"):
                flags += line[2:]
            else:
                assert not line or line.startswith("#"), f"{path.name}: {line}"
        if found.get("msgid"):
            vietnamese = found.get("msgstr", found.get("msgstr[0]", ""))
            yield Entry(
                found.get("msgctxt", ""),
                found["msgid"],
                found.get("msgid_plural", ""),
                vietnamese,
                tuple(references),
                flags,
            )


def english(package: Package, domain: str) -> list[Entry]:
    """What this package may show; where it ships no English catalogue, the msgids of its other languages."""
    locale = package.folder / "locale"
    own = locale / "en" / "LC_MESSAGES" / f"{domain}.po"
    sources = [own] if own.exists() else sorted(locale.glob(f"*/LC_MESSAGES/{domain}.po"))
    found = {one.key: one for source in sources for one in entries(source) if not _cannot_be_shown(one)}
    return list(found.values())


def _cannot_be_shown(one: Entry) -> bool:
    return bool(one.references) and all(NOT_INSTALLED.match(reference) for reference in one.references)


@cache
def compiled(path: Path) -> frozenset[str]:
    """The keys that a compiled catalogue answers: without what is fuzzy or empty."""
    if not path.exists():
        return frozenset()
    with path.open("rb") as file:
        catalogue = vars(gettext.GNUTranslations(file))["_catalog"]
    return frozenset(key[0] if isinstance(key, tuple) else key for key, said in catalogue.items() if said)


def of_the_package(package: Package, domain: str) -> frozenset[str]:
    return compiled(package.folder / "locale" / "vi" / "LC_MESSAGES" / f"{domain}.mo")


def ours(domain: str) -> frozenset[str]:
    return compiled(LOCALE / f"{domain}.mo")
