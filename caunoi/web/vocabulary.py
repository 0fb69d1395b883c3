"""The interface words of every language, under its code."""

from __future__ import annotations

from caunoi.web.words import WORDS
from caunoi.web.words_en import WORDS_EN

IN: dict[str, dict[str, str]] = {"vi": WORDS, "en": WORDS_EN}
