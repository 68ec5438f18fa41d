"""A list of equipment: what is read, and what is refused with a sentence; straight and through the limited child."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.pipeline import devices
from groeiruimte.pipeline.devices import DeviceRow, Sheet, Trouble, read
from groeiruimte.pipeline.lists.limits import Limits
from groeiruimte.pipeline.lists.sandbox import Sandbox

HEADER = "soort;merk;aantal;jaar;systeem;ondersteuning_tot;opmerking"
LAPTOP = DeviceRow("Laptop", "Merk A", 3, 2019, "Windows 10", "2025-10-14", "Balie")


@pytest.fixture(scope="module")
def child() -> Iterator[Sandbox]:
    with Sandbox(lanes=1) as sandbox:
        yield sandbox


def sheet(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows, ""]).encode()


GOOD = sheet("Laptop;Merk A;3;2019;Windows 10;14-10-2025;Balie")
READ = {
    "as it should": GOOD,
    "in another order": sheet(
        "Balie;Laptop;2025-10-14;3;Windows 10;Merk A;2019",
        header="opmerking;soort;ondersteuning_tot;aantal;systeem;merk;jaar",
    ),
    "other words above the columns": sheet(
        "Laptop;Merk A;3;2019;Windows 10;14-10-2025;Balie",
        header="Apparaat;Merk en model;Hoeveel;Jaar van aanschaf;Besturingssysteem;Ondersteuning tot;Notitie",
    ),
    "commas": GOOD.replace(b"14-10-2025;Balie", b'14/10/2025;"Balie"').replace(b";", b","),
    "tabs": GOOD.replace(b";", b"\t"),
    "a line for the spreadsheet": b"sep=;\r\n" + GOOD,
    "a byte order mark": b"\xef\xbb\xbf" + GOOD,
    "utf-16": GOOD.decode().encode("utf-16"),
    "empty lines": b"\r\n" + GOOD.replace(b"\r\nLaptop", b"\r\n;;;;;;\r\n\r\nLaptop") + b";;\r\n\r\n",
    "a broken line in a cell": sheet('Laptop;"Merk\r\nA";3;2019;Windows 10;14-10-2025;Balie'),
}


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_what_is_read(data: bytes, child: Sandbox) -> None:
    assert read(data) == Sheet(rows=(LAPTOP,))
    assert child.devices(data) == Sheet(rows=(LAPTOP,))


def test_a_kind_is_enough_and_a_year_is_a_last_day() -> None:
    rows = read(b"soort;ondersteuning_tot;kleur\nRouter;;grijs\nServer;2026;zwart\n")

    assert rows == Sheet(
        rows=(DeviceRow("Router"), DeviceRow("Server", support_until="2026-12-31")), ignored=("kleur",)
    )


def test_what_windows_writes() -> None:
    assert read("soort;merk\nPrinter;Café".encode("cp1252")).rows == (DeviceRow("Printer", "Café"),)


def formula(row: int, column: str, sign: str) -> Trouble:
    return Trouble(
        row, f"Rij {row}, kolom {column} begint met “{sign}”.", "Zet er een woord of cijfer voor, of maak de cel leeg."
    )


@pytest.mark.parametrize(
    ("cell", "sign"),
    [
        ("=1+1", "="),
        ("+31", "+"),
        ("-", "-"),
        ("@SUM(A1)", "@"),
        ("  =1", "="),
        ("\t=1", "="),
        ("\u200b=1", "="),
        ("＝1", "="),
        ("＋1", "+"),
        ('=HYPERLINK("https://example.org")', "="),
        ("=cmd|' /C calc'!A0", "="),
    ],
)
def test_a_cell_that_a_spreadsheet_would_carry_out(cell: str, sign: str, child: Sandbox) -> None:
    quoted = cell.replace('"', '""')
    data = sheet("Router;;;;;;", f'Laptop;"{quoted}";1;2019;;;')

    assert read(data) == Sheet(problems=(formula(3, "merk", sign),))
    assert child.devices(data) == Sheet(problems=(formula(3, "merk", sign),))


def test_also_in_a_column_that_is_not_read() -> None:
    found = read(b"soort;kleur\nLaptop;=1\n")

    assert found == Sheet(problems=(formula(2, "kleur", "="),), ignored=("kleur",))


WRONG = {
    "nothing that it is": (";Merk;1;;;;", Trouble(2, "Rij 2 heeft geen soort.", "Vul in wat het is, zoals laptop.")),
    "a number in words": (
        "Laptop;;drie;;;;",
        Trouble(2, "Rij 2, kolom aantal is geen aantal.", "Vul een heel getal in van 1 tot 9999."),
    ),
    "none": (
        "Laptop;;0;;;;",
        Trouble(2, "Rij 2, kolom aantal is geen aantal.", "Vul een heel getal in van 1 tot 9999."),
    ),
    "other digits": (
        "Laptop;;٣;;;;",
        Trouble(2, "Rij 2, kolom aantal is geen aantal.", "Vul een heel getal in van 1 tot 9999."),
    ),
    "a year of two digits": (
        "Laptop;;;19;;;",
        Trouble(2, "Rij 2, kolom jaar is geen jaar.", "Vul een jaar in, zoals 2019."),
    ),
    "a day that is not there": (
        "Laptop;;;;;31-2-2025;",
        Trouble(2, "Rij 2, kolom ondersteuning_tot is geen datum.", "Vul een datum in, zoals 14-10-2025."),
    ),
    "a patient": (
        "Laptop;;;;;;Van 999990019",
        Trouble(2, "Rij 2, kolom opmerking: dit nummer lijkt op een BSN.", "Haal het nummer weg."),
    ),
    "a long kind": (
        f"{'x' * 61};;;;;;",
        Trouble(2, "Rij 2, kolom soort is te lang.", "Gebruik hoogstens 60 tekens."),
    ),
}


@pytest.mark.parametrize(("row", "problem"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_and_nothing_half_done(row: str, problem: Trouble) -> None:
    assert read(sheet(row, "Router;;;;;;")) == Sheet(problems=(problem,))


REFUSED = {
    "nothing": (b"", devices.EMPTY),
    "spaces": (b" \r\n \r\n", devices.EMPTY),
    "a header alone": (HEADER.encode(), devices.EMPTY),
    "no kind": (b"merk;aantal\nA;1\n", devices.NO_KIND),
    "a workbook": (b"PK\x03\x04" + b"\x00" * 50, devices.NOT_CSV),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\x00" * 50, devices.NOT_CSV),
    "a pdf": (b"%PDF-1.7\n", devices.NOT_CSV),
    "a program": (b"\x7fELF\x02\x01\x01\x00", devices.NOT_CSV),
    "half a utf-16": (b"\xff\xfes\x00o", devices.NOT_CSV),
    "a broken utf-16": (b"\xff\xfe\x00\xd8", devices.NOT_CSV),
    "too many rows": (sheet(*["Laptop;;;;;;"] * 501), devices.TOO_MANY),
    "too many columns": (b"soort" + b";" * 60, devices.DAMAGED),
    "too big": (b"soort\n" + b"x" * (1 << 20), devices.TOO_BIG),
    "a cell without end": (b'soort\n"' + b"x" * 140_000, devices.DAMAGED),
}


@pytest.mark.parametrize(("data", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(data: bytes, expected: Sheet, child: Sandbox) -> None:
    assert read(data) == expected
    assert child.devices(data) == expected


def test_five_hundred_rows_are_not_too_many() -> None:
    assert len(read(sheet(*["Laptop;;;;;;"] * 500)).rows) == 500


def test_a_mountain_of_empty_lines() -> None:
    assert read(b"soort\n" + b"\n" * 500_000 + b"Laptop\n") in (devices.EMPTY, devices.TOO_MANY)


def test_a_child_reads_patients_and_equipment_in_turn(child: Sandbox) -> None:
    assert [child.devices(data).rows for data in (GOOD, b"", GOOD)] == [(LAPTOP,), (), (LAPTOP,)]


def test_a_child_that_gets_no_time() -> None:
    with Sandbox(lanes=1, limits=Limits(memory=1 << 20)) as small:
        assert small.devices(GOOD) in (devices.DAMAGED, devices.BUSY)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: f"soort;merk\n{text}".encode("utf-8", "ignore"))
)
def test_nothing_from_outside_breaks_it(data: bytes) -> None:
    found = read(data)

    assert not (found.rows and found.problems)
    assert found.rows or found.problems
    assert all(row.kind and row.kind[0] not in "=+-@" for row in found.rows)
    assert Sheet.from_json(found.to_json()) == found
