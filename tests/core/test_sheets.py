"""The table that somebody takes away: nothing in it acts, and every kind of value stays what it is."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from groeiruimte.reports.sheets import table_csv, table_workbook


@pytest.mark.parametrize("text", ["=1+1", "+31 10", "-2", "@naam", "\tinspringen", "\rregel"])
def test_no_cell_of_a_csv_acts(text: str) -> None:
    assert table_csv(["Naam"], [[text]]).decode("utf-8-sig") in (f"Naam\r\n'{text}\r\n", f'Naam\r\n"\'{text}"\r\n')


def test_values_of_a_csv() -> None:
    content = table_csv(["Praktijk", "Aantal", "Dag"], [["Café; Singel", 3, date(2022, 4, 14)], ["", None, None]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == 'Praktijk;Aantal;Dag\r\n"Café; Singel";3;2022-04-14\r\n;;\r\n'


def test_values_of_a_workbook() -> None:
    content = table_workbook(
        "Praktijken", ["Naam", "Aantal", "Dag"], [["=1+1", 3, date(2022, 4, 14)], ["", None, None]]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.title == "Praktijken"
    cells = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(max_row=2)]
    assert cells[0] == [("Naam", "s"), ("Aantal", "s"), ("Dag", "s")]
    assert cells[1][:2] == [("=1+1", "s"), (3, "n")]
    assert (cells[1][2][0].date(), sheet.max_row) == (date(2022, 4, 14), 2)
