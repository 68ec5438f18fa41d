"""The table of records is whole: no gap, no overlap, every record 310 positions."""

from __future__ import annotations

from datetime import date

import pytest

from groeiruimte.pipeline.vektis.layout import ELEMENTS, RECORDS, line, read_date, template, write_date


def test_every_position_belongs_to_exactly_one_element() -> None:
    for record in RECORDS.values():
        positions = [spot for element in record.elements for spot in range(element.start, element.end + 1)]
        assert positions == list(range(1, 311)), record.name


def test_every_record_has_its_number_of_elements() -> None:
    counts = {mark: len(record.elements) for mark, record in RECORDS.items()}
    assert counts == {"01": 20, "02": 24, "04": 22, "98": 5, "99": 9}
    assert len(ELEMENTS) == sum(counts.values())
    assert all(element.number.startswith(record.mark) for record in RECORDS.values() for element in record.elements)


def test_a_line_fills_numbers_from_the_right_and_signs_from_the_left() -> None:
    text = line("99", {"9902": "7", "9908": "D"})
    assert text == "99000007" + "0" * 36 + "D" + " " * 265 + "\r\n"


def test_a_value_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="element 9902 holds 6 positions"):
        line("99", {"9902": "1234567"})


def test_a_percent_sign_in_a_fixed_value_stays_a_percent_sign() -> None:
    filled = template("98", {"9804": "100% %d"}, frozenset({"9802"})) % 12
    assert ELEMENTS["9804"].of(filled).rstrip() == "100% %d"
    assert ELEMENTS["9802"].of(filled) == "000000000012"


def test_dates_are_eight_digits() -> None:
    assert write_date(date(2022, 4, 1)) == 20220401
    assert read_date("20240229") == date(2024, 2, 29)
    assert [read_date(text) for text in ("20230229", "20221301", "20220400", "00000101")] == [None] * 4
