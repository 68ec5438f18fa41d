"""Row level security and append-only tables for what 0006 brought, and the wall around the insurer (see 0002_walls).

An insurer reads what it buys: the years of its regions, what they sent in, who takes part with which objective, and the
booked amounts. No policy lets it read a practice, a form, evidence, a list or a note.
"""

from __future__ import annotations

from functools import partial

from django.db import migrations

APPEND_ONLY = (
    "records_alignment",
    "records_supportedobjective",
    "records_documentpart",
    "records_documentsubmission",
    "records_documentremark",
    "records_kpitest",
    "records_practicestatement",
    "records_statementline",
    "records_paymentfile",
    "records_oiline",
    "records_regionnote",
    "records_publication",
    "records_succession",
    "records_logreview",
)


def _within(column: str, setting: str) -> str:
    return f"{column} = ANY (string_to_array(current_setting('groeiruimte.{setting}', true), ','))"


ALL = "current_setting('groeiruimte.practices', true) = '*'"
PRACTICE, REGION = _within("practice_id", "practices"), _within("region_id", "regions")
READERS = _within("region_id", "around")
INSURER = _within("insurer_id", "insurers")
# Years are readable by their insurer, so this selects exactly what it buys.
BOUGHT = "region_year_id IN (SELECT id FROM records_regionyear WHERE " + INSURER + ")"
ENROLLED = "enrolment_id IN (SELECT id FROM records_enrolment WHERE " + BOUGHT + ")"
MYSELF = "user_id::text = NULLIF(current_setting('groeiruimte.user_id', true), '')"
# A practice that moved: its old region keeps reading its name beside old rows, and the practice its old programme. Neither
# policy on records_succession looks at another table, so they may stand in one.
LEFT = "id IN (SELECT practice_id FROM records_succession WHERE kind = 'move' AND " + _within("from_region_id", "regions") + ")"
CAME_FROM = (
    "region_id IN (SELECT from_region_id FROM records_succession WHERE kind = 'move' AND "
    + _within("practice_id", "practices")
    + ")"
)
LOG = "current_setting('groeiruimte.log', true) = 'yes'"
MANAGE = "current_setting('groeiruimte.manage', true) = 'yes'"

# table -> (who reads, who writes); everything() reads and writes all
POLICIES = {
    "records_alignment": (f"{PRACTICE} OR {REGION}", REGION),
    "records_supportedobjective": (READERS, REGION),
    "records_supportrecord": (f"{PRACTICE} OR {REGION}", REGION),
    "records_regionnote": (REGION, REGION),
    "records_kpistate": (f"{PRACTICE} OR {REGION}", f"{PRACTICE} OR {REGION}"),
    "records_savedview": (f"{MYSELF} AND {REGION}", f"{MYSELF} AND {REGION}"),
    "records_regiondocument": (f"{REGION} OR {BOUGHT}", REGION),
    "records_documentpart": (REGION, REGION),
    "records_documentsubmission": (f"{REGION} OR {BOUGHT}", REGION),
    "records_documentremark": (
        f"{REGION} OR {BOUGHT}",
        f"({REGION} AND NOT from_insurer) OR ({BOUGHT} AND from_insurer)",
    ),
    "records_kpitest": (f"{REGION} OR {BOUGHT}", BOUGHT),
    "records_decision": (f"{REGION} OR {BOUGHT}", BOUGHT),
    "records_settlementrun": (f"{REGION} OR {BOUGHT}", REGION),
    "records_practicestatement": (f"{PRACTICE} OR {REGION}", REGION),
    "records_statementline": (f"{PRACTICE} OR {REGION}", REGION),
    "records_clawback": (f"{PRACTICE} OR {REGION}", REGION),
    "records_paymentfile": (REGION, REGION),
    "records_oiline": (f"{REGION} OR {BOUGHT}", REGION),
    "records_cashierconsent": (f"{PRACTICE} OR {REGION}", PRACTICE),
    "records_succession": (
        f"{PRACTICE} OR {_within('other_id', 'practices')} OR {_within('from_region_id', 'regions')} "
        f"OR {_within('to_region_id', 'regions')} OR {MANAGE}",
        f"{_within('from_region_id', 'regions')} OR {MANAGE}",
    ),
    "records_yeardraft": (f"{REGION} OR {MANAGE}", f"{REGION} OR {MANAGE}"),
    "records_logreview": (LOG, LOG),
}

