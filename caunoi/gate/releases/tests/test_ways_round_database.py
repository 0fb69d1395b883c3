"""Ways round approval, 4: someone who has the database's password, but not the key of the seals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from caunoi.gate.followers.worker import catch_up
from caunoi.gate.releases import actions, approving
from caunoi.gate.releases.models import Approval, Contribution, Page, Placement, Release, Standing
from caunoi.gate.releases.sources import Tampered
from caunoi.gate.releases.tests.steps import Portal, change, end, latest, path_of, sql, version, withdraw
from caunoi.gate.render.page import PageRef
from caunoi.ground.refused import Refused
from caunoi.outbound.articles.models import Article
from tests.province import Province

EVIL = "Nạp tiền nhận thưởng ngay"


def of(article: Article) -> str:
    return f"article:{article.pk}"


def rows(model: type[models.Model], article: Article) -> list[dict[str, Any]]:
    """A copy of rows, to be put back some day."""
    return list(model._default_manager.filter(record=of(article)).values())


def render(article: Article) -> list[Release]:
    return actions.render_pages({PageRef("article", str(article.pk))}, at=timezone.now())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("since", timezone.now() - timedelta(days=900)),
        ("number", 4321),
        ("kind", "leader"),
        ("revision", 1),
        ("digest", "0" * 64),
        ("seal", "0" * 64),
    ],
)
def test_no_column_of_what_stands_can_be_changed(province: Province, column: str, value: Any) -> None:
    article = province.released()
    before = end()
    render(article)
    Standing.objects.filter(record=of(article)).update(**{column: value})
    with pytest.raises(Tampered):
        render(article)
    assert end() == before


def test_what_stands_cannot_be_given_to_another_approval(province: Province) -> None:
    article, other = province.released(), province.released("Một bài khác")
    mine = Standing.objects.get(record=of(article))
    theirs = Standing.objects.get(record=of(other))
    Standing.objects.filter(pk=mine.pk).update(approval=theirs.approval)
    with pytest.raises(Tampered):
        render(article)
    Standing.objects.filter(pk=mine.pk).update(approval=mine.approval)
    render(article)


def test_an_altered_standing_content_is_not_sealed_anew_by_the_next_release(province: Province, portal: Portal) -> None:
    article = province.released()
    Standing.objects.filter(record=of(article)).update(
        pinned='{"more":[1]}', since=timezone.now() - timedelta(days=900)
    )
    newer = change(article, by=province.mai, lead="Một sapo mới.")
    with pytest.raises(Tampered):
        newer.publish(user=province.duyen)
    withdraw(article, by=province.duyen)
    change(article, by=province.mai).publish(user=province.duyen)
    assert "Một sapo mới." in portal.page(path_of(article))


def test_withdrawing_an_altered_content_says_not_one_word_of_it(province: Province, portal: Portal) -> None:
    article = province.released("Bài bị sửa")
    content = Standing.objects.get(record=of(article)).content
    Standing.objects.filter(record=of(article)).update(content=content.replace("Bài bị sửa", EVIL))
    withdraw(article, by=province.duyen)
    assert EVIL not in portal.everything()
    assert "Nội dung có sai sót" in portal.page(path_of(article), "gone")


def test_the_content_that_stood_before_cannot_be_put_back(province: Province, portal: Portal) -> None:
    article = province.released(lead="Bản thứ nhất của bài.")
    before = rows(Standing, article)[0]
    change(article, by=province.mai, lead="Bản thứ hai của bài.").publish(user=province.duyen)
    Standing.objects.filter(record=of(article)).delete()
    Standing.objects.create(**before)
    with pytest.raises(Tampered):
        render(article)
    with pytest.raises(Tampered):
        catch_up()
    assert "Bản thứ nhất" not in portal.still(path_of(article))


def test_a_withdrawn_content_cannot_be_put_back(province: Province, portal: Portal) -> None:
    article = province.released("Bài đã bị gỡ")
    standing, placed = rows(Standing, article)[0], rows(Placement, article)
    path = path_of(article)
    withdraw(article, by=province.duyen)
    Standing.objects.create(**standing)
    Placement.objects.bulk_create(Placement(**row) for row in placed)
    Page.objects.create(
        host="localhost", path=path, kind="article", key=str(article.pk), record=of(article), sha256="0", stale=True
    )
    with pytest.raises(Tampered):
        actions.render_stale(at=timezone.now())
    with pytest.raises(Tampered):
        province.released("Một bài khác")  # its lists would show the withdrawn one
    with pytest.raises(Tampered):
        catch_up()
    assert portal.still(path) == ""
    Standing.objects.filter(record=of(article)).delete()
    Page.objects.filter(path=path).delete()
    province.released("Một bài khác")


def test_an_approval_moved_to_another_record_does_not_count(province: Province) -> None:
    article, twin = province.draft("Hai bài giống nhau"), province.draft("Hai bài giống nhau")
    given = approving.approve(version(article), by=province.duyen, at=timezone.now())
    Approval.objects.filter(pk=given.pk).update(record=of(twin), revision=latest(twin).pk, digest=version(twin).digest)
    with pytest.raises(Refused):
        latest(twin).publish(user=None)
    latest(twin).publish(user=province.tam)


def test_an_approval_cannot_be_put_in_the_name_of_another(province: Province) -> None:
    """The author approves nothing, so he lets a colleague's approval of another text stand for his own."""
    article = province.draft(by=province.duyen)
    with pytest.raises(Refused):
        approving.approve(version(article), by=province.duyen, at=timezone.now())
    before = approving.approve(version(province.draft()), by=province.tam, at=timezone.now())
    Approval.objects.create(
        record=of(article), revision=latest(article).pk, digest=version(article).digest, by=province.tam, role="approver",
        at=before.at, seal=before.seal,
    )  # fmt: skip
    with pytest.raises(Refused):
        latest(article).publish(user=None)


