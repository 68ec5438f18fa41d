"""The sheets of an XLSForm as a form, scan or survey: what stands there and fits, or every problem that keeps it out.

What a column or a row says that we cannot keep is a problem: nothing is left out in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from groeiruimte.programme.check import doubles
from groeiruimte.programme.form import Form, FormColumn, Question, Section
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.refusals import refusals
from groeiruimte.programme.scan import Scan
from groeiruimte.programme.survey import Survey, SurveyQuestion
from groeiruimte.programme.text import Text

from .xlsform import (
    KINDS,
    LISTS,
    MULTILINE,
    NO_OPINION,
    OTHER,
    OURS,
    OWN,
    SCALE,
    SECTION,
    TYPES,
    YES_NO,
    Asked,
    Row,
    Sheets,
    key_of,
    unflat,
)
from .xlsform_relevant import whens

MOST_PROBLEMS = 50
"""So many are told; after that the rest can wait."""

_COLUMNS = ("type", "name", "label", "hint", "required", "relevant", "appearance", "calculation")
_REQUIRED = ("yes", "true", "true()")
_TYPES = {
    "integer": "number",
    "decimal": "number",
    "date": "date",
    "acknowledge": "statement",
    "calculate": "calculated",
}
_KNOWN = ("select_one", "select_multiple", "text", *_TYPES, "begin group", "begin repeat")
_HOLDS = {"form": "forms", "scan": "scans", "survey": "surveys"}

Table = dict[str, Any]


class _Holder(Text):
    """What was read, where it would stand in a programme: so that a refusal reads as of a programme."""

    forms: tuple[Form, ...] = ()
    scans: tuple[Scan, ...] = ()
    surveys: tuple[Survey, ...] = ()


@dataclass
class _Found:
    """What the rows of `survey` hold so far."""

    questions: list[Table] = field(default_factory=list)
    sections: list[Table] = field(default_factory=list)
    relevant: list[tuple[str, Table, str]] = field(default_factory=list)
    list_of: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def asked(sheets: Sheets) -> tuple[Asked | None, list[Problem]]:
    """The form, scan or survey that the sheets hold, or None and what is wrong with them."""
    whole = {row.get("field", ""): row["value"] for row in sheets.get(OWN, ()) if row.get("value")}
    kind = whole.pop("type", "form")
    if kind not in KINDS:
        problem = Problem(f"{OWN}, type", f'"{kind}" kennen wij niet.', f"Kies uit: {', '.join(KINDS)}.")
        return None, [problem]
    lists = _lists(sheets.get("choices", ()))
    found = _survey(sheets, lists) if kind == "survey" else _form(sheets, lists)
    problems = [*_unknown(sheets), *found.problems]
    table = {**unflat(KINDS[kind], whole), **_named(sheets), **_parts(sheets), "questions": _numbered(found.questions)}
    if kind == "survey":
        table |= _scale(lists)
    elif found.sections:
        table["sections"] = tuple(found.sections)
    value, wrong = _made(kind, table)
    problems += wrong
    return (None, problems[:MOST_PROBLEMS]) if problems else (value, [])


def _made(kind: str, table: Table) -> tuple[Asked | None, list[Problem]]:
    text: Table = {_HOLDS[kind]: (table,)}
    try:
        holder = _Holder.model_validate(text, strict=True)
    except ValidationError as error:
        return None, doubles(text) + refusals(error, text, frozenset())
    twice = doubles(text)
    if twice:
        return None, twice
    every: list[Asked] = [*holder.forms, *holder.scans, *holder.surveys]
    return every[0], []


def _named(sheets: Sheets) -> Table:
    first: Row = next(iter(sheets.get("settings", ())), {})
    names = {"key": first.get("form_id"), "title": first.get("form_title")}
    return {name: text for name, text in names.items() if text}


def _parts(sheets: Sheets) -> Table:
    """The lists that have a sheet of their own."""
    return {
        name: tuple(unflat(kind, row) for row in sheets[name] if row) for name, kind in LISTS.items() if name in sheets
    }


def _lists(rows: Iterable[Row]) -> dict[str, dict[str, str]]:
    """The choices of each list: the name of a choice to its label."""
    lists: dict[str, dict[str, str]] = {}
    for row in rows:
        if row:
            lists.setdefault(row.get("list_name", ""), {})[row.get("name", "")] = row.get("label", "")
    return lists


def _scale(lists: dict[str, dict[str, str]]) -> Table:
    scale = tuple(label for name, label in lists.get(SCALE, {}).items() if name != NO_OPINION)
    none = next((choices[NO_OPINION] for choices in lists.values() if NO_OPINION in choices), "")
    return {"scale": scale, "no_opinion": none}


def _unknown(sheets: Sheets) -> Iterable[Problem]:
    """Sheets and columns that say something which we could not keep."""
    for name in sheets:
        if name not in ("survey", "choices", "settings", OWN, *LISTS):
            yield Problem(name, f'Het tabblad "{name}" kennen wij niet.', "Haal het tabblad weg.")
    for sheet, known in (("survey", _COLUMNS), ("choices", ("list_name", "name", "label"))):
        headings = dict.fromkeys(heading for row in sheets.get(sheet, ()) for heading in row)
        for heading in headings:
            if heading not in known and not heading.startswith(OURS):
                yield Problem(f"{sheet}, {heading}", f'De kolom "{heading}" kennen wij niet.', "Haal de kolom weg.")


def _form(sheets: Sheets, lists: dict[str, dict[str, str]]) -> _Found:
    """The questions and sections in the rows of `survey`; what stands in a group belongs to that section."""
    found = _Found()
    section: str | None = None
    table: Table | None = None
    for number, row in enumerate(sheets.get("survey", ()), start=2):
        where, (word, *rest) = f"survey, rij {number}", _words(row)
        if not row:
            continue
        if word == "end":
            section, table = (None, table) if rest == ["group"] else (section, None)
        elif (word, rest) == ("begin", ["group"]):
            if section is not None or table is not None:
                found.problems.append(_nested(where))
            section = key_of(row.get("name", "").removeprefix(SECTION))
            part = {"key": section, "title": row.get("label", ""), **unflat(Section, _ours(row))}
            found.sections.append(part)
            found.relevant.append((where, part, row.get("relevant", "")))
        elif (word, rest) == ("begin", ["repeat"]):
            if table is not None:
                found.problems.append(_nested(where))
            table = _question(found, where, row, section, lists)
            table["columns"] = ()
        elif table is not None:
            table["columns"] = (*table["columns"], _column(found, where, row, lists))
        else:
            _question(found, where, row, section, lists)
    _conditions(found, lists)
    return found


def _words(row: Row) -> list[str]:
    """The words of a type; `begin_group` is `begin group`."""
    said = row.get("type", "")
    return (said.replace("_", " ") if said[:3] in ("beg", "end") else said).split() or [""]


def _nested(where: str) -> Problem:
    return Problem(where, "Een groep of tabel staat hier in een andere.", "Zet ze onder elkaar.")


def _ours(row: Row) -> dict[str, str]:
    return {name.removeprefix(OURS): text for name, text in row.items() if name.startswith(OURS)}


def _question(found: _Found, where: str, row: Row, section: str | None, lists: dict[str, dict[str, str]]) -> Table:
    ours = _ours(row)
    calculation, own_type = ours.pop("calculation", ""), ours.pop("type", "")
    question: Table = {"key": key_of(row.get("name", "")), "text": row.get("label", "")}
    question |= _typed(found, where, row, own_type, lists)
    question["required"] = row.get("required", "").lower() in _REQUIRED or question["type"] == "calculated"
    question |= unflat(Question, ours)
    if section is not None:
        question["section"] = section
    if row.get("hint"):
        question["help"] = row["hint"]
    if question["type"] == "calculated":
        kind, *of = calculation.split() or [""]
        question["calculation"] = {"kind": kind, "of": tuple(of)}
        if not kind:
            what = f"Deze berekening mist de kolom {OURS}calculation."
            found.problems.append(Problem(where, what, "Schrijf bijvoorbeeld sum en de vragen: sum uren.aantal."))
    found.questions.append(question)
    found.list_of[question["key"]] = (*_words(row), "")[1]
    found.relevant.append((where, question, row.get("relevant", "")))
    return question


def _column(found: _Found, where: str, row: Row, lists: dict[str, dict[str, str]]) -> Table:
    ours = _ours(row)
    own_type = ours.pop("type", "")
    column: Table = {"key": row.get("name", "").rpartition(".")[2], "label": row.get("label", "")}
    column |= _typed(found, where, row, own_type, lists)
    column["required"] = row.get("required", "").lower() in _REQUIRED
    if row.get("relevant"):
        what = "Een kolom van een tabel heeft geen relevant."
        found.problems.append(Problem(where, what, "Haal relevant weg bij deze rij."))
    return column | unflat(FormColumn, ours)


def _typed(found: _Found, where: str, row: Row, own: str, lists: dict[str, dict[str, str]]) -> Table:
    """The type of a question or column and its choices. Our own word for it counts as long as it fits the XLSForm's."""
    said, (word, *rest) = row.get("type", ""), _words(row)
    if word == "begin":
        return {"type": "table"}
    if word in ("select_one", "select_multiple") and rest:
        if rest[0] == YES_NO:
            return {"type": own if own == "kpi" else "yes_no"}
        if rest[0] not in lists:
            what = f'De lijst "{rest[0]}" staat niet op het tabblad choices.'
            found.problems.append(Problem(where, what, "Voeg de keuzes toe, met een label voor elke keuze."))
        typed: Table = {"type": "choice" if word == "select_one" else "several"}
        typed["choices"] = tuple(lists.get(rest[0], {}).values())
        return typed | ({"other": True} if OTHER in rest[1:] else {})
    if word == "text" and own in ("choice", "several"):
        return {"type": own}
    if own and TYPES.get(own) == word:
        return {"type": own}
    if word == "text":
        return {"type": "long_text" if row.get("appearance") == MULTILINE else "short_text"}
    if word not in _TYPES:
        what = f'Een rij van type "{said}" kennen wij niet.' if said else "Het type ontbreekt."
        found.problems.append(Problem(where, what, f"Kies uit: {', '.join(_KNOWN)}."))
    return {"type": _TYPES.get(word, "short_text")}


