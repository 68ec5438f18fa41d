"""A form, scan or survey as an XLSForm: a workbook that ODK, Kobo and other tools for questionnaires read."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from groeiruimte.rules.xlsform import OWN, Asked, Row
from groeiruimte.rules.xlsform_sheets import sheets

_HEADINGS = {
    "survey": ("type", "name", "label", "hint", "required", "relevant", "appearance", "calculation"),
    "choices": ("list_name", "name", "label"),
    "settings": ("form_title", "form_id"),
    OWN: ("field", "value"),
}
_WIDE = ("label", "hint", "relevant", "value", "text", "reason", "in_order")


def workbook(asked: Asked) -> bytes:
    """An xlsx of one form, scan or survey, which `pipeline.xlsform` reads back. No cell acts as a formula."""
    content = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, settings) as book:
        book.set_properties({"title": asked.title})
        heading, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True})
        for name, rows in sheets(asked).items():
            sheet = book.add_worksheet(name)
            for column, label in enumerate(_headings(name, rows)):
                sheet.set_column(column, column, 50 if label in _WIDE else 18)
                sheet.write_string(0, column, label, heading)
                for line, row in enumerate(rows, 1):
                    if label in row:
                        sheet.write_string(line, column, row[label], wrapped)
            sheet.freeze_panes(1, 0)
    return content.getvalue()


def _headings(name: str, rows: Sequence[Row]) -> list[str]:
    """First those that every XLSForm has, then the others as they come."""
    return list(dict.fromkeys([*_HEADINGS.get(name, ()), *(label for row in rows for label in row)]))
