"""A fact as it was found, before it is laid into the shape that a question asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from groeiruimte.programme.form import FormColumn, Question

from .asked import as_number, is_empty
from .spoken import one
from .why import listed

_TEXTS = ("short_text", "long_text")
_NUMBERS = ("number", "hours")


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a row that was found: what it is, the type of question it answers, and its unit."""

    value: Any
    kind: str = "short_text"
    unit: str = ""


FoundRow = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal | int


@dataclass(frozen=True, slots=True)
class Day:
    value: date


@dataclass(frozen=True, slots=True)
class Names:
    """Names of things, such as objectives or choices."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of evidence or of employees (`of`), and what they are called."""

    of: str
    values: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows, and each of them in words."""

    rows: tuple[FoundRow, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to another question."""

    question: Question
    value: Any
    lines: tuple[str, ...]


Found = Text | Number | Day | Names | Ids | Rows | Answer


def as_kept(number: Decimal | int) -> str:
    """A number as answers keep it, with at most two places: `6.5`."""
    return f"{round(Decimal(number), 2).normalize():f}"


def names(found: Found) -> tuple[str, ...]:
    """What was found, one by one, as if each could be chosen."""
    value = plain(found)
    return tuple(str(part) for part in value) if isinstance(value, list) else (str(value),)


def plain(found: Found) -> Any:
    """What was found without a question to fit it to, in the shapes of answers; rows as lines of text."""
    match found:
        case Text(value=value) | Answer(value=value):
            return value
        case Number(value=value):
            return as_kept(value)
        case Day(value=value):
            return value.isoformat()
        case Names(values=values) | Ids(values=values):
            return list(values)
        case Rows(lines=lines):
            return "\n".join(lines)
        case _:
            assert_never(found)


def laid(found: Found, question: Question, choices: Sequence[str]) -> Any:
    """What was found as an answer to a question; None when it cannot be one. `choices` are those of the question."""
    if question.type == "yes_no" and not isinstance(found, Answer):
        return True if _many(found) else None
    if question.type in _TEXTS:
        return _as_text(found, question.type == "long_text") or None
    match found:
        case Answer():
            return _from_answer(found, question, choices)
        case Day(value=value):
            return value.isoformat() if question.type == "date" else None
        case Ids(of=of, values=values) if question.type == of:
            return list(values)
        case Rows(rows=rows) if question.type == "table":
            return _as_rows(rows, question.columns) or None
        case Number(value=value) if question.type in _NUMBERS:
            return as_kept(value)
        case Names() | Ids() | Rows() if question.type in _NUMBERS:
            return str(_many(found))
        case Text(value=text):
            return _chosen((text,), question, choices)
        case Names(values=values):
            return _chosen(values, question, choices)
    return None


def _many(found: Found) -> int:
    match found:
        case Number(value=value):
            return int(value > 0)
        case Names(values=values) | Ids(values=values):
            return len(values)
        case Rows(rows=rows):
            return len(rows)
    return 1


def _as_text(found: Found, long: bool) -> str:
    between = "\n" if long else "; "
    match found:
        case Text(value=value):
            return value if long else " ".join(value.split())
        case Number(value=value):
            return one("number", "", as_kept(value))
        case Day(value=value):
            return one("date", "", value)
        case Names(values=values):
            return listed(list(values))
        case Ids(titles=titles):
            return between.join(titles)
        case Rows(lines=lines) | Answer(lines=lines):
            return between.join(lines)
        case _:
            assert_never(found)


def _from_answer(found: Answer, question: Question, choices: Sequence[str]) -> Any:
    """An answer fits a question of its own type; a choice must be one of the choices here too."""
    value, kind = found.value, found.question.type
    if question.type == "table" and kind == "table":
        columns = {column.key: column for column in found.question.columns}
        rows = [{key: _cell(columns[key], part) for key, part in row.items() if key in columns} for row in value]
        return _as_rows(rows, question.columns) or None
    if question.type in ("choice", "several"):
        given = value if isinstance(value, list | tuple) else (value,)
        return _chosen([str(part) for part in given], question, choices)
    if kind == "calculated" and question.type in (*_NUMBERS, "money"):
        return int(value) if question.type == "money" else as_kept(value)
    same = kind == question.type or {kind, question.type} <= set(_NUMBERS)
    return value if same else None


def _cell(column: FormColumn, value: Any) -> Cell:
    return Cell(value, column.type, column.unit)


def _chosen(values: Sequence[str], question: Question, choices: Sequence[str]) -> Any:
    kept = [value for value in values if question.other or value in choices]
    if question.type == "several":
        return kept or None
    return kept[0] if question.type == "choice" and len(kept) == 1 else None


def _as_rows(rows: Sequence[FoundRow], columns: Sequence[FormColumn]) -> list[dict[str, Any]]:
    """Rows with the fields that have a column of the same name; a field of another type becomes text."""
    laid_out = [{c.key: _as_cell(row[c.key], c) for c in columns if c.key in row} for row in rows]
    return [kept for row in laid_out if (kept := {key: value for key, value in row.items() if not is_empty(value)})]


def _as_cell(cell: Cell, column: FormColumn) -> Any:
    if cell.kind == column.type or {cell.kind, column.type} <= set(_NUMBERS):
        return cell.value
    match column.type:
        case "short_text" | "long_text":
            parts = cell.value if isinstance(cell.value, list | tuple) else (cell.value,)
            return listed([one(cell.kind, cell.unit, part) for part in parts if not is_empty(part)])
        case "number" | "hours":
            return str(number) if (number := as_number(cell.value)) is not None else None
        case "choice":
            return cell.value if cell.value in column.choices or column.choices_from else None
    return None
