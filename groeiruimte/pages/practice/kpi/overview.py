"""The KPIs of a practice as a page shows them: pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from groeiruimte.programme.kpi import Kpi
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.kpi import KpiResult, is_asked, of_practice
from groeiruimte.rules.requirement import comes_from

from .ways import Way

STATES = {"met": "Gehaald", "nearly": "Bijna", "not_yet": "Nog niet", "not_asked": "Niet gevraagd"}
_TONES = {"met": "done", "nearly": "in_progress", "not_yet": "todo", "not_asked": "not_asked"}
_BY_ITSELF = "automatisch"


@dataclass(frozen=True, slots=True)
class Shown:
    """A KPI with its result; `state` and `tone` as a status is shown."""

    kpi: Kpi
    result: KpiResult
    state: str
    tone: str
    ways: tuple[Way, ...] = ()

    @property
    def from_where(self) -> str:
        return self.result.from_where[:1].upper() + self.result.from_where[1:]


@dataclass(frozen=True, slots=True)
class Group:
    """The KPIs of one objective, or those for everybody."""

    title: str
    kpis: tuple[Shown, ...]

    @property
    def met(self) -> int:
        return sum(shown.result.state == "met" for shown in self.kpis)


@dataclass(frozen=True, slots=True)
class Overview:
    """`by_itself`: how many of the asked ones need nothing typed."""

    groups: tuple[Group, ...]
    not_asked: tuple[Shown, ...]
    asked: int
    met: int
    by_itself: int


def overview(programme: Programme, facts: Facts, ways_of: Callable[[Kpi], tuple[Way, ...]]) -> Overview:
    """All KPIs; `ways_of` gives what this person can do for one of them."""
    results = {result.key: result for result in of_practice(programme, facts, everything=True)}
    found = [_shown(kpi, results[kpi.key], ways_of) for kpi in programme.kpis]
    asked = [each for each in found if is_asked(each.kpi, facts)]
    return Overview(
        groups=tuple(_groups(programme, asked)),
        not_asked=tuple(each for each in found if each.result.state == "not_asked"),
        asked=len(asked),
        met=sum(each.result.state == "met" for each in asked),
        by_itself=sum(fills_itself(each.kpi, programme) for each in asked),
    )


def one(programme: Programme, facts: Facts, key: str, ways_of: Callable[[Kpi], tuple[Way, ...]]) -> Shown | None:
    """One KPI of the programme by its key, asked or not."""
    results = {result.key: result for result in of_practice(programme, facts, everything=True)}
    return next((_shown(kpi, results[kpi.key], ways_of) for kpi in programme.kpis if kpi.key == key), None)


def fills_itself(kpi: Kpi, programme: Programme) -> bool:
    """Whether everything that meets it comes from what is done elsewhere in the product."""
    return all(place.startswith(_BY_ITSELF) for place in comes_from(kpi.met_by, programme))


def _shown(kpi: Kpi, result: KpiResult, ways_of: Callable[[Kpi], tuple[Way, ...]]) -> Shown:
    ways = ways_of(kpi) if result.state in ("nearly", "not_yet") else ()
    return Shown(kpi, result, STATES[result.state], _TONES[result.state], ways)


def _groups(programme: Programme, asked: Iterable[Shown]) -> Iterable[Group]:
    by_objective: dict[str | None, list[Shown]] = {}
    for each in asked:
        by_objective.setdefault(each.kpi.objective, []).append(each)
    for objective in programme.objectives_in_order:
        if objective.key in by_objective:
            yield Group(objective.label, tuple(by_objective[objective.key]))
    if None in by_objective:
        yield Group("Voor elke praktijk", tuple(by_objective[None]))
