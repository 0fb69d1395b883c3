"""The one row by which entries are put in order; and triggers that abort UPDATE, DELETE (and TRUNCATE) of an entry, whoever asks."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from caunoi.ground import append_only


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("public_log", "Head").objects.get_or_create(pk=1)


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in append_only.guard_on(schema_editor.connection.vendor, "public_log_entry"):
        schema_editor.execute(statement)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in append_only.guard_off(schema_editor.connection.vendor, "public_log_entry"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("public_log", "0001_initial")]
    operations = [
        migrations.RunPython(make, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(guard, unguard, elidable=False),
    ]
