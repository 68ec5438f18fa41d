"""Reading a programme text: a programme, or every problem that keeps it from being one.

Each problem says where, what and how to mend it, in Dutch. Nothing is guessed and nothing unknown is skipped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .check import check, doubles
from .folder import EXAMPLES, by_file, examples_of, text_of
from .overlay import lay
from .place import Table
from .problems import Problem
from .programme import Programme
from .refusals import refusals
from .syntax import parse

Read = tuple[Programme | None, list[Problem]]


def read(text: str, *, base: str | None = None) -> Read:
    """A programme from its text and, when it says `extends`, the text of its base.

    Returns the programme and no problems, or None and all of them.
    """
    table, problems = parse(text)
    if table is None:
        return None, problems
    problems += doubles(table)
    gone: frozenset[str] = frozenset()
    if "extends" in table or base is not None:
        under, wrong = _base(table, base)
        if under is None:
            return None, problems + wrong
        table, gone, more = lay(under, table)
        problems += wrong + more
    elif "removes" in table:
        problems.append(
            Problem("removes", "Er is niets om iets uit weg te halen.", "Voeg extends toe of haal dit weg.")
        )
        del table["removes"]
    fixed = _fixed(table)
    programme, wrong = _programme(fixed, gone)
    problems += wrong + check(fixed, programme, gone)
    return (None, problems) if problems else (programme, [])


def load(key: str, folder: Path) -> Read:
    """The programme whose text is `<key>.toml` somewhere in a folder, on top of its base in the same folder."""
    text, base, problems = _with_base(key, folder)
    if text is None or problems:
        return None, problems
    programme, problems = read(text, base=base)
    problems = by_file(problems, key, folder)
    table, _ = parse(text)
    said = table.get("key") if table is not None else key
    if said is not None and said != key:
        mend = f'Schrijf key = "{key}", of hernoem het bestand.'
        problems = [Problem("key", f'De sleutel "{said}" is niet de naam van het bestand {key}.toml.', mend), *problems]
    return (None, problems) if problems else (programme, [])


def texts(key: str, folder: Path) -> tuple[str, str, str]:
    """The text of a programme, of its base and of its worked examples, as publishing seals them; '' for one it lacks.

    Raises FileNotFoundError, with a Dutch sentence, when the text or its base is not there or one cannot be read.
    """
    text, base, problems = _with_base(key, folder)
    if text is None or problems:
        raise FileNotFoundError(f"{problems[0].what} {problems[0].mend}")
    cases, problems = examples_of(key, folder)
    if problems:
        raise FileNotFoundError(f"{problems[0].what} {problems[0].mend}")
    return text, base or "", cases or ""


def examples(key: str, folder: Path) -> tuple[str | None, list[Problem]]:
    """The worked examples that stand beside a programme and its parts, or what is wrong with their files."""
    text, problems = examples_of(key, folder)
    if text is None and not problems:
        what = f"Naast deze tekst staat geen {key}{EXAMPLES}."
        problems = [Problem(f"{key}{EXAMPLES}", what, "Schrijf ten minste één voorbeeld met [[case]].")]
    return text, problems


def _with_base(key: str, folder: Path) -> tuple[str | None, str | None, list[Problem]]:
    text, problems = text_of(key, folder, "de bestandsnaam")
    table, _ = parse(text or "")
    extends = (table or {}).get("extends")
    if text is None or not isinstance(extends, str):
        return text, None, problems
    base, problems = text_of(extends, folder, "extends")
    return text, base, problems


def _base(table: Table, base: str | None) -> tuple[Table | None, list[Problem]]:
    """The tables of the base, when it is the right one and stands on its own."""
    key = table.get("extends")
    if key is None:
        what = "Deze tekst kreeg een basis mee, maar noemt er geen."
        return None, [Problem("extends", what, "Voeg extends toe, of lees de tekst zonder basis.")]
    if key == table.get("key"):
        return None, [
            Problem("extends", "Deze tekst bouwt voort op zichzelf.", "Noem een andere tekst, of haal dit weg.")
        ]
    if base is None:
        what = f"De tekst {key} waarop deze tekst voortbouwt, is er niet."
        return None, [Problem("extends", what, f"Geef {key}.toml mee, of haal extends weg.")]
    under, problems = parse(base)
    problems += doubles(under) if under is not None else []
    problems = [Problem(f"{key}: {found.where}", found.what, found.mend) for found in problems]
    if under is None:
        return None, problems
    if under.get("key") != key:
        what = f'De basis heet "{under.get("key")}", niet "{key}".'
        return None, [*problems, Problem("extends", what, f'Geef de tekst met key = "{key}" mee.')]
    if "extends" in under:
        what = f"{key} bouwt zelf voort op {under['extends']}. Er mag maar één laag zijn."
        return None, [*problems, Problem("extends", what, f'Schrijf extends = "{under["extends"]}".')]
    return under, problems


def _programme(text: Table, gone: frozenset[str]) -> Read:
    try:
        return Programme.model_validate(text, strict=True), []
    except ValidationError as error:
        return None, refusals(error, text, gone)


def _fixed(value: Any) -> Any:
    """The same text with tuples for lists: the types are frozen, and read strictly."""
    if isinstance(value, dict):
        return {name: _fixed(part) for name, part in value.items()}
    if isinstance(value, list):
        return tuple(_fixed(part) for part in value)
    return value
