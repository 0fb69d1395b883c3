"""Numbers made of digits: telephone, identity, insurance, bank account, tax code, dossier.

Identity numbers: twelve digits (Law 26/2023/QH15 on Identification), nine on the older cards. Insurance: ten digits; the
health card has two letters and thirteen digits. A person's tax code is public no more than the person; a company's is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caunoi.inbound.masking.claims import Claim
from caunoi.inbound.masking.context import Context
from caunoi.inbound.masking.labels import UNIT, Labels
from caunoi.inbound.masking.proposals import Certainty, Kind
from caunoi.inbound.masking.reading import Reading
from caunoi.inbound.masking.runs import Group, Run, in_words, runs

_LONGEST: Final = 19
_NEAR: Final = 60
_TABLE: Final = 60  # groups: more than this are figures in a table
_SPAN: Final = {"identity": (8, 13), "insurance": (8, 15), "account": (6, 19), "tax": (10, 14), "dossier": (6, 19)}
_SAYS: Final[dict[Kind, str]] = {
    "identity": "Dãy số đứng sau chữ “{}”: số giấy tờ tùy thân.",
    "insurance": "Dãy số đứng sau chữ “{}”: mã số bảo hiểm của một người.",
    "account": "Dãy số đứng sau chữ “{}”: số tài khoản hoặc số thẻ.",
    "tax": "Dãy số đứng sau chữ “{}”: mã số thuế.",
    "dossier": "Dãy số đứng sau chữ “{}”: số hồ sơ, giấy tờ gắn với một người.",
    "phone": "Dãy số đứng sau chữ “{}”: số điện thoại.",
}
_OF_AGENCY: Final = " Có vẻ là của cơ quan, đơn vị: nếu đã công bố công khai thì để nguyên."

Judged = tuple[Kind, Certainty, str]


def number_claims(reading: Reading, labels: Labels, context: Context, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Linear. `taken` are spans of web and mail addresses, in order, whose digits are no numbers."""
    numbers = _Numbers(reading, labels, context)
    place = 0
    for run in runs(reading):
        while place < len(taken) and taken[place][1] <= run.groups[0].start:
            place += 1
        if place < len(taken) and taken[place][0] < run.groups[-1].end:
            continue
        yield from numbers.of_run(run)
    for start, end, digits in in_words(reading):
        if _mobile(digits, plus=False):
            yield Claim(start, end, "phone", "sure", "Số điện thoại viết bằng chữ.")


