"""What a policy reads in another table is asked once for a query, and only by who gets that far (docs/adr/0027-*.md).

A policy with a query of its own makes PostgreSQL plan that query, and the policies of its table, each time that a row of
the guarded table is asked for. Here each such query is a function, that PostgreSQL plans once for a connection. Who may
see what is the same as in 0002 to 0009.
"""

from __future__ import annotations

from functools import partial

from django.db import migrations


def _within(column: str, setting: str) -> str:
    return f"{column} = ANY (string_to_array(current_setting('groeiruimte.{setting}', true), ','))"


MYSELF = "NULLIF(current_setting('groeiruimte.user_id', true), '')"
ALL = "current_setting('groeiruimte.practices', true) = '*'"
PRACTICE, REGION = _within("practice_id", "practices"), _within("region_id", "regions")
READERS, TRAINER = _within("region_id", "around"), _within("region_id", "trains")
SCANS = _within("region_id", "scans")

# name -> (what it gives, the setting without which it gives nothing, what it asks as who asks)
FUNCTIONS = {
    # Years of an insurer.
    "bought": ("bigint", "insurers", f"SELECT id FROM public.records_regionyear WHERE {_within('insurer_id', 'insurers')}"),
    # Practices that moved away from a region, and regions that a practice came from.
    "moved_away": (
        "text",
        "regions",
        "SELECT practice_id FROM public.records_succession "
        f"WHERE kind = 'move' AND {_within('from_region_id', 'regions')}",
    ),
    "came_from": (
        "text",
        "practices",
        f"SELECT from_region_id FROM public.records_succession WHERE kind = 'move' AND {PRACTICE}",
    ),
    # Practices with a scan in the regions of a specialist, and regions that scan a practice.
    "scanned": ("text", "scans", f"SELECT practice_id FROM public.records_scan WHERE {SCANS}"),
    "scanned_by": ("text", "practices", f"SELECT region_id FROM public.records_scan WHERE {PRACTICE}"),
    # Sessions of a trainer.
    "led": ("text", "trains", f"SELECT id FROM public.records_session WHERE trainer_id::text = {MYSELF}"),
}


def _by_function(column: str, name: str) -> str:
    return f"{column} = ANY ((SELECT groeiruimte_{name}())::{FUNCTIONS[name][0]}[])"


def _by_query(column: str, name: str) -> str:
    return f"{column} IN ({FUNCTIONS[name][2]})"


def _policies(among):
    """Every policy that looks at another table, as the end of an ALTER POLICY; `among` says how."""
    bought = among("region_year_id", "bought")
    free = f"practice_id IS NULL AND ({READERS} OR {among('region_id', 'scanned_by')})"
    at_the_door = f"{PRACTICE} OR {REGION} OR ({TRAINER} AND {among('session_id', 'led')})"
    remark = f"({REGION} AND NOT from_insurer) OR ({bought} AND from_insurer)"
    # table -> (who reads, who adds and removes, who changes); everything() does all
    whole = {
        "records_signup": (at_the_door,) * 3,
        "records_attendance": (at_the_door,) * 3,
        "records_regiondocument": (f"{REGION} OR {bought}", REGION, REGION),
        "records_documentsubmission": (f"{REGION} OR {bought}", REGION, REGION),
        "records_documentremark": (f"{REGION} OR {bought}", remark, remark),
        "records_kpitest": (f"{REGION} OR {bought}", bought, bought),
        "records_decision": (f"{REGION} OR {bought}", bought, bought),
        "records_settlementrun": (f"{REGION} OR {bought}", REGION, REGION),
        "records_oiline": (f"{REGION} OR {bought}", REGION, REGION),
        "records_interviewslot": (
            f"{SCANS} OR {PRACTICE} OR {REGION} OR ({free})",
            SCANS,
            f"{SCANS} OR {PRACTICE} OR ({free})",
        ),
    }
    for table, (reading, adding, changing) in whole.items():
        yield f"reading ON {table} USING ({ALL} OR {reading})"
        yield f"adding ON {table} WITH CHECK ({ALL} OR {adding})"
        yield f"changing ON {table} USING ({ALL} OR {changing}) WITH CHECK ({ALL} OR {changing})"
        yield f"removing ON {table} USING ({ALL} OR {adding})"
    # What was opened a little further.
    yield f"moved_away ON records_practice USING ({among('id', 'moved_away')})"
    yield f"scanning ON records_practice USING ({among('id', 'scanned')})"
    yield f"scanning ON records_membership USING ({among('practice_id', 'scanned')})"
    yield f"scanning ON records_enrolment USING ({among('practice_id', 'scanned')})"
    yield f"buying ON records_enrolment USING ({bought})"
    yield f"buying ON records_settlementline USING (enrolment_id IN (SELECT id FROM records_enrolment WHERE {bought}))"
    yield f"came_from ON records_regionyear USING ({among('region_id', 'came_from')})"
    yield f"came_from ON records_quarterclose USING ({among('region_id', 'came_from')})"
    yield f"buying ON records_quarterclose USING ({bought})"
    yield f"deciding ON records_regiondocument USING ({bought})"
    yield f"scanning ON records_mail WITH CHECK ({among('practice_id', 'scanned')})"


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        return
    run = partial(schema_editor.execute, params=None)  # None: a percent sign is just that
    for name, (gives, setting, asks) in FUNCTIONS.items():
        run(
            f"CREATE FUNCTION groeiruimte_{name}() RETURNS {gives}[] STABLE LANGUAGE plpgsql AS $$ BEGIN "
            f"IF coalesce(current_setting('groeiruimte.{setting}', true), '') = '' THEN RETURN '{{}}'; END IF; "
            f"RETURN ARRAY({asks}); END $$"
        )
    for policy in _policies(_by_function):
        run(f"ALTER POLICY {policy}")


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        return
    run = partial(schema_editor.execute, params=None)
    for policy in _policies(_by_query):
        run(f"ALTER POLICY {policy}")
    for name in FUNCTIONS:
        run(f"DROP FUNCTION groeiruimte_{name}()")


class Migration(migrations.Migration):
    dependencies = [("records", "0010_wording")]

    operations = [migrations.RunPython(forwards, backwards)]
