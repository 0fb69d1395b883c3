"""Letters as a reader sees them: look-alikes, invisible characters and spelling tricks undone, with the way back.

A guard that compares code points is blind to what the eye reads: "nhа cái" with a Cyrillic "а", "ｎｈà", a zero-width
space inside a word. `read` gives the text as the eye takes it, in lower case, and for every character of it the place in
the original. The look-alikes are those of Unicode TS 39 (confusables) that stand for a letter of the Vietnamese alphabet.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Read as nothing at all. The first group turns up in honest text pasted from word processors; the second never does.
_PASTED = "\u00ad\u200b-\u200f\u2060\ufeff"
_PLANTED = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u202a-\u202e\u2061-\u206f\u3164\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
HIDDEN = re.compile(f"[{_PASTED}{_PLANTED}]")
PLANTED = re.compile(f"[{_PLANTED}]")

_BY_EYE = {
    # Cyrillic
    "аɑαａ": "a", "АΑ": "A", "Вв": "B", "сϲ": "c", "СϹ": "C", "ԁ": "d", "еєҽ": "e", "ЕΕ": "E", "ӏ": "l", "һћ": "h", "НΗ": "H",
    "іıɩι": "i", "ІΙӀ": "I", "јϳ": "j", "Ј": "J", "Кκк": "k", "КΚ": "K", "мМΜ": "M", "п": "n", "Ν": "N", "оοσօ": "o", "ОΟՕ": "O",
    "рρ": "p", "РΡ": "P", "ԛ": "q", "ѕ": "s", "Ѕ": "S", "тτ": "t", "ТΤ": "T", "υսμ": "u", "ν": "v", "ѵ": "v", "Ѵ": "V",
    "ԝѡω": "w", "хχ": "x", "ХΧ": "X", "уγү": "y", "УΥҮ": "Y", "Ζ": "Z", "г": "r", "и": "u", "д": "d", "ь": "b", "б": "b",
    # Latin letters of other alphabets that carry a stroke or a hook (those with accents fold by decomposition)
    "ɡ": "g", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ƈ": "c", "ɓ": "b", "ƙ": "k",
    "ƴ": "y", "ɲ": "n", "ŋ": "n", "ƞ": "n", "ɦ": "h", "ɨ": "i", "ʉ": "u", "ɵ": "o", "ʋ": "v", "ⅼ": "l", "ə": "e",
    # Small capitals and Armenian, Cherokee
    "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɢ": "g", "ʜ": "h", "ɪ": "i", "ᴊ": "j", "ᴋ": "k", "ʟ": "l",
    "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ʏ": "y", "ᴢ": "z",
    "հ": "h", "ո": "n", "ց": "g", "Ꭺ": "A", "Ᏼ": "B", "Ꮯ": "C", "Ꭼ": "E", "Ꮋ": "H", "Ꮖ": "I", "Ꭻ": "J", "Ꮶ": "K", "Ꮇ": "M",
    "Ꮲ": "P", "Ꭲ": "T", "Ꮩ": "V", "Ꮃ": "W", "Ꮍ": "Y",
    # Lisu
    "ꓮ": "A", "ꓐ": "B", "ꓚ": "C", "ꓓ": "D", "ꓰ": "E", "ꓝ": "F", "ꓖ": "G", "ꓧ": "H", "ꓲ": "I", "ꓙ": "J", "ꓗ": "K", "ꓡ": "L", "ꓟ": "M",
    "ꓠ": "N", "ꓳ": "O", "ꓑ": "P", "ꓣ": "R", "ꓢ": "S", "ꓔ": "T", "ꓴ": "U", "ꓦ": "V", "ꓪ": "W", "ꓫ": "X", "ꓬ": "Y", "ꓜ": "Z",
}  # fmt: skip
_BY_SHAPE = (
    (0x02B0, 0x02B8),
    (0x1D2C, 0x1D6A),
    (0x2071, 0x207F),
    (0x2100, 0x214F),
    (0x2160, 0x217F),
    (0x24B6, 0x24E9),
    (0xFF01, 0xFF5E),
    (0x1D400, 0x1D7FF),
    (0x1F130, 0x1F189),
)
OF_SCIENCE = frozenset("μΩωσΣΔπγτκρνχⁿ")


VIETNAMESE = frozenset("aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz")


def bare(text: str) -> str:
    """The text without diacritics and in lower case: what a hurried person types. Same length for NFC Vietnamese."""
    decomposed = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _alike() -> dict[str, str]:
    table = {foreign: letter for many, letter in _BY_EYE.items() for foreign in many}
    for first, last in _BY_SHAPE:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if code >= 0x1F150:  # letters in black circles and squares, which Unicode does not decompose
                plain = chr(ord("A") + (code - 0x1F150) % 32) if (code - 0x1F150) % 32 < 26 else ""
            if len(plain) == 1 and plain.isascii() and (plain.isalnum() or 0xFF01 <= code <= 0xFF5E):
                table[chr(code)] = plain
    return table


ALIKE = _alike()
"""What a foreign letter passes for, one letter for one."""

MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_ACCENTED = "".join(
    c
    for c in map(chr, range(0xC0, 0x250))
    if unicodedata.decomposition(c) and c.lower() not in VIETNAMESE and bare(c).isascii()
)
_FOREIGN = f"{_PASTED}{_PLANTED}{re.escape(''.join(ALIKE))}{_ACCENTED}"
ODD = re.compile(f"[{_FOREIGN}{MARKS}]")
_CLUSTER = re.compile(f"[\\s\\S][{MARKS}]+|[{_FOREIGN}]")
"""Characters for which a text must be read letter by letter."""
_RARE = re.compile(
    "[^\x00-\xac\xae-\xbf×÷\u2010-\u2027" + "".join(sorted(VIETNAMESE | {c.upper() for c in VIETNAMESE})) + "]"
)


def has_odd(text: str) -> bool:
    """Whether ODD finds anything; quick for ordinary text."""
    return _RARE.search(text) is not None and ODD.search(text) is not None


@lru_cache(maxsize=4096)
def _as_read(char: str) -> str:
    """One visible character as the eye takes it, in lower case."""
    letter = ALIKE.get(char, char)
    if not letter.isascii() and letter.isalpha() and letter.lower() not in VIETNAMESE:
        stripped = bare(letter)
        letter = stripped if stripped.isascii() and len(stripped) == 1 else letter
    return letter.lower() if len(letter.lower()) == 1 else letter


@dataclass(frozen=True)
class Seen:
    """A text as the eye takes it: lower case, one character for each visible one; `odd` are those written in disguise."""

    text: str
    starts: list[int]
    ends: list[int]
    odd: frozenset[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that shows as text[start:end]."""
        return self.starts[start], self.ends[end - 1]

    def disguised(self, start: int, end: int) -> bool:
        return bool(self.odd) and any(i in self.odd for i in range(start, end))


