"""What one cell says."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as burgerservicenummer

from groeiruimte.pipeline.lists.cells import (
    BAD_DATE,
    EPOCH_1904,
    NO_BSN,
    passes_eleven_test,
    read_bsn,
    read_date,
    read_sex,
    read_text,
    read_uzovi,
)


@given(st.integers(1, 999_999_999))
def test_the_eleven_test_agrees_with_the_library(number: int) -> None:
    assert passes_eleven_test(number) == burgerservicenummer.is_valid(f"{number:09d}")


@given(st.integers(0, 99_999), st.integers(0, 8), st.integers(1, 9))
def test_a_typo_in_one_digit_is_always_found(number: int, place: int, by: int) -> None:
    sound = next(
        each for each in range(999_900_000 + number, 1_000_100_000) if passes_eleven_test(each % 1_000_000_000)
    )
    digits = [int(sign) for sign in f"{sound % 1_000_000_000:09d}"]
    digits[place] = (digits[place] + by) % 10
    assert not passes_eleven_test(int("".join(map(str, digits))))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("999990019", 999990019),
        (" 999990019 ", 999990019),
        ("999.990.019", 999990019),
        ("9999 90 019", 999990019),
        ("'999990019", 999990019),
        ("999990019.0", 999990019),
        (999990019, 999990019),
        (999990019.0, 999990019),
        ("10000008", 10000008),  # nine digits that lost a zero
        (10000008.0, 10000008),
        ("010000008", 10000008),
        (1000007, 1000007),  # that lost two
        ("999999999", NO_BSN),
        (999999999.0, NO_BSN),
    ],
)
def test_a_bsn_in_every_spelling(cell: Any, number: int) -> None:
    assert read_bsn(cell) == number


@pytest.mark.parametrize(
    "cell",
    ["", "99999", 99999, "999990018", "9999900190", 999990019.5, "9,99990E+08", "٩٩٩٩٩٠٠١٩", True, None, 0,
     -999990019.0, float("nan"), float("inf"), date(2022, 4, 1), "000000000", "onbekend"],
)  # fmt: skip
def test_what_is_no_bsn(cell: Any) -> None:
    assert read_bsn(cell) == 0


@pytest.mark.parametrize(
    "cell",
    [date(1949, 6, 8), datetime(1949, 6, 8, 13, 30, tzinfo=UTC), "8-6-1949", "08-06-1949", "08/06/1949", "8.6.1949",
     "8 6 1949", "1949-06-08", "1949-06-08 00:00:00", "1949-06-08T00:00:00Z", "08-06-1949 0:00", "19490608",
     19490608, 19490608.0, "19490608.0", " 08-06-1949 ", "'08-06-1949", 18057.0, 18057],
)  # fmt: skip
def test_a_date_in_every_spelling(cell: Any) -> None:
    assert read_date(cell) == date(1949, 6, 8)


@pytest.mark.parametrize("cell", ["", None, " ", "-", "0", "00-00-0000", "00000000", 0, 0.0])
def test_a_date_that_is_not_there(cell: Any) -> None:
    assert read_date(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["31-04-2022", "29-02-2023", "08-06-49", "06-1949", "8-6/1949", "onbekend", "18057", "2022-13-01", time(0, 0), True,
     -1.0, float("nan"), float("inf"), 1e9, "٠٨-٠٦-١٩٤٩"],
)  # fmt: skip
def test_what_is_no_date(cell: Any) -> None:
    assert read_date(cell) is BAD_DATE


def test_a_number_counts_from_the_first_day_of_the_workbook() -> None:
    assert read_date(16595.0, EPOCH_1904) == date(1949, 6, 8)


def test_no_end_as_many_systems_write_it() -> None:
    assert read_date("31-12-9999") == read_date(2958465.0) == date(9999, 12, 31)
    assert read_date(2958465.0, EPOCH_1904) is BAD_DATE


@given(st.dates(date(1900, 3, 1), date(2099, 12, 31)))
def test_every_date_reads_the_same_however_it_is_written(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    spellings = (
        f"{day.day}-{day.month}-{day.year}",
        day.isoformat(),
        day.strftime("%Y%m%d"),
        serial,
        float(serial),
        day,
    )
    assert {read_date(each) for each in spellings} == {day}


@pytest.mark.parametrize(
    ("cell", "code"),
    [("3311", "3311"), (3311, "3311"), (3311.0, "3311"), ("3311.0", "3311"), (" 3311", "3311"), ("'3311", "3311"),
     ("3311 Zilveren Kruis", "3311"), ("3311-ZK", "3311"), (101, "0101"), ("101", "0101"), (1234, "1234"),
     ("", ""), ("33", ""), ("33111", ""), ("Zilveren Kruis", ""), (3311.5, ""), (None, ""), (True, ""), ("3311,5", "")],
)  # fmt: skip
def test_a_uzovi_code(cell: Any, code: str) -> None:
    assert read_uzovi(cell) == code


def test_texts_and_sex() -> None:
    assert [read_text(each) for each in (" PC ", 298.0, 298, None, "")] == ["PC", "298", "298", "", ""]
    spelled = {"M": "1", "man": "1", 1.0: "1", "v": "2", "Vrouw": "2", "F": "2", "": "", "X": ""}
    assert {cell: read_sex(cell) for cell in spelled} == spelled
