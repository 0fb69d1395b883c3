"""What the citizen typed beside the text (name, phone, mail, address), found in the text in whatever spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from caunoi.gate.guard.letters import bare
from caunoi.inbound.masking.claims import Claim
from caunoi.inbound.masking.proposals import Kind
from caunoi.inbound.masking.reading import Reading, read

_AS_TYPED = {"0": "[0o]", "1": "[1il]"}
_JOINT = r"[\s.\-_()]{0,3}"
_FINE = re.compile(
    r"(?:so nha|so|nha so|ngo|ngach|hem|kiet|to|tdp|khu pho|kp|khom|thon|ap|xom|ban|buon|lang|duong)[ .]|\d"
)


def known_claims(reading: Reading, known: Iterable[str]) -> Iterator[Claim]:
    """Linear in the text for each value. Values of fewer than four letters and digits are passed over."""
    for value in known:
        typed = read(value)
        flat = " ".join(typed.bare.split())
        digits = re.sub(r"\D", "", flat)
        if "@" in flat:
            yield from _mail(reading, flat)
        elif len(digits) >= 8 and len(digits) >= sum(char.isalnum() for char in flat) - 2:
            yield from _number(reading, digits)
        elif digits or "," in flat:
            yield from _address(reading, flat)
        else:
            yield from _name(reading, typed)


def _everywhere(reading: Reading, expression: str, kind: Kind, reason: str) -> Iterator[Claim]:
    for found in re.finditer(expression, reading.bare):
        yield Claim(*found.span(), kind, "sure", reason)


def _number(reading: Reading, digits: str) -> Iterator[Claim]:
    phone = re.fullmatch(r"(?:0084|84|0)([35789]\d{8})", digits)
    own = phone[1] if phone else digits
    spelled = _JOINT.join(_AS_TYPED.get(digit, digit) for digit in own)
    lead = rf"(?:\+?(?:00)?84{_JOINT}|[0o]{_JOINT})?(?:\({_JOINT}[0o]{_JOINT}\){_JOINT})?" if phone else ""
    said = "Số người gửi đã khai ở phần liên hệ."
    yield from _everywhere(reading, rf"(?<!\d){lead}{spelled}(?!\d)", "phone" if phone else "identity", said)


def _mail(reading: Reading, mail: str) -> Iterator[Claim]:
    local, _, domain = mail.replace(" ", "").partition("@")
    said = "Thư điện tử người gửi đã khai ở phần liên hệ."
    dots = r"\s{0,2}(?:\.|cham|dot|[\[(] ?(?:dot|cham) ?[\])])\s{0,2}"
    alone = "?" if len(local) >= 6 else ""  # a short name before the @ is a word like any other
    name = dots.join(re.escape(part) for part in local.split("."))
    host = dots.join(re.escape(part) for part in domain.split("."))
    at = r"\s{0,2}(?:@|a cong|at|[\[(] ?(?:at|a cong) ?[\])])?\s{0,2}"
    yield from _everywhere(reading, rf"(?<![^\W_]){name}(?:{at}{host}){alone}(?![^\W_])", "email", said)


def _address(reading: Reading, address: str) -> Iterator[Claim]:
    """The whole, and those parts of it that lead to one house or hamlet."""
    said = "Địa chỉ người gửi đã khai ở phần liên hệ."
    parts = [part.strip(" .") for part in re.split(r"[,;\n]| - ", address)]
    whole = r"[\s,;.\-]{1,4}".join(re.escape(word) for word in re.split(r"[\s,;\-]+", address) if word)
    yield from _everywhere(reading, rf"(?<![^\W_]){whole}(?![^\W_])", "address", said)
    for part in parts:
        if len(part) > 4 and " " in part and _FINE.match(part):
            words = r"[\s.:\-]{1,3}".join(re.escape(word) for word in part.split())
            yield from _everywhere(reading, rf"(?<![^\W_]){words}(?![^\W_])", "address", said)


def _name(reading: Reading, typed: Reading) -> Iterator[Claim]:
    words = re.findall(r"[^\W\d_]+", typed.bare)
    if sum(map(len, words)) < 4 or len(words) < 2:
        return
    accented = re.findall(r"[^\W\d_]+", typed.lower)
    pattern = re.compile(r"(?<![^\W_])" + r"[\W_]{0,3}".join(map(re.escape, words)) + r"(?![^\W\d_])")
    for found in pattern.finditer(reading.bare):
        lower, text = reading.lower[found.start() : found.end()], reading.text[found.start() : found.end()]
        same = (
            re.findall(r"[^\W\d_]+", lower) == accented
            or lower.isascii()
            or text[0].isupper()
            or bare("".join(accented)) == "".join(accented)
        )
        said = "Họ tên người gửi đã khai ở phần liên hệ."
        yield Claim(
            *found.span(), "name", "sure" if same else "likely", said if same else said + " Xem lại: dấu viết khác."
        )
