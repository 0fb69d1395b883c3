"""The trail cannot be changed, by Django or by SQL; who may read it, and what the desk shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from caunoi.ground.people import actions, audit
from caunoi.ground.people.models import AuditEntry, Post, User
from caunoi.ground.people.tests.cast import PASSWORD, Hire

REPORT = "/quan-tri/reports/nhat-ky/"


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_auditentry SET act = 'nothing'",
        "DELETE FROM people_auditentry",
        "TRUNCATE people_auditentry",
        "INSERT OR REPLACE INTO people_auditentry (id, at, name, roles, act, subject, detail)"
        " SELECT id, at, name, roles, 'nothing', subject, detail FROM people_auditentry",
    ],
)
def test_rows_cannot_be_changed_by_sql(db: None, statement: str) -> None:
    audit.record("login", at=timezone.now(), subject="A")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(AuditEntry.objects.values_list("act", "subject")) == [("login", "A")]


def test_rows_cannot_be_changed_by_django(db: None) -> None:
    entry = audit.record("login", at=timezone.now())
    entry.act = "nothing"
    for change in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_an_entry_keeps_name_and_roles_as_they_were(hire: Hire) -> None:
    boss = hire("administrator", "sep")
    entry = audit.record("login", by=boss, at=timezone.now(), detail={"how": ["password"]})
    assert (entry.name, entry.roles, entry.address) == ("Nguyễn Thị Lan (sep)", "administrator", None)


def test_auditors_and_administrators_read_the_trail_and_a_reporter_does_not(client: Client, hire: Hire) -> None:
    for role, allowed in (("auditor", True), ("administrator", True), ("reporter", False), ("approver", False)):
        client.force_login(hire(role, role))
        assert client.get(REPORT).status_code == (200 if allowed else 302), role


def test_the_trail_is_filtered_and_exported(client: Client, hire: Hire) -> None:
    auditor = hire("auditor", "kiem")
    client.force_login(auditor)
    page = client.get(REPORT, {"act": "post_given"}).content.decode()
    assert "Giao chức trách" in page and "Nguyễn Thị Lan: Kiểm toán" in page
    assert "Nguyễn Thị Lan: Kiểm toán" not in client.get(REPORT, {"act": "login"}).content.decode()
    table = client.get(REPORT, {"export": "csv"})
    assert "post_given" in b"".join(table.streaming_content).decode()  # type: ignore[attr-defined]


def test_an_administrator_opens_an_account_and_gives_a_post_in_the_desk(
    client: Client, hire: Hire, today: date
) -> None:
    boss = hire("administrator", "sep")
    client.force_login(boss)
    account = {"username": "minh", "full_name": "Trần Văn Minh", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/quan-tri/users/new/", account).status_code == 302
    minh = User.objects.get(username="minh")
    assert client.get("/quan-tri/users/").status_code == 200
    form = {"user": minh.pk, "role": "editor", "from_on": today.isoformat(), "emergency_release": "on"}
    refused = client.post("/quan-tri/posts/new/", form)
    assert "Chỉ người duyệt" in refused.content.decode() and not minh.posts.exists()
    del form["emergency_release"]
    assert client.post("/quan-tri/posts/new/", form).status_code == 302
    post = Post.objects.get(user=minh)
    assert client.get("/quan-tri/posts/").status_code == 200
    end = {"title": "", "until_on": (today + timedelta(days=9)).isoformat()}
    assert client.post(f"/quan-tri/posts/edit/{post.pk}/", end).status_code == 302
    acts = list(AuditEntry.objects.filter(by=boss).exclude(act="login").order_by("id").values_list("act", flat=True))
    assert acts == ["user_created", "post_given", "post_ended"]


def test_an_administrator_takes_a_lost_second_factor_off_and_closes_an_account(client: Client, hire: Hire) -> None:
    from allauth.mfa.models import Authenticator

    boss, lan = hire("administrator", "sep"), hire("editor")
    Authenticator.objects.create(user=lan, type="totp", data={})
    client.force_login(boss)
    address = f"/quan-tri/users/edit/{lan.pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"full_name": "Lan", "forget_second_factor": "on"}).status_code == 302
    lan.refresh_from_db()
    assert not lan.is_active and not Authenticator.objects.exists() and lan.username == "lan"
    assert AuditEntry.objects.filter(act__in=["user_changed", "second_factor_removed"], by=boss).count() == 2


def test_an_editor_sees_no_accounts_and_no_posts_and_nobody_deletes_them(client: Client, hire: Hire) -> None:
    boss, editor = hire("administrator", "sep"), hire("editor")
    client.force_login(editor)
    for address in ("users/", "users/new/", "posts/", "posts/new/", f"users/edit/{boss.pk}/"):
        assert client.get(f"/quan-tri/{address}").status_code == 302, address
    assert "/quan-tri/posts/" not in client.get("/quan-tri/").content.decode()
    client.force_login(boss)
    assert "/quan-tri/posts/" in client.get("/quan-tri/").content.decode()
    client.post(f"/quan-tri/users/delete/{editor.pk}/")
    client.post(f"/quan-tri/posts/delete/{editor.posts.get().pk}/")
    assert User.objects.filter(pk=editor.pk).exists() and editor.posts.exists()


def test_a_weak_password_is_refused_at_the_form_of_a_new_account(client: Client, hire: Hire, settings: Any) -> None:
    settings.AUTH_PASSWORD_VALIDATORS = [
        {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}}
    ]
    client.force_login(hire("administrator", "sep"))
    form = {"username": "moi", "full_name": "Mới", "password1": "ngan", "password2": "ngan"}
    assert client.post("/quan-tri/users/new/", form).status_code == 200
    assert not User.objects.filter(username="moi").exists()


def test_giving_a_new_password_opens_a_locked_account(client: Client, hire: Hire) -> None:
    boss, lan = hire("administrator", "sep"), hire("editor")
    for _ in range(6):
        client.post("/accounts/login/", {"login": "lan", "password": "sai"})
    new = "bến đò ngang sớm mai"
    actions.change_user(lan, full_name="Lan", email="", is_active=True, password=new, by=boss, at=timezone.now())
    assert client.post("/accounts/login/", {"login": "lan", "password": new}).status_code == 302


@pytest.mark.parametrize("act", ["set_active_state", "assign_role", "delete"])
def test_accounts_are_not_changed_in_bulk_past_the_trail(client: Client, hire: Hire, act: str) -> None:
    boss, lan = hire("administrator", "sep"), hire("editor")
    client.force_login(boss)
    address = f"/quan-tri/bulk/people/user/{act}/?id={lan.pk}&next=/quan-tri/"
    client.post(address, {"mark_as_active": "False"})
    lan.refresh_from_db()
    assert lan.is_active
