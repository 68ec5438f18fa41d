"""Append-only tables on both databases, and row level security on PostgreSQL (wall 2).

The application works as `groeiruimte_app`, a role that owns nothing. A row is visible only inside the scope that the
connection states (records/guard.py); without a scope nothing is.
"""

from __future__ import annotations

from functools import partial

from django.db import migrations

APPEND_ONLY = ("records_event", "records_settlementline", "records_edition")

# table -> which column names the practice, which the region
BY_PRACTICE_AND_REGION = (
    "records_standing",
    "records_employee",
    "records_enrolment",
    "records_patientlist",
    "records_listcount",
    "records_settlementline",
)
PRACTICE_ONLY = ("records_listfindings", "records_columnmapping", "records_claimfile")
AROUND = ("records_regionyear", "records_quarterclose")


def _setting(name: str) -> str:
    return f"string_to_array(current_setting('groeiruimte.{name}', true), ',')"


def _all() -> str:
    return "current_setting('groeiruimte.practices', true) = '*'"


POLICIES = {
    "records_practice": f"{_all()} OR id = ANY ({_setting('practices')}) OR region_id = ANY ({_setting('regions')})",
    "records_membership": (
        f"{_all()} OR user_id::text = current_setting('groeiruimte.user_id', true)"
        f" OR practice_id = ANY ({_setting('practices')}) OR region_id = ANY ({_setting('regions')})"
    ),
    **{
        table: f"{_all()} OR practice_id = ANY ({_setting('practices')}) OR region_id = ANY ({_setting('regions')})"
        for table in BY_PRACTICE_AND_REGION
    },
    **{table: f"{_all()} OR practice_id = ANY ({_setting('practices')})" for table in PRACTICE_ONLY},
    **{table: f"{_all()} OR region_id = ANY ({_setting('around')})" for table in AROUND},
}
# Anybody may add an event, also about what they may not see; reading is narrowed.
EVENT_READ = (
    f"{_all()} OR (practice_id IS NULL AND region_id IS NULL)"
    f" OR actor_id = current_setting('groeiruimte.user_id', true)"
    f" OR practice_id = ANY ({_setting('practices')}) OR region_id = ANY ({_setting('regions')})"
)


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
    # The owner of the tables answers this one question about lines that the caller may not see.
    run(
        "CREATE FUNCTION groeiruimte_last_event_hash() RETURNS text LANGUAGE sql SECURITY DEFINER "
        "SET search_path = public AS 'SELECT hash FROM records_event ORDER BY seq DESC LIMIT 1'"
    )
    # A role belongs to the whole server: another database on it may make the same one at this moment.
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
    for table, rule in POLICIES.items():
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        run(f"CREATE POLICY scope ON {table} USING ({rule}) WITH CHECK ({rule})")
    run("ALTER TABLE records_event ENABLE ROW LEVEL SECURITY")
    run(f"CREATE POLICY reading ON records_event FOR SELECT USING ({EVENT_READ})")
    run("CREATE POLICY adding ON records_event FOR INSERT WITH CHECK (true)")


def backwards(apps, schema_editor):
    run = partial(schema_editor.execute, params=None)  # None: a percent sign is just that
    if schema_editor.connection.vendor == "sqlite":
        for table in APPEND_ONLY:
            for what in ("update", "delete"):
                run(f"DROP TRIGGER {table}_no_{what}")
        return
    run("DROP POLICY reading ON records_event")
    run("DROP POLICY adding ON records_event")
    run("ALTER TABLE records_event DISABLE ROW LEVEL SECURITY")
    for table in POLICIES:
        run(f"DROP POLICY scope ON {table}")
        run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for table in APPEND_ONLY:
        run(f"DROP TRIGGER {table}_append_only ON {table}")
    run("DROP FUNCTION groeiruimte_append_only()")
    run("DROP FUNCTION groeiruimte_last_event_hash()")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_first")]

    operations = [migrations.RunPython(forwards, backwards)]
