"""The shape of worked examples: which words a `[[case]]` may use, for each kind of question.

An unknown word or a value of another kind is refused, and an example that expects nothing is too: it could never fail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AwareDatetime,
    BeforeValidator,
    Field,
    InstanceOf,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.objective import ObjectiveKey
from groeiruimte.programme.problems import Problem

from .example_shape import Case, Expect, Words
from .given import Answers, Euro, FactsGiven, HoursGiven, Shape, StandingGiven
from .given_plan import PlanGiven
from .measured_example import ScanCase, SurveyCase

_UZOVI = re.compile(r"[0-9]{4}\Z")


def _quarter(value: Any) -> Quarter:
    try:
        return Quarter.read(value)
    except (TypeError, ValueError):
        raise ValueError('Dit is geen kwartaal. Schrijf bijvoorbeeld "2022Q2".') from None


AQuarter = Annotated[InstanceOf[Quarter], BeforeValidator(_quarter)]


class BookedGiven(Shape):
    reference: Words
    uzovi_code: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    count: int
    tariff: Euro
    amount: Euro
    corrects: str = ""


class EnrolmentExpect(Expect):
    """`failed` and `warned` are keys of conditions looked at and not met, `blocked` of those that wait for another."""

    may_take_part: bool | None = None
    failed: list[str] | None = None
    warned: list[str] | None = None
    blocked: list[str] | None = None
    first_day: date | None = None


class EnrolmentCase(Case):
    kind: Literal["enrolment"]
    on: date
    stage: Literal["enrolment", "claim"] = "enrolment"
    year: int | None = None
    objectives: list[ObjectiveKey] = Field(default_factory=list)
    choices: list[str] = Field(default_factory=list)
    standings: list[StandingGiven] = Field(default_factory=list)
    enrolled_on: date | None = None
    enrolled_years: list[int] = Field(default_factory=list)
    plan_approved_on: date | None = None
    expect: EnrolmentExpect


class AllowedExpect(Expect):
    allowed: bool | None = None


class HoursCase(HoursGiven, Case):
    kind: Literal["hours"]
    on: date
    standings: list[StandingGiven] = Field(default_factory=list)
    expect: AllowedExpect


class SpendingCase(Case):
    kind: Literal["spending"]
    spend: str
    on: date
    standings: list[StandingGiven] = Field(default_factory=list)
    expect: AllowedExpect


class KpiExpect(Expect):
    state: Literal["met", "nearly", "not_yet"] | None = None
    have: int | None = None
    need: int | None = None


class KpiCase(FactsGiven, Case):
    """`year` narrows the period to one year of the programme."""

    kind: Literal["kpi"]
    kpi: str
    year: int | None = None
    expect: KpiExpect


class FormExpect(Expect):
    """`missing` and `shown` are keys of questions, in any order; `ranked` the first column of the table that is ranked.

    `calculated` and `prefilled` look only at the questions they name: an amount in cents, an answer in the shape of
    its question, "" for a question that nothing is known of. A KPI is prefilled with true or false.
    """

    missing: list[str] | None = None
    shown: list[str] | None = None
    calculated: dict[str, int | str] | None = None
    ranked: list[str] | None = None
    prefilled: Answers | None = None
    available: Literal["open", "not_yet", "not_for_you"] | None = None


class FormCase(FactsGiven, Case):
    """The answers to a form, on a day; without a day on the last of the programme."""

    kind: Literal["form"]
    form: str
    on: date | None = None
    answers: Answers = Field(default_factory=dict)
    expect: FormExpect


class PhaseExpect(Expect):
    """Keys of phases; `current` is "" when all are over."""

    current: str | None = None
    done: list[str] | None = None


class PhaseCase(FactsGiven, Case):
    kind: Literal["phase"]
    on: date | None = None
    expect: PhaseExpect


class ChoicesExpect(Expect):
    """`open` are the kinds of which one must still be chosen."""

    refused: bool | None = None
    open: list[str] | None = None


class ChoicesCase(Case):
    kind: Literal["choices"]
    objectives: list[ObjectiveKey] = Field(default_factory=list)
    choices: list[str] = Field(default_factory=list)
    expect: ChoicesExpect


class IntentionExpect(Expect):
    open: bool | None = None


class IntentionCase(Case):
    kind: Literal["intention"]
    on: date
    expect: IntentionExpect


class RegionalPlanExpect(Expect):
    """`missing` are places of the plan: `section:approach-A`, `activity:1`, `kpi:1`, `objective:A`, `agreement:all`."""

    complete: bool | None = None
    missing: list[str] | None = None


class RegionalPlanCase(PlanGiven, Case):
    kind: Literal["regional_plan"]
    expect: RegionalPlanExpect


class AmountExpect(Expect):
    """`amount` is the total of the lines that follow, `lines` their number; `unknown`: no tariff is known."""

    tariff: Euro | None = None
    amount: Euro | None = None
    lines: int | None = None
    unknown: bool | None = None


class AmountCase(Case):
    """A quarter with counts per UZOVI code; or a year, with those counts in each quarter or with counts per quarter."""

    kind: Literal["amount"]
    quarter: AQuarter | None = None
    year: int | None = None
    counted: dict[str, int | dict[str, int]]
    booked: list[BookedGiven] = Field(default_factory=list)
    expect: AmountExpect

    @model_validator(mode="after")
    def _one_question(self) -> Self:
        if (self.quarter is None) == (self.year is None):
            raise ValueError(
                "Een bedrag hoort bij een kwartaal of bij een jaar. Schrijf quarter of year, niet allebei."
            )
        if self.year is not None and (self.booked or {"tariff", "lines"} & self.expect.model_fields_set):
            raise ValueError("Dit hoort bij een kwartaal. Schrijf quarter in plaats van year.")
        for quarter, counts in self.per_quarter.items():
            if quarter.year != (self.year or quarter.year):
                raise ValueError(f"{quarter} valt buiten het jaar. Schrijf kwartalen van {self.year}.")
            if not all(_UZOVI.match(code) and count >= 0 for code, count in counts.items()):
                raise ValueError('Dit zijn geen aantallen per UZOVI-code. Schrijf bijvoorbeeld { "3311" = 2095 }.')
        return self

    @property
    def per_quarter(self) -> Mapping[Quarter, Mapping[str, int]]:
        """The counts of each quarter asked for."""
        nested = {code: counts for code, counts in self.counted.items() if isinstance(counts, dict)}
        flat = {code: count for code, count in self.counted.items() if isinstance(count, int)}
        if nested and (flat or self.year is None):
            raise ValueError('Dit zijn geen aantallen per UZOVI-code. Schrijf bijvoorbeeld { "3311" = 2095 }.')
        if nested:
            return {_quarter(name): counts for name, counts in nested.items()}
        quarters = [self.quarter] if self.quarter else [Quarter(self.year or 0, number) for number in range(1, 5)]
        return dict.fromkeys(quarters, flat)


class DeadlineExpect(Expect):
    on_time: bool | None = None


class DeadlineCase(Case):
    kind: Literal["deadline"]
    deadline: str
    at: AwareDatetime
    expect: DeadlineExpect


class WindowExpect(Expect):
    opens: date | None = None
    due: date | None = None


class WindowCase(Case):
    kind: Literal["list_window"]
    quarter: AQuarter
    expect: WindowExpect


class RoomExpect(Expect):
    percent: str | None = Field(default=None, pattern=r"^[0-9]+(\.[0-9]+)?$")
    unknown: bool | None = None


class RoomCase(Case):
    kind: Literal["growth_room"]
    year: int
    expect: RoomExpect


class ListsExpect(Expect):
    number: int | None = None


class ListsCase(Case):
    kind: Literal["lists_expected"]
    year: int = Field(ge=1, le=9998)
    expect: ListsExpect


AnyCase = (
    EnrolmentCase
    | HoursCase
    | SpendingCase
    | KpiCase
    | FormCase
    | PhaseCase
    | ChoicesCase
    | IntentionCase
    | RegionalPlanCase
    | AmountCase
    | DeadlineCase
    | WindowCase
    | RoomCase
    | ListsCase
    | ScanCase
    | SurveyCase
)

_CASE: TypeAdapter[AnyCase] = TypeAdapter(Annotated[AnyCase, Field(discriminator="kind")])


def read_case(where: str, value: object) -> tuple[AnyCase | None, list[Problem]]:
    """One example from a table; `where` is its path. The problems say per word what is wrong and how to mend it."""
    try:
        return _CASE.validate_python(value), []
    except ValidationError as error:
        found: dict[str, Problem] = {}
        for details in error.errors(include_url=False):
            problem = _problem(where, details["type"], details["loc"], details.get("ctx", {}), details["msg"])
            found.setdefault(problem.where, problem)
        return None, list(found.values())


def _problem(
    where: str, kind: str, location: tuple[str | int, ...], context: Mapping[str, Any], message: str
) -> Problem:
    word = str(location[-1]) if location else ""
    path = where + "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in location[1:])
    match kind:
        case "missing":
            return Problem(path, f"Het woord {word} ontbreekt.", f"Voeg {word} toe aan dit voorbeeld.")
        case "extra_forbidden":
            return Problem(path, f"Een voorbeeld van deze soort kent het woord {word} niet.", "Haal het weg.")
        case "union_tag_not_found":
            return Problem(f"{where}.kind", "De soort ontbreekt.", f"Kies kind uit: {_kinds()}.")
        case "union_tag_invalid":
            return Problem(f"{where}.kind", f"De soort {context['tag']} is niet bekend.", f"Kies uit: {_kinds()}.")
        case "literal_error":
            return Problem(
                path, "Deze keuze is niet bekend.", f"Kies uit: {context['expected'].replace(' or ', ' of ')}."
            )
        case "value_error":
            what, _, mend = str(context["error"]).partition(". ")
            return Problem(path, f"{what}.", mend)
        case "timezone_aware":
            return Problem(path, "Dit tijdstip heeft geen tijdzone.", "Schrijf bijvoorbeeld +02:00 achter de tijd.")
    wanted = next((words for start, words in _BELONGS if kind.startswith(start)), "een andere waarde")
    return Problem(path, f"Hier hoort {wanted}.", "Kijk hoe het in een ander voorbeeld staat.")


def _kinds() -> str:
    return ", ".join(_CASE.json_schema()["discriminator"]["mapping"])


# What belongs at a place, by how pydantic names its refusal.
_BELONGS = (
    ("string_pattern", "tekst in een andere vorm"),
    ("string_too_short", "een langere tekst"),
    ("string", "tekst tussen aanhalingstekens"),
    ("int", "een heel getal"),
    ("greater_than", "een groter getal"),
    ("less_than", "een kleiner getal"),
    ("bool", "true of false"),
    ("datetime", "een tijdstip, zoals 2022-08-31T23:59:59+02:00"),
    ("date", "een datum, zoals 2022-01-31"),
    ("too_short", "ten minste één waarde"),
    ("list", "een lijst tussen [ en ]"),
    ("dict", "een blok tussen { en }"),
    ("model", "een blok tussen { en }"),
)
