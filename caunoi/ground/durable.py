"""Transactions that are on the disk when they end, not a moment later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


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
            with transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA synchronous={usual:d}")
