"""Triggers that abort UPDATE, DELETE (and TRUNCATE) of the history of cases, whoever asks."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from caunoi.ground import append_only

TABLE = "cases_caseevent"


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in append_only.guard_on(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in append_only.guard_off(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]
