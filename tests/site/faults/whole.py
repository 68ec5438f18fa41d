"""What is always true of the database, whatever was broken off: nothing in it is half done."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model

from groeiruimte.actions import form_answers, obligations, outbox, settlement, vault
from groeiruimte.pipeline.lists import seal
from groeiruimte.records import audit
from groeiruimte.records.models import ClaimFile, FilledForm, Obligation, PatientList, SettlementLine
from groeiruimte.records.models.filled_form import DRAFT
from groeiruimte.records.models.mail import DROPPED
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REFUSED
from groeiruimte.records.models.training import SIGNED_UP
from tests.site.rijnmond import TODAY

from .place import ON_POSTGRESQL

# One line for every row that is not whole. Plain sentences, asked at once, as this look is taken often: Django takes
# far longer to make such a question than a database to answer it.
NOT_WHOLE = f"""
SELECT l.receipt || ' has no findings' FROM records_patientlist l
WHERE NOT EXISTS (SELECT 1 FROM records_listfindings f WHERE f.patient_list_id = l.id)
UNION ALL
SELECT l.receipt || ' counts ' || l.counted || ', its parts ' || coalesce(sum(c.count), 0)
FROM records_patientlist l LEFT JOIN records_listcount c ON c.patient_list_id = l.id
GROUP BY l.id HAVING l.counted <> coalesce(sum(c.count), 0)
UNION ALL
SELECT 'the rows of ' || l.receipt || ' do not add up' FROM records_patientlist l
WHERE l.rows <> l.counted + l.other_insurer + l.not_active + l.faults
UNION ALL
SELECT l.receipt || ' is ' || l.status || ' and was handed in at ' || coalesce(CAST(l.handed_in_at AS text), 'None')
FROM records_patientlist l WHERE (l.handed_in_at IS NULL) <> (l.status IN ('{CHECKED}', '{REFUSED}'))
UNION ALL
SELECT d.receipt || ' has not ' || d.times || ' events ' || d.verb FROM done d WHERE d.times <>
(SELECT count(*) FROM records_event e WHERE e.event = d.verb AND e.object_id = d.id AND e.outcome = 0)
UNION ALL
SELECT d.receipt || ' has not ' || d.times || ' submissions ' || d.verb FROM done d WHERE d.times <>
(SELECT count(*) FROM records_submission s WHERE s.verb = d.verb AND s.result_id = d.id)
UNION ALL
SELECT d.receipt || ' has not ' || d.times || ' receipts to mail' FROM done d WHERE d.verb = 'list.hand_in'
AND d.times <> (SELECT count(*) FROM records_mail m WHERE m.key = 'M7:' || d.id)
UNION ALL
SELECT b.reference || ' is not count times tariff' FROM records_settlementline b
WHERE b.amount_cents <> b.count * b.tariff_cents
UNION ALL
SELECT b.reference || ' is of a quarter without a list that counts' FROM records_settlementline b
WHERE NOT EXISTS (SELECT 1 FROM records_patientlist l
WHERE l.enrolment_id = b.enrolment_id AND l.quarter = b.quarter AND l.status = '{COUNTS}')
UNION ALL
SELECT 'submission ' || s.key || ' leads nowhere' FROM records_submission s WHERE s.result_model = ''
UNION ALL
SELECT count(*) || ' people have ' || s.seats || ' seats on ' || substr(CAST(s.start AS text), 1, 10)
FROM records_session s JOIN records_signup u ON u.session_id = s.id
WHERE u.status = '{SIGNED_UP}' GROUP BY s.id HAVING count(*) > s.seats
UNION ALL
SELECT e.name || ' was at one session ' || count(*) || ' times'
FROM records_attendance a JOIN records_employee e ON e.id = a.employee_id
WHERE a.session_id IS NOT NULL AND a.removed_on IS NULL GROUP BY a.session_id, e.name HAVING count(*) > 1
UNION ALL
SELECT 'nobody sends ' || m.key FROM records_mail m WHERE m.status <> '{DROPPED}' AND NOT EXISTS
(SELECT 1 FROM sending j WHERE j.mail = m.id)
UNION ALL
SELECT 'a job sends ' || coalesce(j.mail, 'None') || ', that is no mail' FROM sending j
WHERE NOT EXISTS (SELECT 1 FROM records_mail m WHERE m.id = j.mail)
"""
MAIL = "payload ->> 'mail'" if ON_POSTGRESQL else "json_extract(payload, '$.mail')"
WITH = f"""
WITH done AS (
SELECT id, receipt, 'list.deliver' AS verb, 1 AS times FROM records_patientlist
UNION ALL
SELECT id, receipt, 'list.hand_in', CASE WHEN handed_in_at IS NULL THEN 0 ELSE 1 END FROM records_patientlist),
sending AS (SELECT {MAIL} AS mail FROM records_job WHERE kind = '{outbox.SEND}')
"""


def rows(*of: type[Model]) -> dict[str, int]:
    """How many rows each table of ours has, or those `of` it, asked at once; a table without rows is left out."""
    of_each = (
        f"SELECT '{model._meta.model_name}', count(*) FROM {model._meta.db_table}"
        for model in of or apps.get_app_config("records").get_models()
    )
    return {name: count for name, count in sorted(_answers(" UNION ALL ".join(of_each))) if count}


def breaches() -> list[str]:
    """One line for everything that is not whole. What takes more than a sentence is looked at where there is any."""
    there = rows(PatientList, SettlementLine, ClaimFile, FilledForm, Obligation)
    return [
        *(line for (line,) in _answers(" UNION ALL ".join([WITH + NOT_WHOLE, *_of_submissions()]))),
        *(_of_quarters() if "patientlist" in there or "settlementline" in there else ()),
        *(_of_claims() if "claimfile" in there else ()),
        *(_of_forms() if "filledform" in there else ()),
        *(_of_obligations() if "obligation" in there else ()),
        *(f"the audit chain breaks at {seq}" for seq in audit.breaks()),
        *_of_the_file(),
    ]


def _answers(sentence: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sentence)
        return cursor.fetchall()


def _of_submissions() -> Iterator[str]:
    """A sentence for each table that a submission leads to."""
    for (name,) in _answers("SELECT DISTINCT result_model FROM records_submission WHERE result_model <> ''"):
        to = apps.get_model("records", name)._meta
        yield f"""
