"""Which trainings a practice still needs for its KPIs. Source: R067, R080, R090, R098, R130, R131, R144."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from groeiruimte.programme.kpi import AllOf, AnyOf, AtLeast, Attended, Requirement
from groeiruimte.programme.programme import Programme

from .facts import Facts
from .kpi import is_asked
from .measure import Asked
from .requirement import measure


@dataclass(frozen=True, slots=True)
class TrainingNeed:
    """What one KPI asks about one topic: `have` of `need` people or times."""

    topic: str
    have: int
    need: int

    @property
    def open(self) -> int:
        return self.need - self.have


def training_needs(programme: Programme, facts: Facts) -> tuple[TrainingNeed, ...]:
    """Every training that the KPIs of a practice ask, in the order of the programme; `have` never passes `need`.

    A KPI that is met, by whatever part, needs nothing more.
    """
    found = []
    for kpi in programme.kpis:
        if not (kpi.mandatory and is_asked(kpi, facts)):
            continue
        asked = Asked(facts, programme.period, programme, kpi.objective)
        met = measure(kpi.met_by, asked).state == "met"
        for part in attended_parts(kpi.met_by):
            have = part.at_least if met else min(measure(part, asked).have, part.at_least)
            found.append(TrainingNeed(part.topic, have, part.at_least))
    return tuple(found)


def attended_parts(requirement: Requirement) -> Iterator[Attended]:
    """The trainings within a requirement."""
    match requirement:
        case Attended():
            yield requirement
        case AllOf() | AnyOf() | AtLeast():
            for part in requirement.of:
                yield from attended_parts(part)
