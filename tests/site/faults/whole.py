"""What is always true of the database, whatever was broken off: nothing in it is half done."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Q, Sum

from groeiruimte.actions import form_answers, obligations, outbox, settlement, vault
from groeiruimte.pipeline.lists import seal
from groeiruimte.records import audit
from groeiruimte.records.models import (
    Attendance,
    ClaimFile,
    Enrolment,
    Event,
    FilledForm,
    Job,
    ListFindings,
    Mail,
    Obligation,
    PatientList,
    Session,
    SettlementLine,
    Submission,
)
from groeiruimte.records.models.filled_form import DRAFT
from groeiruimte.records.models.mail import DROPPED
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REFUSED
from groeiruimte.records.models.training import SIGNED_UP
from tests.site.rijnmond import TODAY

OF_A_LIST = ("list.deliver", "list.hand_in")


def rows() -> dict[str, int]:
    """How many rows each table of ours has, asked at once; a table without rows is left out."""
    of_each = (
        f"SELECT '{model._meta.model_name}', count(*) FROM {model._meta.db_table}"
        for model in apps.get_app_config("records").get_models()
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(of_each))
        return {name: count for name, count in sorted(cursor.fetchall()) if count}


def breaches() -> list[str]:
    """One line for everything that is not whole."""
    return [
        *_of_lists(),
        *_of_quarters(),
        *(line for file in ClaimFile.objects.select_related("patient_list") for line in _of_claim(file)),
        *_of_submissions(),
        *(line for form in _forms() for line in _of_form(form)),
        *_of_trainings(),
        *_of_obligations(),
        *_of_mails(),
        *(f"the audit chain breaks at {seq}" for seq in audit.breaks()),
        *_of_the_file(),
    ]


def _of_lists() -> Iterator[str]:
    """Everything about all lists is asked at once: there are many, and this look is taken often."""
    events = Event.objects.filter(event__in=OF_A_LIST, outcome=0).order_by()
    made = Submission.objects.filter(verb__in=OF_A_LIST).order_by()
    there = Counter(("event", *pair) for pair in events.values_list("event", "object_id"))
    there.update(("submission", *pair) for pair in made.values_list("verb", "result_id"))
    there.update(("mail", key) for key in Mail.objects.filter(key__startswith="M7:").values_list("key", flat=True))
    there.update(("findings", pk) for pk in ListFindings.objects.values_list("patient_list", flat=True))
    for found in PatientList.objects.annotate(total=Sum("counts__count")):
        yield from _of_list(found, found.total or 0, there)


def _of_list(found: PatientList, counted: int, there: Counter[tuple[str, ...]]) -> Iterator[str]:
    if not there["findings", found.pk]:
        yield f"{found.receipt} has no findings"
    if counted != found.counted:
        yield f"{found.receipt} counts {found.counted}, its parts {counted}"
    if found.rows != found.counted + found.other_insurer + found.not_active + found.faults:
        yield f"the rows of {found.receipt} do not add up"
    if (found.handed_in_at is None) != (found.status in (CHECKED, REFUSED)):
        yield f"{found.receipt} is {found.status} and was handed in at {found.handed_in_at}"
    handed_in = 0 if found.handed_in_at is None else 1
    for event, expected in zip(OF_A_LIST, (1, handed_in), strict=True):
        if there["event", event, found.pk] != expected:
            yield f"{found.receipt} has not {expected} events {event}"
        if there["submission", event, found.pk] != expected:
            yield f"{found.receipt} has not {expected} submissions {event}"
    if there["mail", f"M7:{found.pk}"] != handed_in:
        yield f"{found.receipt} has not {handed_in} receipts to mail"


def _of_quarters() -> Iterator[str]:
    for place, mismatches in settlement.recheck():
        yield from (f"{place} booked {found.booked}, computed {found.computed}" for found in mismatches)
    for line in SettlementLine.objects.all():
        if line.amount_cents != line.count * line.tariff_cents:
            yield f"{line.reference} is not count times tariff"
    booked = SettlementLine.objects.order_by().values_list("enrolment", "quarter")
    counting = PatientList.objects.filter(status=COUNTS).order_by().values_list("enrolment", "quarter")
    without = {enrolment for enrolment, _ in set(booked) - set(counting)}
    for found in Enrolment.objects.filter(pk__in=without):
        yield f"{found} has lines of a quarter without a list that counts"


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


def _of_submissions() -> Iterator[str]:
    made = list(Submission.objects.all())
    there = {
        model: {str(pk) for pk in apps.get_model("records", model)._default_manager.values_list("pk", flat=True)}
        for model in {each.result_model for each in made if each.result_model}
    }
    for each in made:
        if not each.result_model:
            yield f"submission {each.key} leads nowhere"
        elif each.result_id not in there[each.result_model]:
            yield f"submission {each.key} leads to a {each.result_model} that is not there"


def _forms() -> Iterable[FilledForm]:
    return FilledForm.objects.filter(about=None).prefetch_related("submissions")


def _of_form(form: FilledForm) -> Iterator[str]:
    sent = sorted(form.submissions.all(), key=attrgetter("number"))
    if [each.number for each in sent] != list(range(1, len(sent) + 1)):
        yield f"{form.form} was sent in as {[each.number for each in sent]}"
    if (form.submitted_at is not None) != bool(sent) or (form.status != DRAFT and not sent):
        yield f"{form.form} is {form.status} and was sent in {len(sent)} times"
    yield from (f"the seal of {each.receipt} is broken" for each in sent if each.sha256 != form_answers.seal(each))


def _of_trainings() -> Iterator[str]:
    signed_up = Count("sign_ups", filter=Q(sign_ups__status=SIGNED_UP))
    for session in Session.objects.annotate(taken=signed_up).filter(taken__gt=F("seats")):
        yield f"{session.taken} people have {session.seats} seats on {session.start:%Y-%m-%d}"
    there = Attendance.objects.filter(session__isnull=False, removed_on=None).order_by()
    for found in there.values("session", "employee__name").annotate(times=Count("pk")).filter(times__gt=1):
        yield f"{found['employee__name']} was at one session {found['times']} times"


def _of_obligations() -> Iterator[str]:
    """Of who did something; the daily job lays them down for everybody else."""
    acted = set(Obligation.objects.order_by().values_list("practice__agb_code", flat=True).distinct())
    if not acted:
        return
    for place, wrong in obligations.differences(settings.TODAY or TODAY):
        yield from (f"{place}: not as the rules say: {line}" for line in wrong if line.split()[0] in acted)


def _of_mails() -> Iterator[str]:
    jobs = set(Job.objects.filter(kind=outbox.SEND).values_list("payload__mail", flat=True))
    for mail in Mail.objects.exclude(status=DROPPED):
        if mail.pk not in jobs:
            yield f"nobody sends {mail.key}"
    gone = jobs - set(Mail.objects.values_list("pk", flat=True))
    yield from (f"a job sends {pk}, that is no mail" for pk in sorted(gone))


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
