"""The facts that a worked example gives: which words it may use, and the facts that they stand for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from groeiruimte.programme.money import read_cents
from groeiruimte.programme.objective import ObjectiveKey, TimeType

from .asked import as_number
from .facts import (
    Attendance,
    BookedHours,
    EmployeeFact,
    EvidenceFact,
    Facts,
    FormFact,
    Item,
    Measurement,
    MilestoneFact,
    StandingFact,
)


def _amount(value: Any) -> int:
    """Cents from quoted euro; a correction may be negative."""
    try:
        return -read_cents(value[1:]) if value[:1] == "-" else read_cents(value)
    except (TypeError, ValueError):
        raise ValueError('Dit is geen bedrag tussen aanhalingstekens. Schrijf bijvoorbeeld "1655.05".') from None


def _hours(value: Any) -> Decimal:
    hours = as_number(value) if isinstance(value, int | str) else None
    if hours is None or hours < 0:
        raise ValueError('Dit zijn geen uren. Schrijf bijvoorbeeld 8 of "6.5".')
    return hours


def _answer(value: Any) -> Any:
    """An answer as records keep it: a date as text, and no broken number."""
    match value:
        case float():
            raise ValueError('Een getal met een komma staat tussen aanhalingstekens. Schrijf bijvoorbeeld "6.5".')
        case date():
            return value.isoformat()
        case list():
            return [_answer(part) for part in value]
        case dict():
            return {key: _answer(part) for key, part in value.items()}
    return value


Euro = Annotated[int, BeforeValidator(_amount)]
Hours = Annotated[Decimal, BeforeValidator(_hours)]
Answers = Annotated[dict[str, Any], BeforeValidator(_answer)]


class Shape(BaseModel):
    """Part of an example: no other words, no other kinds of value."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class StandingGiven(Shape):
    standing: str
    value: str = ""
    start: date | None = None
    end: date | None = None


class AttendanceGiven(Shape):
    topics: list[str] = Field(min_length=1)
    day: date
    function: str = ""
    title: str = ""
    employee: str = ""


class FormGiven(Shape):
    """`year` says of which year an earlier form is; without it the form is of this enrolment."""

    form: str
    status: Literal["draft", "submitted", "changes_requested", "approved", "carried_out"]
    day: date
    answers: Answers = Field(default_factory=dict)
    year: int = 0


class ItemGiven(Shape):
    record: str
    day: date
    of: str = ""
    fields: Answers = Field(default_factory=dict)


class MeasurementGiven(Shape):
    kind: str
    day: date
    respondents: int = Field(default=0, ge=0)
    instrument: str = ""


class EvidenceGiven(Shape):
    evidence: str
    day: date
    checked: date | None = None
    id: str = ""
    title: str = ""


class HoursGiven(Shape):
    objective: ObjectiveKey
    function: str
    type: TimeType
    hours: Hours = Decimal(1)
    by_contract: bool = False
    claimed_nowhere_else: bool = False

    @property
    def booked(self) -> BookedHours:
        return BookedHours(
            self.objective, self.function, self.type, self.hours, self.by_contract, self.claimed_nowhere_else
        )


class MilestoneGiven(Shape):
    title: str
    due: date
    done_on: date | None = None
    owner: str = ""
    shows: str = ""
    training: str = ""


class EmployeeGiven(Shape):
    id: str
    name: str
    function: str = ""
    hours: Hours = Decimal(0)


class FactsGiven(Shape):
    """What happened in a practice; everything may be left out."""

    enrolled_on: date | None = None
    objectives: list[ObjectiveKey] = Field(default_factory=list)
    choices: list[str] = Field(default_factory=list)
    profile: dict[str, str] = Field(default_factory=dict)
    support_need: str = ""
    attendances: list[AttendanceGiven] = Field(default_factory=list)
    forms: list[FormGiven] = Field(default_factory=list)
    items: list[ItemGiven] = Field(default_factory=list)
    measurements: list[MeasurementGiven] = Field(default_factory=list)
    evidence: list[EvidenceGiven] = Field(default_factory=list)
    employees: list[str] = Field(default_factory=list)
    staff: list[EmployeeGiven] = Field(default_factory=list)
    districts: list[str] = Field(default_factory=list)
    hours: list[HoursGiven] = Field(default_factory=list)
    milestones: list[MilestoneGiven] = Field(default_factory=list)
    milestones_done: int = Field(default=0, ge=0)

    @property
    def facts(self) -> Facts:
        """The same as the facts that rules look at."""
        return Facts(
            enrolled_on=self.enrolled_on,
            objectives=tuple(self.objectives),
            choices=tuple(self.choices),
            profile=self.profile,
            support_need=self.support_need,
            attendances=tuple(
                Attendance(frozenset(a.topics), a.day, a.function, a.title, a.employee) for a in self.attendances
            ),
            forms=tuple(FormFact(form.form, form.status, form.day, form.answers, form.year) for form in self.forms),
            items=tuple(Item(item.record, item.day, item.of, item.fields) for item in self.items),
            measurements=tuple(Measurement(m.kind, m.day, m.respondents, m.instrument) for m in self.measurements),
            evidence=tuple(EvidenceFact(e.evidence, e.day, e.checked, e.id, e.title) for e in self.evidence),
            employees=tuple(self.employees),
            staff=tuple(EmployeeFact(e.id, e.name, e.function, e.hours) for e in self.staff),
            districts=tuple(self.districts),
            hours=tuple(given.booked for given in self.hours),
            milestones=tuple(
                MilestoneFact(m.title, m.due, m.done_on, m.owner, m.shows, m.training) for m in self.milestones
            ),
            milestones_done=self.milestones_done,
        )


def standings(given: list[StandingGiven]) -> tuple[StandingFact, ...]:
    return tuple(StandingFact(found.standing, found.value, found.start, found.end) for found in given)
