"""What is always true of the database, whatever was broken off: nothing in it is half done."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import Sum

from groeiruimte.actions import settlement, vault
from groeiruimte.pipeline.lists import seal
from groeiruimte.records import audit
from groeiruimte.records.models import (
    ClaimFile,
    Enrolment,
    Event,
    ListFindings,
    Mail,
    PatientList,
    SettlementLine,
    Submission,
)
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REFUSED


def rows() -> dict[str, int]:
    """How many rows each table of ours has; a table without rows is left out."""
    counted = {
        model._meta.model_name or "": model._default_manager.count()
        for model in apps.get_app_config("records").get_models()
    }
    return {name: count for name, count in sorted(counted.items()) if count}


def breaches() -> list[str]:
    """One line for everything that is not whole."""
    return [
        *(line for found in PatientList.objects.all() for line in _of_list(found)),
        *_of_quarters(),
        *(line for file in ClaimFile.objects.select_related("patient_list") for line in _of_claim(file)),
        *(line for made in Submission.objects.all() for line in _of_submission(made)),
        *(f"the audit chain breaks at {seq}" for seq in audit.breaks()),
        *_of_the_file(),
    ]


def _of_list(found: PatientList) -> Iterator[str]:
    if not ListFindings.objects.filter(patient_list=found).exists():
        yield f"{found.receipt} has no findings"
    counted = found.counts.aggregate(total=Sum("count"))["total"] or 0
    if counted != found.counted:
        yield f"{found.receipt} counts {found.counted}, its parts {counted}"
    if found.rows != found.counted + found.other_insurer + found.not_active + found.faults:
        yield f"the rows of {found.receipt} do not add up"
    if (found.handed_in_at is None) != (found.status in (CHECKED, REFUSED)):
        yield f"{found.receipt} is {found.status} and was handed in at {found.handed_in_at}"
    handed_in = 0 if found.handed_in_at is None else 1
    for event, expected in (("list.deliver", 1), ("list.hand_in", handed_in)):
        if Event.objects.filter(event=event, object_id=found.pk, outcome=0).count() != expected:
            yield f"{found.receipt} has not {expected} events {event}"
        if Submission.objects.filter(verb=event, result_id=found.pk).count() != expected:
            yield f"{found.receipt} has not {expected} submissions {event}"
    if Mail.objects.filter(key=f"M7:{found.pk}").count() != handed_in:
        yield f"{found.receipt} has not {handed_in} receipts to mail"


def _of_quarters() -> Iterator[str]:
    for place, mismatches in settlement.recheck():
        yield from (f"{place} booked {found.booked}, computed {found.computed}" for found in mismatches)
    for line in SettlementLine.objects.all():
        if line.amount_cents != line.count * line.tariff_cents:
            yield f"{line.reference} is not count times tariff"
    for enrolment in Enrolment.objects.all():
        booked = set(enrolment.settlement_lines.values_list("quarter", flat=True))
        counting = set(enrolment.lists.filter(status=COUNTS).values_list("quarter", flat=True))
        if booked - counting:
            yield f"{enrolment} has lines of a quarter without a list that counts"


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


def _of_submission(made: Submission) -> Iterator[str]:
    if not made.result_model:
        yield f"submission {made.key} leads nowhere"
    elif not apps.get_model("records", made.result_model)._default_manager.filter(pk=made.result_id).exists():
        yield f"submission {made.key} leads to a {made.result_model} that is not there"


def _of_the_file() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        yield from (f"sqlite: {line}" for (line,) in cursor.fetchall() if line != "ok")
        cursor.execute("PRAGMA foreign_key_check")
        yield from (f"sqlite: a broken reference in {row[0]}" for row in cursor.fetchall())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