def test_a_forged_approval_does_not_hinder_a_true_one(province: Province) -> None:
    article = province.draft()
    Approval.objects.create(
        record=of(article), revision=latest(article).pk, digest="0" * 64, by=province.duyen, role="approver",
        at=timezone.now(), seal="0" * 64,
    )  # fmt: skip
    latest(article).publish(user=province.duyen)


@pytest.mark.parametrize(
    "how", ["given to another", "taken out", "all taken out", "said to change nothing", "copied from another"]
)
def test_nobody_takes_himself_out_of_the_history(province: Province, how: str) -> None:
    article = province.draft(by=province.duyen)
    change(article, by=province.mai, lead="Mai sửa sapo.")
    mine = Contribution.objects.filter(record=of(article))
    first = mine.order_by("revision")[0]
    if how == "given to another":
        mine.filter(pk=first.pk).update(by=province.binh)
    elif how == "taken out":
        mine.filter(pk=first.pk).delete()
    elif how == "all taken out":
        mine.delete()
    elif how == "said to change nothing":
        mine.filter(pk=first.pk).update(digest=mine.order_by("revision")[1].digest)
    else:
        other = province.draft("Một bài khác")
        stolen = Contribution.objects.get(record=of(other))
        mine.filter(pk=first.pk).update(by=stolen.by, digest=stolen.digest, at=stolen.at, seal=stolen.seal)
    for who in (province.duyen, province.tam):
        with pytest.raises(Refused):
            approving.approve(version(article), by=who, at=timezone.now())


def test_with_the_history_as_it_was_the_other_approver_may(province: Province) -> None:
    article = province.draft(by=province.duyen)
    change(article, by=province.mai, lead="Mai sửa sapo.")
    with pytest.raises(Refused):
        approving.approve(version(article), by=province.duyen, at=timezone.now())
    approving.approve(version(article), by=province.tam, at=timezone.now())


def test_a_history_altered_after_the_approval_makes_it_void(province: Province) -> None:
    article = province.draft()
    approving.approve(version(article), by=province.duyen, at=timezone.now())
    Contribution.objects.filter(record=of(article)).update(by=province.binh)
    with pytest.raises(Refused):
        latest(article).publish(user=None)


def test_columns_of_the_desk_changed_by_sql_release_nothing(province: Province, portal: Portal) -> None:
    article = province.draft(EVIL)
    before = end()
    sql(
        "UPDATE articles_article SET live = %s, live_revision_id = %s WHERE id = %s",
        True,
        latest(article).pk,
        article.pk,
    )
    actions.render_everything()
    while actions.render_stale(at=timezone.now()):
        pass
    assert end() == before
    assert EVIL not in portal.everything()
