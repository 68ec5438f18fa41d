"""Conditions to take part and to claim, each of one named kind.

Source: R007, R008, R012, R054, R056-R058, R164, R186.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .objective import StandingKey
from .text import Key, Source, Text, Words


class _Condition(Text):
    key: Key
    title: Words
    met: Words = Field(description="the sentence when it holds")
    unmet: Words = Field(description="the sentence when it does not")
    mend: Words = Field(description="what the practice can do about it")
    severity: Literal["refuse", "warn"] = "refuse"
    stage: Literal["enrolment", "claim"] = "enrolment"
    needs: tuple[Key, ...] = Field(default=(), description="conditions that are looked at first")
    source: Source


class Holds(_Condition):
    """The records hold a standing of the practice, with this value if one is given, on the day that counts."""

    kind: Literal["holds"]
    standing: StandingKey
    value: str | None = None
    on: Literal["enrolment_day", "first_day", "whole_period"] = "first_day"


class Absent(_Condition):
    """The practice has no such standing on any day of the programme year."""

    kind: Literal["absent"]
    standing: StandingKey
    value: str | None = None


class OnceAYear(_Condition):
    """Enrolment starts once a year on a fixed day; who comes later starts a year later."""

    kind: Literal["once_a_year"]
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)

    @model_validator(mode="after")
    def _a_day_of_every_year(self) -> Self:
        try:
            date(2021, self.month, self.day)  # not a leap year: 29 February is no day to start on every year
        except ValueError:
            raise ValueError("Deze dag komt niet elk jaar voor. Kies een dag die elk jaar bestaat.") from None
        return self


class ObjectivesAtMost(_Condition):
    """No more than so many objectives."""

    kind: Literal["objectives_at_most"]
    most: int = Field(ge=1, le=4)


class PlanApproved(_Condition):
    """The insurer approved the plan of the region."""

    kind: Literal["plan_approved"]


Condition = Annotated[Holds | Absent | OnceAYear | ObjectivesAtMost | PlanApproved, Field(discriminator="kind")]
