"""Append-only tables on both databases, and row level security on PostgreSQL (wall 2).

The application works as `groeiruimte_app`, a role that owns nothing. A row is visible only inside the scope that the
connection states (records/guard.py); without a scope nothing is.
"""

from __future__ import annotations

from functools import partial

from django.db import migrations

APPEND_ONLY = ("records_event", "records_settlementline", "records_edition")

# Read by the practice and by its region's desk; written by the practice alone.
OF_A_PRACTICE = (
    "records_standing",
    "records_employee",
    "records_enrolment",
    "records_patientlist",
    "records_listcount",
    "records_settlementline",
)
PRACTICE_ONLY = ("records_listfindings", "records_columnmapping", "records_claimfile")
# Read by everybody who works with the region's programme; written by the region's desk.
AROUND = ("records_regionyear", "records_quarterclose")
# Who works where: read by the person, both read and written by the organisation.
OF_AN_ORGANISATION = ("records_membership", "records_invitation")


def _within(column: str, setting: str) -> str:
    return f"{column} = ANY (string_to_array(current_setting('groeiruimte.{setting}', true), ','))"


ALL = "current_setting('groeiruimte.practices', true) = '*'"
PRACTICE, REGION = _within("practice_id", "practices"), _within("region_id", "regions")
MYSELF = "NULLIF(current_setting('groeiruimte.user_id', true), '')"
ORGANISATION = f"{PRACTICE} OR (practice_id IS NULL AND {REGION})"

# table -> (who reads, who writes); everything() reads and writes all
POLICIES = {
    "records_practice": (f"{_within('id', 'practices')} OR {REGION}", _within("id", "practices")),
    "records_membership": (f"user_id::text = {MYSELF} OR {PRACTICE} OR {REGION}", ORGANISATION),
    "records_invitation": (ORGANISATION, ORGANISATION),
    **{table: (f"{PRACTICE} OR {REGION}", PRACTICE) for table in OF_A_PRACTICE},
    **{table: (PRACTICE, PRACTICE) for table in PRACTICE_ONLY},
    **{table: (_within("region_id", "around"), REGION) for table in AROUND},
    # events are added inside everything(): the log may speak of what the reader may not see
    "records_event": (f"actor_id = {MYSELF} OR {PRACTICE} OR {REGION}", "false"),
}


def forwards(apps, schema_editor):
    run = partial(schema_editor.execute, params=None)  # None: a percent sign is just that
    if schema_editor.connection.vendor == "sqlite":
        for table in APPEND_ONLY:
            for what in ("UPDATE", "DELETE"):
                run(
                    f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    run(
        "CREATE FUNCTION groeiruimte_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        run(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION groeiruimte_append_only()"
        )
    run(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'groeiruimte_app') "
        "THEN CREATE ROLE groeiruimte_app NOLOGIN; END IF; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
    run("GRANT USAGE ON SCHEMA public TO groeiruimte_app")
    run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO groeiruimte_app")
    for table in APPEND_ONLY:
        run(f"REVOKE UPDATE, DELETE ON {table} FROM groeiruimte_app")
    run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO groeiruimte_app")
    run(
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO groeiruimte_app"
    )
    run("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO groeiruimte_app")
    for table, (reading, writing) in POLICIES.items():
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        run(f"CREATE POLICY reading ON {table} FOR SELECT USING ({ALL} OR {reading})")
        run(f"CREATE POLICY adding ON {table} FOR INSERT WITH CHECK ({ALL} OR {writing})")
        run(f"CREATE POLICY changing ON {table} FOR UPDATE USING ({ALL} OR {writing}) WITH CHECK ({ALL} OR {writing})")
        run(f"CREATE POLICY removing ON {table} FOR DELETE USING ({ALL} OR {writing})")


def backwards(apps, schema_editor):
    run = partial(schema_editor.execute, params=None)  # None: a percent sign is just that
    if schema_editor.connection.vendor == "sqlite":
        for table in APPEND_ONLY:
            for what in ("update", "delete"):
                run(f"DROP TRIGGER {table}_no_{what}")
        return
    for table in POLICIES:
        for policy in ("reading", "adding", "changing", "removing"):
            run(f"DROP POLICY {policy} ON {table}")
        run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for table in APPEND_ONLY:
        run(f"DROP TRIGGER {table}_append_only ON {table}")
    run("DROP FUNCTION groeiruimte_append_only()")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_first")]

    operations = [migrations.RunPython(forwards, backwards)]
