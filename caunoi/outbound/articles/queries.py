"""What was published: counts of the articles that stand, by the day that stands on them."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db.models import BigIntegerField, Count, Q, QuerySet
from django.db.models.functions import Cast, Substr, TruncDate

from caunoi.gate.releases.models import Placement
from caunoi.outbound.articles.models import Article, Contributor, Section

_OF_ARTICLES = "all"  # the shelf on which every article stands, at the moment that it shows (`records.shown_at`)


def _standing(since: datetime, until: datetime) -> QuerySet[Placement]:
    return Placement.objects.filter(
        shelf=_OF_ARTICLES, at__gte=since, at__lt=until, record__startswith="article:"
    ).order_by()


def by_day(since: datetime, until: datetime) -> dict[date, int]:
    """Articles that stand, by the day they show; days without any are left out."""
    return dict(_standing(since, until).annotate(on=TruncDate("at")).values_list("on").annotate(n=Count("*")))


def by_section(since: datetime, until: datetime) -> list[tuple[Section, int, int]]:
    """Every section that has any, in the order of the tree, with its depth; one counts the articles of those below it as well."""
    sections = list(Section.objects.filter(live=True).order_by("order", "title"))
    shelves = {f"section:{one.pk}": one for one in sections}
    rows = (
        Placement.objects.filter(shelf__in=list(shelves), at__gte=since, at__lt=until).order_by().values_list("shelf")
    )
    counts = {shelves[shelf].pk: n for shelf, n in rows.annotate(n=Count("*"))}
    below: dict[int | None, list[Section]] = {}
    known = {one.pk for one in sections}
    for one in sections:
        below.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    found: list[tuple[Section, int, int]] = []

    def take(parent: int | None, depth: int) -> None:
        for one in below.get(parent, ()):
            if counts.get(one.pk):
                found.append((one, depth, counts[one.pk]))
            take(one.pk, depth + 1)

    take(None, 0)
    return found


def by_author(since: datetime, until: datetime) -> tuple[list[tuple[str, int, int]], int]:
    """By-lines: (name, articles as author, articles in another part), the most first; and how many articles name no author."""
    numbers = _standing(since, until).annotate(number=Cast(Substr("record", len("article:") + 1), BigIntegerField()))
    rows = Contributor.objects.filter(article_id__in=numbers.values("number")).order_by().values_list("name")
    author = Q(part=Contributor.Part.AUTHOR)
    counted = rows.annotate(
        wrote=Count("article_id", distinct=True, filter=author),
        helped=Count("article_id", distinct=True, filter=~author),
    )
    named = Contributor.objects.filter(author, article_id__in=numbers.values("number"))
    without = numbers.count() - named.aggregate(n=Count("article_id", distinct=True))["n"]
    return sorted(counted, key=lambda row: (-row[1], -row[2], row[0])), without


def corrections(first: date, last: date) -> Counter[date]:
    """Corrections that articles carry, by the day on which they were made."""
    rows = Article.objects.filter(live=True, corrected_on__range=(first, last)).exclude(correction="")
    return Counter(dict(rows.order_by().values_list("corrected_on").annotate(n=Count("*"))))
