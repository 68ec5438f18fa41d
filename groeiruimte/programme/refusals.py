"""What pydantic refuses, in Dutch: where it stands, what is wrong, how to mend it.

A sentence per kind of mistake, made from the words and values at hand. The JSON Schema of a programme says which words,
choices and kinds of value belong at a place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .place import Table, inside, path_of
from .problems import Problem
from .schema import at, kinds
from .syntax import mend_date

_KEY_PATTERN = "^[a-z0-9][a-z0-9_-]*$"


def refusals(error: ValidationError, text: Table, gone: frozenset[str]) -> list[Problem]:
    """A problem for each place that pydantic refuses; `gone` are the paths that an overlay took away.

    A misspelt word is one mistake, not two: what it was meant to be is then not called missing.
    """
    problems: dict[str, Problem] = {}
    absent, meant = set(), set()
    for details in error.errors(include_url=False):
        problem = _problem(details, text, gone)
        problems.setdefault(problem.where, problem)  # a field that holds text or true/false is refused twice
        if details["type"] == "missing":
            absent.add(problem.where)
        elif details["type"] == "extra_forbidden":
            meant.add(inside(problem.where.rpartition(".")[0], _meant(details)))
    return [problem for where, problem in problems.items() if where not in absent & meant]


def _problem(details: ErrorDetails, text: Table, gone: frozenset[str]) -> Problem:
    where = path_of(text, details["loc"])
    plain = where.replace("[", ".").replace("]", "")
    taken = next((path for path in sorted(gone) if path == plain or path.startswith(f"{plain}.")), None)
    if taken and details["type"] in ("missing", "too_short"):
        what = f"{taken} is weggehaald, maar een programma kan niet zonder."
        return Problem(f"removes[{taken}]", what, "Haal het uit removes.")
    if details["type"] in ("union_tag_not_found", "union_tag_invalid"):
        where += ".kind"
    what, mend = _SENTENCES.get(details["type"], _other)(details, at(details["loc"]))
    return Problem(where, what, mend)


Sentences = tuple[str, str]


def _missing(details: ErrorDetails, schema: Table) -> Sentences:
    return f'"{details["loc"][-1]}" ontbreekt.', f"Voeg het toe: {_belongs(schema)}."


def _unknown_word(details: ErrorDetails, schema: Table) -> Sentences:
    what, meant = f'Het woord "{details["loc"][-1]}" is hier niet bekend.', _meant(details)
    if meant:
        return what, f'Schrijf "{meant}", of haal het woord weg.'
    return what, f"Haal het weg, of kies uit: {', '.join(_known(details))}."


def _known(details: ErrorDetails) -> list[str]:
    return sorted(at(details["loc"][:-1]).get("properties", {}))


def _meant(details: ErrorDetails) -> str:
    """The word that an unknown word looks like, or nothing."""
    close = get_close_matches(str(details["loc"][-1]), _known(details), n=1)
    return close[0] if close else ""


def _choice(details: ErrorDetails, schema: Table) -> Sentences:
    choices = [str(choice) for choice in schema.get("enum", ())] or [str(schema.get("const", ""))]
    return _pick(str(details["input"]), choices)


def _kind(details: ErrorDetails, schema: Table) -> Sentences:
    return _pick(str(details["ctx"]["tag"]), list(kinds(schema)))


def _pick(given: str, choices: Sequence[str]) -> Sentences:
    close = get_close_matches(given, choices, n=1)
    mend = f'Bedoelt u "{close[0]}"? ' if close else ""
    return f'"{given}" is hier geen keuze.', f"{mend}Kies uit: {', '.join(choices)}."


def _no_kind(details: ErrorDetails, schema: Table) -> Sentences:
    return '"kind" ontbreekt.', f"Kies een soort: {', '.join(kinds(schema))}."


def _wrong_type(details: ErrorDetails, schema: Table) -> Sentences:
    given = details["input"]
    wanted = _type_of(schema)
    dated = mend_date(given) if wanted == "date" and isinstance(given, str) else None
    if dated:
        return dated[0], f"Schrijf bijvoorbeeld {dated[2]}, zonder aanhalingstekens."
    return f"Hier staat {_is(given)}, maar hier hoort {_belongs(schema)}.", _MEND_TYPE[wanted]


def _pattern(details: ErrorDetails, schema: Table) -> Sentences:
    given = str(details["input"])
    if details["ctx"]["pattern"] == _KEY_PATTERN:
        what = f'"{given}" is geen sleutel.'
        return what, "Gebruik alleen kleine letters, cijfers, - en _. Begin met een letter of cijfer."
    return f'"{given}" is geen UZOVI-code.', 'Schrijf vier cijfers tussen aanhalingstekens: "3311".'


def _text_too_short(details: ErrorDetails, schema: Table) -> Sentences:
    return "Deze tekst is te kort.", f"Schrijf ten minste {details['ctx']['min_length']} letters."


def _text_too_long(details: ErrorDetails, schema: Table) -> Sentences:
    return "Deze tekst is te lang.", f"Schrijf hoogstens {details['ctx']['max_length']} letters."


def _list_too_short(details: ErrorDetails, schema: Table) -> Sentences:
    least = details["ctx"]["min_length"]
    return f"Deze lijst heeft te weinig onderdelen: {len(details['input'])}.", f"Zet er ten minste {least} in."


def _list_too_long(details: ErrorDetails, schema: Table) -> Sentences:
    most = details["ctx"]["max_length"]
    return f"Deze lijst heeft te veel onderdelen: {len(details['input'])}.", f"Laat er hoogstens {most} staan."


def _too_small(details: ErrorDetails, schema: Table) -> Sentences:
    return f"{details['input']} is te klein.", f"Schrijf {details['ctx']['ge']} of meer."


def _too_big(details: ErrorDetails, schema: Table) -> Sentences:
    return f"{details['input']} is te groot.", f"Schrijf {details['ctx']['le']} of minder."


def _own_words(details: ErrorDetails, schema: Table) -> Sentences:
    """The types of a programme refuse in Dutch themselves: first what is wrong, then how to mend it."""
    what, _, mend = str(details["ctx"]["error"]).partition(". ")
    return f"{what}.", mend


def _other(details: ErrorDetails, schema: Table) -> Sentences:
    return f"Hier hoort {_belongs(schema)}.", "Kijk hoe het in een ander programma staat."


_SENTENCES: dict[str, Callable[[ErrorDetails, Table], Sentences]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_word,
    "literal_error": _choice,
    "union_tag_invalid": _kind,
    "union_tag_not_found": _no_kind,
    "string_type": _wrong_type,
    "int_type": _wrong_type,
    "bool_type": _wrong_type,
    "date_type": _wrong_type,
    "tuple_type": _wrong_type,
    "model_type": _wrong_type,
    "model_attributes_type": _wrong_type,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _text_too_short,
    "string_too_long": _text_too_long,
    "too_short": _list_too_short,
    "too_long": _list_too_long,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_big,
    "value_error": _own_words,
}

_BELONGS = {
    "string": "tekst tussen aanhalingstekens",
    "integer": "een heel getal",
    "boolean": "true of false",
    "date": "een datum, zoals 2022-01-31",
    "array": "een lijst",
    "object": "een blok",
    "plain": "tekst, of true of false",
}

_MEND_TYPE = {
    "string": "Zet er aanhalingstekens omheen.",
    "integer": "Schrijf alleen cijfers, zonder aanhalingstekens.",
    "boolean": "Schrijf true of false, zonder aanhalingstekens.",
    "date": "Schrijf jaar-maand-dag, zonder aanhalingstekens.",
    "array": "Zet er [ en ] omheen.",
    "object": "Schrijf { naam = waarde } of een blok met [naam].",
    "plain": "Zet tekst tussen aanhalingstekens, of schrijf true of false.",
}


def _is(value: Any) -> str:
    match value:
        case bool():
            return "true of false"
        case int():
            return "een heel getal"
        case float():
            return "een getal met een punt"
        case str():
            return "tekst"
        case datetime():
            return "een tijdstip"
        case date():
            return "een datum"
        case list() | tuple():
            return "een lijst"
        case dict():
            return "een blok"
    return "een tijd"


def _type_of(schema: Table) -> str:
    if "anyOf" in schema:
        return "plain"
    if schema.get("format") == "date":
        return "date"
    return str(schema.get("type", "object"))


def _belongs(schema: Table) -> str:
    if "enum" in schema:
        return f"een van {', '.join(schema['enum'])}"
    return _BELONGS[_type_of(schema)]
