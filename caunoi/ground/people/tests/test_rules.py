"""The pure questions."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from caunoi.ground.people import rules
from caunoi.ground.people.permissions import ROLE_PERMISSIONS

FIRST, LAST = date(2026, 3, 2), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("on", "held"),
    [(date(2026, 3, 1), False), (FIRST, True), (LAST, True), (date(2026, 11, 24), False)],
)
def test_a_post_is_held_on_its_first_and_last_day_and_not_outside(on: date, held: bool) -> None:
    assert rules.in_force(FIRST, LAST, on) is held


def test_a_post_without_last_day_goes_on() -> None:
    assert rules.in_force(FIRST, None, date(2090, 1, 1))


def test_only_an_approver_may_be_given_the_emergency_right() -> None:
    plain = {"from_on": FIRST, "until_on": None, "emergency_release": True}
    assert rules.against_post(role="approver", **plain) == ()  # type: ignore[arg-type]
    assert "người duyệt" in rules.against_post(role="editor", **plain)[0]  # type: ignore[arg-type]


def test_a_post_cannot_end_before_it_begins_nor_have_an_unknown_role() -> None:
    assert len(rules.against_post(role="king", from_on=LAST, until_on=FIRST, emergency_release=False)) == 2


def test_an_account_is_the_same_however_its_name_is_typed() -> None:
    assert rules.account_key(" Lan") == rules.account_key("lan") != rules.account_key("lam")


def test_one_ipv6_house_is_one_address_and_ipv4_is_exact() -> None:
    assert rules.address_key("2001:db8::1") == rules.address_key("2001:db8::ffff")
    assert rules.address_key("2001:db8::1") != rules.address_key("2001:db8:0:1::1")
    assert rules.address_key("192.0.2.1") != rules.address_key("192.0.2.2")


def test_the_desk_is_idle_from_the_minute_on() -> None:
    seen = datetime(2026, 11, 23, 9, 0)
    assert not rules.is_idle(seen, seen + timedelta(minutes=29, seconds=59), 30)
    assert rules.is_idle(seen, seen + timedelta(minutes=30), 30)


def test_the_shut_door_says_until_when_rounded_up() -> None:
    assert "09:16 ngày 23/11/2026" in rules.locked_text("Tài khoản này", datetime(2026, 11, 23, 9, 15, 1))
    assert "09:15 ngày" in rules.locked_text("Tài khoản này", datetime(2026, 11, 23, 9, 15))


def test_every_role_has_permissions_and_only_approvers_may_publish() -> None:
    assert set(ROLE_PERMISSIONS) == set(rules.ROLE_NAMES)
    publishers = {role for role, names in ROLE_PERMISSIONS.items() if any(".publish_" in name for name in names)}
    assert publishers == {rules.APPROVER}


def test_nobody_deletes_people_posts_records_or_the_trail() -> None:
    deletions = {name for names in ROLE_PERMISSIONS.values() for name in names if ".delete_" in name}
    assert deletions == {"working_days.delete_dayoverride"}
