"""Answers in words, as a reader sees them back: on a page, in a PDF, in a comparison of two versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from groeiruimte.programme.amounts import EURO
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.form import FormColumn, Question
from groeiruimte.programme.money import euro, round_half_up
from groeiruimte.programme.programme import Programme

from .asked import Row, as_number, is_empty
from .facts import Facts
from .why import number


def shown(programme: Programme, facts: Facts, question: Question, value: Any) -> tuple[str, ...]:
    """An answer in words, a line for each part; nothing for an empty one. A value of another kind is shown as it is."""
    if is_empty(value):
        return ()
    match question.type, value:
        case "several", list() | tuple():
            return tuple(str(part) for part in value)
        case "long_text", str():
            return tuple(value.strip().splitlines())
        case "file_or_link", list() | tuple():
            titles = {found.id: found.title for found in facts.evidence}
            return tuple(titles.get(str(part)) or "Een bewijs dat er niet meer is" for part in value)
        case "people", list() | tuple():
            names = {found.id: found.name for found in facts.staff}
            return tuple(names.get(str(part)) or "Iemand die hier niet meer werkt" for part in value)
        case "kpi", Mapping():
            return _confirmed(value)
        case "table", list() | tuple():
            return tuple(_row(question, row) for row in value if isinstance(row, Mapping) and not is_empty(row))
    return (one(question.type, question.unit, value),)


def table(programme: Programme, facts: Facts, question: Question, rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """The names of the columns, and under them each row in words; an empty cell is an empty text."""
    header = tuple(column.label for column in question.columns)
    filled = (row for row in rows if not is_empty(row))
    return (header, *(tuple(_cell(column, row.get(column.key)) for column in question.columns) for row in filled))


def one(kind: str, unit: str, value: Any) -> str:
    """One value in words: `ja`, `€ 12,50`, `31 augustus 2022`, `6,5 uur`."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    match kind:
        case "date":
            return _day(value)
        case "money" | "number" | "hours" | "calculated":
            return _amount(kind, unit, value)
    return str(value).strip()


def _amount(kind: str, unit: str, value: Any) -> str:
    amount = value if isinstance(value, Decimal) else as_number(value)
    if amount is None:
        return str(value).strip()
    if kind == "money" or (kind == "calculated" and unit == EURO):
        return euro(round_half_up(Fraction(amount)))
    return f"{number(amount)} {unit or ('uur' if kind == 'hours' else '')}".strip()


def _day(value: Any) -> str:
    if isinstance(value, date):
        return short_date(value)
    try:
        return short_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value).strip()


def _confirmed(value: Mapping[str, Any]) -> tuple[str, ...]:
    """R063: does it hold, and what was found."""
    holds, text = value.get("holds"), str(value.get("text") or "").strip()
    spoken = () if holds is None else ("ja" if holds else "nee",)
    return (*spoken, *text.splitlines())


def _cell(column: FormColumn, value: Any) -> str:
    return "" if is_empty(value) else one(column.type, column.unit, value)


def _row(question: Question, row: Row) -> str:
    cells = ((column.label, _cell(column, row.get(column.key))) for column in question.columns)
    return "; ".join(f"{label}: {text}" for label, text in cells if text)
