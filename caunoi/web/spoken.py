"""The words of pages that are made when they are asked for, in another language.

Those pages have their words in their templates and in the rooms whose rules they show, in Vietnamese. Nothing is said twice: a template
is translated phrase by phrase while it is compiled, and what a view hands over (a title, a reason, the name of a step) where it is shown, by
`told`. What a person has written never passes through here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader

from caunoi.ground.languages import VIETNAMESE, prefix
from caunoi.web.spoken_en import PHRASES, SAYINGS

_IN: dict[str, tuple[Mapping[str, str], Mapping[str, str]]] = {"en": (PHRASES, SAYINGS)}
_FOLDER = "ask/"
# The pages that there are in every language.
PATHS = (
    "/gui-y-kien/", "/gui-y-kien/quyen-rieng-tu/", "/theo-doi/", "/theo-doi/viec/", "/theo-doi/bien-nhan/", "/tra-cuu/", "/tra-cuu/han-tra-loi/",
    "/tra-cuu/ngay-nghi/", "/tra-cuu/xa-phuong/",
)  # fmt: skip
_LINK = re.compile(r'(?<=")(' + "|".join(map(re.escape, PATHS)) + r')(?=["?])')


class Loader(FileSystemLoader):
    """Templates of the folder `ask` in another language, their links led to its pages; the others have no words."""

    def __init__(self, searchpath: Any, language: str) -> None:
        super().__init__(searchpath)
        self.language = language

    def get_source(self, environment: Environment, template: str) -> Any:
        source, path, current = super().get_source(environment, template)
        if template.startswith(_FOLDER):
            source = _LINK.sub(prefix(self.language) + r"\1", _phrases(self.language).sub(self._phrase, source))
        return source, path, current

    def _phrase(self, found: re.Match[str]) -> str:
        return _IN[self.language][0][found[0]]


@cache
def _phrases(language: str) -> re.Pattern[str]:
    """Every phrase of the templates, the longest first, and none inside a word."""
    longest = sorted(_IN[language][0], key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(phrase)}(?!\w)" for phrase in longest))


@lru_cache(maxsize=4096)
def told(text: str, language: str = VIETNAMESE) -> str:
    """A saying of ours in that language; in Vietnamese where nobody has translated it."""
    if language == VIETNAMESE or not isinstance(text, str):
        return text
    sayings = _IN[language][1]
    if text in sayings:
        return sayings[text]
    for said, other in _sayings(language):
        found = said.fullmatch(text)
        if found:
            return other.format(*(told(part, language) for part in found.groups()))
    return text


@cache
def _sayings(language: str) -> list[tuple[re.Pattern[str], str]]:
    """The sayings in which something stands (`{}`), the most particular first."""
    open_ones = [(said, other) for said, other in _IN[language][1].items() if "{}" in said]
    open_ones.sort(key=lambda one: len(one[0].replace("{}", "")), reverse=True)
    return [(re.compile("(.+?)".join(map(re.escape, said.split("{}"))), re.DOTALL), other) for said, other in open_ones]
