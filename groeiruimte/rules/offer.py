"""Trainings beside a programme: the KPIs that they count for, and whether a region organises enough.

Source: R067, R080, R090, R091, R098, R130, R131, R144, R148, R149.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from groeiruimte.programme.kpi import AllOf, AnyOf, AtLeast, Attended, Kpi, Requirement
from groeiruimte.programme.offer import OfferRule
from groeiruimte.programme.programme import Programme

from .why import number, sentences

KINDS: dict[str, tuple[str, str]] = {
    "training": ("scholing", "scholingen"),
    "meeting": ("bijeenkomst", "bijeenkomsten"),
    "inspiration": ("inspiratiesessie", "inspiratiesessies"),
}
"""What a kind of session is called, one and many."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A session on the calendar that was not called off."""

    kind: str
    objectives: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class OfferCheck:
    """One promise of a region: how many sessions stand on the calendar of how many, and the sentence about it."""

    title: str
    objective: str
    have: int
    need: int
    because: str

    @property
    def met(self) -> bool:
        return self.have >= self.need


def counts_for(programme: Programme, about: Iterable[str], objectives: Sequence[str] | None = None) -> tuple[Kpi, ...]:
    """The KPIs that a training on these topics counts for; with `objectives` only those that a practice is asked."""
    wanted = set(about)
    return tuple(
        kpi
        for kpi in programme.kpis
        if any(each.topic in wanted for each in _attended(kpi.met_by))
        and (objectives is None or kpi.objective is None or kpi.objective in objectives)
    )


def offer_checks(programme: Programme, offered: Sequence[Offered]) -> tuple[OfferCheck, ...]:
    """Each promise of the region, per objective when it holds for each (R148: no meeting for a theme is not met)."""
    return tuple(
        _check(programme, rule, objective, offered)
        for rule in programme.offer
        for objective in ((rule.objective,) if rule.objective else _supported(programme))
    )


def _supported(programme: Programme) -> tuple[str, ...]:
    return tuple(objective.key for objective in programme.objectives_in_order if objective.supported)


def _check(programme: Programme, rule: OfferRule, objective: str, offered: Sequence[Offered]) -> OfferCheck:
    have = sum(
        each.kind == rule.kind and objective in each.objectives and programme.period.holds(each.day) for each in offered
    )
    one, many = KINDS[rule.kind]
    found = f"Op de agenda staat {number(have)} {one}" if have == 1 else f"Op de agenda staan {number(have)} {many}"
    lacks = rule.at_least - have
    ask = f"Plan er nog {number(lacks)}" if lacks > 0 else ""
    return OfferCheck(
        rule.title, objective, have, rule.at_least, sentences(found, f"Nodig: {number(rule.at_least)}", ask)
    )


def _attended(requirement: Requirement) -> Iterator[Attended]:
    match requirement:
        case Attended():
            yield requirement
        case AllOf() | AnyOf() | AtLeast():
            for part in requirement.of:
                yield from _attended(part)
