"""Transactions that are on the disk when they end, and rows written into them with the least delay for whoever waits."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import connection, models, transaction


@contextmanager
def durably() -> Iterator[None]:
    """A transaction after which a power cut loses nothing: for what is acknowledged to a person.

    PostgreSQL waits for the disk at each commit. SQLite in WAL mode, as we open it (synchronous=NORMAL), keeps the order of commits but
    may lose the last of them; here it waits (synchronous=FULL), and everything committed before is then on the disk as well. Inside of
    another transaction this is a savepoint, and as durable as that one.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA synchronous").fetchone()
        cursor.execute("PRAGMA synchronous=FULL")
        try:
            with in_turn(), transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA synchronous={usual:d}")


@contextmanager
def in_turn() -> Iterator[None]:
    """For short writes that come in crowds. Only on SQLite, and not for who is in a transaction (and so has had their turn).

    SQLite has one writer, and whoever waits for it asks again after 1, 2, 5, 10 … 100 milliseconds. In this queue the system wakes the
    next one at once, be it a thread or a process; a process that is killed leaves it. Those who do not queue are waited for as before.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    file = os.open(f"{connection.settings_dict['NAME']}-queue", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def put(row: models.Model) -> None:
    """Insert a new row and give it its number, with a statement that is composed once a process and not once a row.

    As `save(force_insert=True)`, without its signals. For transactions that others wait for.
    """
    fields, statement = _statement(type(row), connection.vendor)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(model: type[models.Model], vendor: str) -> tuple[list[models.Field[object, object]], str]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    key = model._meta.pk
    assert key is not None
    return (
        fields,
        f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places}) RETURNING {quoted(key.column)}",
    )
