"""Is a KPI met? What was found, what is needed, what would be just enough. Source: R067-R070, R080-R099, R112-R131."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from groeiruimte.programme.kpi import Kpi
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.schedule import Period

from .facts import Facts
from .requirement import Asked, comes_from, measure
from .why import Trace, listed

State = Literal["met", "nearly", "not_yet", "not_asked"]


@dataclass(frozen=True, slots=True)
class KpiResult:
    """A KPI with what was found (`have`) of what is needed (`need`), and the sentences that say why.

    `from_where` says where the facts come from, `facts` which were found, `next` what would be just enough to meet it
    ("" when it is met or not asked).
    """

    key: str
    title: str
    state: State
    have: int
    need: int
    because: str
    source: str
    from_where: str = ""
    facts: tuple[Trace, ...] = ()
    next: str = ""


def evaluate(kpi: Kpi, facts: Facts, *, period: Period, programme: Programme | None = None) -> KpiResult:
    """The result of one KPI over a period. With a `programme` forms, functions and the source are named in full."""
    found = measure(kpi.met_by, Asked(facts, period, programme, kpi.objective))
    return KpiResult(
        key=kpi.key,
        title=kpi.title,
        state=found.state,
        have=found.have,
        need=found.need,
        because=found.because,
        source=_source(kpi, programme),
        from_where=_from_where(kpi, programme),
        facts=found.facts,
        next=found.next,
    )


def is_asked(kpi: Kpi, facts: Facts) -> bool:
    """Whether a KPI is asked of a practice: of every practice, or of those with its objective and its track."""
    return (kpi.objective is None or kpi.objective in facts.objectives) and (
        kpi.choice is None or kpi.choice in facts.choices
    )


def of_practice(
    programme: Programme, facts: Facts, *, period: Period | None = None, everything: bool = False
) -> tuple[KpiResult, ...]:
    """The results of the KPIs for all and of the chosen objectives and tracks, in the order of the programme.

    With `everything` the others are there too, as `not_asked`.
    """
    return tuple(
        evaluate(kpi, facts, period=period or programme.period, programme=programme)
        if is_asked(kpi, facts)
        else _not_asked(programme, kpi, facts)
        for kpi in programme.kpis
        if everything or is_asked(kpi, facts)
    )


def _not_asked(programme: Programme, kpi: Kpi, facts: Facts) -> KpiResult:
    if kpi.objective is not None and kpi.objective not in facts.objectives:
        because = f"Deze KPI hoort bij “{programme.objective(kpi.objective).label}”. Die doelstelling koos u niet."
    else:
        label = next((choice.label for choice in programme.choices if choice.key == kpi.choice), "")
        because = f"Deze KPI hoort bij de keuze “{label}”. Die koos u niet."
    source, from_where = _source(kpi, programme), _from_where(kpi, programme)
    return KpiResult(kpi.key, kpi.title, "not_asked", 0, 0, because, source, from_where)


def _source(kpi: Kpi, programme: Programme | None) -> str:
    place = ", ".join(part for part in (kpi.source.text, kpi.source.at) if part)
    return programme.source_title(kpi.source) if programme else place


def _from_where(kpi: Kpi, programme: Programme | None) -> str:
    return listed(list(comes_from(kpi.met_by, programme)))
