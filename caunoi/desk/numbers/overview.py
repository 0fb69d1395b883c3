"""Everything at a glance: the first facts of each sheet, and one figure of those that go by time."""

from __future__ import annotations

from django.utils import timezone

from caunoi.desk.numbers import answering, published, rating, reading
from caunoi.desk.numbers.figures import Fact, Sheet
from caunoi.desk.numbers.periods import Period
from caunoi.inbound.cases.models import Case
from caunoi.inbound.performance.rules import percent
from caunoi.inbound.ratings import queries as ratings
from caunoi.inbound.searches import queries as searches
from caunoi.outbound.articles import queries as articles
from caunoi.reach.visits import queries as visits


def sheet(period: Period) -> Sheet:
    articles_of = articles.by_day(period.since, period.until)
    visits_of = visits.by_day(period.first, period.last)
    cases = Case.objects.all()
    received = cases.filter(filed_at__gte=period.since, filed_at__lt=period.until).count()
    answered = cases.filter(answered_at__gte=period.since, answered_at__lt=period.until)
    done, late = answered.count(), answered.filter(late=True).count()
    asked, missed = searches.totals(period.first, period.last)
    facts = [
        Fact("Tin, bài đã đăng", sum(articles_of.values())), Fact("Lượt xem", sum(people for people, _ in visits_of.values())),
        Fact("Hồ sơ tiếp nhận", received),
        Fact("Hồ sơ đã trả lời", done, f"{percent(done - late, done)}% đúng hạn" if done else ""),
        Fact("Đang quá hạn", cases.overdue(at=timezone.now()).count(), "lúc này"),
        rating.satisfied(ratings.totals(period.first, period.last)),
        Fact("Lượt tìm", asked, f"{percent(missed, asked)}% không có kết quả" if asked else ""),
    ]  # fmt: skip
    figures = [published.when(period, articles_of), answering.when(period, cases), reading.when(period, visits_of)]
    return Sheet(facts, figures)
