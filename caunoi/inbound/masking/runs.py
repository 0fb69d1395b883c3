"""Runs of digits as people type them: in groups, with dots, dashes, brackets, a letter o for a zero; or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from caunoi.inbound.masking.reading import Reading

# One group after another, at most three joining signs between; possessive, so that nothing is tried twice.
_RUN = re.compile(
    r"[(]?\+?(?:(?<![^\W_])[oil]{1,2}(?=\d)|(?<!\d)(?=\d))\d(?:[oil]{0,3}+\d)*+(?:[oil](?![^\W_]))?"
    r"(?:[ .\-()_·]{1,3}+[oil]{0,2}+\d(?:[oil]{0,3}+\d)*+(?:[oil](?![^\W_]))?)*+"
)
_GROUP = re.compile(r"[\doil]+")
_LETTERS = str.maketrans("oil", "011")
_SPOKEN = {
    "khong": "0", "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "lam": "5", "sau": "6", "bay": "7",
    "tam": "8", "chin": "9",
}  # fmt: skip
_WORDS = "|".join(_SPOKEN)
_IN_WORDS = re.compile(rf"(?<![^\W_])(?:{_WORDS})(?:[ ,.\-]{{1,3}}+(?:{_WORDS})(?![^\W_])){{8,11}}+")


@dataclass(frozen=True)
class Group:
    start: int
    end: int
    digits: str


@dataclass(frozen=True)
class Run:
    """Groups of digits that stand together; `plus` when a + stands before them; `start` takes in what stands before."""

    groups: tuple[Group, ...]
    seps: tuple[str, ...]
    plus: bool
    start: int


def runs(reading: Reading) -> Iterator[Run]:
    bare = reading.bare
    for found in _RUN.finditer(bare):
        groups = [Group(*g.span(), g[0].translate(_LETTERS)) for g in _GROUP.finditer(bare, *found.span())]
        if sum(len(group.digits) for group in groups) < 8:
            continue
        if found.end() < len(bare) and bare[found.end()] in "x*" and bare[found.end() : found.end() + 2] != "xi":
            groups.pop()  # "2521xxxx93": masked already
        seps = tuple(bare[a.end : b.start] for a, b in pairwise(groups))
        if groups:
            lead = bare[found.start() : groups[0].start]
            bracket = "(" in lead and not (seps and ")" in seps[0])  # "(0912 345 678)": not part of the number
            yield Run(tuple(groups), seps, "+" in lead, found.start() + (1 if bracket else 0))


def in_words(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Numbers read out: "không chín một hai …": start, end, digits."""
    for found in _IN_WORDS.finditer(reading.bare):
        yield *found.span(), "".join(_SPOKEN[word] for word in re.findall(r"[a-z]+", found[0]))