# What stood already, opened a little further: (table, policy, for what, who)
OPENED = (
    ("records_regionyear", "buying", "SELECT", INSURER),
    ("records_regionyear", "deciding", "UPDATE", INSURER),
    ("records_regiondocument", "deciding", "UPDATE", BOUGHT),
    ("records_enrolment", "buying", "SELECT", BOUGHT),
    ("records_settlementline", "buying", "SELECT", ENROLLED),
    ("records_quarterclose", "buying", "SELECT", BOUGHT),
    ("records_mail", "asking", "INSERT", "practice_id IS NULL AND current_setting('groeiruimte.insurers', true) <> ''"),
    ("records_practice", "moved_away", "SELECT", LEFT),
    ("records_regionyear", "came_from", "SELECT", CAME_FROM),
    ("records_quarterclose", "came_from", "SELECT", CAME_FROM),
    ("records_event", "log", "SELECT", LOG),
    ("records_membership", "log", "SELECT", LOG),
    ("records_practice", "managing", "SELECT", MANAGE),
    ("records_regionyear", "managing", "SELECT", MANAGE),
    ("records_membership", "managing", "SELECT", MANAGE),
    ("records_membership", "managing_add", "INSERT", MANAGE),
    ("records_membership", "managing_change", "UPDATE", MANAGE),
    ("records_invitation", "managing", "SELECT", MANAGE),
    ("records_invitation", "managing_add", "INSERT", MANAGE),
    ("records_invitation", "managing_change", "UPDATE", MANAGE),
    ("records_accesscheck", "managing", "SELECT", MANAGE),
    ("records_accesscheck", "managing_add", "INSERT", f"practice_id IS NULL AND {MANAGE}"),
    ("records_accesscheck", "leading_add", "INSERT", f"practice_id IS NULL AND {REGION}"),
    ("records_regionyear", "managing_add", "INSERT", MANAGE),
    ("records_regionyear", "managing_change", "UPDATE", MANAGE),
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
    for table in APPEND_ONLY:
        run(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION groeiruimte_append_only()"
        )
        run(f"REVOKE UPDATE, DELETE ON {table} FROM groeiruimte_app")
    for table, (reading, writing) in POLICIES.items():
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        run(f"CREATE POLICY reading ON {table} FOR SELECT USING ({ALL} OR {reading})")
        run(f"CREATE POLICY adding ON {table} FOR INSERT WITH CHECK ({ALL} OR {writing})")
        run(f"CREATE POLICY changing ON {table} FOR UPDATE USING ({ALL} OR {writing}) WITH CHECK ({ALL} OR {writing})")
        run(f"CREATE POLICY removing ON {table} FOR DELETE USING ({ALL} OR {writing})")
    for table, policy, what, who in OPENED:
        checks = f"WITH CHECK ({who})" if what == "INSERT" else f"USING ({who})"
        run(f"CREATE POLICY {policy} ON {table} FOR {what} {checks}")


def backwards(apps, schema_editor):
    run = partial(schema_editor.execute, params=None)  # None: a percent sign is just that
    if schema_editor.connection.vendor == "sqlite":
        for table in APPEND_ONLY:
            for what in ("update", "delete"):
                run(f"DROP TRIGGER {table}_no_{what}")
        return
    for table, policy, _, _ in OPENED:
        run(f"DROP POLICY {policy} ON {table}")
    for table in POLICIES:
        for policy in ("reading", "adding", "changing", "removing"):
            run(f"DROP POLICY {policy} ON {table}")
        run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for table in APPEND_ONLY:
        run(f"DROP TRIGGER {table}_append_only ON {table}")


class Migration(migrations.Migration):
    dependencies = [("records", "0006_region_and_insurer")]

    operations = [migrations.RunPython(forwards, backwards)]