class _Numbers:
    def __init__(self, reading: Reading, labels: Labels, context: Context) -> None:
        self.reading = reading
        self.labels = labels
        self.context = context
        self.last_end = 0
        self.last_label: tuple[str, str] | None = None

    def of_run(self, run: Run) -> Iterator[Claim]:
        groups, first = run.groups, 0
        start = groups[0].start
        before = self.reading.bare[start - 1 : start] if start else ""
        if before.isalpha() and len(groups[0].digits) < 9 and not self.labels.end_of(start):
            return  # KQ.G01.000067: a code
        if len(groups) > _TABLE:
            for group in groups:
                if len(group.digits) >= 8:
                    yield from self.of_run(Run((group,), (), plus=False, start=group.start))
            return
        while first < len(groups):
            skip = _not_a_number(groups[first : first + 9], run.seps[first : first + 8])
            if skip:
                first += skip
                continue
            claim, used = self._longest(run, first)
            if claim:
                yield claim
            first += used

    def _longest(self, run: Run, first: int) -> tuple[Claim | None, int]:
        """The claim that begins at a group, taking in as many groups as still make one number; and how many it took."""
        groups = run.groups
        label = self._label(groups[first].start)
        digits, best, used = "", None, 1
        for last in range(first, len(groups)):
            abroad = digits in ("84", "840", "0084")
            if last > first and not abroad and (len(groups[last].digits) >= 9 or _whole(digits, label)):
                break
            digits += groups[last].digits
            if len(digits) > _LONGEST:
                break
            judged = self._judged(
                digits, groups[first : last + 1], run.seps[first:last], run.plus and first == 0, label
            )
            if judged:
                start = groups[first].start if first else run.start
                best, used = Claim(start, groups[last].end, *judged), last - first + 1
        if best:
            self.last_end, self.last_label = best.end, label
        return best, used

    def _label(self, start: int) -> tuple[str, str] | None:
        """(kind, as written) of the label that announces a number here; in a list the second number has the first one's."""
        label = self.labels.before(start, self.last_end)
        if label:
            return label.kind, self.reading.text[label.start : label.end]
        between = self.reading.bare[self.last_end : start]
        if self.last_end and len(between) <= 6 and between.strip(" ,;/&-") in ("", "va", "hoac"):
            return self.last_label
        return None

    def _judged(
        self, digits: str, groups: tuple[Group, ...], seps: tuple[str, ...], plus: bool, label: tuple[str, str] | None
    ) -> Judged | None:
        kind, written = label or ("", "")
        size = len(digits)
        if _hotline(digits) or kind == "money" or UNIT.match(self.reading.bare, groups[-1].end):
            return None
        agency = self.context.speaker(groups[0].start) == "agency"
        if (kind in ("identity", "") and size != 9 and _mobile(digits, plus)) or kind == "phone":
            return self._phone(digits, plus, written if kind == "phone" else "", agency, groups)
        if kind == "tax":
            return self._tax(digits, groups[0].start, written)
        if kind in _SPAN:
            low, high = _SPAN[kind]
            if not low <= size <= high:
                return None
            if kind in ("account", "dossier") and _grouped_money(groups, seps) and size < 12:
                return None
            public = kind == "account" and agency and not written.lower().startswith("ngân")
            named: Kind = kind  # type: ignore[assignment]
            return named, "likely" if public else "sure", _SAYS[named].format(written) + (_OF_AGENCY if public else "")
        return self._unlabelled(digits, groups, seps)

    def _phone(self, digits: str, plus: bool, written: str, agency: bool, groups: tuple[Group, ...]) -> Judged | None:
        why = _SAYS["phone"].format(written) if written else "Có dạng số điện thoại."
        if _mobile(digits, plus):
            return ("phone", "likely", why + _OF_AGENCY) if agency else ("phone", "sure", why)
        if _landline(digits, plus) or (plus and 9 <= len(digits) <= 15):
            person = self.context.speaker(groups[0].start, _NEAR) == "person"
            return ("phone", "sure", why) if person else ("phone", "likely", why + _OF_AGENCY)
        if written and len(digits) == 9 and digits[0] in "35789":
            return "phone", "likely" if agency else "sure", why
        if written and len(digits) in (12, 9) and (len(digits) == 9 or digits[0] == "0"):
            return "identity", "likely", f"Dãy {len(digits)} chữ số: có thể là số căn cước hoặc chứng minh nhân dân."
        if written and 8 <= len(digits) <= 12:
            return "phone", "likely", why
        return None

    def _tax(self, digits: str, start: int, written: str) -> Judged | None:
        if len(digits) not in (10, 12, 13):
            return None
        speaker = self.context.speaker(start)
        if speaker in ("company", "agency") and len(digits) != 12:
            return None  # public in the register of enterprises
        personal = speaker == "person" or len(digits) == 12
        why = _SAYS["tax"].format(written)
        if personal:
            return "tax", "sure", why
        return "tax", "likely", why + " Nếu là của doanh nghiệp thì để nguyên."

    def _unlabelled(self, digits: str, groups: tuple[Group, ...], seps: tuple[str, ...]) -> Judged | None:
        size, alone = len(digits), len(groups) == 1
        if _grouped_money(groups, seps):
            return None
        tidy = alone or (len(set(seps)) == 1 and min(len(group.digits) for group in groups) >= 2)
        if _landline(digits, plus=False):
            person = self.context.speaker(groups[0].start, _NEAR) == "person"
            why = "Có dạng số điện thoại cố định."
            return ("phone", "sure", why) if person else ("phone", "likely", why + _OF_AGENCY)
        if size == 12 and tidy:
            if digits[0] == "0" and 1 <= int(digits[:3]) <= 96 and digits[3] in "0123":
                return "identity", "sure", "Mười hai chữ số theo đúng cấu tạo số căn cước."
            return "identity", "likely", "Mười hai chữ số: có thể là số căn cước."
        if size == 9 and (alone or (seps == (" ", " ") and [len(group.digits) for group in groups] == [3, 3, 3])):
            return "identity", "likely", "Chín chữ số: có thể là số chứng minh nhân dân."
        if size == 10 and alone:
            return "insurance", "likely", "Mười chữ số: có thể là mã số bảo hiểm xã hội hoặc mã số thuế của một người."
        if size in (11, 13, 14, 15, 16) and alone:
            return "account", "likely", f"Dãy {size} chữ số: có thể là số tài khoản, số thẻ hoặc số giấy tờ."
        return None


