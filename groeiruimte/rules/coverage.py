"""Of how many practices a region has the answers to its KPIs, and who is missing (R033, R037). Pure.

A practice gave an answer to a KPI when the records hold something for it, or when it sent in its accountability: then
a zero is an answer too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MET, NEARLY, NOT_YET = STATES = ("met", "nearly", "not_yet")


@dataclass(frozen=True, slots=True)
class Stands:
    """How one KPI stands at one practice; `have` is what was found for it."""

    kpi: str
    state: str
    have: int


@dataclass(frozen=True, slots=True)
class Taking:
    """A practice that takes part, what is asked of it, and whether it sent in its accountability."""

    practice: str
    name: str
    objectives: tuple[str, ...]
    kpis: tuple[Stands, ...]
    accounted: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of the KPIs without an answer."""
        if self.accounted:
            return ()
        return tuple(each.kpi for each in self.kpis if each.have == 0 and each.state != MET)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`complete` of `asked` practices gave every answer; `missing` are the others, in their order."""

    asked: int
    missing: tuple[Taking, ...]

    @property
    def complete(self) -> int:
        return self.asked - len(self.missing)


@dataclass(frozen=True, slots=True)
class Count:
    """Of one KPI: the practices of which it is asked, and how it stands there. `unanswered` are in `not_yet` too."""

    asked: int = 0
    met: int = 0
    nearly: int = 0
    not_yet: int = 0
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Theme:
    """Of one objective: the practices that chose it, by how many of its KPIs they met. The three add up to all."""

    all: int
    some: int
    none: int

    @property
    def practices(self) -> int:
        return self.all + self.some + self.none


def coverage(taking: Iterable[Taking]) -> Coverage:
    """Only who is asked something can be missing."""
    asked = [each for each in taking if each.kpis]
    return Coverage(len(asked), tuple(each for each in asked if each.missing))


def count(taking: Iterable[Taking], kpi: str) -> Count:
    found = [(each, stands) for each in taking for stands in each.kpis if stands.kpi == kpi]
    states = [stands.state for _, stands in found]
    return Count(
        asked=len(found),
        met=states.count(MET),
        nearly=states.count(NEARLY),
        not_yet=states.count(NOT_YET),
        unanswered=sum(kpi in each.missing for each, _ in found),
    )


def theme(taking: Iterable[Taking], objective: str, kpis: Iterable[str]) -> Theme:
    """`kpis` are those of the objective, with those that are for everybody. Who is asked none of them met none."""
    counted, own = [0, 0, 0], set(kpis)
    for each in taking:
        if objective not in each.objectives:
            continue
        met = [stands.state == MET for stands in each.kpis if stands.kpi in own]
        counted[0 if met and all(met) else 1 if any(met) else 2] += 1
    return Theme(*counted)
