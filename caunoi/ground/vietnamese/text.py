"""Normalising, folding, comparing and sorting Vietnamese text."""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

WordKey: TypeAlias = tuple[int, int, tuple[int, ...], tuple[int, ...]]
CollateKey: TypeAlias = tuple[WordKey, ...]

# Nothing of these is seen by a reader, and each of them breaks a comparison: soft hyphen, zero-width space and
# joiners, direction marks, word joiner and invisible operators, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u2007\u202f]")

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
# The order of the tones in dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {_GRAVE: 1, _HOOK: 2, _TILDE: 3, _ACUTE: 4, _DOT: 5}
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: n for n, letter in enumerate(_ALPHABET)}

# i and y are two spellings of one sound where they are the whole rhyme after these consonants (kĩ/kỹ, quí/quý); not
# elsewhere (thuỷ is not thủi, tay is not tai).
_LONG_I = re.compile(r"^(qu|[hklmst])y$")
_WORD = re.compile(r"\w+", re.UNICODE)


def nfc(s: str) -> str:
    """The text as it is stored: composed (NFC), without invisible characters, no-break spaces made plain.

    Idempotent. Visible characters, ordinary spaces and line breaks stay as they are.
    """
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _INVISIBLE.sub("", s)))


def fold(s: str) -> str:
    """The text as people type it in a hurry: lower case, no marks, đ as d. Idempotent.

    >>> fold("Ủy ban nhân dân TP. Đà Nẵng")
    'uy ban nhan dan tp. da nang'
    """
    # Legacy texts write Đ with the Icelandic eth (Ð, ð).
    lowered = nfc(s).lower().replace("đ", "d").replace("ð", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare)


def slug(s: str, limit: int = 80) -> str:
    """The text as a piece of an address: a-z, 0-9 and hyphens, at most `limit` characters, cut between words.

    A first word longer than the limit is cut inside. May be empty, when the text has no Latin letter or digit.
    """
    words: list[str] = re.findall(r"[a-z0-9]+", fold(s))
    if not words:
        return ""
    cut = words[0][:limit]
    for word in words[1:]:
        if len(cut) + 1 + len(word) > limit:
            break
        cut += "-" + word
    return cut


def _toneless(word: str) -> tuple[str, tuple[int, ...]]:
    """The letters of a word in lower case without its tones (ă â ê ô ơ ư đ kept), and the tones."""
    tones = []
    letters = []
    for c in unicodedata.normalize("NFD", word.lower()):
        if c in _TONES:
            tones.append(_TONES[c])
        else:
            letters.append(c)
    return unicodedata.normalize("NFC", "".join(letters)), tuple(tones)


def tone_key(s: str) -> str:
    """One spelling for texts that differ only in where a tone mark stands (hoà/hòa), in i/y (quí/quý), or in case.

    For comparing, not for showing. Accents still count: `tone_key("hoa") != tone_key("hòa")`.
    """

    def key(found: re.Match[str]) -> str:
        letters, tones = _toneless(str(found[0]))
        return _LONG_I.sub(r"\1i", letters) + "".join(map(str, tones))

    return " ".join(_WORD.sub(key, nfc(s)).split())


def same_word(a: str, b: str) -> bool:
    """Whether two texts are the same word or words, in either school's spelling."""
    return tone_key(a) == tone_key(b)


def _word_key(word: str) -> WordKey:
    if word.isdecimal():
        return (0, int(word[:18]), (), ())
    letters, tones = _toneless(word)
    return (1, 0, tuple(_RANK.get(c, 100 + ord(c)) for c in letters), tones)


def collate_key(s: str) -> CollateKey:
    """For `sorted(key=…)`: the order of Vietnamese dictionaries.

    Word by word; letters first in the order a ă â b c d đ e ê …, then tones in the order ngang, huyền, hỏi, ngã, sắc,
    nặng. Case and punctuation do not count, and numbers go by their value (Phường 2 before Phường 10).
    """
    return tuple(_word_key(word) for word in _WORD.findall(nfc(s)))


def name_key(s: str) -> tuple[CollateKey, CollateKey]:
    """For sorting people: by given name, which is the last word, then by family and middle names."""
    words = collate_key(s)
    return words[-1:], words[:-1]
