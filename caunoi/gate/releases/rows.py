"""Writing many small rows at once, by plain statements: Django spends more on building its own than the database on carrying them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def update(rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write these fields of rows of one model, by primary key."""
    if not rows:
        return
    meta, quote = rows[0]._meta, connection.ops.quote_name
    columns: list[Any] = [meta.get_field(name) for name in fields]
    pk: Any = meta.pk
    assignments = ", ".join(f"{quote(field.column)} = %s" for field in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(meta.db_table)} SET {assignments} WHERE {quote(pk.column)} = %s",
            [
                [field.get_db_prep_save(getattr(row, field.attname), connection) for field in (*columns, pk)]
                for row in rows
            ],
        )


def insert(model: type[Model], **values: Iterable[Any]) -> None:
    """Add rows of a model whose keys nobody needs to know: for each column the values, one a row."""
    meta, quote = model._meta, connection.ops.quote_name
    columns: list[Any] = [meta.get_field(name) for name in values]
    made = [
        [field.get_db_prep_save(value, connection) for field, value in zip(columns, row, strict=True)]
        for row in zip(*values.values(), strict=True)
    ]
    if not made:
        return
    names = ", ".join(quote(field.column) for field in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", made
        )
