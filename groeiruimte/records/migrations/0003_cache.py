"""The table of the cache that all web processes share; made only where the settings ask for one."""

from __future__ import annotations

from django.core.management import call_command
from django.db import migrations


def forwards(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("records", "0002_walls")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
