"""Names under which gambling sites advertise, by list and by the pattern new ones are coined after."""

from __future__ import annotations

import re
from typing import Final

LISTED: Final = frozenset(
    """
    hi88 w88 fb88 bk8 188bet fun88 8xbet jun88 new88 789bet sunwin go88 kubet shbet f8bet m88 v9bet fi88 vn88 bong88 agbong88
    12bet letou dafabet 1xbet 22bet bet365 bet88 ibet88 debet 8live 8day 8kbet 8us 78win 77bet 789club 789win 88online 33win 23win 11bet
    68gamebai 6686 8k8 98win 90phut 92lottery abc8 ae888 alo789 ab77 b29 b8bet bj88 bay789 bsport cmd368 cwin cwin05 da88
    dabet dubet e2bet ea88 ee88 empire777 f168 f88 fabet five88 ga88 ga6789 gem88 gi8 go99 gk88 good88 happyluke hb88 hello88
    hit club hitclub i9bet j88 jbo jbovietnam k8cc k9win kc88 ku11 kuwin kuwin88 thethaobet 78winn ku888 kucasino kwin leo88 lixi88 loto188 lode88 luck8 lucky88 manclub
    may88 mb66 mibet mig8 mksport mot88 mu88 net88 nhatvip nn88 nbet oh88 ok9 okvip one88 onbet oxbet pg88 qh88 rikvip
    rongbachkim s666 s8 sbobet sin88 sky88 sodo66 sodo casino son88 sv388 sv66 tdtc ta88 tk88 thabet tha thienhabet thapcam
    thomo tot88 twin68 typhu88 u888 uk88 uu88 v8club vb88 vin777 vip79 vipwin vnloto vin88 vuabai9 vwin w388 w9bet win55 win79
    win88 winbet winvn wi88 wi8 xbet xin88 xoso66 x8bet xoilac yo88 zbet zowin 188loto 1bet 28bet 567live 69vn 6vn 7ball 7m
    79king 80win 888b 888bet 9bet 99ok 999bet b52club bin88 choangclub fa88 gamvip ibet iwin68 iwinclub kingfun ku19 nohu90
    nohu52 ole777 onebox63 red88 socolive sunvin sunwin20 taigo88 tai88 tobet88 topbet tylekeo vsbet vua88 w69 zinbet
    """.split()
) - frozenset("hit club casino tha s8 7m 6vn 8us sodo 6686 b29 f88 jbo ibet tdtc thomo f168 s666".split())
"""Tokens that mean a gambling site and hardly anything else (F88 is a lawful pawn-shop chain, hence not here)."""

_DOCUMENT = frozenset("ql qd nd tt nq tl dt hl dh km qh so dk khu lo to mk bt hd cv tb kh ct bc tr gp cn ttr sn ddt".split())
_BET = re.compile(r"(?=\D*\d)(?:\d{0,3}[a-z]{0,5}\d{0,2})bet\d{0,4}")
_FAMILY = re.compile(
    r"[a-z]{1,6}(?:88|888|789|868|8888)|\d{2,3}(?:win|club|bong|game|gamebai|vip|casino|nohu)"
    r"|(?:win|sun|fun|go|nohu|taixiu|banca|gamebai|casino|lode|xoso|keonhacai|nhacai|soicau|bong)\d{2,4}"
    r"|[a-z]{2,6}(?:win|vip|club)\d{2,3}"
)
_SPOKEN = {
    "topnhacai", "nhacai", "keonhacai", "taixiu", "xocdia", "nohu", "soikeo", "soicau", "cacuoc", "gamebai", "lodeonline",
    "daga", "bancadoithuong", "gamedoithuong", "nhacaiuytin", "tylekeo", "xosomienbac", "cadobongda",
}  # fmt: skip
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
    return word.rstrip("0123456789") in _SPOKEN


def masked(word: str) -> bool:
    """Whether a word is a listed name with one letter written as a digit ("g088", "h188")."""
    if word.isalpha() or word.isdigit() or len(word) < 4 or certain(word):
        return False
    return any(word[:i] + _LETTERS[c] + word[i + 1 :] in LISTED for i, c in enumerate(word[:-2]) if c in _LETTERS)


_INSIDE = re.compile("|".join(sorted((re.escape(name) for name in LISTED), key=len, reverse=True)))


def inside(joined: str, *, asked: bool) -> list[tuple[int, int]]:
    """Listed names among letters that stood apart; those of three letters only if a login verb stood there too (`asked`)."""
    least = 3 if asked else 4
    return [m.span() for m in _INSIDE.finditer(joined) if len(m.group()) >= least and (asked or not m.group().isalpha())]