def read(text: str) -> Seen:
    """Read a text as the eye does. Linear; exact offsets also for decomposed (NFD) text."""
    if not has_odd(text):
        lower = text.lower()
        if len(lower) == len(text):
            places = list(range(len(text) + 1))
            return Seen(lower, places[:-1], places[1:], frozenset())
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    odd: set[int] = set()
    done = 0
    hidden_before = False

    def plainly(upto: int) -> None:
        for place in range(done, upto):
            char = text[place].lower()
            out.append(char if len(char) == 1 else text[place])
        starts.extend(range(done, upto))
        ends.extend(range(done + 1, upto + 1))

    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        if hidden_before and start > done and out[-1].isalnum() and text[done].isalnum():
            odd.add(len(out))
        hidden_before = hidden_before and start == done
        plainly(start)
        done = end
        char = unicodedata.normalize("NFC", cluster.group())
        if HIDDEN.match(char):
            hidden_before = bool(out)
            continue
        letter = _as_read(char[0])
        if (letter != char[0].lower() and char[0] not in OF_SCIENCE) or (len(char) > 1 and char[0].isalnum()):
            odd.add(len(out))
        if hidden_before and letter.isalnum() and out[-1].isalnum():
            odd.add(len(out))
        hidden_before = False
        out.append(letter)
        starts.append(start)
        ends.append(end)
    if hidden_before and done < len(text) and out[-1].isalnum() and text[done].isalnum():
        odd.add(len(out))
    plainly(len(text))
    return Seen("".join(out), starts, ends, frozenset(odd))


_LEET = str.maketrans("4@3€1!0$57", "aaeeiiosst")
_MIXED = re.compile(r"[^\W_]*[0-9@$€!]+[^\W\d_]+[^\W_@$!]*|[^\W\d_]+[0-9@$€!]+[^\W_]*")


_SIGNED = re.compile(r"(?<!\S)[^\s0-9@$€!]*[0-9@$€!]\S*")
_RUN = re.compile(r"(?:[^\W_]|[@$€!])+")
_LONGEST_RUN = 40  # nobody's word is longer, and what is done to one takes time that grows faster than its length


def unleet(text: str) -> str:
    """Digits and signs that stand for letters inside a word turned into them ("t4i x1u"); same length."""
    return _SIGNED.sub(lambda token: _RUN.sub(_turned, token.group()), text)


def _turned(run: re.Match[str]) -> str:
    if len(run.group()) > _LONGEST_RUN:
        return run.group()
    return _MIXED.sub(lambda m: m.group().translate(_LEET), run.group())
