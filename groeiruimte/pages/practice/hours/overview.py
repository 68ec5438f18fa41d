"""Extra hours as the page shows them: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from groeiruimte.actions.facts import booked_hours
from groeiruimte.pages.layout.parts import Cell
from groeiruimte.programme.objective import Objective
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import ExtraHours
from groeiruimte.rules.effort import Verdict, may_spend, no_contract
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.hours import TIME, Booking, Level, TimeOffer, levels, time_offered, together, within
from groeiruimte.rules.naming import function_label
from groeiruimte.rules.why import number, span


@dataclass(frozen=True, slots=True)
class Booked:
    """One booking; `lacks` says what is still needed before it is complete, "" when nothing is (R021)."""

    id: str
    who: str
    time: str
    hours: str
    when: str
    contract: str
    lacks: str
    runs: bool


@dataclass(frozen=True, slots=True)
class OfObjective:
    """What an objective of the practice has: its hours, and the types of time with the answer to each."""

    key: str
    label: str
    booked: tuple[Booked, ...]
    hours: str
    time: tuple[TimeOffer, ...]
    by_contract: bool


@dataclass(frozen=True, slots=True)
class Spending:
    """`why` is empty when the money may go there without a condition."""

    label: str
    why: str
    verdict: Verdict


def per_function(programme: Programme, found: Sequence[ExtraHours], on: date) -> tuple[list[list[Cell]], list[Cell]]:
    """The rows of the overview by function level (R083), and the row of the totals, that is their sum."""
    rows = levels(_booking(programme, each, on) for each in found)
    shown = [_cells(function_label(programme, level.function), level) for level in rows]
    return sorted(shown, key=lambda row: str(row[0].value)), _cells("Samen", together(rows))


def per_objective(programme: Programme, facts: Facts, found: Sequence[ExtraHours], on: date) -> list[OfObjective]:
    """The objectives of the practice, in the order of the region."""
    mine = [objective for objective in programme.objectives_in_order if objective.key in facts.objectives]
    return [_of(programme, facts, objective, found, on) for objective in mine]


def spending(programme: Programme, facts: Facts, on: date) -> list[Spending]:
    """Where the money may go, and where not and why; what is allowed stands first (R076, R077, R158)."""
    day = within(programme, on)
    verdicts = [(rule, may_spend(programme, facts, rule.key, day)) for rule in programme.spending]
    found = [
        Spending(rule.label, verdict.because if rule.when or not verdict.allowed else "", verdict)
        for rule, verdict in verdicts
    ]
    return sorted(found, key=lambda each: not each.verdict.allowed)


def _of(programme: Programme, facts: Facts, objective: Objective, found: Sequence[ExtraHours], on: date) -> OfObjective:
    mine = [each for each in found if each.objective == objective.key]
    return OfObjective(
        key=objective.key,
        label=objective.label,
        booked=tuple(_booked(programme, objective, each, on) for each in mine),
        hours=number(sum((_hours(each) for each in mine), Decimal(0))),
        time=time_offered(programme, facts, objective, on),
        by_contract=objective.hours_by_contract,
    )


def _booked(programme: Programme, objective: Objective, found: ExtraHours, on: date) -> Booked:
    function = function_label(programme, found.function)
    return Booked(
        id=found.pk,
        who=f"{found.employee.name}, {function}" if found.employee else f"Nog niemand, {function}",
        time=next((label for kind, label in TIME.items() if kind == found.type), found.type),
        hours=number(_hours(found)),
        when=span(found.start, found.end),
        contract=found.contract.title if found.contract else "",
        lacks=no_contract(objective, booked_hours(found)),
        runs=_runs(programme, found, on),
    )


def _booking(programme: Programme, found: ExtraHours, on: date) -> Booking:
    who = str(found.employee_id) if found.employee_id else ""
    return Booking(found.function, who, _hours(found), _runs(programme, found, on))


def _runs(programme: Programme, found: ExtraHours, on: date) -> bool:
    """Whether the hours run on a day; after the programme, whether they ran until its end."""
    day = within(programme, on)
    return found.start <= day and (found.end is None or found.end >= day)


def _hours(found: ExtraHours) -> Decimal:
    return Decimal(found.minutes_a_week) / 60


def _cells(label: str, level: Level) -> list[Cell]:
    return [Cell(label), Cell(number(level.people)), Cell(number(level.hours)), Cell(number(level.now))]
