"""Milestones of a plan: which examples can be copied, when one can be due, which training it needs.

Source: R141, R143, R169, R171.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.kpi import AllOf, AnyOf, AtLeast, Attended, Requirement
from groeiruimte.programme.milestone import MilestoneExample
from groeiruimte.programme.programme import Programme

from .facts import Facts
from .naming import noun

FEWEST, MOST = 3, 5
"""How many milestones make a plan that can be done (P08): advice, never a limit."""

State = Literal["done", "late", "in_progress", "todo"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An example that fits the objectives and choices of a practice, with the day on which it would be due."""

    example: MilestoneExample
    due: date
    training: str


def suggestions(programme: Programme, facts: Facts, start: date) -> tuple[Suggestion, ...]:
    """The examples for this practice, in the order of the text. `start` is the first day of its plan."""
    fitting = [
        example
        for example in programme.milestones
        if (example.objective is None or example.objective in facts.objectives)
        and (example.choice is None or example.choice in facts.choices)
    ]
    return tuple(
        Suggestion(example, due_of(programme, start, example.weeks), noun(programme, example.training or ""))
        for example in fitting
    )


def outside(programme: Programme, day: date) -> str:
    """Why a milestone cannot end on a day; "" when it can (R171)."""
    if day > programme.period.end:
        return f"De einddatum ligt na het programma ({short_date(programme.period.end)})."
    if day < programme.period.start:
        return f"De einddatum ligt voor het programma ({short_date(programme.period.start)})."
    return ""


def topics(programme: Programme) -> dict[str, str]:
    """The topics of trainings that the programme knows, each with its words, in the order of those words."""
    asked = [requirement for kpi in programme.kpis for requirement in _attended(kpi.met_by)]
    asked += [found for phase in programme.phases if phase.done_when for found in _attended(phase.done_when)]
    keys = {requirement.topic for requirement in asked}
    keys |= {example.training for example in programme.milestones if example.training}
    said = {key: noun(programme, key) for key in keys}
    return dict(sorted(said.items(), key=lambda pair: pair[1].lower()))


def followed(programme: Programme, facts: Facts, topic: str) -> bool:
    """Whether somebody of the practice attended a training on a topic within the programme (R143)."""
    return any(topic in found.topics and programme.period.holds(found.day) for found in facts.attendances)


def state(due: date, done_on: date | None, started: bool, on: date) -> State:
    """How a milestone stands on a day; `started` says that the practice told something of its progress."""
    if done_on is not None:
        return "done"
    if on > due:
        return "late"
    return "in_progress" if started else "todo"


def advice(many: int) -> str:
    """What a plan with so many milestones still needs, in a sentence; "" when the number is good."""
    if many == 0:
        return f"Er staan nog geen mijlpalen. Kies er {FEWEST} tot {MOST}."
    if many < FEWEST:
        there = "Er staat 1 mijlpaal." if many == 1 else f"Er staan {many} mijlpalen."
        return f"{there} Ons advies: kies er {FEWEST} tot {MOST}."
    if many > MOST:
        return f"Er staan {many} mijlpalen. Minder werkt vaak beter: {FEWEST} tot {MOST}."
    return ""


def due_of(programme: Programme, start: date, weeks: int) -> date:
    """The day on which something is due that takes so many weeks: inside the programme."""
    return min(max(start, programme.period.start) + timedelta(weeks=weeks), programme.period.end)


def _attended(requirement: Requirement) -> Iterator[Attended]:
    match requirement:
        case Attended():
            yield requirement
        case AllOf() | AnyOf() | AtLeast():
            for part in requirement.of:
                yield from _attended(part)
        case _:
            return
