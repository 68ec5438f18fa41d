"""The list of equipment of a practice, as a csv: bytes to rows, or to sentences that say how to mend them.

Runs in the limited child process of `pipeline.lists`, as every file from outside. Nothing is half done: one problem,
and no row comes back. A cell that a spreadsheet would carry out is refused, because the list goes back to spreadsheets.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from groeiruimte.rules.free_text import holds_a_bsn

REQUEST = {"read": "devices"}
"""What the child process is asked."""

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, MOST_PROBLEMS = 1 << 20, 500, 40, 30
FIRST_YEAR, LAST_YEAR, MOST_DEVICES = 1980, 2100, 9_999
HEADERS: Mapping[str, tuple[str, ...]] = {
    "soort": ("soort", "apparaat", "type", "wat"),
    "merk": ("merk", "model", "merk en model", "fabrikant"),
    "aantal": ("aantal", "hoeveel", "stuks"),
    "jaar": ("jaar", "aanschafjaar", "jaar van aanschaf", "bouwjaar"),
    "systeem": ("systeem", "besturingssysteem", "os", "windows"),
    "ondersteuning_tot": ("ondersteuning tot", "ondersteuning", "support tot", "updates tot"),
    "opmerking": ("opmerking", "opmerkingen", "notitie", "toelichting"),
}
LENGTHS = {"soort": 60, "merk": 120, "systeem": 120, "opmerking": 200}
EXAMPLE = ";".join(HEADERS)
_FORMULA = "=+-@"
_DELIMITERS = ";,\t|"
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One line of the list; `support_until` is ISO text, empty when nobody wrote it down."""

    kind: str
    make: str = ""
    number: int = 1
    year: int | None = None
    system: str = ""
    support_until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in Dutch, and how to mend it. `row` counts as a spreadsheet does; None for the whole list."""

    row: int | None
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. `ignored` are the headers of columns that were left alone."""

    rows: tuple[DeviceRow, ...] = ()
    problems: tuple[Trouble, ...] = ()
    ignored: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Raises KeyError or TypeError on anything that `to_json` does not make."""
        return cls(
            tuple(DeviceRow(**each) for each in data["rows"]),
            tuple(Trouble(**each) for each in data["problems"]),
            tuple(str(each) for each in data["ignored"]),
        )


def refused(what: str, mend: str) -> Sheet:
    return Sheet(problems=(Trouble(None, what, mend),))


TOO_BIG = refused("Dit bestand is te groot.", "Bewaar alleen de lijst met apparatuur als csv.")
NOT_CSV = refused("Dit is geen csv-bestand.", "Bewaar de lijst in Excel als csv en kies dat bestand.")
EMPTY = refused("Dit bestand is leeg.", "Zet op elke rij een apparaat en kies het bestand opnieuw.")
DAMAGED = refused("Wij kunnen dit bestand niet lezen.", "Bewaar de lijst opnieuw als csv en kies dat bestand.")
BUSY = refused("Het lezen lukte nu niet. Er is niets bewaard.", "Wacht een minuut en kies het bestand opnieuw.")
TOO_MANY = refused(f"De lijst heeft meer dan {MOST_ROWS} rijen.", "Verdeel de lijst over twee bestanden.")
NO_KIND = refused("Wij vinden de kolom soort niet.", f"Zet boven de kolommen: {EXAMPLE}.")


def read(data: bytes) -> Sheet:
    """The rows of a csv, or problems; never an exception for what stands in it."""
    if len(data) > MOST_BYTES:
        return TOO_BIG
    text = _text(data)
    if text is None:
        return NOT_CSV
    try:
        records = list(_records(text))
    except csv.Error:
        return DAMAGED
    if not any(cell.strip() for row in records for cell in row):
        return EMPTY
    if len(records) > MOST_ROWS + 1:
        return TOO_MANY
    if max(len(row) for row in records) > MOST_COLUMNS:
        return DAMAGED
    at, ignored = _columns(records[0])
    if "soort" not in at:
        return NO_KIND
    return _sheet(records, at, ignored)


def _sheet(records: Sequence[Sequence[str]], at: Mapping[str, int], ignored: tuple[str, ...]) -> Sheet:
    found: list[DeviceRow] = []
    problems: list[Trouble] = []
    for number, record in enumerate(records[1:], 2):
        if not any(cell.strip() for cell in record):
            continue
        cells = {name: _clean(record[place]) if place < len(record) else "" for name, place in at.items()}
        wrong = [*_formulas(number, record, records[0]), *_wrong(number, cells), *_people(number, cells)]
        problems += wrong
        if not wrong:
            found.append(_row(cells))
    if problems:
        return Sheet(problems=tuple(problems[:MOST_PROBLEMS]), ignored=ignored)
    return Sheet(rows=tuple(found), ignored=ignored) if found else EMPTY


def _text(data: bytes) -> str | None:
    """UTF-8, UTF-16 by its mark, or what Windows writes in the Netherlands; None for what is no text at all."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return None
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for sign in text if sign < " " and sign not in "\t\r\n\f")
        return None if "\x00" in text or strange * 50 > len(text) else text
    return None


