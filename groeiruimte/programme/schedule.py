"""The period, phases and deadlines of a programme. Source: R050, R136, R139, R170, R171, R175."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from .kpi import Requirement
from .text import Key, Source, Text, Words

Day = date
"""A deadline has a field `date`, which would hide the type of that name."""


LONGEST = 20
"""Years; a longer period is a slip, and would make a calendar of it endless."""


class Period(Text):
    """First and last day, both included."""

    start: date
    end: date

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.end < self.start:
            raise ValueError("De einddatum ligt voor de begindatum. Draai ze om of verbeter het jaar.")
        if self.end.year - self.start.year > LONGEST:
            raise ValueError(f"Dit duurt langer dan {LONGEST} jaar. Verbeter het jaar van de einddatum.")
        return self

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def years(self) -> range:
        return range(self.start.year, self.end.year + 1)


class Phase(Text):
    """A phase of the project of a practice, in order; it is over when `done_when` holds (R139, R162, R173)."""

    key: Key
    label: Words
    order: int = Field(ge=1)
    asks: tuple[Words, ...] = ()
    done_when: Requirement | None = None
    source: Source


class Deadline(Text):
    """A local date; the day ends at 23:59:59 in Amsterdam. `opens` is the first day something can be handed in.

    A date outside the period of the programme is far more often a slip than a wish, so it must give its reason.
    """

    key: Key
    title: Words
    date: Day
    opens: Day | None = None
    form: Key | None = None
    phase: Key | None = None
    who: str = "practice"
    outside_period: str = Field(default="", description="why the date lies before or after the period")
    source: Source

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.opens and self.date < self.opens:
            raise ValueError("De uiterste datum ligt voor de eerste dag. Verbeter een van de twee.")
        return self
