"""The quarters in which a list is owed, over all years: which one is asked now, and how each stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from groeiruimte.pages.layout.parts import Task, TaskGroup
from groeiruimte.pages.practice.participation import Participation
from groeiruimte.programme.calendar import Quarter, long_date, short_date
from groeiruimte.records.models import PatientList
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REFUSED, REPLACED
from groeiruimte.rules.obligations import Obligation

_STATUS = {"done": "done", "todo": "todo", "late": "late", "not_yet": "blocked"}
_WORDS = {
    CHECKED: "gecontroleerd, niet ingestuurd",
    COUNTS: "telt mee",
    REPLACED: "vervangen door een latere lijst",
    REFUSED: "niet geteld",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """The list of one quarter, and the participation that asks for it."""

    quarter: Quarter
    obligation: Obligation
    participation: Participation

    @property
    def is_open(self) -> bool:
        return self.obligation.state != "not_yet"

    @property
    def window(self) -> str:
        opens, due = long_date(self.obligation.opens), long_date(self.obligation.due)
        return f"De lijst voor {self.quarter.label} kunt u van {opens} tot en met {due} aanleveren."


def all_owed(found: Iterable[Participation]) -> list[Owed]:
    """In order of quarter."""
    owed = [Owed(each.quarter, each, mine) for mine in found for each in mine.quarters if each.quarter]
    return sorted(owed, key=lambda each: each.quarter)


def asked_now(owed: Sequence[Owed]) -> Owed | None:
    """The first that still has to come in; else the last that did; else the first of all."""
    waiting = [each for each in owed if each.obligation.state in ("todo", "late")]
    done = [each for each in owed if each.obligation.state == "done"]
    return next(iter(waiting), None) or next(reversed(done), None) or next(iter(owed), None)


def as_tasks(owed: Iterable[Owed], urls: dict[Quarter, str]) -> list[TaskGroup]:
    """All quarters of each year as a task list."""
    years: dict[int, list[Task]] = {}
    for each in owed:
        years.setdefault(each.quarter.year, []).append(_task(each, urls[each.quarter]))
    return [TaskGroup(str(year), tuple(tasks)) for year, tasks in sorted(years.items(), reverse=True)]


def _task(owed: Owed, url: str) -> Task:
    obligation, status, note = owed.obligation, _STATUS[owed.obligation.state], ""
    if status == "blocked":
        note = f"Kan vanaf {short_date(obligation.opens)}"
    elif owed.participation.waiting(owed.quarter):
        status, note = "in_progress", "Bezig: nog insturen"
    due = obligation.due if status in ("todo", "late") else None
    return Task(f"Kwartaal {owed.quarter.number}", url, status, note=note, due=due)


def in_words(patient_list: PatientList, due: date, delivered_on: date) -> str:
    """`Lijst 2: telt mee, te laat.`"""
    late = ", te laat" if delivered_on > due else ""
    return f"Lijst {patient_list.number}: {_WORDS[patient_list.status]}{late}."
