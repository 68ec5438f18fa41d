"""Lists full of made-up people who must never be seen again, in every shape in which a list can come in or go wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.pipeline.lists.hostile import book, honest, rows_of, sheet_xml, zipped
from tests.pipeline.lists.lists import make_csv, make_xlsx

BSNS = ("999912306", "999923407", "999934508", "999945609", "999956711", "999967800")
NAMES = ("Kanariewieg", "Zwaluwkuif", "Mereltooi", "Vinkenslag", "Puttersnest", "Sijsjesveer")
POLICIES = ("8830771201", "8830771302", "8830771403", "8830771504", "8830771605", "8830771706")
POSTCODES = ("9876QX", "9876QZ", "9876XQ", "9876XZ", "9876ZQ", "9876ZX")
BIRTHS = ("29-02-1908", "28-02-1908", "27-02-1908", "26-02-1908", "25-02-1908", "24-02-1908")
HEADER = ["BSN", "Achternaam", "Geboortedatum", "UZOVI-code", "Polisnummer", "Inschrijfdatum", "Uitschrijfdatum", "PC"]
FILE_NAME = f"Lijst van {NAMES[0]} {BSNS[0]}.xlsx"
SEGMENT = "Segment 3"


def people(**changed: str) -> list[list[str]]:
    """A row for each of them; `changed` says by header what stands there instead."""
    found = []
    for bsn, name, policy, postcode, birth in zip(BSNS, NAMES, POLICIES, POSTCODES, BIRTHS, strict=True):
        row = dict(zip(HEADER, [bsn, name, birth, "3311", policy, "01-02-2015", "", postcode], strict=True)) | changed
        found.append([row[header] for header in HEADER])
    return found


GOOD = [HEADER, *people()]


def _faults() -> list[list[str]]:
    """Every kind of fault, in rows of people."""
    kinds = (
        {"BSN": BSNS[0][:-1] + "1"},
        {"Geboortedatum": "31-02-1908"},
        {"UZOVI-code": "1234"},
        {"Inschrijfdatum": ""},
        {"Uitschrijfdatum": "01-02-2001"},
        {"Achternaam": f'=HYPERLINK("{NAMES[1]}")'},
    )
    return [HEADER, *people(), *(row for kind in kinds for row in people(**kind))]


def _with_everything_around(made: Any) -> None:
    """A comment, properties and a hidden sheet that name a patient."""
    made.set_properties({"title": NAMES[2], "author": BSNS[2], "comments": " ".join(POLICIES)})
    made.worksheets()[0].write_comment("A1", f"{NAMES[3]} {BSNS[3]}")
    made.add_worksheet("Verborgen").write(0, 0, NAMES[4])
    made.worksheets()[1].hide()


def _broken_after(rows: list[list[str]]) -> bytes:
    """The xml of the sheet ends in the middle of a cell that holds a name."""
    return book(sheet=sheet_xml(rows_of(rows) + f'<row r="99"><c t="inlineStr"><is><t>{NAMES[5]} {BSNS[5]}</is>'))


def long_list() -> bytes:
    """So many rows that there is time to kill its reader."""
    return make_csv([HEADER, *people() * 8_000])


# name -> the list, and whether it is read
LISTS: dict[str, tuple[Callable[[], bytes], bool]] = {
    "xlsx": (lambda: make_xlsx({SEGMENT: GOOD}, change=_with_everything_around), True),
    "csv": (lambda: make_csv(GOOD), True),
    "csv in an old encoding": (lambda: make_csv([HEADER, *people(Achternaam="Kanariewiëg")], encoding="cp1252"), True),
    "titles above it": (lambda: make_xlsx({SEGMENT: [[f"Lijst van {NAMES[0]} {BSNS[0]}"], [], *GOOD]}), True),
    "every kind of fault": (lambda: make_xlsx({SEGMENT: _faults()}), True),
    "other headers": (lambda: make_csv([list("pqrstuvw"), *people()]), False),
    "no header": (lambda: make_csv(people()), False),
    "no header and little known": (lambda: make_csv([*people(), ["", NAMES[0], "vrouw", "a", "b", "c"]]), False),
    "another tab": (lambda: make_xlsx({f"Blad {BSNS[0]}": GOOD}), False),
    "too many columns": (lambda: make_csv([HEADER * 9, *(row * 9 for row in people())]), False),
    "too many rows": (lambda: make_csv([HEADER, *people() * 8_500]), False),
    "cut off": (lambda: make_xlsx({SEGMENT: _faults()})[:2_000], False),
    "broken xml": (lambda: _broken_after(GOOD), False),
    "broken strings": (
        lambda: book(extra=[honest("xl/sharedStrings.xml", f"<sst><si><t>{NAMES[0]} {BSNS[0]}".encode())]), False),
    "nul bytes": (lambda: make_csv(GOOD).replace(b"\r\n", b"\x00\r\n"), False),
    "one endless quote": (lambda: b'"' + make_csv(GOOD), False),
    "a pdf": (lambda: b"%PDF-1.7\n" + make_csv(GOOD), False),
    "a web page": (lambda: b"<html><table>" + make_csv(GOOD), False),
    "a zip": (lambda: zipped({f"{NAMES[0]} {BSNS[0]}.csv": make_csv(GOOD)}), False),
}  # fmt: skip
TRACES = (*BSNS, *NAMES, *POLICIES, *POSTCODES, "1908-02-2", "-02-1908", "februari 1908", "190802")
"""What must not be found anywhere. The births in every way in which they could be written."""
