"""Names under which gambling sites advertise, by list and by the pattern new ones are coined after."""

from __future__ import annotations

import re
from typing import Final

LISTED: Final = frozenset(
    """
    11bet 12bet 188bet 188loto 1bet 1xbet 22bet 23win 28bet 33win 567live 68gamebai 69vn 77bet 789bet 789club 789win
    78win 78winn 79king 7ball 80win 888b 888bet 88online 8day 8k8 8kbet 8live 8xbet 90phut 92lottery 98win 999bet 99ok
    9bet ab77 abc8 ae888 agbong88 alo789 b52club b8bet bay789 bet365 bet88 bin88 bj88 bk8 bong88 bsport choangclub
    cmd368 cwin cwin05 da88 dabet dafabet debet dubet e2bet ea88 ee88 empire777 f8bet fa88 fabet fb88 fi88 five88 fun88
    ga6789 ga88 gamvip gem88 gi8 gk88 go88 go99 good88 happyluke hb88 hello88 hi88 hitclub i9bet ibet88 iwin68 iwinclub
    j88 jbovietnam jun88 k8cc k9win kc88 kingfun ku11 ku19 ku888 kubet kucasino kuwin kuwin88 kwin leo88 letou lixi88
    lode88 loto188 luck8 lucky88 m88 manclub may88 mb66 mibet mig8 mksport mot88 mu88 nbet net88 new88 nhatvip nn88
    nohu52 nohu90 oh88 ok9 okvip ole777 onbet one88 onebox63 oxbet pg88 qh88 red88 rikvip rongbachkim sbobet shbet sin88
    sky88 socolive sodo66 son88 sunvin sunwin sunwin20 sv388 sv66 ta88 tai88 taigo88 thabet thapcam thethaobet
    thienhabet tk88 tobet88 topbet tot88 twin68 tylekeo typhu88 u888 uk88 uu88 v8club v9bet vb88 vin777 vin88 vip79
    vipwin vn88 vnloto vsbet vua88 vuabai9 vwin w388 w69 w88 w9bet wi8 wi88 win55 win79 win88 winbet winvn x8bet xbet
    xin88 xoilac xoso66 yo88 zbet zinbet zowin
    """.split()
)
"""Tokens that mean a gambling site and hardly anything else (F88 is a lawful pawn-shop chain, hence not here)."""

_DOCUMENT = frozenset(
    "ql qd nd tt nq tl dt hl dh km qh so dk khu lo to mk bt hd cv tb kh ct bc tr gp cn ttr sn ddt".split()
)
_BET = re.compile(r"(?=\D*\d)(?:\d{0,3}[a-z]{0,5}\d{0,3}[a-z]?)bet\d{0,4}")
_FAMILY = re.compile(
    r"[a-z]{1,6}(?:88|888|789|868|8888)|\d{2,3}(?:win|club|bong|game|gamebai|vip|casino|nohu)"
    r"|(?:win|sun|fun|go|nohu|taixiu|banca|gamebai|casino|lode|xoso|keonhacai|nhacai|soicau|bong)\d{2,4}"
    r"|[a-z]{2,6}(?:win|vip|club)\d{2,3}"
)
_SPOKEN = {
    "topnhacai", "nhacai", "keonhacai", "taixiu", "xocdia", "nohu", "soikeo", "soicau", "cacuoc", "gamebai", "lodeonline",
    "daga", "bancadoithuong", "gamedoithuong", "nhacaiuytin", "tylekeo", "xosomienbac", "cadobongda",
}  # fmt: skip
_COMPOUND = re.compile(r"(?:nhacai|keonhacai|taixiu|xocdia|nohu|soikeo|soicau|gamebai)[a-z0-9]{2,24}$")
_LETTERS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s"}


def certain(word: str) -> bool:
    """Whether a word (lower case, ASCII) is the name of a gambling site."""
    return word in LISTED or (_BET.fullmatch(word) is not None and word not in ("1bet", "2bet"))


def likely(word: str) -> bool:
    """Whether a word is coined as such sites coin their names; document and road numbers (QL88, QH15) are not."""
    if not _FAMILY.fullmatch(word):
        return False
    return re.sub(r"\d.*", "", word) not in _DOCUMENT


def glued(word: str) -> bool:
    """Whether a word is a gambling keyword written without accents and in one ("nhacai", "taixiu88")."""
    return word.rstrip("0123456789") in _SPOKEN or _COMPOUND.match(word) is not None


def masked(word: str) -> bool:
    """Whether a word is a listed name with one letter written as a digit ("g088", "h188")."""
    if word.isalpha() or word.isdigit() or len(word) < 4 or certain(word):
        return False
    return any(word[:i] + _LETTERS[c] + word[i + 1 :] in LISTED for i, c in enumerate(word[:-2]) if c in _LETTERS)


_INSIDE = re.compile("|".join(sorted((re.escape(name) for name in LISTED), key=len, reverse=True)))


def inside(joined: str, *, asked: bool) -> list[tuple[int, int]]:
    """Listed names among letters that stood apart; those of three letters only if a login verb stood there too (`asked`)."""
    least = 3 if asked else 4
    return [
        m.span() for m in _INSIDE.finditer(joined) if len(m.group()) >= least and (asked or not m.group().isalpha())
    ]
