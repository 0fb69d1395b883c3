"""Rights come and go with the post; the forbidden beside the allowed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.utils import timezone

from caunoi.ground.people import actions, queries
from caunoi.ground.people.backends import PostBackend
from caunoi.ground.people.models import AuditEntry, Post, User
from caunoi.ground.people.tests.cast import PASSWORD, Hire
from caunoi.ground.refused import Refused


def loaded(user: User) -> User:
    """The person as the next request would see them."""
    found = PostBackend().get_user(user.pk)
    assert found is not None
    return found


def test_roles_are_set_up_once_however_often_asked(hire: Hire) -> None:
    missing = actions.ensure_roles()
    before = list(Group.objects.order_by("pk").values_list("pk", "name", "permissions"))
    assert actions.ensure_roles() == missing
    assert list(Group.objects.order_by("pk").values_list("pk", "name", "permissions")) == before
    assert "wagtailadmin.access_admin" not in missing


def test_rights_end_with_the_post_on_the_day_after_its_last(hire: Hire, today: date) -> None:
    user = hire("administrator", until_on=today)
    assert loaded(user).has_perm("people.add_post")
    assert queries.holds(user, "administrator", today)
    assert not queries.holds(user, "administrator", today + timedelta(days=1))
    actions.end_post(user.posts.get(), until_on=today - timedelta(days=1), by=None, at=timezone.now())
    assert not loaded(user).has_perm("people.add_post")
    assert not loaded(user).has_perm("wagtailadmin.access_admin")


def test_rights_begin_with_the_first_day(hire: Hire, today: date) -> None:
    user = hire("administrator", from_on=today + timedelta(days=1))
    assert loaded(user).get_all_permissions() == set()
    assert queries.roles_of(user, today + timedelta(days=1)) == {"administrator"}


def test_an_auditor_reads_the_trail_and_a_reporter_does_not(hire: Hire) -> None:
    assert loaded(hire("auditor", "kiem")).has_perm("people.view_auditentry")
    reporter = loaded(hire("reporter", "viet"))
    assert not reporter.has_perm("people.view_auditentry")
    assert reporter.has_perm("wagtailadmin.access_admin")


def test_a_reporter_may_add_images_through_their_group_and_a_clerk_may_not(hire: Hire) -> None:
    from wagtail.images.permissions import ImagesPermissionPolicyGetter

    policy = ImagesPermissionPolicyGetter().__get__(None)
    assert policy.user_has_permission(loaded(hire("reporter", "viet")), "add")
    assert not policy.user_has_permission(loaded(hire("clerk", "thu")), "add")


def test_flags_foreign_groups_and_direct_permissions_count_for_nothing(hire: Hire) -> None:
    user = hire("reporter")
    user.groups.add(Group.objects.get(name="administrator"))
    user.user_permissions.add(Permission.objects.get(codename="add_post", content_type__app_label="people"))
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    seen = loaded(user)
    assert not seen.is_superuser and not seen.has_perm("people.add_post")
    assert set(seen.groups.values_list("name", flat=True)) == {"reporter"}


def test_several_posts_add_up_and_a_closed_account_has_none(hire: Hire, today: date) -> None:
    user = hire("reporter")
    actions.appoint(user, role="editor", from_on=today, by=None, at=timezone.now())
    assert queries.roles_of(user, today) == {"reporter", "editor"}
    actions.change_user(user, full_name="Lan", email="", is_active=False, by=None, at=timezone.now())
    assert queries.roles_of(user, today) == frozenset()


def test_only_an_approver_whose_post_says_so_may_release_in_an_emergency(hire: Hire, today: date) -> None:
    assert queries.may_release_in_emergency(hire("approver", "a", emergency_release=True), today)
    assert not queries.may_release_in_emergency(hire("approver", "b"), today)
    assert not queries.may_release_in_emergency(hire("editor", "c"), today)


def test_the_database_refuses_what_no_post_may_be(hire: Hire, today: date) -> None:
    user = hire(None)
    wrong: list[dict[str, Any]] = [
        {"role": "editor", "emergency_release": True},
        {"role": "king"},
        {"role": "editor", "until_on": today - timedelta(days=1)},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.create(user=user, from_on=today, **fields)
    with pytest.raises(Refused):
        actions.appoint(user, role="king", from_on=today, by=None, at=timezone.now())


def test_a_name_is_given_once_and_a_weak_password_is_refused(hire: Hire, settings: Any) -> None:
    hire(None)
    settings.AUTH_PASSWORD_VALIDATORS = [
        {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}}
    ]
    for username, password in (("LAN", PASSWORD), ("moi", "ngan"), ("có dấu cách", PASSWORD)):
        with pytest.raises(Refused):
            actions.create_user(username=username, full_name="X", password=password, by=None, at=timezone.now())


def test_posts_given_changed_and_ended_are_in_the_trail(hire: Hire, today: date) -> None:
    boss, user = hire("administrator", "sep"), hire("editor")
    actions.end_post(user.posts.get(), until_on=today, by=boss, at=timezone.now())
    entry = AuditEntry.objects.get(act="post_ended")
    assert (entry.by, entry.roles, entry.detail["before"]) == (boss, "administrator", {"until_on": None})
    assert AuditEntry.objects.filter(act="post_given").count() == 2
    assert AuditEntry.objects.filter(act="user_created").count() == 2
