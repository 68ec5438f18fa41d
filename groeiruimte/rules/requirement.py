"""What a requirement asks and what was found: of a KPI, or of a phase that is over. Source: R067-R070, R080-R131, R144.

Every kind comes down to so many found of so many needed; a new kind gets its meaning and its sentence in one of the
three files beside this one, by where its facts come from.
"""

from __future__ import annotations

from typing import assert_never

from groeiruimte.programme.kpi import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Attended,
    Counted,
    Evidence,
    HoursBooked,
    MilestonesDone,
    Requirement,
    ScanFinished,
    Submitted,
    SurveyHeld,
)
from groeiruimte.programme.programme import Programme

from .measure import Asked, Measure, of
from .measure_events import attended, scan, survey
from .measure_forms import answered, is_handed_in, latest_form, submitted
from .measure_records import counted, evidence, hours, milestones
from .naming import form_title, noun
from .why import sentences

__all__ = ["Asked", "Measure", "comes_from", "is_handed_in", "latest_form", "measure"]


def measure(requirement: Requirement, asked: Asked) -> Measure:
    """What was found of what a requirement needs."""
    match requirement:
        case Attended():
            return attended(requirement, asked)
        case Submitted():
            return submitted(requirement, asked)
        case Answered():
            return answered(requirement, asked)
        case Counted():
            return counted(requirement, asked)
        case ScanFinished():
            return scan(requirement, asked)
        case SurveyHeld():
            return survey(requirement, asked)
        case HoursBooked():
            return hours(requirement, asked)
        case MilestonesDone():
            return milestones(requirement, asked)
        case Evidence():
            return evidence(requirement, asked)
        case AllOf() | AnyOf() | AtLeast():
            return _parts(requirement, asked)
        case _:
            assert_never(requirement)


def comes_from(requirement: Requirement, programme: Programme | None) -> tuple[str, ...]:
    """Where the facts come from, in words; each place once."""
    match requirement:
        case Attended():
            return ("automatisch uit scholing",)
        case Submitted(form=form):
            return (f"automatisch uit “{form_title(programme, form)}”",)
        case Answered(form=form):
            return (f"uit uw antwoord in “{form_title(programme, form)}”",)
        case Counted():
            return ("uit wat u vastlegt",)
        case ScanFinished(scan=scan):
            return (f"automatisch uit de {noun(programme, scan)}",)
        case SurveyHeld(survey=survey):
            noted = programme is not None and programme.item_kind(survey) is not None
            return ("uit de meting die u vastlegt",) if noted else ("automatisch uit de meting",)
        case HoursBooked():
            return ("automatisch uit uw extra uren",)
        case MilestonesDone():
            return ("automatisch uit uw mijlpalen",)
        case Evidence():
            return ("uit uw bewijzen",)
        case AllOf() | AnyOf() | AtLeast():
            return tuple(dict.fromkeys(place for part in requirement.of for place in comes_from(part, programme)))
        case _:
            assert_never(requirement)


def _parts(requirement: AllOf | AnyOf | AtLeast, asked: Asked) -> Measure:
    """All, any, or so many of the parts. Not met: what the nearest parts still miss, no more than are needed."""
    measures = [measure(part, asked) for part in requirement.of]
    need = _parts_needed(requirement)
    facts = tuple(dict.fromkeys(trace for found in measures for trace in found.facts))
    met = [found for found in measures if found.state == "met"]
    if len(met) >= need:
        return Measure(len(met), need, sentences(*(found.because for found in met)), "met", "", facts)
    missing = need - len(met)
    rest = sorted((m for m in measures if m.state != "met"), key=lambda m: (m.state != "nearly", m.need - m.have))
    nearest = rest[:missing]
    near = [found.state for found in nearest] == ["nearly"] * missing or of(len(met), need, "").state == "nearly"
    opening = f"Klaar: {len(met)} van {need} onderdelen." if need > 1 else ""
    because = sentences(opening, *(found.because for found in nearest))
    ask = sentences(*dict.fromkeys(found.next for found in nearest))
    return Measure(len(met), need, because, "nearly" if near else "not_yet", ask, facts)


def _parts_needed(requirement: AllOf | AnyOf | AtLeast) -> int:
    match requirement:
        case AllOf():
            return len(requirement.of)
        case AnyOf():
            return 1
        case AtLeast():
            return requirement.number
        case _:
            assert_never(requirement)
