from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import connection

from caunoi.ground.refused import Refused
from caunoi.inbound.doors import rules, throttle, tokens
from caunoi.inbound.doors.models import Visit

AT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
HOME, NEIGHBOUR = "203.113.1.7", "203.113.1.8"


def admitted(times: int, address: str = HOME, *, proved: bool = True, at: datetime = AT) -> int:
    return sum(throttle.admit(address, at, proved).allowed for _ in range(times))


@pytest.mark.parametrize(("proved", "limit"), [(True, rules.PROVED_IN_A_WINDOW), (False, rules.UNPROVED_IN_A_WINDOW)])
def test_an_address_comes_in_so_often_an_hour_and_then_waits(db: None, proved: bool, limit: int) -> None:
    assert admitted(limit + 3, proved=proved) == limit
    at = AT + timedelta(minutes=20)
    refused = throttle.admit(HOME, at, proved)
    assert (refused.allowed, refused.wait) == (False, timedelta(minutes=40))
    assert throttle.admit(NEIGHBOUR, at, proved).allowed
    assert throttle.admit(HOME, at + refused.wait, proved).allowed


def test_who_comes_without_proof_does_not_shut_the_door_on_who_brings_one(db: None) -> None:
    admitted(10, proved=False)
    assert throttle.admit(HOME, AT, True).allowed


def test_trying_while_the_door_is_shut_does_not_keep_it_shut(db: None) -> None:
    admitted(rules.PROVED_IN_A_WINDOW)
    assert admitted(50, at=AT + timedelta(minutes=59)) == 0
    assert admitted(1, at=AT + timedelta(hours=1)) == 1


def test_what_came_without_proof_or_came_often_is_flagged(db: None) -> None:
    assert throttle.admit(HOME, AT, False).flagged
    flags = [throttle.admit(HOME, AT, True).flagged for _ in range(rules.FLAGGED_AFTER + 1)]
    assert flags == [False] * rules.FLAGGED_AFTER + [True]


def test_no_address_is_kept(db: None) -> None:
    admitted(2)
    admitted(1, "2001:ee0:1:2::1", proved=False)
    kept = json.dumps(serializers.serialize("python", Visit.objects.all()), default=str)
    assert "203.113" not in kept and "2001:ee0" not in kept
    assert Visit.objects.count() == 2


def test_windows_that_ran_out_are_swept(db: None) -> None:
    admitted(1)
    admitted(1, NEIGHBOUR, at=AT + timedelta(minutes=30))
    assert throttle.sweep(AT + timedelta(hours=1)) == 1
    assert Visit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_pass_the_limit() -> None:
    came_in: list[int] = []

    def come() -> None:
        try:
            came_in.append(admitted(10))
        finally:
            connection.close()

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(came_in) == rules.PROVED_IN_A_WINDOW


def test_the_portals_tokens_survive_a_change_of_its_key(settings: Any) -> None:
    token = tokens.issue(AT)
    assert token != tokens.issue(AT)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]
    assert tokens.read(token, AT).issued_at == AT
    assert tokens.read(token, AT + timedelta(hours=2), timedelta(hours=1)).expired
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Refused):
        tokens.read(token, AT)
