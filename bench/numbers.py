"""A portal of ten years: 100,000 articles, a log of their releases, 100,000 cases, a year of visits and searches. How long the pages of numbers take.

`make bench-numbers`, or `python -m bench.numbers [--articles 100000] [--cases 100000] [--times 5]`. On SQLite, or on the PostgreSQL of
CAUNOI_DATABASE_URL (emptied first: name one that is not worth keeping). Rows are laid in bulk; the pages are asked for as the browser asks,
for the month and for the whole year. The aim: a median under one second for each.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import AutoField

from bench import cases as bench_cases

AIM = 1000.0
ROWS_A_RELEASE = 6
READ_A_DAY, WORDS_A_DAY = 5000, 200
SECTIONS = 20


def progress(what: str, rows: Iterable[Any], model: Any) -> None:
    """Rows in bulk, with a statement that is composed once."""
    from django.db import connection, transaction

    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    statement = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
    total, rows = 0, iter(rows)
    while part := list(islice(rows, 50_000)):
        values = [[field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields] for row in part]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, values)
        total += len(part)
        print(f"\r  laying {total:,} {what} ", end="", flush=True)
    print()


def lay_articles(total: int, province: Any, at: datetime) -> None:
    """A fifth of them in the last year; each with a body, two contributors, three saved versions, a submission and rows of the log."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Workflow, WorkflowState

    from caunoi.gate.releases.models import Contribution, Head, Placement, Release
    from caunoi.outbound.articles.models import Article, Contributor, Section

    rng = random.Random(13)
    names = [f"Tác giả {n}" for n in range(60)]
    body = [("text", "<p>" + "Nội dung của bài. " * 180 + "</p>")]
    sections = [
        province.economy,
        *(Section(title=f"Mục {n}", slug=f"muc-{n}", parent=province.news, live=True) for n in range(SECTIONS - 1)),
    ]
    Section.objects.bulk_create(sections[1:])
    moments = sorted(
        at - timedelta(days=rng.uniform(0, 365) if rng.random() < 0.2 else rng.uniform(365, 3650)) for _ in range(total)
    )
    first = Head.objects.get(pk=1).position
    Article.objects.exclude(pk=0).delete()

    def articles() -> Iterator[Any]:
        for n, moment in enumerate(moments):
            corrected = moment.date() if n % 200 == 0 else None
            yield Article(
                title=f"Bài số {n}", slug=f"bai-{n}", lead="Sapo. " * 20, section=sections[n % SECTIONS], body=body, live=True,
                correction="Đính chính." if corrected else "", corrected_on=corrected, first_published_at=moment,
            )  # fmt: skip

    progress("articles", articles(), Article)
    numbers = list(Article.objects.order_by("pk").values_list("pk", "section_id"))
    dated = list(zip(numbers, moments, strict=True))
    progress("placements", (
        Placement(shelf=shelf, record=f"article:{pk}", at=moment)
        for (pk, section), moment in dated for shelf in ("all", f"section:{section}", f"section:{province.news.pk}")
    ), Placement)  # fmt: skip
    parts = ("author", "photographer")
    names_of = (Contributor(article_id=pk, name=rng.choice(names), part=part) for (pk, _), _ in dated for part in parts)
    progress("contributors", names_of, Contributor)
    progress("saved versions", (
        Contribution(record=f"article:{pk}", revision=10_000_000 + 3 * pk + n, digest="0" * 64, by=province.mai,
                     at=moment - timedelta(hours=30 - n), seal="0" * 64)
        for (pk, _), moment in dated for n in range(3)
    ), Contribution)  # fmt: skip
    kind, workflow = (
        ContentType.objects.get_for_model(Article),
        Workflow.objects.exclude(name="Moderators approval").get(),
    )
    progress("submissions", (
        WorkflowState(content_type=kind, base_content_type=kind, object_id=str(pk), workflow=workflow, status="approved", requested_by=province.mai)
        for (pk, _), _ in dated
    ), WorkflowState)  # fmt: skip

    def entries() -> Iterator[Any]:
        position = first
        for (pk, _), moment in dated:
            for n in range(ROWS_A_RELEASE):
                position += 1
                own = n == 0
                yield Release(
                    position=position, at=moment, kind="release", host="localhost", path=f"/kinh-te/bai-{pk}.html" if own else f"/x/{n}/",
                    media_type="text/html", sha256="0" * 64, record=f"article:{pk}" if own else "", revision=pk if own else None, seal="0" * 64,
                )  # fmt: skip

    progress("entries of the log", entries(), Release)
    Head.objects.filter(pk=1).update(position=first + total * ROWS_A_RELEASE)


