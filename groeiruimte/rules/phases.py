"""In which phase is a practice? Phases follow each other in strict order. Source: R139, R141, R162, R173."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.schedule import Phase

from .facts import Facts
from .requirement import Asked, measure
from .why import sentences


@dataclass(frozen=True, slots=True)
class PhaseState:
    """A phase and where it stands; `because` says what was found, and what closes the phase that is current."""

    phase: Phase
    state: Literal["done", "current", "later"]
    because: str


def phases(programme: Programme, facts: Facts, on: date) -> tuple[PhaseState, ...]:
    """The phases in order: done as long as each is over, then one that is current, then those that come later.

    What comes later can be met already; it counts as soon as the phases before it are over.
    """
    found: list[PhaseState] = []
    for phase in sorted(programme.phases, key=lambda phase: phase.order):
        before = found[-1] if found else None
        if before is not None and before.state != "done":
            current = next(state for state in found if state.state == "current")
            found.append(PhaseState(phase, "later", f"Eerst moet de fase “{current.phase.label}” klaar zijn."))
        else:
            found.append(_stands(programme, facts, phase, on))
    return tuple(found)


def current(programme: Programme, facts: Facts, on: date) -> PhaseState | None:
    """The phase that a practice is in; None when all are over or the programme has none."""
    return next((state for state in phases(programme, facts, on) if state.state == "current"), None)


def _stands(programme: Programme, facts: Facts, phase: Phase, on: date) -> PhaseState:
    if phase.done_when is None:
        return _by_calendar(programme, phase, on)
    found = measure(phase.done_when, Asked(facts, programme.period, programme))
    return PhaseState(phase, "done" if found.state == "met" else "current", found.because)


def _by_calendar(programme: Programme, phase: Phase, on: date) -> PhaseState:
    """Without a requirement a phase is over after its last deadline, or with the programme."""
    days = [found.date for found in programme.deadlines if found.phase == phase.key]
    last = max(days, default=programme.period.end)
    if on > last:
        return PhaseState(phase, "done", f"Deze fase duurde tot en met {short_date(last)}.")
    return PhaseState(phase, "current", sentences(f"Deze fase duurt tot en met {short_date(last)}."))
