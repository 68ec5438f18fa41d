"""What was decided about money stays as it was: no program changes or removes it, whatever fault it has (docs/adr/0028).

Until it is decided, by a second person where there are two, only that part is open: what was proposed stands. Once it is
filled in, nothing is open. What is wrong is put right by a new row. None of these rows is ever removed.
"""

from __future__ import annotations

from functools import partial

from django.db import migrations

# model -> (what ends it, what is filled in until then)
DECIDED = {
    "SettlementRun": ("OLD.status <> 'prepared'", ("status", "closed_by_id", "closed_at", "version")),
    "ClawBack": ("OLD.status <> 'open'", ("status", "settled_on", "settled_by_id", "note", "version")),
    "Decision": ("OLD.outcome <> ''", ("outcome", "reason", "decided_by_id", "decided_at", "version")),
    "CashierConsent": ("OLD.withdrawn_at IS NOT NULL", ("withdrawn_by_id", "withdrawn_at")),
    "QuarterClose": ("", ()),
}


def forwards(apps, schema_editor):
    run = partial(schema_editor.execute, params=None)  # None: a percent sign is just that
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    if not on_sqlite:
        run(
            "CREATE FUNCTION groeiruimte_decided() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'what was decided in % stays', TG_TABLE_NAME; END $$"
        )
    differs, as_text = ("IS NOT", "") if on_sqlite else ("IS DISTINCT FROM", "::text")  # json knows no equality
    for model, (ended, open_) in DECIDED.items():
        meta = apps.get_model("records", model)._meta
        table, fixed = meta.db_table, [each.column for each in meta.concrete_fields if each.column not in open_]
        changed = [f"OLD.{each}{as_text} {differs} NEW.{each}{as_text}" for each in fixed]
        when = " OR ".join([ended, *changed] if ended else changed)
        if on_sqlite:
            stop = f"BEGIN SELECT RAISE(ABORT, 'what was decided in {table} stays'); END"
            run(f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} WHEN {when} {stop}")
            run(f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} {stop}")
        else:
            stop = "EXECUTE FUNCTION groeiruimte_decided()"
            run(f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({when}) {stop}")
            run(f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} FOR EACH STATEMENT {stop}")
            run(f"REVOKE DELETE ON {table} FROM groeiruimte_app")


def backwards(apps, schema_editor):
    run = partial(schema_editor.execute, params=None)
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for model in DECIDED:
        table = apps.get_model("records", model)._meta.db_table
        for trigger in ("stays", "is_kept"):
            run(f"DROP TRIGGER {table}_{trigger}" + ("" if on_sqlite else f" ON {table}"))
        if not on_sqlite:
            run(f"GRANT DELETE ON {table} TO groeiruimte_app")
    if not on_sqlite:
        run("DROP FUNCTION groeiruimte_decided()")


class Migration(migrations.Migration):
    dependencies = [("records", "0011_walls_asked_once")]

    operations = [migrations.RunPython(forwards, backwards)]
