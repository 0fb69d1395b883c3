"""Advertising in the languages of those who inject it: gambling and medicine trades that fill hacked state pages all over Asia."""

from __future__ import annotations

import re

from caunoi.gate.guard import says
from caunoi.gate.guard.findings import Finding

_TRADE = re.compile(
    "赌场|賭場|博彩|彩金|娱乐城|娛樂城|真人荷官|老虎机|老虎機|百家乐|百家樂|时时彩|體育投注|体育投注|开元棋牌|棋牌游戏|"
    "카지노|슬롯|바카라|먹튀|토토사이트|파워볼|홀덤|"
    "สล็อต|บาคาร่า|คาสิโน|แทงบอล|เว็บตรง|หวยออนไลน์|ฝากถอน|"
    r"\b(?:slots? gacor|judi (?:online|bola|slot)|situs (?:slot|judi)|maxwin|bandar togel|togel|rtp slot|"
    r"no deposit bonus|free spins?|online casinos?|live roulette|viagra|cialis|levitra|kamagra|tadalafil|sildenafil online|"
    r"scatter hitam|sportsbook)\b",
    re.IGNORECASE,
)
_SCRIPTS = re.compile("[\u0e00-\u0e7f\u4e00-\u9fff\uac00-\ud7af]")
_STEMS = "slot judi situs togel maxwin casino spin viagra cialis roulette bonus levitra kamagra fil scatter sportsbook".split()
_REPORTS = re.compile(
    "thuốc giả|thu giữ|công an|cảnh báo|đánh bạc|giấy phép|kê đơn|nghị định|kinh doanh|hoạt chất", re.IGNORECASE
)


def foreign_findings(text: str, place: str) -> list[tuple[int, int, Finding]]:
    """Words of those trades, in their own languages, each once with its span. Where a Vietnamese text reports on them it is a reminder only."""
    lower = text.lower()
    if not any(stem in lower for stem in _STEMS) and not _SCRIPTS.search(text):
        return []
    found: dict[str, tuple[int, int, Finding]] = {}
    for m in _TRADE.finditer(text):
        around = text[max(0, m.start() - 170) : m.end() + 170]
        if _REPORTS.search(around):
            one = says.mentioned("foreign-advertising", text, m.start(), m.end(), place)
        else:
            one = says.spam("foreign-advertising", text, m.start(), m.end(), place, False)
        found.setdefault(m.group().lower(), (m.start(), m.end(), one))
    return list(found.values())
