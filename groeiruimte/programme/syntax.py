"""From characters to tables: TOML, with its mistakes told in Dutch and by line.

Python's reader stops at the first mistake. A date that does not exist is replaced by the nearest one that does, so that
reading goes on and the other mistakes are found as well; the text stays refused.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from datetime import date
from typing import Any

from babel.dates import get_month_names

from .problems import Problem

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_YEAR_FIRST = re.compile(r"(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])", re.ASCII)
_DAY_FIRST = re.compile(r"(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{4})(?![\d-])", re.ASCII)
_MONTHS = get_month_names("wide", locale="nl")

_MISTAKES: tuple[tuple[str, str, str], ...] = (
    ("Cannot overwrite", "Dit woord kreeg al eerder een waarde.", "Laat het één keer staan."),
    ("Cannot declare", "Dit blok staat al eerder in de tekst.", "Voeg de twee blokken samen."),
    ("Cannot mutate", "Dit blok staat al eerder in de tekst.", "Voeg de twee blokken samen."),
    ("Unterminated string", "Een tekst is niet afgesloten.", "Zet het laatste aanhalingsteken erbij."),
    ("Illegal character", "Een tekst is niet afgesloten.", 'Zet een aanhalingsteken, of gebruik """ voor meer regels.'),
    ("Unclosed array", "Een lijst is niet afgesloten.", "Zet ] aan het einde van de lijst."),
    ("Unclosed inline table", "Een blok is niet afgesloten.", "Zet } aan het einde van het blok."),
    ("Expected '='", "Achter een woord staat geen =-teken.", 'Schrijf een woord, = en de waarde: title = "Titel".'),
    ("Expected ']", "De naam van een blok is niet afgesloten.", "Schrijf [naam] of [[naam]] op één regel."),
    ("Invalid value", "Deze waarde is niet te lezen.", "Zet tekst tussen aanhalingstekens, of schrijf true of false."),
    ("Expected newline", "Achter de waarde staat nog iets.", "Zet tekst tussen aanhalingstekens, of haal het weg."),
    ("Invalid initial character", "Hier hoort een woord te staan.", "Haal de losse komma of het teken weg."),
    ("Invalid statement", "Deze regel begint met een vreemd teken.", "Begin met een woord of met [naam]."),
    ("Unescaped '\\'", "Een \\ in een tekst staat los.", "Schrijf \\\\ voor één \\."),
)
_OTHER = ("Deze regel volgt de regels van TOML niet.", "Kijk naar aanhalingstekens, haakjes en het =-teken.")


MOST_PROBLEMS = 50
"""So many dates are mended to read on; after that the rest can wait."""


def parse(text: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The tables of a TOML text, and what is wrong with it; None when it cannot be read to the end."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    problems: list[Problem] = []
    while True:
        try:
            return tomllib.loads(text), problems
        except RecursionError:
            what = "Hier staan te veel lijsten of blokken in elkaar."
            return None, [*problems, Problem("de hele tekst", what, "Haal haakjes weg.")]
        except tomllib.TOMLDecodeError as mistake:
            problem, mended = _explain(text, str(mistake))
            problems.append(problem)
            if mended is None or len(problems) >= MOST_PROBLEMS:
                return None, problems
            text = mended
        except ValueError:  # a number of thousands of digits
            return None, [
                *problems,
                Problem("de hele tekst", "Hier staat een getal dat te groot is.", "Maak het korter."),
            ]


def mend_date(text: str) -> tuple[str, str, str] | None:
    """What is wrong with a date, how to mend it, and the nearest date that exists.

    None when it is no date at all or a good one. `2022-04-31` gives `31 april 2022 bestaat niet: april heeft 30 dagen.`
    """
    found = _YEAR_FIRST.fullmatch(text)
    year, month, day = (int(part) for part in found.groups()) if found else (0, 0, 0)
    if found is None:
        found = _DAY_FIRST.fullmatch(text)
        if found is None:
            return None
        day, month, year = (int(part) for part in found.groups())
    nearest = _nearest(year, month, day)
    if nearest.isoformat() == text:
        return None
    if not 1 <= month <= 12:
        return (
            f"Maand {month} bestaat niet: een jaar heeft 12 maanden.",
            f"Schrijf bijvoorbeeld {nearest}.",
            str(nearest),
        )
    if nearest != _plain(year, month, day):
        what = f"{day} {_MONTHS[month]} {year} bestaat niet: {_MONTHS[month]} heeft {_days(year, month)} dagen."
        return what, f"Schrijf bijvoorbeeld {nearest}.", str(nearest)
    return f"De datum {text} staat niet als jjjj-mm-dd.", f"Schrijf {nearest}.", str(nearest)


def _explain(text: str, message: str) -> tuple[Problem, str | None]:
    at = _AT.search(message)
    if at is None or at[1] is None:
        line, column = text.count("\n") + 1, 0
    else:
        line, column = int(at[1]), int(at[2])
    lines = text.split("\n")
    found = _date_at(lines[line - 1], column)
    if found is not None:
        what, mend, nearest = found[1]
        start, end = found[0]
        lines[line - 1] = lines[line - 1][:start] + nearest + lines[line - 1][end:]
        return Problem(f"regel {line}", what, mend), "\n".join(lines)
    what, mend = next(((what, mend) for start, what, mend in _MISTAKES if message.startswith(start)), _OTHER)
    where = f"regel {line}, teken {column}" if column else "einde van de tekst"
    return Problem(where, what, mend), None


def _date_at(line: str, column: int) -> tuple[tuple[int, int], tuple[str, str, str]] | None:
    """The badly written date that a column of a line lies in: its span, and what to do about it."""
    for pattern in (_YEAR_FIRST, _DAY_FIRST):
        for found in pattern.finditer(line):
            mended = mend_date(found[0])
            if mended is not None and found.start() < column <= found.end() + 1:
                return found.span(), mended
    return None


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _nearest(year: int, month: int, day: int) -> date:
    year, month = max(year, 1), min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), _days(year, month)))


def _plain(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
