"""What a text is: a complaint, a denunciation, a petition, a question or a request for information. Pure.

Decree 20/2008/NĐ-CP Art. 1 excludes complaints and denunciations from reflections and petitions. A complaint is against an
administrative decision or act that touches the writer's own rights (Law 02/2011/QH13 Art. 2(1)); a denunciation tells of
somebody's breach of the law (Law 25/2018/QH14 Art. 2(1)). Neither needs the word, and the word alone makes neither: who asks
how to complain is asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from caunoi.ground.vietnamese.text import fold
from caunoi.inbound.suggestions.phrases import DOUBTFUL, EXACT, Found, Phrases, Written, written
from caunoi.inbound.suggestions.signs import ONLY_WITH_ACCENTS, PHRASES, Sign

ENOUGH: Final = 3
_ANY_OFFICIAL: Final = frozenset(
    "cán bộ|công chức|viên chức|đảng viên|lãnh đạo|công an|nhân viên|can bo|cong chuc|vien chuc|dang vien|lanh dao|cong an|nhan vien".split(
        "|"
    )
)
Kind = Literal["complaint", "denunciation", "petition", "question", "information_request"]

_BOOK: Final = Phrases((phrase, sign) for sign, listed in PHRASES.items() for phrase in listed.split(" | "))
_AMBIGUOUS: Final = frozenset(fold(word) for word in ONLY_WITH_ACCENTS)
_END: Final = re.compile(r"[.?!;\n]+(?=\s|$)|\n")
_SUM: Final = re.compile(
    r"\d[\d.,]{0,30}\s*(triệu|trieu|tr\b|nghìn|nghin|ngàn|ngan|đồng|dong|tỷ|ty\b|k\b)", re.IGNORECASE
)
_PARTICLES: Final = frozenset({"a", "vay", "nhi", "the", "thua"})
_WHETHER: Final = frozenset({"không", "chưa", "ko", "hông"})
_WHETHER_BARE: Final = frozenset({"khong", "chua", "ko", "hong"})
# "Thu 40m2 đất", with the area between the words.
_AREA: Final = re.compile(
    r"\b(?:thu hồi|thu hoi|thu|lấy|lay|mất|mat) \d[\d.,]* ?m ?[2²]?(?: (?:đất|dat))?", re.IGNORECASE
)
_THANKS: Final = re.compile(r"(?:(?:toi|em|chung toi|gia dinh toi) )?(?:xin )?(?:chan thanh )?cam on(?: \w+){4}")
_INDEFINITE: Final = frozenset({"gi", "nao", "dau", "ai", "nhieu"})
_NOT: Final = frozenset({"khong", "chua", "chang", "ko"})
# An accused is named, by letter or by name; "ông bà cho hỏi" names nobody.
_NAMED: Final = re.compile(r"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Tt]hầy|[Cc]ô)\s+(?=[A-ZĐÀ-Ỹ])")


@dataclass(frozen=True, slots=True)
class Nature:
    """What the text is, how surely (0 to 1), and the words that told it. A proposal: a person decides."""

    kind: Kind
    certainty: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The signs of one sentence, in their order."""

    text: Written
    found: Sequence[Found[Sign]]
    asked: bool
    """By a question mark, or by ending in "không", "chưa"."""

    def has(self, *signs: Sign) -> bool:
        return any(sign in one.meanings for one in self.found for sign in signs)

    def all_of(self, *signs: Sign) -> list[Found[Sign]]:
        return [one for one in self.found if any(sign in one.meanings for sign in signs)]

    def words(self, *signs: Sign) -> list[str]:
        return [self.text.words(one.start, one.end) for one in self.all_of(*signs)]

    @property
    def accused(self) -> list[str]:
        """People in office, without those who are asked to act: "mong công an xử lý"."""
        asked = {one.end for one in self.all_of(Sign.REQUEST)}
        return [self.text.words(one.start, one.end) for one in self.all_of(Sign.OFFICIAL) if one.start not in asked]

    @property
    def for_me(self) -> list[str]:
        """What is to be undone, when it says for whom: "cấp phép cho tôi"."""
        return [words for words in self.words(Sign.UNDO) if words.lower().endswith((" tôi", " toi", " em"))]

    @property
    def whole(self) -> str:
        return self.text.words(0, len(self.text.syllables))

    @property
    def asks(self) -> bool:
        """Asks to be told something. "Why do they take my land?" does not."""
        return (
            (self.asked or any(self._open(one) for one in self.all_of(Sign.ASKS)))
            and not self.thanks
            and not self.wonders
        )

    def _open(self, one: Found[Sign]) -> bool:
        """Whether the phrase asks: "nobody showed any paper" (không … giấy tờ gì) does not."""
        before = [s.folded for s in self.text.syllables[max(0, one.start - 4) : one.start]]
        if "thi" in before:
            before = before[before.index("thi") :]
        indefinite = self.text.syllables[one.end - 1].folded in _INDEFINITE
        return not (indefinite and any(word in _NOT for word in before))

    @property
    def thanks(self) -> bool:
        """Thanks somebody for something, which is more than a polite end."""
        begins = _THANKS.match(" ".join(s.folded for s in self.text.syllables))
        return bool(begins) or any(one.start <= 3 for one in self.all_of(Sign.THANKS))

    @property
    def wonders(self) -> bool:
        return self.has(Sign.WHY) or self.text.syllables[0].folded == "sao"

    @property
    def told(self) -> bool:
        """Told as the writer's own matter: not asked, supposed, thanked for, or known from the press."""
        return not self.asks and not self.thanks and not self.has(Sign.SUPPOSES, Sign.REPORTED)