def lay_readers(articles: int, at: datetime) -> None:
    """A year, each day through the verb that the worker uses; the searches as rows."""
    from caunoi.inbound.searches.models import Search
    from caunoi.reach.visits import actions as visits
    from caunoi.reach.visits.rules import Visit

    rng = random.Random(17)
    weights = [1 / (n + 5) for n in range(articles)]
    paths = [f"/muc-{n % SECTIONS}/bai-{n}.html" for n in range(articles)]
    cumulative = []
    total = 0.0
    for weight in weights:
        total += weight
        cumulative.append(total)
    for back in range(365, 0, -1):
        day = (at - timedelta(days=back)).date()
        read: dict[Any, int] = {}
        # Half of a day's addresses are the old ones that search engines lead to.
        chosen = set(rng.choices(paths, cum_weights=cumulative, k=READ_A_DAY)) | set(
            rng.sample(paths, min(len(paths), READ_A_DAY // 2))
        )
        for path in chosen:
            read[Visit("localhost", path, day, rng.randrange(24), False)] = rng.randrange(1, 40)
        visits.add(read)
        print(f"\r  laying visits of {366 - back} days ", end="", flush=True)
    print()
    progress("searches", (
        Search(on=(at - timedelta(days=back)).date(), place="answers", words=f"tu khoa {n}",
               spelled=f"từ khóa {n}", asked=rng.randrange(1, 9), missed=n % 2)
        for back in range(365) for n in rng.sample(range(2000), WORDS_A_DAY)
    ), Search)  # fmt: skip


def run(options: argparse.Namespace) -> bool:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from caunoi.desk.numbers.views import SUBJECTS

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    from caunoi.ground.deadlines.actions import load_terms
    from caunoi.ground.organisations.models import Organisation
    from caunoi.ground.people.actions import appoint, create_user
    from tests.province import make_province

    load_terms()
    at = timezone.now()
    province = make_province()
    office = create_user(username="vanphong", full_name="Văn phòng", password="mat-khau-thu", by=None, at=at)
    appoint(office, role="office", from_on=at.date(), by=None, at=at)
    agencies = [
        Organisation(name=f"Sở số {n}", kind="department", valid_from=at.date().replace(year=2020))
        for n in range(bench_cases.AGENCIES)
    ]
    for one in agencies:
        one.save()
    bench_cases.lay(options.cases, agencies, {one.pk: [office] for one in agencies}, at)
    lay_articles(options.articles, province, at)
    lay_readers(options.articles, at)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    browser = Client()
    browser.force_login(office)
    print(
        f"\n{connection.vendor}, {options.articles:,} articles, {options.cases:,} cases; median / worst ms of {options.times}, queries"
    )
    reached = True
    for subject in SUBJECTS:
        for period in ("", str(at.year - 1), "tuy-chon"):
            address = reverse("desk_numbers_of", args=[subject.key])
            since = f"{at - timedelta(days=364):%d/%m/%Y}"

            def ask(address: str = address, period: str = period, since: str = since) -> None:
                answer = browser.get(address, {"ky": period, "tu": since} if period else {})
                assert answer.status_code == 200, (address, answer.status_code)

            median, worst, queries = bench_cases.timed(ask, options.times)
            reached &= median < AIM
            print(
                f"  {subject.key:<12} {period or 'tháng này':<10} {median:>8.0f} / {worst:<8.0f} {queries:>3}  {'' if median < AIM else 'MISSED'}"
            )
    return reached


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--keep", action="store_true", help="keep the data folder")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="caunoi-bench-")
    os.environ.update(
        CAUNOI_DATA=folder, CAUNOI_DEMO="1", DJANGO_SETTINGS_MODULE="caunoi.config.settings", CAUNOI_HOST="localhost"
    )
    try:
        return 0 if run(options) else 1
    finally:
        if options.keep:
            print(f"data in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
