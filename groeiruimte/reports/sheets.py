"""Spreadsheets that people take away. Text stays text: nothing in a cell can act as a formula or a link."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"

Value = str | int | date | None
"""What stands in a cell; amounts are whole cents and have their own column of text."""

# A cell that begins like this is run by a spreadsheet.
_ACTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_NAME, _LOOKED_AT, _WIDEST = 31, 100, 60

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


def table_workbook(title: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """An xlsx of one table, each column as wide as its heading and its first rows ask; dates stay dates."""
    content = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    lines = [list(row) for row in rows]
    with xlsxwriter.Workbook(content, settings) as book:
        book.set_properties({"title": title})
        heading, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "d-m-yyyy"})
        sheet = book.add_worksheet(title[:_LONGEST_NAME])
        for column, label in enumerate(columns):
            sheet.write_string(0, column, label, heading)
            sheet.set_column(column, column, _width(label, [line[column] for line in lines[:_LOOKED_AT]]))
        for number, line in enumerate(lines, 1):
            for column, value in enumerate(line):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, int):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, value)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(lines), max(len(columns) - 1, 0))
    return content.getvalue()


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The same table as Dutch spreadsheets open it: semicolons, a mark for UTF-8, days as 2022-04-14."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow([_harmless(label) for label in columns])
    lines.writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> str:
    """Text that a spreadsheet would take for a formula gets a quote before it."""
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return f"'{value}" if value.startswith(_ACTS) else value


def _width(label: str, values: Iterable[Value]) -> int:
    longest = max((len(str(value)) for value in (label, *values) if value is not None), default=0)
    return min(longest + 2, _WIDEST)
