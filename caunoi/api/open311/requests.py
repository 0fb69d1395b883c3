"""GET Service Requests: the released answers, as requests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from caunoi.api.open311.catalogue import code_of, name_of
from caunoi.api.open311.problems import NotThere, Wrong
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.inbound.answers.models import PublicAnswer
from caunoi.inbound.answers.records import answered_at
from caunoi.inbound.cases import codes, kinds, opening, rules

MOST: Final = 1000
SPAN: Final = timedelta(days=90)
LONGEST: Final = 4000
_W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_STATUSES: Final = {"open": rules.OPEN, "closed": rules.CLOSED}


def listed(query: QueryDict, *, at: datetime) -> list[dict[str, Any]]:
    """At most 1000 of at most 90 days, the newest first; ids override everything else."""
    rows = PublicAnswer.objects.filter(live=True)
    if ids := _several(query, "service_request_id"):
        return _told(rows.filter(case__code__in=[codes.read_code(one) for one in ids]))
    first, last = _range(query, at)
    rows = rows.filter(asked_on__gte=first, asked_on__lte=last)
    if wanted := _several(query, "service_code"):
        rows = rows.filter(_services(wanted))
    if statuses := _several(query, "status"):
        if wrong := set(statuses) - set(_STATUSES):
            raise Wrong("status", f"chỉ nhận open, closed (đang có {len(wrong)} giá trị khác).")
        rows = rows.filter(case__state__in=frozenset[str]().union(*(_STATUSES[one] for one in statuses)))
    return _told(rows)


def one(code: str) -> list[dict[str, Any]]:
    """GET Service Request."""
    found = _told(PublicAnswer.objects.filter(live=True, case__code=codes.read_code(code)))
    if not found:
        raise NotThere(
            "service_request_id", "không có hồ sơ công khai với mã này. Hồ sơ riêng xem ở /theo-doi/ bằng mã bí mật."
        )
    return found


def of_token(token: str) -> list[dict[str, Any]]:
    """GET service_request_id from a token: the token of a follow link, as it stands in our messages."""
    try:
        case = opening.case_by_token(token)
    except Refused as reason:
        raise NotThere("token", reason.reason) from None
    return [{"service_request_id": case.code, "token": token}]


def _several(query: QueryDict, name: str) -> list[str]:
    """Comma delimited, or declared several times."""
    said = [one.strip() for value in query.getlist(name) for one in value.split(",")]
    return [one for one in said if one][:MOST]


def _services(wanted: Iterable[str]) -> Q:
    chosen = Q(pk__in=[])
    for code in wanted:
        kind, _, topic = code.partition("-")
        if kind in kinds.KINDS and re.fullmatch(r"[a-z0-9-]{0,60}", topic):
            chosen |= Q(case__kind=kind, topic=topic)
    return chosen


def _range(query: QueryDict, at: datetime) -> tuple[date, date]:
    """The days whose beginning lies in the range: a request is dated by its day, which is all that is public."""
    start, end = _moment(query, "start_date"), _moment(query, "end_date")
    if start is None:
        start = (end or at) - SPAN
    if end is None:
        end = min(start + SPAN, max(at, start))
    if end < start:
        raise Wrong("end_date", "phải sau start_date.")
    if end - start > SPAN:
        raise Wrong("start_date, end_date", "không quá 90 ngày một lần hỏi.")
    first = start.astimezone(VIETNAM)
    begun = first.time() != time.min
    return first.date() + timedelta(days=int(begun)), end.astimezone(VIETNAM).date()


def _moment(query: QueryDict, name: str) -> datetime | None:
    text = query.get(name, "").strip().replace(" ", "+")  # a plus that was not percent-encoded
    if not text:
        return None
    try:
        if not _W3C.fullmatch(text):
            raise ValueError
        found = datetime.fromisoformat(text)
        if not 2000 <= found.year <= 2200:
            raise ValueError
    except ValueError:
        raise Wrong(
            name, "viết theo W3C có múi giờ, ví dụ 2026-01-01T00:00:00Z hoặc 2026-01-01T00:00:00+07:00."
        ) from None
    return found


def _told(rows: Any) -> list[dict[str, Any]]:
    chosen = list(rows.select_related("case").order_by("-asked_on", "-pk")[:MOST])
    standing = {one.number: one for one in Sources().several(f"answer:{row.pk}" for row in chosen)}
    return [_request(row, standing[row.pk]) for row in chosen if row.pk in standing]


def _request(row: PublicAnswer, standing: Snapshot) -> dict[str, Any]:
    """Only words that the gate released; of the case no more than its code, its kind and whether it is still open."""
    said, case = standing.content, row.case
    asked = timezone.make_aware(datetime.combine(date.fromisoformat(said["asked_on"]), time()))
    return {
        "service_request_id": case.code, "status": "open" if case.is_open else "closed", "status_notes": case.state_title,
        "service_name": name_of(case.nature, said["topic_title"]), "service_code": code_of(case.kind, said["topic"]),
        "description": f"{said['title']}\n{said['question']}"[:LONGEST], "agency_responsible": said["agency_name"],
        "service_notice": said["answer"][:LONGEST], "requested_datetime": asked.isoformat(),
        "updated_datetime": answered_at(said, standing.since).isoformat(timespec="seconds"), "expected_datetime": None, "address": None,
        "address_id": None, "zipcode": None, "lat": None, "long": None, "media_url": None,
    }  # fmt: skip
