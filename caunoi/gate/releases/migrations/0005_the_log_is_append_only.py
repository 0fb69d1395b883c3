"""Triggers that abort UPDATE, DELETE (and TRUNCATE) of an entry of the release log, whoever asks."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from caunoi.ground import append_only


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in append_only.guard_on(schema_editor.connection.vendor, "releases_release", key="position"):
        schema_editor.execute(statement)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in append_only.guard_off(schema_editor.connection.vendor, "releases_release"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("releases", "0004_signed_approvals")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]
