"""A history of 100,000 cases: how long the inbox, a case, the desk's home and the board take, and by how many queries.

`make bench-cases`, or `python -m bench.cases [--cases 100000] [--times 30]`. On SQLite, or on the PostgreSQL of CAUNOI_DATABASE_URL (emptied
first: name one that is not worth keeping). The cases are laid in bulk as rows and histories that the rules allow; the pages are asked for
as the browser asks, through the whole of Django. The aim, for inbox and board: a median under 100 ms.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

AGENCIES, CLERKS, OPEN_SHARE, BATCH = 30, 3, 0.1, 2000
AIM = 100.0
TITLES = (
    "Hỏi về cấp đổi sổ đỏ",
    "Ổ gà trên đường thôn",
    "Rác tồn đọng",
    "Mất nước sinh hoạt",
    "Học phí mầm non",
    "Karaoke ồn ào",
)


def lay(total: int, agencies: list[Any], clerks: dict[int, list[Any]], at: datetime) -> None:
    """Cases over two years: most answered, some late, a tenth open in every state."""
    from django.db import transaction

    from caunoi.ground.deadlines.queries import term_in_force
    from caunoi.inbound.cases import clock, codes, rules, sealing
    from caunoi.inbound.cases.models import Case, CaseEvent

    rng = random.Random(11)
    term = clock.frozen(term_in_force("qa_answer", on=at.date()))
    days = clock.the_calendar(at)
    known: set[str] = set()
    begun = time.perf_counter()
    for low in range(0, total, BATCH):
        cases: list[Any] = []
        plans: list[list[str]] = []
        for number in range(low, min(low + BATCH, total)):
            code = codes.new_code()
            while code in known:
                code = codes.new_code()
            known.add(code)
            is_open = rng.random() < OPEN_SHARE
            filed = at - timedelta(days=rng.uniform(0, 40 if is_open else 730), minutes=1)
            agency = rng.choice(agencies)
            plan = _plan(rng, is_open)
            state = rules.state_after(plan)
            used = min(60, int(rng.gammavariate(4, 3)))
            case = Case(
                code=code, kind=rng.choice(("question", "petition")), state=state, version=len(plan), filed_at=filed,
                agency=agency if "route" in plan else None, agency_since=filed, topic=rng.choice(("dat-dai", "giao-thong", "")),
                assignee=rng.choice(clerks[agency.pk]) if "take_up" in plan else None,
                sealed_words=sealing.seal_words(code, _words(f"{rng.choice(TITLES)} {number}")), secret_digest="0" * 64,
                token_digest=f"{number:064}", phone_print=sealing.phone_print(f"09{number % 50_000:08}"),
            )  # fmt: skip
            due = days.add_working_days(filed.astimezone().date(), 15)
            case.due_at = None if state == rules.WAITING else datetime.combine(due, datetime.max.time(), at.tzinfo)
            if state == rules.ANSWERED:
                case.answered_at = case.closed_at = min(at, filed + timedelta(days=used * 1.4))
                case.used_days, case.late, case.rating = used, used > 15, rng.choice((None, None, 1, 2, 3))
            cases.append(case)
            plans.append(plan)
        with transaction.atomic():
            cases = Case.objects.bulk_create(cases, batch_size=500)
            CaseEvent.objects.bulk_create(
                (event for case, plan in zip(cases, plans, strict=True) for event in _events(case, plan, clerks, term)),
                batch_size=1000,
            )
        done = min(low + BATCH, total)
        print(f"\r  laying {done:,}/{total:,} cases, {done / (time.perf_counter() - begun):.0f}/s ", end="", flush=True)
    print()


def _words(title: str) -> dict[str, str]:
    return {"title": title, "text": "Nội dung. " * 30, "address": "", "salt": ""}


def _plan(rng: random.Random, is_open: bool) -> list[str]:
    if not is_open:
        return ["file", "route", "take_up", "draft", "submit", "answer"]
    return rng.choice(
        (
            ["file"],
            ["file", "route"],
            ["file", "route", "take_up"],
            ["file", "route", "take_up", "ask"],
            ["file", "route", "take_up", "draft", "submit"],
        )
    )


def _events(case: Any, plan: list[str], clerks: dict[int, list[Any]], term: dict[str, Any]) -> list[Any]:
    from caunoi.inbound.cases.models import CaseEvent

    found = []
    for number, act in enumerate(plan, 1):
        by = clerks[case.agency_id][0] if number > 1 else None
        found.append(
            CaseEvent(
                case=case, number=number, act=act, at=case.filed_at + timedelta(seconds=number), actor="staff" if by else "citizen", by=by,
                agency=case.agency if number > 2 else None, to_agency=case.agency if act == "route" else None,
                detail={"term": term, "kind": case.kind} if act == "file" else {},
            )
        )  # fmt: skip
    return found


def timed(act: Callable[[], object], times: int) -> tuple[float, float, int]:
    """Median and 99th percentile in milliseconds, and the number of queries of the last time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act()
    spans = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        spans.append((time.perf_counter() - begun) * 1000)
    with CaptureQueriesContext(connection) as asked:
        act()
    return statistics.median(spans), sorted(spans)[min(len(spans) - 1, int(len(spans) * 0.99))], len(asked)


