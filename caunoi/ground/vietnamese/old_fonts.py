"""Text that was typed for a font of before Unicode (TCVN3, VNI): on a web page everybody would read nonsense.

TCVN3 (.VnTime) puts letters with marks where Latin-1 has signs and capitals: “ViÖt Nam”. VNI writes the mark as a second
letter: “Vieät Nam”. Neither stands in correctly written Vietnamese.
"""

from __future__ import annotations

import re
from typing import Final

# Signs and letters of Latin-1 that TCVN3 uses for its own, inside a word; and capitals with marks after a small letter.
_TCVN3: Final = re.compile(r"[a-zA-Z][µ¸¶·¹¨»¾¼½©®ª«¬§ÆÇËÎÏÑÖØÜÞß]|[µ¸¶·¹¨»¾¼½©®ª«¬§ß][a-zA-ZÀ-ÿ]|[a-z][ÉÊÈÌÍÒÓÔÕÐ]")
# A vowel with its mark behind it; đ as ñ at the beginning of a syllable.
_VNI: Final = re.compile(r"a[ùøûõïâáàåãäêéèúüë]|e[ùøûõïâáàåãä]|o[ùøûõïâåä]|[uyôö][ùøûõï]|\bñ[aeiouyôö]", re.IGNORECASE)
# Letters that only Unicode has: whoever writes them needs no old font.
_UNICODE: Final = re.compile("[\u0102-\u0111\u01a0-\u01b0\u1ea0-\u1ef9]")
_WORD: Final = re.compile(r"[^\s.,;:!?()“”\"'/]+")
_FEWEST: Final = 3
_SHARE: Final = 0.2


def old_font(text: str) -> tuple[str, str] | None:
    """("TCVN3" or "VNI", the first such words), where a text is in the letters of an old font; None where it is not.

    >>> old_font("Céng hßa x· héi chñ nghÜa ViÖt Nam")
    ('TCVN3', 'Céng hßa x· héi chñ nghÜa ViÖt Nam')
    >>> old_font("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    ('VNI', 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam')
    >>> old_font("Cộng hòa xã hội chủ nghĩa Việt Nam")
    """
    for line in text.splitlines():
        if _UNICODE.search(line):
            continue
        words = _WORD.findall(line)
        for name, sign in (("TCVN3", _TCVN3), ("VNI", _VNI)):
            strange = [word for word in words if sign.search(word)]
            if len(strange) >= _FEWEST and len(strange) >= _SHARE * len(words):
                return name, " ".join(line.split())[:160]
    return None