def nature(text: str) -> Nature:
    """What kind of thing the text is, typed with or without accents."""
    sentences = list(_sentences(text))
    told = [sentence for sentence in sentences if sentence.told]
    return _in_so_many_words(told) or _accuses(told) or _objects(sentences, told) or _others(sentences)


def _sentences(text: str) -> Iterable[Sentence]:
    whole = written(text)  # accents are judged on the whole text
    begin = first = 0
    for end in [*(m.end() for m in _END.finditer(whole.text)), len(whole.text)]:
        after = first
        while after < len(whole.syllables) and whole.syllables[after].start < end:
            after += 1
        syllables, first = whole.syllables[first:after], after
        if syllables:
            cut = Written(whole.text, syllables, whole.accented)
            found = [f for f in _BOOK.find(cut) if _stands(f, cut)]
            last = [s for s in syllables if s.folded not in _PARTICLES][-1:]
            asked = any(s.exact in _WHETHER or (not whole.accented and s.folded in _WHETHER_BARE) for s in last)
            yield Sentence(cut, found, asked or "?" in whole.text[begin:end])
        begin = end


def _stands(one: Found[Sign], text: Written) -> bool:
    """Whether a phrase found is sure enough to tell anything."""
    if one.length == 1 and text.syllables[one.start].folded in _AMBIGUOUS:
        return one.certainty == EXACT
    return one.certainty > DOUBTFUL or one.length >= 3


def _in_so_many_words(told: Sequence[Sentence]) -> Nature | None:
    """ "I complain of …", "I denounce …", or a petition with that heading."""
    for sentence in told:
        for one in sentence.all_of(Sign.COMPLAIN, Sign.DENOUNCE):
            speaks = one.start <= 3 or any(
                before.start < one.start
                for before in sentence.all_of(Sign.SPEAKER, Sign.OWN, Sign.REQUEST, Sign.COMPLAIN, Sign.DENOUNCE)
            )
            if not speaks and Sign.FILED not in one.meanings:
                continue
            because = (sentence.text.words(one.start, one.end),)
            if Sign.DENOUNCE in one.meanings:
                return Nature("denunciation", 0.95, because)
            state = any(s.has(Sign.DECISION, Sign.ACT, Sign.AUTHORITY) for s in told)
            if not state and any(s.has(Sign.BUSINESS) for s in told):
                return Nature("petition", 0.6, because)
            # What counts is what is told, not what it is called.
            if not any(s.has(Sign.DECISION, Sign.ACT) for s in told) and (accused := _accuses(told)):
                return accused
            return Nature("complaint", 0.95 if state else 0.8, because)
    return None


