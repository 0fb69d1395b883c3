"""What all tests stand on: no network but this machine's, and databases that can be swept although parts of them refuse it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.agencies import Agencies
    from tests.province import Province

# A busy machine is no reason for a test to fail.
hypothesis_settings.register_profile("caunoi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("caunoi")

_CACHE = Path(__file__).parent / ".cache"
_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex
_execute_sql_flush = BaseDatabaseOperations.execute_sql_flush


class NetworkIsOff(AssertionError):
    """A test wanted to talk to another machine."""


def _must_be_here(one: socket.socket, address: Any) -> None:
    if one.family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = address[0]
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    if not here:
        raise NetworkIsOff(f"{host}: a test must not leave this machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="only tests that use a database: what is pure is run once, elsewhere",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --database-only, leave out what would do the same again whatever the database."""
    if not config.getoption("--database-only"):
        return
    wanted = [one for one in items if _uses_a_database(one)]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(wanted)])
    items[:] = wanted


def _uses_a_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    # Some drive processes that open the database of CAUNOI_DATABASE_URL by themselves.
    return (
        bool(asked) or item.get_closest_marker("django_db") is not None or item.get_closest_marker("slow") is not None
    )


def pytest_configure(config: pytest.Config) -> None:
    """Turn the network off, before anything is imported that might use it; say where a database to be reused stands."""
    if config.getoption("reuse_db") and (test := settings.DATABASES["default"].get("TEST")):
        _CACHE.mkdir(exist_ok=True)
        test["NAME"] = str(_CACHE / "test.sqlite3")

    def connect(self: socket.socket, address: Any) -> None:
        _must_be_here(self, address)
        _connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        _must_be_here(self, address)
        return _connect_ex(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign, assignment]
    socket.socket.connect_ex = connect_ex  # type: ignore[method-assign, assignment]
    # Append-only tables refuse DELETE and TRUNCATE by trigger: after a transactional test they are swept all the same.
    BaseDatabaseOperations.execute_sql_flush = _sweep  # type: ignore[method-assign]


def _sweep(self: BaseDatabaseOperations, sql_list: Any) -> None:
    with _triggers_off(self.connection):
        _execute_sql_flush(self, sql_list)


@contextmanager
def _triggers_off(one: BaseDatabaseWrapper) -> Iterator[None]:
    with one.cursor() as cursor:
        if one.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            off = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
            on = [sql for _, sql in triggers]
        else:
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
            tables = [table for (table,) in cursor.fetchall()]
            off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
            on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
        for statement in off:
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in on:
                cursor.execute(statement)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Roles and workflow stand in the database of the tests as in one that `caunoi migrate` has made: once, not before each test."""
    from caunoi.desk.setup import ensure_desk

    with django_db_blocker.unblock():
        ensure_desk()


@pytest.fixture
def vendor(db: None) -> str:
    """`sqlite` or `postgresql`: for the few tests that must know."""
    return connection.vendor


@pytest.fixture
def province(db: None) -> Province:
    """The small province of tests/province.py, in the database."""
    from tests.province import make_province

    return make_province()


@pytest.fixture
def agencies(db: None) -> Agencies:
    """The office, departments and people of tests/agencies.py; a release needs `province` as well."""
    from tests.agencies import make_agencies

    return make_agencies()
