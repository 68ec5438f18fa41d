"""A programme played from its first day to its last: what opens, what closes, which mail goes, what collides (Z15).

Mail is counted as if nobody had done anything yet: a reminder goes only to who still owes something, so it is at most
this many. School holidays differ per region and year, and are not known here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from groeiruimte.programme.calendar import long_date
from groeiruimte.programme.programme import Programme

from . import mail_days
from .facts import Facts
from .obligations import owed, quarters
from .why import listed, number

Kind = Literal["opens", "counts", "due", "closes", "mail", "collides"]
Reach = Mapping[str, frozenset[int]]
"""Kind of obligation -> the people who get a mail about it when nobody has done it."""

_ORDER: tuple[Kind, ...] = ("counts", "opens", "mail", "due", "closes", "collides")
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing on one day. `people`: to how many a mail goes at most; 0 for what is no mail."""

    day: date
    kind: Kind
    what: str
    note: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class Year:
    """Everything in order of day, and how many mails a year gives at most."""

    happenings: tuple[Happening, ...]

    @property
    def collisions(self) -> tuple[Happening, ...]:
        return tuple(each for each in self.happenings if each.kind == "collides")

    @property
    def mails(self) -> int:
        return sum(each.people for each in self.happenings)

    @property
    def months(self) -> list[tuple[tuple[int, int], tuple[Happening, ...]]]:
        """Per (year, month) with anything in it."""
        of_month = groupby(self.happenings, key=lambda each: (each.day.year, each.day.month))
        return [(month, tuple(found)) for month, found in of_month]


def play(programme: Programme, holidays: Mapping[date, str], reach: Reach) -> Year:
    """A programme for a practice that takes part from its first day, with every objective and every choice.

    `holidays` are public holidays with their Dutch names, of every year that the programme touches.
    """
    tasks = _tasks(programme)
    found = [
        *_reference_dates(programme),
        *_windows(programme, tasks),
        *_mails(programme, tasks, holidays, reach),
        *_on_quiet_days(tasks, holidays),
        *_on_one_day(tasks),
    ]
    return Year(tuple(sorted(found, key=lambda each: (each.day, _ORDER.index(each.kind), each.what))))


def quiet_because(day: date, holidays: Mapping[date, str]) -> str:
    """The name of a quiet day: a public holiday, a Saturday or a Sunday; "" for a working day."""
    return holidays.get(day) or (_DAYS[day.weekday()] if day.weekday() >= _SATURDAY else "")


@dataclass(frozen=True, slots=True)
class _Task:
    """What somebody must do: a practice, or the region (`kind` "region", of which no reminder goes)."""

    kind: str
    title: str
    opens: date
    due: date


def _tasks(programme: Programme) -> tuple[_Task, ...]:
    start = programme.period.start
    everything = Facts(
        enrolled_on=start,
        intention="yes",
        objectives=tuple(each.key for each in programme.objectives),
        choices=tuple(each.key for each in programme.choices),
    )
    return tuple(
        [_Task(each.kind, each.title, each.opens, each.due) for each in owed(programme, everything, start)]
        + [
            _Task("region", title, text.opens or text.due, text.due)
            for title, text in (("Regioplan insturen", programme.regional_plan), ("Verslag insturen", programme.report))
            if text is not None and text.due is not None
        ]
    )


def _reference_dates(programme: Programme) -> Iterator[Happening]:
    for year in programme.period.years:
        for quarter in quarters(programme, year):
            what = f"Peildatum van {quarter.label}"
            yield Happening(quarter.first_day, "counts", what, "Wie vandaag is ingeschreven, telt dit kwartaal.")


def _windows(programme: Programme, tasks: Sequence[_Task]) -> Iterator[Happening]:
    for task in tasks:
        yield Happening(task.opens, "opens", task.title, f"Kan tot en met {long_date(task.due)}.")
        match task.kind:
            case "enrolment":
                yield Happening(task.due, "closes", task.title, "Wie later komt, start op de volgende startdag.")
            case "intention":
                yield Happening(task.due, "closes", task.title, "Een later antwoord komt te laat aan.")
            case _:
                yield Happening(task.due, "due", task.title, "Daarna staat het op te laat. Het kan nog wel.")
    end = programme.period.end
    yield Happening(end, "closes", programme.short_title, "Hierna is er geen nieuw kwartaal om te declareren.")


def _mails(
    programme: Programme, tasks: Sequence[_Task], holidays: Mapping[date, str], reach: Reach
) -> Iterator[Happening]:
    """One mail for each person on a day, however much there is to tell (`actions.reminders`)."""
    told: dict[date, list[tuple[_Task, str]]] = defaultdict(list)
    for task in tasks:
        if task.kind == "region":
            continue
        said = mail_days.moments(
            task.kind, task.opens, task.due, programme.reminders, lambda day: bool(quiet_because(day, holidays))
        )
        for day, moment in said.items():
            told[day].append((task, moment))
    for day, about in told.items():
        people = frozenset[int]().union(*(reach.get(task.kind, frozenset()) for task, _ in about))
        yield Happening(day, "mail", "Mail", "; ".join(_said(task, moment) for task, moment in about), len(people))


def _said(task: _Task, moment: str) -> str:
    if moment == mail_days.OPENS:
        return f"{task.title} kan vanaf nu"
    return f"{task.title}: nog {moment} {'dag' if moment == '1' else 'dagen'}"


def _on_quiet_days(tasks: Sequence[_Task], holidays: Mapping[date, str]) -> Iterator[Happening]:
    for task in tasks:
        because = quiet_because(task.due, holidays)
        if because:
            what = f"{task.title}: de uiterste datum valt op {because}."
            yield Happening(task.due, "collides", what, "Kies een werkdag, dan is er iemand om te helpen.")


def _on_one_day(tasks: Sequence[_Task]) -> Iterator[Happening]:
    per_day: dict[date, list[str]] = defaultdict(list)
    for task in tasks:
        per_day[task.due].append(task.title)
    for day, titles in per_day.items():
        if len(titles) > 1:
            what = f"{number(len(titles))} uiterste datums vallen op één dag."
            yield Happening(day, "collides", what, f"{listed(titles)}. Spreid ze, dan krijgt een praktijk lucht.")