def _conditions(found: _Found, lists: dict[str, dict[str, str]]) -> None:
    """`relevant` of each question and section, once all questions are known."""
    types = {question["key"]: question["type"] for question in found.questions}
    choices = {key: lists.get(name, {}) for key, name in found.list_of.items()}
    for where, part, text in found.relevant:
        if text:
            part["shown_when"], problem = whens(text, types, choices)
            if problem:
                found.problems.append(Problem(where, *problem))


def _numbered(questions: Sequence[Table]) -> tuple[Table, ...]:
    """The questions by the place that each gives; in the order of the sheet when one gives none."""
    places = [question.pop("place", None) for question in questions]
    if not all(isinstance(place, str) and place.isascii() and place.isdigit() for place in places):
        return tuple(questions)
    order = sorted(range(len(questions)), key=lambda index: int(places[index]))
    return tuple(questions[index] for index in order)


def _survey(sheets: Sheets, lists: dict[str, dict[str, str]]) -> _Found:
    """The statements and open boxes in the rows of `survey`."""
    found = _Found()
    for number, row in enumerate(sheets.get("survey", ()), start=2):
        word, *rest = _words(row)
        if not row:
            continue
        if word not in ("text", "select_one") or (word == "select_one" and not rest):
            what = f'Een rij van type "{row.get("type", "")}" past niet in een vragenlijst voor een groep.'
            found.problems.append(Problem(f"survey, rij {number}", what, "Kies uit: select_one, text."))
        if row.get("relevant"):
            what = "In een vragenlijst voor een groep ziet iedereen elke vraag."
            found.problems.append(Problem(f"survey, rij {number}", what, "Haal relevant weg bij deze rij."))
        question: Table = {"key": key_of(row.get("name", "")), "text": row.get("label", "")}
        question |= unflat(SurveyQuestion, _ours(row)) | {"kind": "open" if word == "text" else "scale"}
        if row.get("hint"):
            question["hint"] = row["hint"]
        if rest and rest[0] != SCALE:
            named = lists.get(rest[0], {})
            question["scale"] = tuple(label for name, label in named.items() if name != NO_OPINION)
        found.questions.append(question)
    return found
