"""Row level security and append-only tables for what 0004 brought (see 0002_walls)."""

from __future__ import annotations

from functools import partial

from django.db import migrations

APPEND_ONLY = (
    "records_formanswer",
    "records_formsubmission",
    "records_remark",
    "records_commitment",
    "records_accesscheck",
    "records_articleversion",
    "records_message",
)

# Read by the practice and by its region's desk; written by the practice alone.
OF_A_PRACTICE = (
    "records_intention",
    "records_commitment",
    "records_item",
    "records_milestone",
    "records_extrahours",
    "records_accesscheck",
    "records_formsubmission",
)
# Both write: the region agrees, sends back, answers, or corrects. What each may write is for the verbs.
OF_BOTH = (
    "records_filledform",
    "records_obligation",
    "records_evidence",
    "records_story",
    "records_thread",
)
# Also read and written by the trainer of the session.
AT_THE_DOOR = ("records_signup", "records_attendance")
# Read by everybody who works with the region's programme; written by the region's desk.
AROUND = ("records_article", "records_articleversion", "records_training")


def _within(column: str, setting: str) -> str:
    return f"{column} = ANY (string_to_array(current_setting('groeiruimte.{setting}', true), ','))"


ALL = "current_setting('groeiruimte.practices', true) = '*'"
PRACTICE, REGION = _within("practice_id", "practices"), _within("region_id", "regions")
READERS, TRAINER = _within("region_id", "around"), _within("region_id", "trains")
MYSELF = "user_id::text = NULLIF(current_setting('groeiruimte.user_id', true), '')"
# A region answers on its own review sheets alone, never in the form of a practice.
REVIEW = (
    "EXISTS (SELECT 1 FROM records_filledform AS sheet "
    "WHERE sheet.id = records_formanswer.filled_form_id AND sheet.about_id IS NOT NULL)"
)
LEADS = "trainer_id::text = NULLIF(current_setting('groeiruimte.user_id', true), '')"
PARTNER = f"{PRACTICE} OR {_within('asked_by_id', 'practices')}"


def _led(table: str) -> str:
    """The session of a row is one that the person leads."""
    return (
        f"EXISTS (SELECT 1 FROM records_session AS evening WHERE evening.id = {table}.session_id AND evening.{LEADS})"
    )


# table -> (who reads, who writes); everything() reads and writes all
POLICIES = {
    **{table: (f"{PRACTICE} OR {REGION}", PRACTICE) for table in OF_A_PRACTICE},
    **{table: (f"{PRACTICE} OR {REGION}", f"{PRACTICE} OR {REGION}") for table in OF_BOTH},
    "records_formanswer": (f"{PRACTICE} OR {REGION}", f"{PRACTICE} OR ({REGION} AND {REVIEW})"),
    "records_remark": (f"{PRACTICE} OR {REGION}", REGION),
    "records_message": (
        f"{PRACTICE} OR {REGION}",
        f"({PRACTICE} AND NOT from_region) OR ({REGION} AND from_region)",
    ),
    **{table: (f"{PRACTICE} OR {REGION} OR ({TRAINER} AND {_led(table)})",) * 2 for table in AT_THE_DOOR},
    **{table: (f"{READERS} OR {TRAINER}", REGION) for table in AROUND},
    "records_session": (f"{READERS} OR {TRAINER}", f"{REGION} OR ({TRAINER} AND {LEADS})"),
    "records_storedfile": (
        f"{PRACTICE} OR {REGION} OR (practice_id IS NULL AND {READERS})",
        f"{PRACTICE} OR {REGION}",
    ),
    "records_projectpartner": (f"{PARTNER} OR {REGION}", PARTNER),
    "records_mail": (f"{MYSELF} OR {REGION}", f"{MYSELF} OR {PRACTICE} OR {REGION}"),
    "records_calendarfeed": (MYSELF, MYSELF),
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


class Migration(migrations.Migration):
    dependencies = [("records", "0004_year")]

    operations = [migrations.RunPython(forwards, backwards)]
