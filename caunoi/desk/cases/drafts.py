"""The answer on its way: pieces of text that are reused, and what changed from one version to the next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils import timezone

from caunoi.desk.cases.viewing import Viewer
from caunoi.desk.differences import Piece, changes_between
from caunoi.ground.vietnamese.dates import short_date
from caunoi.inbound.cases import privacy, sealing
from caunoi.inbound.cases.models import AnswerTemplate, Case

SHOWN: Final = 10
_NAME: Final = "{ten}"


@dataclass(frozen=True)
class Draft:
    """One version: who saved it, and how it differs from the one before (None: it is the first)."""

    number: int
    who: str
    at: datetime
    text: str
    basis: str
    digest: str
    changes: list[Piece] | None


def templates_for(case: Case) -> list[AnswerTemplate]:
    """The pieces of text for this case's agency and for all."""
    return list(AnswerTemplate.objects.filter(Q(agency=None) | Q(agency=case.agency_id)).order_by("title", "pk"))


def filled(template: AnswerTemplate, case: Case, viewer: Viewer) -> str:
    """The template with the case's own words. A name in it is a look at the contact, and is recorded as one."""
    words = {
        "{ma}": case.code,
        "{co_quan}": case.agency.name if case.agency else "",
        "{han}": short_date(timezone.localdate(case.due_at)) if case.due_at else "",
    }
    if _NAME in template.text:
        words[_NAME] = str(privacy.look(case, by=viewer.user, at=viewer.at)["name"]) or "anh/chị"
    return put_in(template.text, words)


def put_in(text: str, words: Mapping[str, str]) -> str:
    """Every placeholder replaced, once: what is put in is not looked through again."""
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], text) if words else text


def drafts_of(case: Case) -> list[Draft]:
    """The last versions, newest first, each with its changes against the one before."""
    rows = list(case.answers.select_related("by").order_by("-number")[: SHOWN + 1])
    opened = [sealing.answer_of(case, row) for row in rows]
    found = []
    for row, words, before in zip(rows, opened, [*opened, None][1:], strict=True):
        changes = None if before is None else changes_between(_whole(before), _whole(words))
        found.append(
            Draft(row.number, row.by.get_full_name(), row.at, words["text"], words["basis"], row.digest, changes)
        )
    return found[:SHOWN]


def _whole(words: Mapping[str, str]) -> str:
    return f"{words['text']}\n\nCăn cứ: {words['basis']}" if words["basis"] else words["text"]
