"""The long texts of an edition go to a table of their own, as append-only as that of the editions (see 0002_walls)."""

from __future__ import annotations

from functools import partial

import django.db.models.deletion
from django.db import migrations, models

EDITION, WORDING = "records_edition", "records_wording"


def _seal(run, vendor, table):
    if vendor == "sqlite":
        for what in ("UPDATE", "DELETE"):
            run(
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{what.lower()} BEFORE {what} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    run(
        f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION groeiruimte_append_only()"
    )


def _unseal(run, vendor, table):
    if vendor == "sqlite":
        for what in ("update", "delete"):
            run(f"DROP TRIGGER IF EXISTS {table}_no_{what}")
        return
    run(f"DROP TRIGGER {table}_append_only ON {table}")


def move(apps, schema_editor):
    schema_editor.execute(
        f"INSERT INTO {WORDING} (edition_id, text, base, cases) SELECT id, text, base, cases FROM {EDITION}"
    )


def move_back(apps, schema_editor):
    run, vendor = partial(schema_editor.execute, params=None), schema_editor.connection.vendor
    _unseal(run, vendor, EDITION)
    run(
        f"UPDATE {EDITION} SET (text, base, cases) = "
        f"(SELECT text, base, cases FROM {WORDING} WHERE edition_id = id) WHERE id IN (SELECT edition_id FROM {WORDING})"
    )
    _seal(run, vendor, EDITION)


def forwards(apps, schema_editor):
    run, vendor = partial(schema_editor.execute, params=None), schema_editor.connection.vendor
    for table in (EDITION, WORDING):  # both: an old SQLite makes a table anew to drop a column, without its triggers
        _seal(run, vendor, table)
    if vendor == "postgresql":
        run(f"REVOKE UPDATE, DELETE ON {WORDING} FROM groeiruimte_app")


def backwards(apps, schema_editor):
    _unseal(partial(schema_editor.execute, params=None), schema_editor.connection.vendor, WORDING)


class Migration(migrations.Migration):
    dependencies = [("records", "0009_scan_walls")]

    operations = [
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='wording', serialize=False, to='records.edition')),
                ('text', models.TextField()),
                ('base', models.TextField(blank=True)),
                ('cases', models.TextField(blank=True)),
            ],
        ),
        migrations.RunPython(move, move_back),
        # Changes no table; but a column that may be blank can come back where there are rows.
        migrations.AlterField(model_name='edition', name='text', field=models.TextField(blank=True)),
        migrations.RemoveField(model_name='edition', name='text'),
        migrations.RemoveField(model_name='edition', name='base'),
        migrations.RemoveField(model_name='edition', name='cases'),
        migrations.RunPython(forwards, backwards),
    ]
