"""A layout, a job, and small lists made by hand. BSNs from the test range 9999xxxxx only."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from groeiruimte.pipeline.lists.limits import Limits
from groeiruimte.pipeline.lists.outcome import Job, Outcome
from groeiruimte.pipeline.lists.run import run
from groeiruimte.programme.list_layout import ListColumn, ListLayout
from groeiruimte.programme.text import Source

BSNS = (999900006, 999990019, 999993653, 999900018, 999900031, 999900043)
SYNONYMS = {
    "bsn": ("BSN", ("BSN", "Burgerservicenummer")),
    "name": ("Naam", ("Achternaam", "Geslachtsnaam", "Naam patiënt", "Naam")),
    "prefix": ("Voorvoegsel", ("Voorvoegsel", "Tussenvoegsel")),
    "birth_date": ("Geboortedatum", ("Geboortedatum", "Geb.datum")),
    "uzovi_code": ("UZOVI-code", ("UZOVI-code", "UZOVI", "Verzekeraar (UZOVI)")),
    "insured_number": ("Verzekerdennummer", ("Verzekerdennummer", "Verzekerdennr", "Polisnummer")),
    "ion_start": ("Begin inschrijving", ("ION startdatum", "Inschrijfdatum", "Datum ingeschreven")),
    "ion_end": ("Einde inschrijving", ("ION einddatum", "Uitschrijfdatum", "Datum uitgeschreven")),
    "sex": ("Geslacht", ("Geslacht", "M/V")),
    "initials": ("Voorletters", ("Voorletters", "Voorl.")),
    "postcode": ("Postcode", ("Postcode", "PC")),
    "house_number": ("Huisnummer", ("Huisnummer", "Huisnr")),
}
LAYOUT = ListLayout(
    key="segment-3",
    sheet="segment 3",
    opens_on_day=1,
    due_on_day=14,
    jump_percent=10,
    columns=tuple(
        ListColumn.model_validate({"key": key, "label": label, "headers": headers})
        for key, (label, headers) in SYNONYMS.items()
    ),
    source=Source(text="test"),
)
ELIGIBLE = frozenset({"3311", "3313", "3351", "3358", "9086"})
OTHERS = frozenset({"7095", "7119", "3332", "7029", "3343", "0101"})
JOB = Job(LAYOUT.model_dump(mode="json"), date(2022, 4, 1), ELIGIBLE, ELIGIBLE | OTHERS)

HEADER = ["BSN", "Naam", "Geboortedatum", "UZOVI", "Inschrijfdatum", "Uitschrijfdatum"]
GOOD = [str(BSNS[1]), "Jansen", "18-06-1949", "3311", "30-07-2012", ""]

Cells = Sequence[Sequence[Any]]


def make_csv(rows: Cells, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def make_xlsx(
    sheets: dict[str, Cells], *, change: Callable[[Any], None] | None = None, options: dict[str, Any] | None = None
) -> bytes:
    """A workbook; a date becomes an Excel date. `change` gets the open workbook before it is written."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **(options or {})}) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(place, column, value, day)
                    elif value != "":
                        sheet.write(place, column, value)
        if change is not None:
            change(book)
    return content.getvalue()


def read(data: bytes, job: Job = JOB, limits: Limits | None = None) -> Outcome:
    """Read in this process: for lists that are ours."""
    return run(data, job, limits or Limits())


def reasons(outcome: Outcome) -> dict[int, str]:
    return {finding.row: finding.code for finding in outcome.findings if finding.row is not None}


def about_whole(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings if finding.row is None]
