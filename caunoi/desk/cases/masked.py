"""The public text of a case in the making: what the machine proposes to mask, what the clerk accepts, and saving it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.answers.models import PublicAnswer
from caunoi.inbound.cases import answering, sealing
from caunoi.inbound.cases.models import Case
from caunoi.inbound.masking.finding import find
from caunoi.inbound.masking.proposals import KINDS_VI, Proposal
from caunoi.inbound.masking.replacing import instead, mask

FIELDS: Final = {"title": "Tiêu đề", "question": "Câu hỏi", "answer": "Trả lời", "basis": "Căn cứ pháp luật"}
_CERTAINTY: Final = {"sure": "chắc chắn", "likely": "cần xem lại"}


@dataclass(frozen=True)
class Place:
    """One stretch that should perhaps not be public. `key` names it in the form, `put` is what stands there instead."""

    key: str
    kind: str
    text: str
    put: str
    certainty: str
    reason: str
    start: int
    end: int
    accepted: bool


@dataclass(frozen=True)
class Masking:
    """One field: the words as they are, the proposals, and the words with the accepted ones replaced."""

    name: str
    title: str
    original: str
    places: list[Place]
    text: str


def originals(case: Case) -> dict[str, str]:
    """The words of the case and the last version of its answer, as they are."""
    words = sealing.words_of(case)
    last = answering.latest(case)
    said = sealing.answer_of(case, last) if last else {"text": "", "basis": ""}
    return {"title": words["title"], "question": words["text"], "answer": said["text"], "basis": said["basis"]}


def maskings(case: Case, accepted: Collection[str] | None = None) -> list[Masking]:
    """Every field with its proposals; all are accepted (None), or those with these keys."""
    known = [value for value in sealing.contact_of(case).values() if value]
    return [_masking(name, text, known, accepted) for name, text in originals(case).items()]


def _masking(name: str, text: str, known: list[str], accepted: Collection[str] | None) -> Masking:
    found = find(text, known=known)
    keys = [f"{name}:{number}" for number in range(len(found))]
    chosen = [accepted is None or key in accepted for key in keys]
    places = [
        Place(
            key, KINDS_VI[one.kind], one.text, _put(one, text), _CERTAINTY[one.certainty], one.reason, one.start, one.end, taken
        )
        for key, one, taken in zip(keys, found, chosen, strict=True)
    ]  # fmt: skip
    return Masking(
        name, FIELDS[name], text, places, mask(text, [p for p, taken in zip(found, chosen, strict=True) if taken])
    )


def _put(one: Proposal, text: str) -> str:
    """What `mask` puts there: where a sentence ends with initials, there is one full stop."""
    put = instead(one)
    return put[:-1] if put.endswith(".") and text[one.end : one.end + 1] == "." else put


def doubtful(texts: Mapping[str, Any], case: Case) -> list[str]:
    """What in the words about to be saved still looks personal: said to the clerk, who decides."""
    known = [value for value in sealing.contact_of(case).values() if value]
    return [
        f"{FIELDS[name]}: “{one.text}” – {KINDS_VI[one.kind].lower()}"
        for name in FIELDS
        for one in find(str(texts.get(name, "")), known=known)
    ]


@transaction.atomic
def prepare(
    case: Case, texts: Mapping[str, str], *, seen: str, expected: int | None, by: User, at: datetime
) -> PublicAnswer:
    """Save the masked words, unless somebody saved others since: `seen` is the digest that was looked at, "" for none."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if expected is not None and locked.version != expected:
        raise Refused(
            f"Hồ sơ {case.code} vừa thay đổi. Bản công khai bạn soạn chưa được ghi. Xem lại hồ sơ rồi lưu lại."
        )
    if digest_of(answers.prepared(locked)) != seen:
        raise Refused(
            "Người khác vừa lưu bản công khai của hồ sơ này. Bản bạn soạn chưa được ghi: xem bản của họ rồi lưu lại."
        )
    fields = {name: str(texts.get(name, "")) for name in FIELDS}
    return answers.prepare(case.pk, **fields, by=by, at=at)


def digest_of(public: PublicAnswer | None) -> str:
    return answers.public_digest(public) if public else ""