def _whole(digits: str, label: tuple[str, str] | None) -> bool:
    """Whether the digits so far already are a number of full length, so that the next group begins another."""
    kind = label[0] if label else ""
    if kind == "account":
        return len(digits) >= 16
    if kind in ("identity", "insurance", "dossier"):
        return len(digits) >= 12 or (kind == "insurance" and len(digits) == 10)
    return _mobile(digits, plus=False)


def _mobile(digits: str, plus: bool) -> bool:
    """A number of a mobile network: ten digits from 03, 05, 07, 08, 09; eleven from 01 (until 2018); with 84 for the 0."""
    if digits.startswith("0084"):
        digits, plus = digits[2:], True
    if digits.startswith("84") and len(digits) in (11, 12, 13) and (plus or len(digits) == 11):
        digits = "0" + digits[2:].removeprefix("0")
    if len(digits) == 10:
        return digits[0] == "0" and digits[1] in "35789"
    return len(digits) == 11 and digits[:2] == "01" and digits[2] in "2689"


def _landline(digits: str, plus: bool) -> bool:
    if plus and digits.startswith("84"):
        digits = "0" + digits[2:].removeprefix("0")
    return digits.startswith("02") and len(digits) in (10, 11)


def _hotline(digits: str) -> bool:
    return digits[:4] in ("1900", "1800") and len(digits) in (8, 10)


def _grouped_money(groups: tuple[Group, ...], seps: tuple[str, ...]) -> bool:
    """1.500.000: threes after one to three digits, parted by dots."""
    first, *rest = groups
    dotted = bool(seps) and set(seps) == {"."}
    return dotted and first.digits[0] != "0" and len(first.digits) <= 3 and all(len(g.digits) == 3 for g in rest)


def _not_a_number(groups: tuple[Group, ...], seps: tuple[str, ...]) -> int:
    """How many groups from the first are a day, years, or a procedure's code (1.001193, 1.001193.000.00.00)."""
    sizes = [len(group.digits) for group in groups[:3]]
    shaped = len(groups) >= 3 and sizes[0] <= 2 and sizes[1] <= 2 and sizes[2] == 4 and seps[0] == seps[1] != " "
    if (
        shaped
        and 1 <= int(groups[0].digits) <= 31
        and 1 <= int(groups[1].digits) <= 12
        and groups[2].digits[:2] in ("19", "20")
    ):
        return 3
    if len(groups) >= 2 and sizes[:2] == [1, 6] and seps[0] == ".":
        used = 2
        while used < len(groups) and seps[used - 1] == "." and len(groups[used].digits) <= 3:
            used += 1
        return used
    if sizes[0] == 4 and groups[0].digits[:2] in ("19", "20") and (len(groups) == 1 or sizes[1] == 4):
        return 1
    return 0
