"""Row level security and append-only tables for scans and surveys (see 0002_walls).

What a scan says is read by the practice and by specialists of its region, a report also by whom it is shared with. The
box of a survey is read by nobody but who answers that survey: no practice, no region, no insurer.
"""

from __future__ import annotations

from functools import partial

from django.db import migrations

APPEND_ONLY = (
    "records_scananswer",
    "records_scanreport",
    "records_surveyoutcome",
    "records_groupoutcome",
)


def _within(column: str, setting: str) -> str:
    return f"{column} = ANY (string_to_array(current_setting('groeiruimte.{setting}', true), ','))"


ALL = "current_setting('groeiruimte.practices', true) = '*'"
PRACTICE, REGION = _within("practice_id", "practices"), _within("region_id", "regions")
READERS = _within("region_id", "around")
SCANS = _within("region_id", "scans")
# Of the region itself, and of the region that scans a practice which moved since.
SCANNED_BY = f"region_id IN (SELECT region_id FROM records_scan WHERE {PRACTICE})"
FREE = f"practice_id IS NULL AND ({READERS} OR {SCANNED_BY})"
SHARED = (
    f"(party = 'region' AND {REGION}) OR (party = 'insurer' AND {_within('insurer_key', 'insurers')})"
)
REPORT_SHARED = f"id IN (SELECT report_id FROM records_scanshare WHERE taken_back_at IS NULL AND ({SHARED}))"
SCANNED = "(SELECT practice_id FROM records_scan WHERE " + SCANS + ")"

# table -> (who reads, who adds and removes, who changes); everything() does all
POLICIES = {
    "records_scan": (f"{PRACTICE} OR {REGION} OR {SCANS}", PRACTICE, f"{PRACTICE} OR {SCANS}"),
    "records_scananswer": (f"{PRACTICE} OR {SCANS}", PRACTICE, PRACTICE),
    "records_scanjudgement": (SCANS, SCANS, SCANS),
    "records_interviewslot": (
        f"{SCANS} OR {PRACTICE} OR {REGION} OR ({FREE})",
        SCANS,
        f"{SCANS} OR {PRACTICE} OR ({FREE})",
    ),
    "records_interview": (f"{PRACTICE} OR {SCANS}", f"{PRACTICE} OR {SCANS}", f"{PRACTICE} OR {SCANS}"),
    "records_device": (f"{PRACTICE} OR {SCANS}", f"{PRACTICE} OR {SCANS}", f"{PRACTICE} OR {SCANS}"),
    "records_adviceitem": (f"{PRACTICE} OR {SCANS}", f"{PRACTICE} OR {SCANS}", f"{PRACTICE} OR {SCANS}"),
    "records_scanreport": (f"{PRACTICE} OR {SCANS} OR {REPORT_SHARED}", f"{PRACTICE} OR {SCANS}", "false"),
    "records_scanshare": (f"{PRACTICE} OR {SHARED}", PRACTICE, PRACTICE),
    "records_survey": (f"{PRACTICE} OR {REGION} OR {_within('id', 'surveys')}", PRACTICE, PRACTICE),
    "records_surveybox": (_within("survey_id", "surveys"),) * 3,
    "records_surveyoutcome": (PRACTICE, "false", "false"),
    "records_groupoutcome": (READERS, "false", "false"),
}

# What stood already, opened a little further: (table, policy, for what, who)
OPENED = (
    ("records_practice", "scanning", "SELECT", f"id IN {SCANNED}"),
    ("records_membership", "scanning", "SELECT", f"practice_id IN {SCANNED}"),
    ("records_enrolment", "scanning", "SELECT", f"practice_id IN {SCANNED}"),
    ("records_regionyear", "scanning", "SELECT", SCANS),
    ("records_mail", "scanning", "INSERT", f"practice_id IN {SCANNED}"),
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
    for table, (reading, adding, changing) in POLICIES.items():
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        run(f"CREATE POLICY reading ON {table} FOR SELECT USING ({ALL} OR {reading})")
        run(f"CREATE POLICY adding ON {table} FOR INSERT WITH CHECK ({ALL} OR {adding})")
        run(f"CREATE POLICY changing ON {table} FOR UPDATE USING ({ALL} OR {changing}) WITH CHECK ({ALL} OR {changing})")
        run(f"CREATE POLICY removing ON {table} FOR DELETE USING ({ALL} OR {adding})")
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
    dependencies = [("records", "0008_scans_and_surveys")]

    operations = [migrations.RunPython(forwards, backwards)]