def _accuses(told: Sequence[Sentence]) -> Nature | None:
    """Somebody in office, or somebody named, and what they are said to have done that the law punishes."""
    office: list[str] = []
    for sentence in told:
        named = bool(_NAMED.search(sentence.whole))
        who = sentence.accused or (sentence.words(Sign.TITLE) if named else []) or office
        office = sentence.accused or office
        money = _SUM.search(sentence.whole)
        crimes = sentence.words(Sign.CRIME)
        misconduct = sentence.words(Sign.MISCONDUCT, Sign.UNLESS, *([Sign.TAKES] if money else []))
        if not who or not (crimes or misconduct):
            continue
        # Somebody in particular did something in particular: bad officials in general are a matter of policy.
        weight = (
            2 * len(crimes)
            + len(misconduct)
            + (money is not None)
            + named
            + sentence.has(Sign.OWN, Sign.SPEAKER)
            + any(word.lower() not in _ANY_OFFICIAL for word in who)
            - 2 * sentence.has(Sign.GENERAL)
            - 2 * sentence.has(Sign.BUSINESS)
        )
        if weight >= ENOUGH:
            certainty = min(0.9, 0.5 + 0.1 * weight) if crimes else 0.7
            return Nature("denunciation", certainty, (*who[:1], *crimes, *misconduct)[:4])
    return None


def _objects(sentences: Sequence[Sentence], told: Sequence[Sentence]) -> Nature | None:
    """A decision or act of an authority, that touches the writer's own rights, and that it is wrong or must be undone."""
    decisions = [words for s in told for words in s.words(Sign.DECISION)]
    acts = [words for s in told for words in _suffered(s)]
    own = [words for s in told for words in s.words(Sign.OWN) or s.for_me]
    objections = [words for s in told for words in s.words(Sign.OBJECTS)]
    undo = [words for s in told for words in s.words(Sign.UNDO)]
    if not own and decisions and objections and len(objections + undo) >= 2:
        own = [words for s in told for words in s.words(Sign.SPEAKER)]
    if not decisions and not acts and objections and undo and any(s.has(Sign.AUTHORITY) for s in told):
        acts = [words for s in told for words in s.words(Sign.HARM)]
    if not decisions and not acts and undo and any(s.has(Sign.AUTHORITY) and s.has(Sign.HARM) for s in told):
        acts = [words for s in told if s.has(Sign.AUTHORITY) for words in s.words(Sign.HARM)]
    if not own or not (decisions or acts) or not (objections or undo):
        return None
    if any(s.asks for s in sentences) and not undo:
        return None
    if not decisions and not any(s.has(Sign.AUTHORITY) for s in told) and any(s.has(Sign.BUSINESS) for s in told):
        return None
    certainty = (
        0.55 + 0.1 * bool(decisions) + 0.1 * bool(objections and undo) + 0.1 * any(s.has(Sign.AUTHORITY) for s in told)
    )
    return Nature("complaint", certainty, ((decisions + acts)[0], own[0], (objections + undo)[0]))


def _suffered(sentence: Sentence) -> list[str]:
    """Acts of an authority that happened; not those that the writer asks for ("đề nghị xử phạt …")."""
    happened = []
    asked_for = False
    for one in sentence.found:
        if Sign.REQUEST in one.meanings:
            asked_for = True
        elif Sign.OBJECTS in one.meanings or Sign.UNDO in one.meanings or Sign.OWN in one.meanings:
            asked_for = False
        if Sign.ACT in one.meanings and not asked_for:
            happened.append(sentence.text.words(one.start, one.end))
    return happened or _AREA.findall(sentence.whole)


def _others(sentences: Sequence[Sentence]) -> Nature:
    """A request for information, a question or a petition."""
    for sentence in sentences:
        if sentence.asks:
            continue
        for one in sentence.all_of(Sign.GIVE):
            near = one.start if Sign.PAPERS in one.meanings else one.end
            papers = [p for p in sentence.all_of(Sign.PAPERS) if 0 <= p.start - near <= 5]
            if papers and sentence.has(Sign.REQUEST, Sign.SPEAKER, Sign.OWN):
                because = sentence.text.words(one.start, one.end), sentence.text.words(papers[0].start, papers[0].end)
                return Nature("information_request", 0.8, because)
    asking = [s for s in sentences if s.asks]
    requests = [s for s in sentences if s.has(Sign.REQUEST) and not s.asks]
    if asking and len(asking) >= len(requests):
        return Nature(
            "question", 0.9 if not requests else 0.6, tuple(w for s in asking for w in s.words(Sign.ASKS))[:3]
        )
    if requests:
        return Nature("petition", 0.8, tuple(w for s in requests for w in s.words(Sign.REQUEST))[:3])
    if procedure := [w for s in sentences for w in s.words(Sign.PROCEDURE)]:
        return Nature("question", 0.5, tuple(procedure[:3]))
    return Nature("petition", 0.5, ())
