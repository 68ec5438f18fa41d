"""The region looks at what a practice sent in: it agrees, asks for more at a question, or opens it again.

Source: R062, R162. The region remarks and never changes an answer. What it writes is seen by the practice once it has
decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from groeiruimte.records.access import Actor
from groeiruimte.records.models import FilledForm, Practice, Remark
from groeiruimte.records.models.filled_form import DRAFT, SUBMITTED
from groeiruimte.rules.answers import missing

from . import form_mail
from .form_answers import answers_of, write
from .form_steps import Work, locked, moved, person, way
from .refusal import Refused
from .verb import Done, verb


def note(
    *,
    filled_form: FilledForm,
    number: int,
    remarks: Mapping[str, str],
    checklist: Mapping[str, Any],
    by: Actor,
    at: datetime,
    key: str,
) -> FilledForm:
    """The region keeps what it wrote so far about submission `number`; the practice does not see it yet."""
    return _decide("note", filled_form, number, remarks, checklist, by, at, key)


def agree(
    *,
    filled_form: FilledForm,
    number: int,
    remarks: Mapping[str, str] | None = None,
    checklist: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
    key: str,
) -> FilledForm:
    """The region agrees with submission `number`; remarks are an advice."""
    return _decide("agree", filled_form, number, remarks or {}, checklist or {}, by, at, key)


def send_back(
    *,
    filled_form: FilledForm,
    number: int,
    remarks: Mapping[str, str],
    checklist: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
    key: str,
) -> FilledForm:
    """The region sends submission `number` back, with a remark at each question it is about ("" for the whole)."""
    return _decide("send_back", filled_form, number, remarks, checklist or {}, by, at, key)


def _decide(
    deed: str,
    filled_form: FilledForm,
    number: int,
    remarks: Mapping[str, str],
    checklist: Mapping[str, Any],
    by: Actor,
    at: datetime,
    key: str,
) -> FilledForm:
    found: FilledForm = _DECIDE[deed](
        practice=filled_form.practice,
        filled_form=filled_form,
        number=number,
        remarks=dict(remarks),
        checklist=dict(checklist),
        by=by,
        at=at,
        key=key,
    )
    return found


def _deciding(deed: str) -> Any:
    def decide(
        *,
        practice: Practice,
        filled_form: FilledForm,
        number: int,
        remarks: dict[str, str],
        checklist: dict[str, Any],
        by: Actor,
        at: datetime,
    ) -> Done:
        work = locked(filled_form, by.on)
        way(deed, work)
        if work.filled.submissions.count() != number:
            raise Refused("De praktijk heeft dit zojuist gewijzigd.", "Bekijk de wijziging.", code="changed")
        _keep_remarks(work, number, remarks, by, at)
        said = _said(work.filled, number)
        if deed == "send_back" and not said:
            raise Refused("U schreef nog geen opmerking.", "Zeg bij een vraag wat de praktijk kan aanvullen.", "remark")
        _keep_checklist(work, checklist, deed, by, at)
        return _decided(work, deed, len(said), by, at)

    return verb(f"form.{deed}", right="form.review")(decide)


_DECIDE = {deed: _deciding(deed) for deed in ("note", "agree", "send_back")}


def reopen(*, filled_form: FilledForm, reason: str, by: Actor, at: datetime, key: str) -> FilledForm:
    """The region opens what was closed, with the reason that the practice reads."""
    found: FilledForm = _reopen(
        practice=filled_form.practice, filled_form=filled_form, reason=reason, by=by, at=at, key=key
    )
    return found


@verb("form.reopen", right="form.review")
def _reopen(*, practice: Practice, filled_form: FilledForm, reason: str, by: Actor, at: datetime) -> Done:
    work = locked(filled_form, by.on)
    if not reason.strip():
        raise Refused("U gaf nog geen reden.", "Schrijf waarom dit weer open gaat.", code="reason")
    work.filled.reason = reason.strip()
    work.filled.save(update_fields=["reason"])
    done = moved(work, "reopen", by, {})
    form_mail.opened_again(work.filled, work.form, at)
    return done


def _decided(work: Work, deed: str, remarks: int, by: Actor, at: datetime) -> Done:
    filled = work.filled
    if deed != "note":
        filled.decided_at, filled.decided_by, filled.reason = at, by.user, ""
        filled.save(update_fields=["decided_at", "decided_by", "reason"])
    done = moved(work, deed, by, {"remarks": remarks})
    if deed == "agree":
        form_mail.agreed(filled, work.form, at)
    elif deed == "send_back":
        form_mail.sent_back(filled, work.form, remarks, at)
    return done


def _keep_remarks(work: Work, number: int, remarks: Mapping[str, str], by: Actor, at: datetime) -> None:
    """A newer remark takes the place of an older one; an empty one takes it away. Older ones stay in the table."""
    filled, before = work.filled, remarks_on(work.filled, number)
    asked = {"", *(question.key for question in work.form.questions)}
    Remark.objects.bulk_create(
        Remark(
            filled_form=filled,
            practice_id=filled.practice_id,
            region_id=filled.region_id,
            question=question,
            number=number,
            text=text.strip(),
            by=person(by),
            at=at,
        )
        for question, text in remarks.items()
        if question in asked and text.strip() != before.get(question, "")
    )


def remarks_on(filled: FilledForm, number: int) -> dict[str, str]:
    """The remark that counts per question of submission `number`."""
    return {remark.question: remark.text for remark in filled.remarks.filter(number=number).order_by("at", "id")}


def _said(filled: FilledForm, number: int) -> list[str]:
    return [text for text in remarks_on(filled, number).values() if text]


def _keep_checklist(work: Work, checklist: Mapping[str, Any], deed: str, by: Actor, at: datetime) -> None:
    """The answers of the region on its own sheet about this form, when the programme has one."""
    review = next(
        (form for form in work.programme.forms if form.kind == "review" and form.about == work.form.key), None
    )
    if review is None:
        return
    filled = work.filled
    sheet, _ = FilledForm.objects.select_for_update().get_or_create(
        about=filled,
        form=review.key,
        defaults={
            "enrolment_id": filled.enrolment_id,
            "practice_id": filled.practice_id,
            "region_id": filled.region_id,
            "started_at": at,
            "saved_at": at,
            "version": 0,
        },
    )
    asked = {question.key for question in review.questions}
    now = answers_of(sheet)
    changed = {key: value for key, value in checklist.items() if key in asked and value != now.get(key)}
    gaps = missing(work.programme, work.facts, review, {**now, **changed})
    if deed == "agree" and gaps:
        raise Refused("Uw checklist is nog niet klaar.", gaps[0].because, code="checklist")
    sheet.version, sheet.saved_at = sheet.version + 1, at
    write(sheet, changed, {}, person(by), at)
    sheet.status = DRAFT if deed == "note" else SUBMITTED
    sheet.save(update_fields=["version", "saved_at", "status"])
