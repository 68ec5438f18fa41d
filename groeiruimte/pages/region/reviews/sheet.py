"""One form as the region reads it: what was sent, what changed, how the KPIs stood, what was said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import Http404, QueryDict
from django.urls import reverse

from groeiruimte.actions.facts import fetched, year_facts
from groeiruimte.actions.forms import answers_of
from groeiruimte.pages.answered import Answered, answered
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column, Entry
from groeiruimte.pages.questions import QuestionForm, question_form
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.form import Form, Question
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Evidence, FilledForm, FormSubmission, Remark
from groeiruimte.records.models.filled_form import APPROVED, CARRIED_OUT, CHANGES_REQUESTED, SUBMITTED
from groeiruimte.rules.answers import AnswerChange, changes
from groeiruimte.rules.facts import Facts

from .forms import RemarksForm

KPI_COLUMNS = (Column("KPI"), Column("Stand", "status"))
_KPI_STATES = {
    "met": ("done", "Gehaald"),
    "nearly": ("in_progress", "Bijna gehaald"),
    "not_yet": ("todo", "Nog niet gehaald"),
    "not_asked": ("not_asked", "Niet gevraagd"),
}

CHECKLIST = "c"
"""What the names of the checklist's fields begin with."""


@dataclass(frozen=True, slots=True)
class Line:
    """An answer, the field for a remark about it, and what was said about it before."""

    answer: Answered
    remark: BoundField
    before: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Something on the shelf of the practice, with the way to it."""

    title: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """`draft` are the remarks on this version so far, `before` those of the last round."""

    filled: FilledForm
    form: Form
    review: Form | None
    programme: Programme
    facts: Facts
    submission: FormSubmission
    earlier: tuple[FormSubmission, ...]
    said: tuple[Remark, ...]
    checked: Mapping[str, Any]
    evidence: tuple[Evidence, ...]

    @property
    def is_open(self) -> bool:
        """Whether the region can decide now."""
        return self.form.reviewed and self.filled.status == SUBMITTED

    @property
    def may_reopen(self) -> bool:
        return self.filled.status in (APPROVED, CARRIED_OUT) or (
            self.filled.status == SUBMITTED and not self.form.reviewed
        )

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for question in self.form.questions if question.type != "calculated")

    @property
    def draft(self) -> dict[str, str]:
        return _round(self.said, self.submission.number)

    @property
    def before(self) -> dict[str, str]:
        return _round(self.said, self.submission.number - 1)

    @property
    def stand(self) -> tuple[str, str, str]:
        """Kind, title and text of what the region should know first."""
        filled, practice = self.filled, self.filled.practice.name
        match filled.status:
            case "draft":
                return (
                    "warn",
                    f"{practice} haalde dit terug om te wijzigen",
                    "U ziet de laatste versie die verstuurd is.",
                )
            case "changes_requested" if filled.reason:
                return "info", "Dit staat weer open voor de praktijk", filled.reason
            case "changes_requested":
                return "info", "U stuurde dit terug", f"Het ligt nu bij {practice}."
            case "approved":
                return "ok", "U bent akkoord", ""
            case "carried_out" if filled.carried_out_on:
                return "ok", "Uitgevoerd", f"Volgens de praktijk op {short_date(filled.carried_out_on)}."
        return ("", "", "") if self.form.reviewed else ("info", "Ter kennisgeving", "Dit vraagt geen akkoord.")

    @property
    def changes(self) -> tuple[AnswerChange, ...]:
        """What is new since the version before."""
        if not self.earlier:
            return ()
        return changes(self.programme, self.facts, self.form, self.earlier[0].answers, self.submission.answers)

    def parts(self, remarks: RemarksForm) -> list[Part]:
        found = answered(self.programme, self.facts, self.form, self.submission.answers)
        many = len(found)
        return [
            Part(section.title if many > 1 else "Antwoorden", tuple(self._lines(section.answers, remarks)))
            for section in found
        ]

    def _lines(self, answers: tuple[Answered, ...], remarks: RemarksForm) -> Iterator[Line]:
        for answer in answers:
            key = answer.question.key
            if answer.question.type == "calculated":
                yield Line(answer, remarks["geheel"], "")
            else:
                yield Line(answer, remarks[key], self.before.get(key, ""), self.draft.get(key, ""))

    @property
    def decided(self) -> tuple[Answered, ...]:
        """The checklist as it was filled in, once there is a decision."""
        if self.review is None or self.is_open or not self.checked:
            return ()
        found = answered(self.programme, self.facts, self.review, self.checked)
        return tuple(each for section in found for each in section.answers if not each.is_empty)

    @property
    def kpi_columns(self) -> tuple[Column, ...]:
        return KPI_COLUMNS

    @property
    def kpis(self) -> list[list[Cell]]:
        """As they stood when it was sent."""
        return [
            [
                Cell(kpi["title"], note=kpi["because"]),
                Cell(_KPI_STATES[kpi["state"]][0], note=_KPI_STATES[kpi["state"]][1]),
            ]
            for kpi in self.submission.kpis
        ]

    @property
    def proofs(self) -> list[Proof]:
        return [_proof(each) for each in self.evidence]

    @property
    def paper_url(self) -> str:
        given = {"practice_id": self.filled.practice_id, "form": self.form.key}
        return reverse("practice:form_paper", kwargs=given) + f"?jaar={self.filled.enrolment.year}"

    @property
    def entries(self) -> list[Entry]:
        """What happened, newest first."""
        found = [
            Entry(
                each.submitted_at,
                each.submitted_by.name,
                f"Verstuurd, versie {each.number}",
                f"Ontvangstbewijs {each.receipt}{'. Dit was te laat' if each.late else ''}",
            )
            for each in (self.submission, *self.earlier)
        ]
        decided = {remark.number: remark for remark in self.said if remark.number < self.submission.number}
        found += [
            Entry(remark.at, remark.by.name, f"Opmerkingen bij versie {number}") for number, remark in decided.items()
        ]
        filled = self.filled
        if filled.decided_at and filled.decided_by:
            what = "Teruggestuurd" if filled.status == CHANGES_REQUESTED and not filled.reason else "Akkoord"
            found.append(Entry(filled.decided_at, filled.decided_by.name, what))
        return sorted(found, key=lambda entry: entry.at, reverse=True)


def sheet_of(request: Request, filled: FilledForm) -> Sheet:
    """Everything about one form. The answers are those that were sent, whatever the practice types now."""
    practice = fetched(access.practices(request.actor, "form.read").get(pk=filled.practice_id))
    programme, facts = year_facts(practice, filled.enrolment.region_year, request.actor.on)
    form = programme.form(filled.form)
    sent = list(access.form_submissions(request.actor).filter(filled_form=filled).order_by("-number"))
    if form is None or not sent:
        raise Http404
    review = next((each for each in programme.forms if each.kind == "review" and each.about == form.key), None)
    own = access.filled_forms(request.actor).filter(about=filled, form=review.key).first() if review else None
    return Sheet(
        filled=filled,
        form=form,
        review=review,
        programme=programme,
        facts=facts,
        submission=sent[0],
        earlier=tuple(sent[1:]),
        said=tuple(access.remarks(request.actor).filter(filled_form=filled).order_by("at", "id")),
        checked=answers_of(own) if own else {},
        evidence=tuple(access.evidence(request.actor).filter(practice=practice, removed_on__isnull=True)),
    )


def checklist_of(sheet: Sheet, typed: QueryDict | None) -> QuestionForm | None:
    """The own questions of the region about this form; None when the programme has none."""
    if sheet.review is None:
        return None
    return question_form(
        sheet.review.questions,
        of=sheet.review,
        programme=sheet.programme,
        facts=sheet.facts,
        answers=sheet.checked,
        data=typed,
        prefix=CHECKLIST,
    )


def _round(said: tuple[Remark, ...], number: int) -> dict[str, str]:
    """The remark that counts per question of one version."""
    found = {remark.question: remark.text for remark in said if remark.number == number}
    return {question: text for question, text in found.items() if text}


def _proof(each: Evidence) -> Proof:
    note = f"{short_date(each.day)}{f', bekeken op {short_date(each.checked_on)}' if each.checked_on else ''}"
    if each.link:
        return Proof(each.title, each.link, f"link, {note}")
    given = {"practice_id": each.practice_id, "evidence_id": each.pk}
    return Proof(each.title, reverse("practice:evidence_file", kwargs=given), note)
