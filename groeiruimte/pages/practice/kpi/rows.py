"""What a practice noted, as rows to read: pure, but for the addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.practice.participation import YearOf
from groeiruimte.pages.requirements import parts
from groeiruimte.programme.form import Question
from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.kpi import Counted, Kpi, ScanFinished, SurveyHeld
from groeiruimte.records.models import Item
from groeiruimte.rules.answers import shown
from groeiruimte.rules.facts import EmployeeFact
from groeiruimte.rules.kpi import is_asked

_OWNER = {"employee": "Medewerker", "district": "Wijk"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of item with how many were noted."""

    kind: ItemKind
    many: int
    url: str


def kinds_of(year: YearOf) -> tuple[Kind, ...]:
    """What this practice can note down, in the order of the programme."""
    return tuple(
        Kind(kind, _many(year, kind.key), _address(year, "items", kind=kind.key))
        for kind in year.programme.items
        if belongs(year, kind) and _is_wanted(year, kind.key)
    )


def belongs(year: YearOf, kind: ItemKind) -> bool:
    return not kind.objectives or bool(set(kind.objectives) & set(year.facts.objectives))


def _is_wanted(year: YearOf, key: str) -> bool:
    """Not when all the KPIs that look at it are of a track or objective that this practice did not choose."""
    looking = [kpi for kpi in year.programme.kpis if key in _looked_at(kpi)]
    return not looking or any(is_asked(kpi, year.facts) for kpi in looking)


def _looked_at(kpi: Kpi) -> set[str]:
    """The kinds that a KPI counts or measures."""
    found = set()
    for part in parts(kpi.met_by):
        match part:
            case Counted(record=key) | SurveyHeld(survey=key) | ScanFinished(scan=key):
                found.add(key)
    return found


def people_of(year: YearOf, kind: ItemKind) -> tuple[EmployeeFact, ...]:
    """The staff that a kind is about, by name."""
    found = (one for one in year.facts.staff if not kind.functions or one.function in kind.functions)
    return tuple(sorted(found, key=lambda one: one.name))


def fills_in_for_all(year: YearOf, kind: ItemKind) -> bool:
    """Whether a kind is noted on one page about everybody: a KPI wants one of each employee, no more (R068)."""
    if not kind.at_most_one:
        return False
    wanted = (part for kpi in year.programme.kpis if is_asked(kpi, year.facts) for part in parts(kpi.met_by))
    return any(isinstance(part, Counted) and (part.record, part.for_each) == (kind.key, "employee") for part in wanted)


def columns(kind: ItemKind) -> list[Column]:
    """Of whom or where it is, and each question; a calculated one has no column."""
    owner = [Column(_OWNER[kind.per])] if kind.per in _OWNER else []
    return [*owner, *(Column(question.text.rstrip("?")) for question in _asked(kind))]


def cells(year: YearOf, kind: ItemKind, items: Iterable[Item], *, link: bool) -> list[list[Cell]]:
    """A row for each item; the first cell leads to it when `link`."""
    return [_row(year, kind, item, link) for item in items]


def named(year: YearOf, kind: ItemKind, item: Item) -> str:
    """What an item is called: of whom it is, else the answer to its first question."""
    if item.employee_id and item.employee:
        return item.employee.name
    return _words(year, kind.questions[0], item) or kind.title


def _row(year: YearOf, kind: ItemKind, item: Item, link: bool) -> list[Cell]:
    owner = item.employee.name if item.employee else item.district
    texts = [*([owner] if kind.per in _OWNER else []), *(_words(year, asked, item) for asked in _asked(kind))]
    url = _address(year, "item", kind=kind.key, item_id=item.pk) if link else ""
    linked = 1 if kind.per == "district" else 0  # a district has many, so it names none
    return [Cell(text or "–", url if place == linked else "") for place, text in enumerate(texts)]


def _asked(kind: ItemKind) -> list[Question]:
    return [question for question in kind.questions if question.type != "calculated"]


def _words(year: YearOf, question: Question, item: Item) -> str:
    return "; ".join(shown(year.programme, year.facts, question, item.answers.get(question.key)))


def _many(year: YearOf, key: str) -> int:
    noted = sum(item.record == key for item in year.facts.items)
    return noted + sum(measured.kind == key for measured in year.facts.measurements)


def _address(year: YearOf, name: str, **given: str) -> str:
    return reverse(f"practice:{name}", kwargs={"practice_id": year.practice.pk, **given}) + year.query
