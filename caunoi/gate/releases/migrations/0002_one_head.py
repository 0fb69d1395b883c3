"""The one row that appends to the log are serialised by."""

from typing import Any

from django.db import migrations


def make(apps: Any, schema_editor: Any) -> None:
    apps.get_model("releases", "Head").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
