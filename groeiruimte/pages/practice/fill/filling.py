"""A form of the programme as one practice fills it in: the definition, the answers, what is known, where one may go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse

from groeiruimte.actions.form_answers import latest
from groeiruimte.actions.form_steps import EDITABLE
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.practice.participation import YearOf, of_year
from groeiruimte.pages.question_fields import are_radios
from groeiruimte.programme.form import Form, Question
from groeiruimte.records import access
from groeiruimte.records.models import FilledForm, FormAnswer, FormSubmission
from groeiruimte.records.models.filled_form import DRAFT, SUBMITTED
from groeiruimte.rules.answers import Missing, cleaned, missing, options
from groeiruimte.rules.forms import Availability, availability
from groeiruimte.rules.prefill import Known, of_form


@dataclass(frozen=True, slots=True)
class Filling:
    """`rows` are the newest versions of the answers; `known` what the system already knows, per question."""

    year: YearOf
    definition: Form
    filled: FilledForm | None
    rows: Mapping[str, FormAnswer]
    availability: Availability
    known: Mapping[str, Known]
    on: date

    @property
    def answers(self) -> dict[str, Any]:
        """As they are kept."""
        return {key: row.value for key, row in self.rows.items() if row.value is not None}

    @property
    def offered(self) -> dict[str, Any]:
        """As a page shows them: what nobody answered yet, or only confirmed, says what is known now."""
        fresh = {
            key: known.value for key, known in self.known.items() if key not in self.rows or self.rows[key].prefilled
        }
        return {**self.answers, **fresh}

    @property
    def version(self) -> int:
        return self.filled.version if self.filled else 0

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

    def missing(self, section: str | None = None) -> tuple[Missing, ...]:
        return missing(self.year.programme, self.year.facts, self.definition, self.answers, section)

    @property
    def cleaned(self) -> dict[str, Any]:
        return cleaned(self.definition, self.answers)

    def url(self, name: str, **more: str) -> str:
        """The address of a page of this form, in the same year."""
        given = {"practice_id": self.year.practice.pk, "form": self.definition.key, **more}
        return reverse(f"practice:{name}", kwargs=given) + self.year.query

    def place(self, section: str, question: Question) -> str:
        """The address of one question."""
        return f"{self.url('form_section', section=section)}#{field_id(question, self.choices(question))}"

    def choices(self, question: Question) -> tuple[str, ...]:
        """What one can choose from at a question."""
        return options(self.year.programme, self.year.facts, self.definition, question, self.offered)


def field_id(question: Question, choices: Sequence[str]) -> str:
    """The id of what takes the focus at a question: its field, its first choice, or the first cell of its table."""
    name = f"id_v-{question.key}"
    match question.type:
        case "table":
            return f"{name}.0.{question.columns[0].key}{'_0' if question.columns[0].type == 'yes_no' else ''}"
        case "yes_no" | "kpi" | "several" | "people" | "file_or_link":
            return f"{name}_0"
        case "choice" if choices and are_radios(choices, question.other):
            return f"{name}_0"
        case "calculated":
            return f"vraag-{question.key}"
    return name


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


def waiting_at(request: Request, filling: Filling) -> frozenset[str]:
    """The questions that the region still waits for."""
    return still_open(filling, remarks_of(request, filling), submissions_of(request, filling))
