"""Writing into the database in crowds: in turn, and with statements that are composed once."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection, models


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
def _statement(model: type[models.Model], vendor: str) -> tuple[list[models.Field[Any, Any]], str]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    key = model._meta.pk
    assert key is not None
    return (
        fields,
        f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places}) RETURNING {quoted(str(key.column))}",
    )
