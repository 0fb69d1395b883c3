"""A publish costs the same whatever the stock: what it renders, and what it asks the database."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from caunoi.gate.followers import worker
from caunoi.gate.releases import schedule
from caunoi.gate.releases.models import Release
from caunoi.gate.releases.tests.conftest import portal as portal
from caunoi.gate.releases.tests.steps import Portal
from tests.province import Province

pytestmark = pytest.mark.django_db

GROWS = "releases_|archive_|articles_article|wagtailcore_|people_auditentry"


class Plans:
    """How SQLite means to carry out each statement, by its EXPLAIN QUERY PLAN."""

    def __init__(self) -> None:
        self.of: dict[str, list[str]] = {}

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not many and sql.startswith(("SELECT", "UPDATE", "DELETE")):
            rows = connection.connection.execute(f"EXPLAIN QUERY PLAN {sql.replace('%s', '?')}", params or ())
            self.of[sql] = [row[3] for row in rows.fetchall()]
        return execute(sql, params, many, context)


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_no_statement_of_a_publish_reads_a_whole_table_or_a_whole_shelf(province: Province, portal: Portal) -> None:
    province.released()
    worker.catch_up()
    article = province.draft("Khởi công trường học")
    plans = Plans()
    with connection.execute_wrapper(plans):
        article.get_latest_revision().publish(user=province.duyen)
        worker.catch_up()
        schedule.due(at=timezone.now())
    assert len(plans.of) > 40
    scans = [(sql, plan) for sql, plan in plans.of.items() if any(re.match(f"SCAN ({GROWS})", step) for step in plan)]
    assert scans == []
    whole = [sql for sql, plan in plans.of.items() if any(s.endswith("(shelf=?)") for s in plan) and "LIMIT" not in sql]
    assert whole == []


def test_a_new_article_leaves_the_lists_of_sitemaps_and_sections_alone(province: Province, portal: Portal) -> None:
    province.released()
    worker.catch_up()
    before = Release.objects.count()
    province.released("Khởi công trường học")
    worker.catch_up()
    paths = {release.path for release in Release.objects.filter(position__gt=before)}
    assert {"/", "/kinh-te/", "/rss.xml", "/kinh-te/feed.json", "/sitemap-1.xml", "/sitemap-tin-moi.xml"} <= paths
    assert not paths & {"/sitemap.xml", "/sitemap-muc.xml"}


def test_a_section_that_is_renamed_is_renamed_in_the_feeds(province: Province, portal: Portal) -> None:
    province.released()
    worker.catch_up()
    assert "Kinh tế" in portal.page("/rss.xml")
    province.economy.title = "Kinh tế và đầu tư"
    revision = province.economy.save_revision(user=province.binh)
    revision.publish(user=province.duyen)
    worker.catch_up()
    assert "Kinh tế và đầu tư" in portal.page("/rss.xml")
    assert "Kinh tế và đầu tư" in portal.page("/kinh-te/feed.json")
