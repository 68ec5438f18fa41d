"""Spreadsheets that people take away. Text stays text: nothing in a cell can act as a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

import xlsxwriter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FINDINGS = (("Rij", 8), ("Kolom", 28), ("Wat is er", 70), ("Zo lost u het op", 70))


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in words. `row` is the number that the spreadsheet of the practice shows, None for the whole list."""

    row: int | None
    column: str
    what: str
    mend: str


def findings_workbook(rows: Iterable[FindingRow]) -> bytes:
    """An xlsx with a line for each finding; no column of it holds a value of the list."""
    content = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, settings) as book:
        book.set_properties({"title": "Bevindingen in de patiëntenlijst"})
        heading = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Bevindingen")
        for column, (label, width) in enumerate(_FINDINGS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, label, heading)
        line = 0
        for line, found in enumerate(rows, 1):
            if found.row is None:
                sheet.write_string(line, 0, "hele lijst", wrapped)
            else:
                sheet.write_number(line, 0, found.row, wrapped)
            sheet.write_string(line, 1, found.column, wrapped)
            sheet.write_string(line, 2, found.what, wrapped)
            sheet.write_string(line, 3, found.mend, wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, line, len(_FINDINGS) - 1)
    return content.getvalue()
