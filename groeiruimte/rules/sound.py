"""Can this answer be right? One sentence that says what to do, in the words of the question; "" when it can."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from groeiruimte.programme.form import FormColumn, Question

from .asked import as_number, is_empty
from .facts import Facts
from .why import listed, number

Chooser = Callable[[Question, FormColumn | None], tuple[str, ...]]
"""What one can choose from at a question or in a column of it."""

_HOURS_IN_A_WEEK = 168
_WANTED = {"date": "een datum", "number": "een getal", "hours": "de uren", "money": "een bedrag"}


def wrong(question: Question, value: Any, facts: Facts, chooser: Chooser) -> str:
    """What must still be done about an answer; "" when it can be right, or is empty and may be."""
    match question.type:
        case "calculated":
            return ""
        case "statement":
            return "" if value is True or not question.required else f"Verklaar dit eerst: {_quoted(question.text)}."
        case "kpi":
            return _confirmed(question, value)
    if is_empty(value):
        return _empty(question) if question.required else ""
    match question.type:
        case "several":
            return _several(question, value, chooser)
        case "table":
            return _table(question, value, chooser)
        case "file_or_link":
            return _ids(question, value, {found.id for found in facts.evidence}, "Dit bewijs is er niet meer")
        case "people":
            return _ids(question, value, {found.id for found in facts.staff}, "Deze persoon staat niet in uw team")
    because = _not_one(question.type, value, () if question.other else chooser(question, None), question.other)
    return f"{because} bij {_quoted(question.text)}." if because else ""


def _quoted(text: str) -> str:
    return f"“{text}”"


def _empty(question: Question) -> str:
    text, least = _quoted(question.text), question.at_least
    match question.type:
        case "yes_no":
            return f"Kies ja of nee bij {text}."
        case "choice":
            return f"Maak een keuze bij {text}."
        case "several":
            return f"Kies er ten minste {max(least, 1)} bij {text}."
        case "table":
            return f"Vul ten minste {max(least, 1)} {'regel' if least <= 1 else 'regels'} in bij {text}."
        case "file_or_link":
            return f"Voeg een bestand of link toe bij {text}."
        case "people":
            return f"Kies {'iemand' if least <= 1 else f'ten minste {least} mensen'} uit uw team bij {text}."
    return f"Vul {_WANTED.get(question.type, 'een antwoord')} in bij {text}."


def _confirmed(question: Question, value: Any) -> str:
    """R063: yes or no for each KPI; who says no says why."""
    text = _quoted(question.text)
    holds = value.get("holds") if isinstance(value, Mapping) else None
    if not isinstance(holds, bool):
        return f"Zeg of dit klopt: {text}." if question.required or not is_empty(value) else ""
    said = isinstance(value, Mapping) and not is_empty(value.get("text"))
    return "" if holds or said else f"Leg uit waarom dit nog niet zo is: {text}."


def _several(question: Question, value: Any, chooser: Chooser) -> str:
    text = _quoted(question.text)
    if not isinstance(value, list | tuple):
        return _empty(question)
    known = chooser(question, None)
    unknown = [str(part) for part in value if part not in known and not (question.other and isinstance(part, str))]
    if unknown:
        return f"{_quoted(unknown[0])} staat niet in de lijst bij {text}. Maak een andere keuze."
    many = len({str(part) for part in value if not is_empty(part)})
    return "" if many >= question.at_least else f"Kies er ten minste {question.at_least} bij {text}. Nu: {many}."


def _ids(question: Question, value: Any, known: Collection[str], gone: str) -> str:
    text = _quoted(question.text)
    if not isinstance(value, list | tuple):
        return _empty(question)
    if any(str(part) not in known for part in value):
        return f"{gone}, bij {text}. Haal de keuze weg of kies opnieuw."
    many = len(set(value))
    return "" if many >= question.at_least else f"Kies er ten minste {question.at_least} bij {text}. Nu: {many}."


def _table(question: Question, value: Any, chooser: Chooser) -> str:
    text = _quoted(question.text)
    if not isinstance(value, list | tuple) or not all(isinstance(row, Mapping) for row in value):
        return _empty(question)
    rows = [(place, row) for place, row in enumerate(value, start=1) if not is_empty(row)]
    for place, row in rows:
        because = _row(question, row, chooser)
        if because:
            return f"Regel {place} is nog niet goed bij {text}. {because}"
    least = max(question.at_least, int(question.required))
    if len(rows) >= least:
        return ""
    return f"Vul ten minste {number(least)} regels in bij {text}. Nu: {len(rows)}."


def _row(question: Question, row: Mapping[str, Any], chooser: Chooser) -> str:
    empty = [column.label for column in question.columns if column.required and is_empty(row.get(column.key))]
    if empty:
        return f"Vul nog in: {listed(empty)}."
    for column in question.columns:
        value = row.get(column.key)
        if not is_empty(value):
            because = _not_one(column.type, value, chooser(question, column), False)
            if because:
                return f"{because} bij {_quoted(column.label)}."
    return ""


def _not_one(kind: str, value: Any, choices: Sequence[str], other: bool) -> str:
    """What belongs there, when one value is not of its kind; to be followed by "bij" and the name of the place."""
    match kind:
        case "yes_no":
            return "" if isinstance(value, bool) else "Kies ja of nee"
        case "choice":
            right = isinstance(value, str) and (other or value in choices)
            return "" if right else "Kies iets uit de lijst"
        case "date":
            return "" if _is_day(value) else "Vul een datum in, zoals 31-8-2022,"
        case "number":
            return "" if as_number(value) is not None else "Vul een getal in, zoals 12 of 6,5,"
        case "hours":
            return "" if _between(value, _HOURS_IN_A_WEEK) else "Vul uren in van 0 tot 168, zoals 6,5,"
        case "money":
            right = isinstance(value, int) and not isinstance(value, bool) and value >= 0
            return "" if right else "Vul een bedrag in, zoals 12,50,"
        case "short_text" | "long_text":
            return "" if isinstance(value, str) else "Vul tekst in"
    return ""


def _between(value: Any, most: int) -> bool:
    hours = as_number(value)
    return hours is not None and Decimal(0) <= hours <= most


def _is_day(value: Any) -> bool:
    try:
        return date.fromisoformat(value) is not None if isinstance(value, str) else isinstance(value, date)
    except ValueError:
        return False