def acts(office: Any, clerk: Any, at: datetime) -> dict[str, tuple[Callable[[], object], bool]]:
    """What is timed, and whether the aim is for it."""
    from django.test import Client
    from django.urls import reverse

    from caunoi.inbound.cases import queries
    from caunoi.inbound.cases.models import Case

    def page(user: Any, address: str) -> Callable[[], object]:
        browser = Client()
        browser.force_login(user)

        def ask() -> object:
            answer = browser.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            return answer

        return ask

    inbox, home = reverse("desk_cases"), reverse("wagtailadmin_home")
    one = Case.objects.filter(
        agency__in=queries.agencies_of([("clerk", clerk.posts.get().organisation_id)]), state="working"
    )[0]
    year, quarter = date(at.year - 1, at.month, 1), at.date() - timedelta(days=91)
    found: dict[str, tuple[Callable[[], object], bool]] = {
        f"inbox of a clerk, {name}": (page(clerk, f"{inbox}?muc={name}"), True) for name in queries.TABS
    }
    found |= {
        f"inbox of the office, {name}": (page(office, f"{inbox}?muc={name}"), True)
        for name in ("open", "overdue", "new", "closed")
    }
    return found | {
        "words in the newest 2,000, office": (page(office, f"{inbox}?muc=closed&q=so+do"), False),
        "a telephone number, office": (page(office, f"{inbox}?q=0900000007"), False),
        "a case, clerk": (page(clerk, reverse("desk_case", args=[one.code])), False),
        "the desk's home, clerk": (page(clerk, home), False),
        "the desk's home, office": (page(office, home), False),
        "the board of a quarter": (lambda: queries.board(quarter, at.date(), at=at), True),
        "the board of a year": (lambda: queries.board(year, at.date(), at=at), False),
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=30)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="caunoi-bench-cases-")
    os.environ.update(
        CAUNOI_DATA=folder, CAUNOI_DEMO="1", DJANGO_SETTINGS_MODULE="caunoi.config.settings", CAUNOI_HOST="localhost"
    )
    try:
        return run(options.cases, options.times)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(total: int, times: int) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    (settings.DATA / "static").mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from caunoi.desk.setup import ensure_desk
    from caunoi.ground.organisations.models import Organisation
    from caunoi.ground.people.actions import appoint, create_user
    from tests.agencies import make_agencies

    ensure_desk()
    stage = make_agencies()
    at = timezone.now()
    agencies = [
        Organisation.objects.create(name=f"Sở thứ {n}", kind="department", valid_from=date(2015, 1, 1))
        for n in range(AGENCIES)
    ]
    clerks: dict[int, list[Any]] = {}
    for n, agency in enumerate(agencies):
        clerks[agency.pk] = [
            create_user(username=f"cb{n}-{k}", full_name=f"Cán bộ {n}-{k}", password="mật khẩu dài", by=None, at=at)
            for k in range(CLERKS)
        ]
        for clerk in clerks[agency.pk]:
            appoint(clerk, role="clerk", organisation=agency, from_on=date(2015, 1, 1), by=None, at=at)
    lay(total, agencies, clerks, at)
    with connection.cursor() as cursor:
        # As autovacuum does in time: without it PostgreSQL reads no row from an index alone.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"\n{connection.vendor}, {total:,} cases, {AGENCIES} agencies, {times} times each")
    print(f"{'':<40} {'median ms':>10} {'p99 ms':>8} {'queries':>8}")
    missed = []
    for name, (act, aimed) in acts(stage.hanh, clerks[agencies[0].pk][0], at).items():
        median, slow, asked = timed(act, times)
        print(f"{name:<40} {median:>10.1f} {slow:>8.1f} {asked:>8}")
        if aimed and median >= AIM:
            missed.append(name)
    print(f"over {AIM:.0f} ms: {', '.join(missed)}" if missed else f"every inbox and the board under {AIM:.0f} ms")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
