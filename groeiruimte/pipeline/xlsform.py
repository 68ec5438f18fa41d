"""Reads an XLSForm without trusting it: the same bounds as for a list, and every cell is text.

It runs in this process, so it is for somebody who may change programmes. Nothing in a workbook is worked out: of a
formula counts the text that stands in the cell.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook

from groeiruimte.programme.problems import Problem
from groeiruimte.rules.xlsform import Asked, Row
from groeiruimte.rules.xlsform_asked import asked

from .lists import package, workbook
from .lists.limits import MEGABYTE, Limits
from .lists.refused import RefusedError

LIMITS = Limits(file_size=5 * MEGABYTE, rows=5_000, columns=60, unpacked=30 * MEGABYTE)
_ZIP = b"PK\x03\x04"
_FILE = "het bestand"
_WORDS = {
    "too_big": ("Het bestand is te groot.", "Laat alleen de tabbladen van de vragenlijst staan."),
    "too_many_rows": ("Een tabblad heeft te veel rijen.", "Wis de rijen onder de vragen."),
    "too_many_columns": ("Een tabblad heeft te veel kolommen.", "Wis de cellen rechts van de vragen."),
    "password": ("Het bestand is beveiligd met een wachtwoord.", "Haal het wachtwoord weg."),
    "bomb": (
        "Dit bestand is zo ingepakt dat wij het niet veilig openen.",
        "Bewaar het opnieuw als nieuw xlsx-bestand.",
    ),
    "damaged": ("Dit bestand is beschadigd. Wij kunnen het niet lezen.", "Bewaar het in Excel opnieuw als xlsx."),
}
_NO_WORKBOOK = ("Dit is geen xlsx-bestand.", "Bewaar de vragenlijst als xlsx en kies dat bestand.")


def read(content: bytes, limits: Limits = LIMITS) -> tuple[Asked | None, list[Problem]]:
    """The form, scan or survey in a workbook, or None and every problem that keeps it out. Never raises."""
    try:
        found = _sheets(content, limits)
    except RefusedError as refused:
        return None, [Problem(_FILE, *_WORDS.get(refused.refusal.code, _NO_WORKBOOK))]
    if "survey" not in found:
        mend = "Noem het tabblad met de vragen survey."
        return None, [Problem(_FILE, "Het tabblad survey ontbreekt.", mend)]
    return asked(found)


def _sheets(content: bytes, limits: Limits) -> dict[str, list[Row]]:
    """Every sheet as rows of heading to text, in the order of the workbook; raises RefusedError."""
    if len(content) > limits.file_size:
        raise RefusedError("too_big", size="", most="")
    if not content.startswith(_ZIP):
        raise RefusedError("empty")
    parts = package.unpack(content, limits)
    for part in parts.values():
        workbook.refuse_too_large(part, limits)
    packed = package.pack(parts)
    try:
        book = CalamineWorkbook.from_filelike(packed)
        return {name: _rows(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names}
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # also the panic of a native parser, which is no Exception
        raise RefusedError("damaged") from None


def _rows(cells: list[list[Any]]) -> list[Row]:
    """The rows under the headings; an empty row stays, so that the n-th is row n + 1 in a spreadsheet."""
    if not cells:
        return []
    headings = [_text(cell).strip() for cell in cells[0]]
    return [
        {heading: text for heading, cell in zip(headings, row, strict=False) if heading and (text := _text(cell))}
        for row in cells[1:]
    ]


def _text(cell: Any) -> str:
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == datetime.min.time():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
    return "" if cell is None else str(cell)
