"""KPIs and the small vocabulary that says what meets them. Source: R067-R070, R080-R099, R112-R131, R144.

A vocabulary, not a language: a new kind touches its type here, its meaning and its sentence in `rules.kpi`, and its
tests.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .objective import ObjectiveKey
from .text import Key, Source, Text, Words


class Attended(Text):
    """Staff attended at least so many trainings or meetings on a topic."""

    kind: Literal["attended"]
    topic: Key
    at_least: int = Field(default=1, ge=1)
    who: Literal["anyone", "gp", "other_staff"] = "anyone"


class Submitted(Text):
    """A form was submitted; `status` asks for more than that."""

    kind: Literal["submitted"]
    form: Key
    status: Literal["submitted", "approved", "carried_out"] = "submitted"


class Answered(Text):
    """A question of a form has an answer, or this answer."""

    kind: Literal["answered"]
    form: Key
    question: Key
    value: str | bool | None = None


class Counted(Text):
    """The records hold at least so many items of a kind, or one for every employee or every district served."""

    kind: Literal["counted"]
    record: Key
    at_least: int = Field(default=1, ge=1)
    for_each: Literal["practice", "employee", "district"] = "practice"


class ScanFinished(Text):
    """A scan was finished in the year, or not longer than so many months before it."""

    kind: Literal["scan_finished"]
    scan: Key
    recent_months: int = Field(default=0, ge=0)


class SurveyHeld(Text):
    """A measurement took place in the year, by any instrument, with at least so many respondents when that is asked."""

    kind: Literal["survey_held"]
    survey: Key
    at_least: int = Field(default=0, ge=0, description="respondents")


class HoursBooked(Text):
    """Extra hours are booked, with hours for each professional."""

    kind: Literal["hours_booked"]
    per_function: bool = True


class MilestonesDone(Text):
    """At least so many milestones of the plan are done; with `every` all that the plan has."""

    kind: Literal["milestones_done"]
    at_least: int = Field(default=1, ge=1)
    every: bool = False


class Evidence(Text):
    """A file or link of this kind lies on the evidence shelf; `checked` asks for a date of a check."""

    kind: Literal["evidence"]
    evidence: Key
    checked: bool = False


class AllOf(Text):
    """All parts hold."""

    kind: Literal["all_of"]
    of: tuple[Requirement, ...] = Field(min_length=1)


class AnyOf(Text):
    """At least one part holds."""

    kind: Literal["any_of"]
    of: tuple[Requirement, ...] = Field(min_length=1)


class AtLeast(Text):
    """At least `number` of the parts hold."""

    kind: Literal["at_least"]
    number: int = Field(ge=1)
    of: tuple[Requirement, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        if self.number > len(self.of):
            raise ValueError("Er worden meer delen gevraagd dan er staan. Verlaag number of voeg een deel toe.")
        return self


Requirement = Annotated[
    Attended
    | Submitted
    | Answered
    | Counted
    | ScanFinished
    | SurveyHeld
    | HoursBooked
    | MilestonesDone
    | Evidence
    | AllOf
    | AnyOf
    | AtLeast,
    Field(discriminator="kind"),
]

AllOf.model_rebuild()
AnyOf.model_rebuild()
AtLeast.model_rebuild()


class Kpi(Text):
    """A kritieke prestatie-indicator, and what meets it."""

    key: Key
    objective: ObjectiveKey | None = Field(default=None, description="None: asked of every practice (R144)")
    title: Words
    explanation: str = ""
    met_by: Requirement
    mandatory: bool = True
    recommended: str = Field(default="", description="what the region recommends, without asking it")
    choice: Key | None = Field(default=None, description="only for practices that chose this track")
    source: Source
