"""A form of the programme as one practice fills it in: the definition, the answers, what is known, where one may go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from groeiruimte.actions import forms
from groeiruimte.actions.form_answers import latest
from groeiruimte.actions.form_steps import EDITABLE
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.practice.asking.filling import Asking
from groeiruimte.pages.practice.participation import of_year
from groeiruimte.records import access
from groeiruimte.records.models import FilledForm, FormSubmission
from groeiruimte.records.models.filled_form import DRAFT, SUBMITTED
from groeiruimte.rules.forms import Availability, availability
from groeiruimte.rules.prefill import of_form


@dataclass(frozen=True, slots=True)
class Filling(Asking):
    """A form; `filled` is None when nobody began."""

    filled: FilledForm | None
    availability: Availability

    @property
    def record(self) -> FilledForm | None:
        return self.filled

    @property
    def status(self) -> str:
        return self.filled.status if self.filled else DRAFT

    @property
    def may_change(self) -> bool:
        return self.availability.state == "open" and self.status in EDITABLE

    @property
    def may_be_taken_back(self) -> bool:
        """Until the region decides, the practice may change what it sent."""
        return self.definition.reviewed and self.status == SUBMITTED

    def url(self, name: str, **more: str) -> str:
        """The address of a page of this form, in the same year."""
        given = {"practice_id": self.year.practice.pk, "form": self.definition.key, **more}
        return reverse(f"practice:{name}", kwargs=given) + self.year.query

    @property
    def home_url(self) -> str:
        return self.url("form")

    @property
    def check_url(self) -> str:
        return self.url("form_check")

    def section_url(self, section: str) -> str:
        return self.url("form_section", section=section)

    def save(self, request: Request, section: str, version: int, answers: Mapping[str, Any], here: str) -> None:
        forms.save(
            enrolment=self.year.enrolment,
            form=self.definition.key,
            section=section,
            version=version,
            answers=answers,
            here=here,
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )

    def again(self, request: Request) -> Filling:
        return filling_of(request, self.year.practice.pk, self.definition.key)

    def remarks(self, request: Request) -> Mapping[str, str]:
        return remarks_of(request, self)

    def waiting(self, request: Request) -> frozenset[str]:
        return still_open(self, remarks_of(request, self), submissions_of(request, self))


def filling_of(request: Request, practice_id: str, form: str, right: str = "form.fill") -> Filling:
    """The form that an address names. Not there, not for this practice, or not yours: Http404."""
    year = of_year(request, practice_id, right)
    definition = year.programme.form(form)
    if definition is None:
        raise Http404
    found = availability(year.programme, year.facts, definition, request.actor.on)
    filled = next((f for f in year.enrolment.forms.all() if f.form == form and f.about_id is None), None)
    if found.state == "not_for_you" and filled is None:
        raise Http404
    return Filling(
        year=year,
        definition=definition,
        filled=filled,
        rows=latest(filled.answers.all()) if filled else {},
        availability=found,
        known=of_form(year.programme, year.facts, definition, on=request.actor.on),
        on=request.actor.on,
    )


def submissions_of(request: Request, filling: Filling) -> list[FormSubmission]:
    """What was sent in, the newest first."""
    if filling.filled is None or filling.filled.submitted_at is None:
        return []
    return list(access.form_submissions(request.actor).filter(filled_form=filling.filled).order_by("-number"))


def remarks_of(request: Request, filling: Filling) -> dict[str, str]:
    """What the region said per question ("" for the whole) of the last version, once it has decided; nothing while it
    still reads."""
    if filling.filled is None or filling.filled.decided_at is None or filling.status == SUBMITTED:
        return {}
    last = filling.filled.submissions.count()
    found = access.remarks(request.actor).filter(filled_form=filling.filled, number=last).order_by("at", "id")
    said = {remark.question: remark.text for remark in found}
    return {question: text for question, text in said.items() if text}


def still_open(filling: Filling, remarks: Mapping[str, str], sent: Sequence[FormSubmission]) -> frozenset[str]:
    """The questions with a remark whose answer is still the one that was sent."""
    if not filling.may_change or not sent:
        return frozenset()
    now, then = filling.answers, sent[0].answers
    return frozenset(key for key in remarks if key and now.get(key) == then.get(key))
