"""Ways round approval, 1: who approves. The forbidden beside the allowed, from the same set-up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from caunoi.gate.releases import approving
from caunoi.gate.releases.bulk import approve_and_release
from caunoi.gate.releases.models import Approval, Standing
from caunoi.gate.releases.tests.steps import change, end, fresh, last, latest, sql, version
from caunoi.ground.people.actions import appoint, end_post
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.outbound.articles.models import Article
from tests.province import Province

OWN_WORK = "không được tự duyệt"
NO_ROLE = "vai trò người duyệt"


def as_approver(user: User) -> User:
    appoint(user, role="approver", from_on=date(2025, 7, 1), by=None, at=timezone.now())
    return user


def approve(article: Article, by: User) -> Approval:
    return approving.approve(version(article), by=by, at=timezone.now())


def test_the_author_cannot_approve_although_an_approver(province: Province) -> None:
    article = province.draft(by=as_approver(province.mai))
    with pytest.raises(Refused, match=OWN_WORK):
        approve(article, province.mai)
    assert not Approval.objects.filter(record=f"article:{article.pk}").exists()
    approve(article, province.duyen)


def test_the_author_cannot_publish_the_revision(province: Province) -> None:
    article = province.draft(by=as_approver(province.mai))
    before = end()
    with pytest.raises(Refused, match=OWN_WORK):
        latest(article).publish(user=province.mai)
    article.refresh_from_db()
    assert end() == before
    assert not article.live
    latest(article).publish(user=province.duyen)
    assert end() > before


def test_the_author_cannot_approve_in_bulk_and_takes_the_others_down(province: Province) -> None:
    own, other = province.draft("Bài của Duyên", by=province.duyen), province.draft("Bài của Mai")
    before = end()
    with pytest.raises(Refused, match=OWN_WORK):
        approve_and_release([version(other), version(own)], by=province.duyen, at=timezone.now())
    assert end() == before
    assert not Standing.objects.filter(record__startswith="article:").exists()
    approve_and_release([version(other), version(own)], by=province.tam, at=timezone.now())
    assert end() > before


def test_the_author_cannot_approve_through_the_workflow(province: Province) -> None:
    article = province.draft(by=as_approver(province.mai))
    state = fresh(article).get_workflow().start(fresh(article), province.mai)
    task = state.current_task_state
    before = end()
    with pytest.raises(Refused, match=OWN_WORK):
        task.task.specific.on_action(task, province.mai, "approve")
    with pytest.raises(Refused, match=OWN_WORK):
        task.approve(user=province.mai)
    state.refresh_from_db()
    task.refresh_from_db()  # the refused approval left its mark in memory only
    assert end() == before
    assert state.status == state.STATUS_IN_PROGRESS
    task.task.specific.on_action(task, province.duyen, "approve")
    assert end() > before
    assert last().approval is None or last().approval.by == province.duyen  # type: ignore[union-attr]


def test_finishing_the_workflow_by_shell_releases_nothing(province: Province) -> None:
    article = province.draft(by=as_approver(province.mai))
    state = fresh(article).get_workflow().start(fresh(article), province.mai)
    before = end()
    with pytest.raises(Refused):
        state.finish(user=province.mai)
    state.refresh_from_db()
    with pytest.raises(Refused):
        state.finish(user=None)
    assert end() == before


def test_skipping_the_gate_step_of_the_workflow_by_sql_releases_nothing(province: Province) -> None:
    article = province.draft(by=as_approver(province.mai))
    state = fresh(article).get_workflow().start(fresh(article), province.mai)
    sql("UPDATE wagtailcore_taskstate SET status = 'approved' WHERE id = %s", state.current_task_state.pk)
    sql("UPDATE wagtailcore_workflowstate SET status = 'approved' WHERE id = %s", state.pk)
    before = end()
    with pytest.raises(Refused):
        latest(article).publish(user=province.mai)
    assert end() == before


def test_a_contributor_of_one_comma_cannot_approve(province: Province) -> None:
    article = province.draft("Sau mưa đường thông")
    change(article, by=province.duyen, title="Sau mưa, đường thông")
    with pytest.raises(Refused, match=OWN_WORK):
        approve(article, province.duyen)
    approve(article, province.tam)


def test_a_contributor_who_took_the_comma_back_cannot_approve(province: Province) -> None:
    article = province.draft("Sau mưa đường thông")
    change(article, by=province.duyen, title="Sau mưa, đường thông")
    change(article, by=province.duyen, title="Sau mưa đường thông")
    with pytest.raises(Refused, match=OWN_WORK):
        approve(article, province.duyen)
    approve(article, province.tam)


def test_a_contributor_whose_comma_another_took_out_cannot_approve(province: Province) -> None:
    article = province.draft("Sau mưa đường thông")
    change(article, by=province.duyen, title="Sau mưa, đường thông")
    change(article, by=province.binh, title="Sau mưa đường thông")
    with pytest.raises(Refused, match=OWN_WORK):
        approve(article, province.duyen)
    approve(article, province.tam)


def test_a_contributor_who_saves_over_the_comma_cannot_approve(province: Province) -> None:
    article = province.draft("Sau mưa đường thông")
    comma = change(article, by=province.duyen, title="Sau mưa, đường thông")
    change(article, by=province.duyen, title="Sau mưa đường thông", over=comma)
    with pytest.raises(Refused, match=OWN_WORK):
        approve(article, province.duyen)
    approve(article, province.tam)


def test_saving_over_ones_own_version_is_one_version(province: Province) -> None:
    article = province.draft("Sau mưa đường thông")
    first = change(article, by=province.binh, title="Sau mưa, đường")
    second = change(article, by=province.binh, title="Sau mưa, đường thông", over=first)
    assert first.pk == second.pk
    approve(article, province.duyen)


def test_nobody_saves_over_the_version_of_another(province: Province) -> None:
    article = province.draft("Sau mưa đường thông")
    with pytest.raises(PermissionDenied):
        change(article, by=province.binh, title="Sau mưa, đường thông", over=latest(article))
    sql("UPDATE wagtailcore_revision SET user_id = %s WHERE id = %s", province.binh.pk, latest(article).pk)
    with pytest.raises(Refused, match="người khác"):
        change(article, by=province.binh, title="Sau mưa, đường thông", over=latest(article))
    change(article, by=province.binh, title="Sau mưa, đường thông")


def test_an_approved_version_is_not_saved_over(province: Province) -> None:
    article = province.draft("Sau mưa đường thông")
    approved = latest(article)
    approve(article, province.duyen)
    over = change(article, by=province.mai, title="Sau mưa, đường thông", over=approved)
    assert over.pk != approved.pk
    with pytest.raises(Refused):
        over.publish(user=None)


def test_opening_and_saving_unchanged_makes_nobody_a_contributor(province: Province) -> None:
    article = province.draft()
    change(article, by=province.duyen)
    approve(article, province.duyen)


@pytest.mark.parametrize("who", ["mai", "binh", "ky", "son"])
def test_someone_without_the_role_cannot_approve(province: Province, who: str) -> None:
    article = province.draft(by=province.binh if who != "binh" else province.mai)
    before = end()
    with pytest.raises(Refused, match=NO_ROLE):
        approve(article, getattr(province, who))
    with pytest.raises(Refused, match=NO_ROLE):
        latest(article).publish(user=getattr(province, who))
    assert end() == before
    approve(article, province.duyen)


def test_someone_whose_post_has_ended_cannot_approve(province: Province) -> None:
    article = province.draft()
    yesterday = timezone.localdate() - timedelta(days=1)
    end_post(province.duyen.posts.get(), until_on=yesterday, by=None, at=timezone.now())
    with pytest.raises(Refused, match=NO_ROLE):
        approve(article, province.duyen)
    approve(article, province.tam)


def test_someone_whose_post_has_not_begun_cannot_approve(province: Province) -> None:
    article = province.draft()
    appoint(province.son, role="approver", from_on=timezone.localdate() + timedelta(days=1), by=None, at=timezone.now())
    with pytest.raises(Refused, match=NO_ROLE):
        approve(article, province.son)
    approving.approve(version(article), by=province.son, at=timezone.now() + timedelta(days=1))


def test_a_closed_account_cannot_approve(province: Province) -> None:
    article = province.draft()
    User.objects.filter(pk=province.duyen.pk).update(is_active=False)
    province.duyen.refresh_from_db()
    with pytest.raises(Refused, match=NO_ROLE):
        approve(article, province.duyen)


@pytest.mark.parametrize("flag", ["is_superuser", "is_staff"])
def test_a_flag_set_by_sql_makes_nobody_an_approver(province: Province, flag: str) -> None:
    article = province.draft()
    User.objects.filter(pk=province.binh.pk).update(**{flag: True})
    province.binh.refresh_from_db()
    with pytest.raises(Refused, match=NO_ROLE):
        latest(article).publish(user=province.binh)


def test_a_version_saved_by_nobody_known_cannot_be_approved(province: Province) -> None:
    article = province.draft()
    change(article, by=None, title="Một tiêu đề khác")
    with pytest.raises(Refused, match="Không rõ ai"):
        approve(article, province.duyen)
    change(article, by=province.mai)
    approve(article, province.duyen)


def test_an_approval_of_one_version_is_none_of_the_next(province: Province) -> None:
    article = province.draft()
    approve(article, province.duyen)
    newer = change(article, by=province.mai, lead="Một sapo khác hẳn.")
    with pytest.raises(Refused, match="Chưa ai duyệt"):
        newer.publish(user=None)
    newer.publish(user=province.duyen)
