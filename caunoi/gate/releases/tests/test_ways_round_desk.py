"""Ways round approval, 7: the real desk, over HTTP, by people with a password and a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from caunoi.gate.releases import actions, approving
from caunoi.gate.releases.models import Override, Standing
from caunoi.gate.releases.tests.steps import Portal, end, fresh, latest, path_of, sql, version
from caunoi.ground.people.actions import appoint
from caunoi.ground.people.models import User
from caunoi.outbound.articles.models import Article
from tests.province import Province

EVIL = "Nạp tiền nhận thưởng ngay"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="caunoi.ground.people.backends.PostBackend")
    return client


def as_approver(user: User) -> User:
    appoint(user, role="approver", from_on=timezone.localdate(), by=None, at=timezone.now())
    return user


def address(name: str, article: Article) -> str:
    return reverse(Article.snippet_viewset.get_url_name(name), args=[article.pk])


def form(article: Article, **changed: Any) -> dict[str, Any]:
    """What a browser sends from the editor."""
    data: dict[str, Any] = {
        "title": article.title, "slug": article.slug, "lead": article.lead, "section": article.section_id, "special": "",
        "genre": article.genre, "image": "", "image_alt": "", "image_credit": "", "place": "", "source": "", "tags": "",
        "correction": "", "corrected_on": "", "dated": "", "go_live_at": "", "expire_at": "",
        "body": streamfield([("text", rich_text(f"<p>Nội dung của bài {article.title}.</p>"))]),
        "related": streamfield([]), "contributors": inline_formset([]),
    }  # fmt: skip
    return nested_form_data(data | changed)  # type: ignore[no-any-return]


def press(client: Client, article: Article, button: str, **changed: Any) -> Any:
    return client.post(address("edit", article), {**form(fresh(article), **changed), button: "1"}, follow=True)


def test_the_author_with_an_approvers_post_presses_publish_in_vain(province: Province) -> None:
    article = province.draft(by=as_approver(province.mai))
    before = end()
    answer = press(signed_in(province.mai), article, "action-publish")
    assert "không được tự duyệt" in answer.content.decode()
    assert end() == before
    assert not fresh(article).live
    press(signed_in(province.duyen), article, "action-publish")
    assert end() > before
    assert fresh(article).live


@pytest.mark.parametrize("who", ["mai", "binh", "ky", "son"])
def test_who_is_no_approver_presses_publish_in_vain(province: Province, who: str) -> None:
    article = province.draft()
    before = end()
    press(signed_in(getattr(province, who)), article, "action-publish", title=EVIL)
    assert end() == before
    assert not fresh(article).live


def test_an_approver_who_changes_a_comma_while_publishing_is_refused(province: Province, portal: Portal) -> None:
    article = province.draft("Sau mưa đường thông")
    before = end()
    answer = press(signed_in(province.duyen), article, "action-publish", title="Sau mưa, đường thông")
    assert "không được tự duyệt" in answer.content.decode()
    assert end() == before
    assert not fresh(article).live


def test_saving_a_draft_of_what_stands_changes_nothing_for_the_public(province: Province, portal: Portal) -> None:
    article = province.released()
    before = portal.everything()
    press(signed_in(province.mai), article, "action-save", title=EVIL, lead=EVIL)
    assert latest(article).as_object().title == EVIL
    assert portal.everything() == before


def submitted(province: Province, article: Article) -> Any:
    press(signed_in(province.mai), article, "action-submit")
    state = fresh(article).current_workflow_state
    assert state is not None
    return state.current_task_state


def act(client: Client, article: Article, action: str, comment: str = "") -> Any:
    state = fresh(article).current_workflow_state
    url = reverse(
        Article.snippet_viewset.get_url_name("workflow_action"),
        args=[article.pk, action, state.current_task_state.pk],
    )
    return client.post(url, {"comment": comment}, headers={"x-requested-with": "XMLHttpRequest"}, follow=True)


def test_the_author_acts_on_the_workflow_in_vain(province: Province) -> None:
    article = province.draft(by=as_approver(province.mai))
    submitted(province, article)
    before = end()
    act(signed_in(province.mai), article, "approve")
    act(signed_in(province.mai), article, "emergency", comment="Vội")
    assert end() == before
    assert not fresh(article).live
    act(signed_in(province.duyen), article, "approve")
    assert end() > before
    assert fresh(article).live


@pytest.mark.parametrize("who", ["binh", "ky", "son"])
def test_who_is_no_approver_acts_on_the_workflow_in_vain(province: Province, who: str) -> None:
    article = province.draft()
    submitted(province, article)
    before = end()
    act(signed_in(getattr(province, who)), article, "approve")
    assert end() == before


def test_an_approver_without_that_right_has_no_emergency(province: Province, portal: Portal) -> None:
    article = province.draft()
    submitted(province, article)
    before = end()
    act(signed_in(province.duyen), article, "emergency", comment="Lũ lên nhanh")
    act(signed_in(province.tam), article, "emergency")
    assert end() == before
    act(signed_in(province.tam), article, "emergency", comment="Lũ lên nhanh")
    assert end() > before
    assert "đang chờ người thứ hai" in portal.page(path_of(article))


def test_only_a_second_person_approves_an_emergency_afterwards(province: Province, portal: Portal) -> None:
    article = province.draft(by=province.tam)
    approving.approve_in_emergency(version(article), by=province.tam, at=timezone.now(), reason="Lũ lên nhanh")
    actions.release(version(article), by=province.tam, at=timezone.now())
    url = reverse("desk_approve_afterwards", args=[f"article:{article.pk}"])
    for who in (province.tam, province.binh, province.son):
        signed_in(who).post(url)
        assert "đang chờ người thứ hai" in portal.page(path_of(article))
    signed_in(province.duyen).get(url)
    assert "đang chờ người thứ hai" in portal.page(path_of(article))
    signed_in(province.duyen).post(url)
    assert "đang chờ người thứ hai" not in portal.page(path_of(article))


@pytest.mark.parametrize("who", ["mai", "binh", "ky", "son"])
def test_who_is_no_approver_withdraws_nothing(province: Province, who: str) -> None:
    article = province.released()
    before = end()
    signed_in(getattr(province, who)).post(address("unpublish", article), {"reason": "withdrawn_wrong"})
    assert end() == before
    signed_in(province.duyen).post(address("unpublish", article), {"reason": EVIL})
    assert end() == before
    signed_in(province.duyen).post(address("unpublish", article), {"reason": "withdrawn_wrong"})
    assert end() > before


def test_nobody_deletes_what_stands_one_by_one_or_in_bulk(province: Province, portal: Portal) -> None:
    article = province.released()
    before = portal.everything()
    bulk = reverse("wagtail_bulk_action", args=["articles", "article", "delete"])
    for who in (province.mai, province.binh, province.duyen, province.ky):
        client = signed_in(who)
        client.post(address("delete", article))
        client.post(f"{bulk}?id={article.pk}")
    assert Article.objects.filter(pk=article.pk).exists()
    assert portal.everything() == before


def test_there_is_no_publishing_in_bulk(province: Province) -> None:
    article = province.draft()
    before = end()
    for action in ("publish", "unpublish", "approve"):
        url = reverse("wagtail_bulk_action", args=["articles", "article", action])
        signed_in(province.duyen).post(f"{url}?id={article.pk}")
    assert end() == before


def test_an_old_version_is_not_published_by_going_back_to_it(province: Province, portal: Portal) -> None:
    article = province.released(lead="Bản thứ nhất của bài.")
    first = latest(article)
    press(signed_in(province.mai), article, "action-save", lead="Bản thứ hai của bài.")
    latest(article).publish(user=province.duyen)
    before = end()
    client = signed_in(as_approver(province.binh))
    revert = reverse(Article.snippet_viewset.get_url_name("revisions_revert"), args=[article.pk, first.pk])
    answer = client.post(revert, {**form(first.as_object()), "revision": first.pk, "action-publish": "1"}, follow=True)
    assert "không được tự duyệt" in answer.content.decode()
    assert end() == before
    assert "Bản thứ hai" in portal.page(path_of(article))


def test_a_copy_of_an_approved_article_is_a_draft(province: Province) -> None:
    article = province.released()
    copied = fresh(article)
    copied.pk, copied.latest_revision, copied.live_revision, copied.slug = None, None, None, ""
    copied.save()
    copied.save_revision(user=province.mai)
    press(signed_in(province.mai), copied, "action-publish")
    assert not Standing.objects.filter(record=f"article:{copied.pk}").exists()
    press(signed_in(province.duyen), copied, "action-publish")
    assert Standing.objects.filter(record=f"article:{copied.pk}").exists()


def test_an_override_is_confirmed_by_another_approver_only(province: Province) -> None:
    article = province.draft()
    override = Override(
        record=f"article:{article.pk}", digest=version(article).digest, rule="gambling", excerpt="HI88", reason="Trích bản án",
        by=province.binh, at=timezone.now(),
    )  # fmt: skip
    from caunoi.gate.releases import seals

    override.seal = seals.of_override(override)
    override.save()
    url = reverse("desk_confirm", args=[override.pk])
    for who in (province.binh, province.ky, as_approver(province.mai)):
        signed_in(who).post(url)
        override.refresh_from_db()
        assert override.second_by is None
    signed_in(province.duyen).post(url)
    override.refresh_from_db()
    assert override.second_by == province.duyen


def test_a_stranger_gets_no_further_than_the_door(province: Province) -> None:
    article = province.draft()
    before = end()
    for client in (
        Client(),
        signed_in(User.objects.create(username="la", full_name="Người lạ", is_superuser=True, is_staff=True)),
    ):
        press(client, article, "action-publish")
    assert end() == before


def test_a_preview_is_for_staff_and_releases_nothing(province: Province, portal: Portal) -> None:
    article = province.draft(EVIL)
    before = end()
    preview = address("preview_on_edit", article)
    client = signed_in(province.mai)
    client.post(preview, form(fresh(article)))
    assert EVIL in client.get(f"{preview}?mode=").content.decode()
    assert EVIL not in Client().get(f"{preview}?mode=", follow=True).content.decode()
    assert end() == before
    assert EVIL not in portal.everything()


def test_a_group_joined_by_sql_does_not_publish(province: Province) -> None:
    article = province.draft()
    group = province.duyen.groups.first()
    before = end()
    if group is not None:
        sql("INSERT INTO people_user_groups (user_id, group_id) VALUES (%s, %s)", province.binh.pk, group.pk)
    press(signed_in(province.binh), article, "action-publish")
    assert end() == before
