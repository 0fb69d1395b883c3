"""What the desk and the board ask takes as many queries for a thousand cases as for ten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caunoi.inbound.cases import clock, codes, queries, sealing
from caunoi.inbound.cases.models import Case, CaseEvent
from tests.agencies import Agencies

pytestmark = pytest.mark.django_db
PAGE = 50


def more_like(case: Case, count: int) -> None:
    """So many more cases with the row and the history of this one, each with words of its own."""
    words, events = sealing.words_of(case), list(case.events.order_by("number"))
    made = []
    for _ in range(count):
        twin = Case.objects.get(pk=case.pk)
        twin.pk, twin.code = None, codes.new_code()
        twin.token_digest, twin.sealed_words = codes.digest(twin.code, "token"), sealing.seal_words(twin.code, words)
        made.append(twin)
    Case.objects.bulk_create(made)
    copied = ("number", "act", "at", "actor", "by_id", "agency_id", "to_agency_id", "detail")
    CaseEvent.objects.bulk_create(
        CaseEvent(case=twin, **{name: getattr(event, name) for name in copied}) for twin in made for event in events
    )


def test_inbox_counts_board_and_story_ask_as_often_for_a_thousand_cases_as_for_ten(agencies: Agencies) -> None:
    at = timezone.now()
    cases = [
        agencies.filed().case,
        agencies.routed(),
        agencies.working(),
        agencies.in_review(public=False),
        agencies.answered(public=False),
    ]
    soon = queries.soon_until(clock.the_calendar(at), at=at)

    def page(name: str, later: timedelta) -> Callable[[], object]:
        def ask() -> list[str]:
            seen = queries.seen_by(agencies.hanh, at=at).select_related("agency", "assignee")
            shown = queries.tab(seen, name, user=agencies.an, at=at + later, soon=soon + later)[:PAGE]
            return [f"{case.agency} {case.assignee} {sealing.words_of(case)['title']}" for case in shown]

        return ask

    late = timedelta(days=90)
    asks: dict[str, Callable[[], object]] = {
        name: page(name, late if name in ("soon", "overdue") else timedelta(0)) for name in queries.TABS
    }
    asks["counts"] = lambda: queries.counts(queries.seen_by(agencies.an, at=at), user=agencies.an, at=at, soon=soon)
    asks["board"] = lambda: queries.board(at.date() - timedelta(days=90), at.date(), at=at + late)
    asks["story"] = lambda: queries.story(cases[-1], for_citizen=False)
    asks["duplicates"] = lambda: queries.duplicates_of(cases[0])

    def asked() -> dict[str, int]:
        found = {}
        for name, ask in asks.items():
            with CaptureQueriesContext(connection) as seen:
                ask()
            found[name] = len(seen)
        return found

    for case in cases:
        more_like(case, 1)
    few = asked()
    for case in cases:
        more_like(case, 198)
    assert Case.objects.count() == 1000
    assert asked() == few
    assert max(few.values()) <= 5, few


def test_what_is_due_first_stands_first_and_the_closed_newest_first(agencies: Agencies) -> None:
    at = timezone.now()
    cases = [agencies.routed(at=at - timedelta(days=days)) for days in (3, 9, 6)]
    soon = queries.soon_until(clock.the_calendar(at), at=at)
    shown = queries.tab(queries.seen_by(agencies.an, at=at), "open", user=agencies.an, at=at, soon=soon)
    assert [case.pk for case in shown] == [cases[1].pk, cases[2].pk, cases[0].pk]
    ended = [agencies.answered(at=at - timedelta(days=days), public=False) for days in (5, 2)]
    shown = queries.tab(queries.seen_by(agencies.an, at=at), "closed", user=agencies.an, at=at, soon=soon)
    assert [case.pk for case in shown] == [ended[1].pk, ended[0].pk]