def _records(text: str) -> Iterable[list[str]]:
    """Every record as a row of a spreadsheet, without empty ones at the end; stops just past the most that is read."""
    if text[:4].lower() == "sep=":
        text = text[text.find("\n") + 1 :]
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    waiting: list[list[str]] = []
    for given, row in enumerate(csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=delimiter)):
        waiting.append(row)
        if any(cell.strip() for cell in row):
            yield from waiting
            waiting = []
        if given > MOST_ROWS * 2:
            return


def _columns(header: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which column holds what; headers may be spelled in several ways. And those that are left alone."""
    at: dict[str, int] = {}
    ignored = []
    for place, cell in enumerate(header):
        plain = " ".join(_clean(cell).lower().replace("_", " ").replace("-", " ").split())
        name = next((name for name, words in HEADERS.items() if plain in words), None)
        if name is not None and name not in at:
            at[name] = place
        elif plain:
            ignored.append(_clean(cell)[:40])
    return at, tuple(ignored)


def _formulas(number: int, record: Sequence[str], header: Sequence[str]) -> list[Trouble]:
    """Cells that a spreadsheet would carry out, also when a space, a tab or a wide sign hides the first sign."""
    found = []
    for place, cell in enumerate(record):
        first = unicodedata.normalize("NFKC", _clean(cell))[:1]
        if first and first in _FORMULA:
            name = (_clean(header[place]) if place < len(header) else "") or str(place + 1)
            what = f"Rij {number}, kolom {name[:40]} begint met “{first}”."
            found.append(Trouble(number, what, "Zet er een woord of cijfer voor, of maak de cel leeg."))
    return found


def _wrong(number: int, cells: Mapping[str, str]) -> list[Trouble]:
    found = []
    if not cells["soort"]:
        found.append(Trouble(number, f"Rij {number} heeft geen soort.", "Vul in wat het is, zoals laptop."))
    for name, most in LENGTHS.items():
        if len(cells.get(name, "")) > most:
            what = f"Rij {number}, kolom {name} is te lang."
            found.append(Trouble(number, what, f"Gebruik hoogstens {most} tekens."))
    if cells.get("aantal") and not _within(cells["aantal"], 1, MOST_DEVICES):
        what = f"Rij {number}, kolom aantal is geen aantal."
        found.append(Trouble(number, what, f"Vul een heel getal in van 1 tot {MOST_DEVICES}."))
    if cells.get("jaar") and not _within(cells["jaar"], FIRST_YEAR, LAST_YEAR):
        what = f"Rij {number}, kolom jaar is geen jaar."
        found.append(Trouble(number, what, "Vul een jaar in, zoals 2019."))
    if cells.get("ondersteuning_tot") and _day(cells["ondersteuning_tot"]) is None:
        what = f"Rij {number}, kolom ondersteuning_tot is geen datum."
        found.append(Trouble(number, what, "Vul een datum in, zoals 14-10-2025."))
    return found


def _people(number: int, cells: Mapping[str, str]) -> list[Trouble]:
    """A number that looks like that of a patient has no place on a list of equipment."""
    return [
        Trouble(number, f"Rij {number}, kolom {name}: dit nummer lijkt op een BSN.", "Haal het nummer weg.")
        for name, text in cells.items()
        if holds_a_bsn(text)
    ]


def _row(cells: Mapping[str, str]) -> DeviceRow:
    until = _day(cells.get("ondersteuning_tot", ""))
    return DeviceRow(
        kind=cells["soort"],
        make=cells.get("merk", ""),
        number=int(cells.get("aantal") or 1),
        year=int(cells["jaar"]) if cells.get("jaar") else None,
        system=cells.get("systeem", ""),
        support_until=until.isoformat() if until else "",
        note=cells.get("opmerking", ""),
    )


def _clean(cell: str) -> str:
    """The text of a cell on one line, without signs that nobody sees."""
    return " ".join(_UNSEEN.sub(" ", cell).split())


def _within(text: str, least: int, most: int) -> bool:
    return _NUMBER.fullmatch(text) is not None and least <= int(text) <= most


def _day(text: str) -> date | None:
    """`14-10-2025`, `2025-10-14`, or a year alone: then its last day. None for anything else."""
    if _within(text, FIRST_YEAR, LAST_YEAR):
        return date(int(text), 12, 31)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
