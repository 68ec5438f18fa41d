"""The log of support of a programme, added up: per kind, per phase, per objective, per track."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from groeiruimte.actions.support import words_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import Track
from groeiruimte.records import access
from groeiruimte.records.models import RegionYear
from groeiruimte.rules.tracks import Walk, is_for, walk

NO_PHASE, NO_OBJECTIVE = "Zonder fase", "Zonder doelstelling"


@dataclass(frozen=True, slots=True)
class Logged:
    """A piece of support, without its text: enough to count."""

    practice: str
    enrolment: str
    kind: str
    phase: str
    objective: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Walker:
    """A practice in a track."""

    enrolment: str
    practice: str
    name: str
    agb_code: str
    walk: Walk
    last: date | None


def logged(request: Request, year: RegionYear) -> list[Logged]:
    """Everything that counts; what was struck out does not."""
    found = access.support_records(request.actor).filter(enrolment__region_year=year, removed_on=None)
    rows = found.order_by().values_list("practice", "enrolment", "kind", "phase", "objective", "minutes")
    return [Logged(*row[:5], row[5] or 0) for row in rows]


def per_kind(programme: Programme, found: Sequence[Logged]) -> list[tuple[str, int, int, int]]:
    """Label, practices, records and minutes of every kind of the programme, also of those that nobody got (R134)."""
    return _summed(found, lambda each: each.kind, {each.key: each.label for each in programme.support_kinds})


def per_phase(programme: Programme, found: Sequence[Logged]) -> list[tuple[str, int, int, int]]:
    """The same per phase, in order; what has no phase last (R140). Nothing for a programme without phases."""
    words = words_of(programme)["phase"]
    return _summed(found, lambda each: each.phase, words | {"": NO_PHASE}) if words else []


def per_objective(programme: Programme, found: Sequence[Logged]) -> list[tuple[str, int, int, int]]:
    return _summed(found, lambda each: each.objective, words_of(programme)["objective"] | {"": NO_OBJECTIVE})


def walkers(request: Request, year: RegionYear, programme: Programme, track: Track) -> list[Walker]:
    """Every practice that chose a track, by name, with how far it is."""
    rows = access.enrolments(request.actor).filter(region_year=year).order_by("practice__name", "pk")
    fields = ("pk", "practice", "practice__name", "practice__agb_code", "objectives", "choices")
    noted: dict[str, dict[str, Any]] = {}
    last: dict[str, date] = {}
    steps = access.support_records(request.actor).filter(enrolment__region_year=year, track=track.key, removed_on=None)
    for enrolment, step, answers, day in steps.order_by().values_list("enrolment", "step", "answers", "day"):
        noted.setdefault(enrolment, {})[step] = answers
        last[enrolment] = max(day, last.get(enrolment, day))
    return [
        Walker(pk, practice, name, agb_code, walk(programme, track, noted.get(pk, {})), last.get(pk))
        for pk, practice, name, agb_code, objectives, choices in rows.values_list(*fields)
        if is_for(track, objectives, choices)
    ]


def _summed(
    found: Iterable[Logged], by: Callable[[Logged], str], labels: dict[str, str]
) -> list[tuple[str, int, int, int]]:
    records: dict[str, list[Logged]] = {key: [] for key in labels}
    for each in found:
        if by(each) in records:
            records[by(each)].append(each)
    return [
        (labels[key], len({each.practice for each in mine}), len(mine), sum(each.minutes for each in mine))
        for key, mine in records.items()
        if key or mine
    ]
