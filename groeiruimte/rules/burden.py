"""How many minutes a KPI asks of a practice, worked out from the programme before anybody has begun (R052, Z6).

A form costs the minutes that the programme gives it, shared by the KPIs that it is asked for. Being at a training is no
paperwork: the trainer notes who was there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from groeiruimte.programme.kpi import AllOf, Answered, AnyOf, AtLeast, Counted, Evidence, Kpi, Requirement, Submitted
from groeiruimte.programme.programme import Programme

NOTE_MINUTES, EVIDENCE_MINUTES = 2, 3
"""Our own estimate of noting something down and of adding a file or link: no source gives one."""


def expected(programme: Programme) -> dict[str, int]:
    """Minutes a year for each KPI of a programme, by its key; a part of a minute counts as a whole one."""
    asked_for = _asked_for(programme)
    found = {}
    for kpi in programme.kpis:
        minutes = sum(_of_notes(part) for part in _parts(kpi.met_by))
        for form in programme.forms:
            if kpi.key in asked_for[form.key]:
                minutes += -(-form.minutes // len(asked_for[form.key]))
        found[kpi.key] = minutes
    return found


def _asked_for(programme: Programme) -> dict[str, set[str]]:
    """Per form the KPIs that need it, or that it asks about."""
    found: dict[str, set[str]] = defaultdict(set)
    for kpi in programme.kpis:
        for key in _forms(kpi):
            found[key].add(kpi.key)
    for form in programme.forms:
        found[form.key] |= {question.kpi for question in form.questions if question.kpi}
    return found


def _forms(kpi: Kpi) -> set[str]:
    return {part.form for part in _parts(kpi.met_by) if isinstance(part, Submitted | Answered)}


def _of_notes(part: Requirement) -> int:
    match part:
        case Counted():
            return NOTE_MINUTES * part.at_least
        case Evidence():
            return EVIDENCE_MINUTES
    return 0


def _parts(requirement: Requirement) -> Iterator[Requirement]:
    yield requirement
    if isinstance(requirement, AllOf | AnyOf | AtLeast):
        for part in requirement.of:
            yield from _parts(part)
