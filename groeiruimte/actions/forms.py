"""A practice fills in a form and sends it in. Source: R062, R063, R081, R160-R175.

Every answer keeps its versions; what is sent in is sealed with its receipt. `form_steps` says what may happen when,
`reviews` what the region does with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from groeiruimte.programme.calendar import AMSTERDAM, on_time, short_date
from groeiruimte.programme.form import Form
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, FilledForm, FormSubmission, Practice
from groeiruimte.records.models.filled_form import CHANGES_REQUESTED, SUBMITTED
from groeiruimte.rules.answers import cleaned, missing
from groeiruimte.rules.kpi import of_practice
from groeiruimte.rules.prefill import of_form

from . import form_mail
from .facts import year_facts
from .form_answers import Page, answers_of, keep, seal
from .form_steps import definition_of, locked, moved, person, still_open, way, work_on
from .obligations import lay_down
from .programmes import programme_of
from .refusal import Refused
from .reviews import agree, note, reopen, send_back
from .verb import Done, verb

__all__ = [
    "agree",
    "answers_of",
    "ask_to_sign",
    "carry_out",
    "note",
    "reopen",
    "right_to_send",
    "save",
    "send_back",
    "submit",
    "take_back",
]


def right_to_send(form: Form) -> str:
    """The right that sending in a form asks for: that of the owner when the owner signs it."""
    return "form.sign" if form.signer == "practice_owner" else "form.fill"


def save(
    *,
    enrolment: Enrolment,
    form: str,
    section: str,
    version: int,
    answers: Mapping[str, Any],
    here: str = "",
    by: Actor,
    at: datetime,
    key: str,
) -> FilledForm:
    """Save what stands on a page. `version` is that of the form when the page was made, 0 when nobody had begun.

    `here` is the question to come back to. Raises Stale when another changed the same question since.
    """
    found: FilledForm = _save(
        practice=enrolment.practice,
        enrolment=enrolment,
        form=form,
        version=version,
        answers=dict(answers),
        here=f"{section}/{here}",
        by=by,
        at=at,
        key=key,
    )
    return found


@verb("form.save", right="form.fill", sensitivity="personal")
def _save(
    *,
    practice: Practice,
    enrolment: Enrolment,
    form: str,
    version: int,
    answers: dict[str, Any],
    here: str,
    by: Actor,
    at: datetime,
) -> Done:
    filled, begun = FilledForm.objects.select_for_update().get_or_create(
        enrolment=enrolment,
        form=form,
        about=None,
        defaults={
            "practice": practice,
            "region_id": practice.region_id,
            "started_at": at,
            "saved_at": at,
            "version": 0,
        },
    )
    work = work_on(filled, by.on)
    still_open(work, by.on)
    filled.status = way("save", work)
    known = of_form(work.programme, work.facts, work.form, on=by.on)
    page = Page(version, answers, here, begun)
    changed = keep(
        filled, page, programme=work.programme, facts=work.facts, form=work.form, known=known, by=person(by), at=at
    )
    filled.save(update_fields=["status", "version", "saved_at", "here"])
    if changed and filled.status == CHANGES_REQUESTED:  # what the region saw before counts for its KPIs
        lay_down(practice, enrolment.region_year, by.on)
    detail = {"form": form, "version": filled.version, "questions": changed}
    return Done(filled, practice=practice, lifecycle="create" if begun else "update", detail=detail)


def submit(*, enrolment: Enrolment, form: str, version: int, by: Actor, at: datetime, key: str) -> FormSubmission:
    """Send a form in, signed by who may sign it. `version` is the one that was read through.

    Refused while something is missing. After the last day it comes in all the same, and is marked late. What was on
    time stays on time when it is sent again: an answer to the region is never late.
    """
    definition = definition_of(programme_of(enrolment.region_year.edition), form)
    filled = FilledForm.objects.filter(enrolment=enrolment, form=form, about=None).first()
    if filled is None:
        raise Refused("U vulde nog niets in.", "Vul eerst het formulier in.", code="empty")
    send = _SEND[right_to_send(definition)]
    found: FormSubmission = send(
        practice=enrolment.practice, filled_form=filled, version=version, by=by, at=at, key=key
    )
    return found


def _submit(*, practice: Practice, filled_form: FilledForm, version: int, by: Actor, at: datetime) -> Done:
    work = locked(filled_form, by.on)
    filled = work.filled
    if filled.status == SUBMITTED:
        sent = filled.submissions.latest("number").submitted_at.astimezone(AMSTERDAM)
        when = f"{short_date(sent.date())} om {sent:%H:%M}"
        raise Refused(f"U hebt dit al verstuurd op {when} uur.", "U hoeft niets te doen.", code="sent")
    if filled.version != version:
        raise Refused("Iemand wijzigde dit net.", "Bekijk de antwoorden en verstuur ze dan.", code="changed")
    due = still_open(work, by.on)
    filled.status = way("submit", work)
    answers = cleaned(work.form, answers_of(filled))
    gaps = missing(work.programme, work.facts, work.form, answers)
    if gaps:
        raise Refused("U kunt dit nog niet versturen.", gaps[0].because, code="missing")
    filled.submitted_at = filled.submitted_at or at
    filled.decided_at = filled.decided_by = None
    filled.save(update_fields=["status", "submitted_at", "decided_at", "decided_by"])
    submission = FormSubmission(
        filled_form=filled,
        practice=practice,
        region_id=practice.region_id,
        number=filled.submissions.count() + 1,
        receipt=f"{filled.enrolment.year}-{new_id()[:8].upper()}",
        answers=answers,
        kpis=_kpis(filled, by.on),
        statement=work.form.statement,
        late=due is not None and not on_time(due, filled.submitted_at),
        submitted_by=person(by),
        submitted_at=at,
    )
    submission.sha256 = seal(submission)
    submission.save(force_insert=True)
    lay_down(practice, filled.enrolment.region_year, by.on)
    detail = {"form": filled.form, "number": submission.number, "late": submission.late}
    return Done(submission, practice=practice, lifecycle="create", detail=detail)


_SEND = {
    right: verb("form.submit", right=right, sensitivity="personal", purpose="verantwoording")(_submit)
    for right in ("form.fill", "form.sign")
}


def take_back(*, filled_form: FilledForm, by: Actor, at: datetime, key: str) -> FilledForm:
    """The practice takes back what the region did not decide on yet, to change it."""
    found: FilledForm = _take_back(practice=filled_form.practice, filled_form=filled_form, by=by, at=at, key=key)
    return found


@verb("form.take_back", right="form.fill")
def _take_back(*, practice: Practice, filled_form: FilledForm, by: Actor, at: datetime) -> Done:
    work = locked(filled_form, by.on)
    return moved(work, "take_back", by, {})


def ask_to_sign(*, filled_form: FilledForm, by: Actor, at: datetime, key: str) -> FilledForm:
    """Tell the owners that a form is ready to be signed (M14)."""
    found: FilledForm = _ask_to_sign(practice=filled_form.practice, filled_form=filled_form, by=by, at=at, key=key)
    return found


@verb("form.ask_to_sign", right="form.fill")
def _ask_to_sign(*, practice: Practice, filled_form: FilledForm, by: Actor, at: datetime) -> Done:
    work = locked(filled_form, by.on)
    way("submit", work)
    gaps = missing(work.programme, work.facts, work.form, answers_of(work.filled))
    if gaps:
        raise Refused("Dit is nog niet klaar om te tekenen.", gaps[0].because, code="missing")
    if not form_mail.to_sign(work.filled, work.form, at):
        raise Refused("Uw praktijk heeft nog geen praktijkhouder.", "Nodig de praktijkhouder uit.", code="no_owner")
    return Done(work.filled, practice=practice, lifecycle="execute", detail={"form": work.filled.form})


def carry_out(*, filled_form: FilledForm, on: date, by: Actor, at: datetime, key: str) -> FilledForm:
    """The practice says that the plan was carried out, and on which day."""
    found: FilledForm = _carry_out(practice=filled_form.practice, filled_form=filled_form, on=on, by=by, at=at, key=key)
    return found


@verb("form.carry_out", right="form.fill")
def _carry_out(*, practice: Practice, filled_form: FilledForm, on: date, by: Actor, at: datetime) -> Done:
    work = locked(filled_form, by.on)
    if not work.form.carried_out:
        raise Refused("Bij dit formulier hoort geen uitvoering.", "U hoeft niets te doen.", code="not_asked")
    if on > by.on:
        raise Refused("Deze dag komt nog.", "Kies vandaag of een dag daarvoor.", code="day")
    work.filled.carried_out_on = on
    work.filled.save(update_fields=["carried_out_on"])
    return moved(work, "carry_out", by, {"on": on.isoformat()})


def _kpis(filled: FilledForm, on: date) -> list[dict[str, Any]]:
    """Each KPI as it stands with what is sent in now."""
    fresh = Practice.objects.get(pk=filled.practice_id)
    programme, facts = year_facts(fresh, filled.enrolment.region_year, on)
    kept = ("key", "title", "state", "have", "need", "because", "source", "from_where")
    found = (asdict(result) for result in of_practice(programme, facts))
    return [{name: result[name] for name in kept} for result in found]