SELECT 'submission ' || s.key || ' leads to a {name} that is not there' FROM records_submission s
WHERE s.result_model = '{name}' AND s.result_id NOT IN (SELECT CAST({to.pk.column} AS text) FROM {to.db_table})
"""


def _of_quarters() -> Iterator[str]:
    for place, mismatches in settlement.recheck():
        yield from (f"{place} booked {found.booked}, computed {found.computed}" for found in mismatches)


def _of_claims() -> Iterator[str]:
    for file in ClaimFile.objects.select_related("patient_list"):
        yield from _of_claim(file)


def _of_claim(file: ClaimFile) -> Iterator[str]:
    if file.practice_id != file.patient_list.practice_id:
        yield f"claim {file.pk} is of another practice than its list"
    if (file.sealed is None) != (file.wrapped_key is None):
        yield f"claim {file.pk} has a file without a key, or a key without a file"
    elif file.sealed is not None and file.patient_list.status not in (CHECKED, COUNTS):
        yield f"claim {file.pk} is kept, and its list is {file.patient_list.status}"
    elif file.sealed is not None and file.wrapped_key is not None:
        content = seal.open_sealed(bytes(file.sealed), vault.unwrap(bytes(file.wrapped_key), file.pk))
        if zipfile.ZipFile(io.BytesIO(content)).testzip() is not None:
            yield f"claim {file.pk} is damaged"


def _of_forms() -> Iterator[str]:
    for form in FilledForm.objects.filter(about=None).prefetch_related("submissions"):
        yield from _of_form(form)


def _of_form(form: FilledForm) -> Iterator[str]:
    sent = sorted(form.submissions.all(), key=attrgetter("number"))
    if [each.number for each in sent] != list(range(1, len(sent) + 1)):
        yield f"{form.form} was sent in as {[each.number for each in sent]}"
    if (form.submitted_at is not None) != bool(sent) or (form.status != DRAFT and not sent):
        yield f"{form.form} is {form.status} and was sent in {len(sent)} times"
    yield from (f"the seal of {each.receipt} is broken" for each in sent if each.sha256 != form_answers.seal(each))


def _of_obligations() -> Iterator[str]:
    """Of who did something; the daily job lays them down for everybody else."""
    acted = set(Obligation.objects.order_by().values_list("practice__agb_code", flat=True).distinct())
    for place, wrong in obligations.differences(settings.TODAY or TODAY):
        yield from (f"{place}: not as the rules say: {line}" for line in wrong if line.split()[0] in acted)


def _of_the_file() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    yield from (f"sqlite: {line}" for (line,) in _answers("PRAGMA integrity_check") if line != "ok")
    yield from (f"sqlite: a broken reference in {row[0]}" for row in _answers("PRAGMA foreign_key_check"))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
