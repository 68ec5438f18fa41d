"""Where the header stands, and which column is which."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groeiruimte.pipeline.lists.columns import Header, Layout, find_header

from .lists import GOOD, HEADER, JOB, LAYOUT

SHAPE = Layout.of(JOB.layout)
PLACES = {"bsn": 0, "name": 1, "birth_date": 2, "uzovi_code": 3, "ion_start": 4, "ion_end": 5}


def test_the_layout_of_a_programme_says_what_is_needed() -> None:
    assert SHAPE.required == ("bsn", "birth_date", "uzovi_code", "ion_start")
    assert SHAPE.sheet == LAYOUT.sheet


@pytest.mark.parametrize("above", [[], [["Patiëntenlijst"]], [["Lijst", "van", "de", "praktijk"], [""], ["1-4-2022"]]])
def test_titles_above_the_header_are_skipped(above: list[list[Any]]) -> None:
    assert find_header([*above, HEADER, GOOD], SHAPE, None) == Header(len(above), tuple(HEADER), PLACES)


def test_a_header_over_two_rows_counts() -> None:
    top = [["", "", "", "", "ION", ""], ["BSN", "Naam", "Geboortedatum", "UZOVI", "startdatum", "einddatum"], GOOD]
    assert find_header(top, SHAPE, None).at == PLACES


def test_the_first_synonym_goes_before_the_next() -> None:
    header = find_header([["Naam", "BSN", "Achternaam", "UZOVI", "Geb.datum", "Inschrijfdatum"]], SHAPE, None)
    assert header.at["name"] == 2


def test_a_number_in_a_header_is_not_shown() -> None:
    header = find_header([[*HEADER, "Actief op 01-04-2022", "Controle 123456789"]], SHAPE, None)
    assert header.names[6:] == ("Actief op …", "Controle …")


def test_without_known_headers_the_first_row_of_words_can_be_pointed_at() -> None:
    words = ["Nummer", "Wie", "Geboren op", "Verzekering", "Sinds"]
    found = find_header([["Lijst"], words, GOOD], SHAPE, None)
    assert found == Header(1, tuple(words), {})
    pointed: dict[str, str | int] = {
        "bsn": "Nummer",
        "birth_date": "geboren  OP",
        "uzovi_code": 3,
        "ion_start": "Sinds",
    }
    found = find_header([["Lijst"], words, GOOD], SHAPE, pointed)
    assert found.row == 1
    assert found.at == {"bsn": 0, "birth_date": 2, "uzovi_code": 3, "ion_start": 4}


def test_what_was_pointed_out_goes_before_the_synonyms() -> None:
    header = find_header([[*HEADER, "ION vanaf"]], SHAPE, {"ion_start": "ION vanaf"})
    assert header.at == PLACES | {"ion_start": 6}


def test_a_name_as_it_was_shown_can_be_pointed_at() -> None:
    row = ["BSN", "Naam", "Geboortedatum", "UZOVI", "Datum", "Datum", "Stand 2022"]
    shown = find_header([row, GOOD], SHAPE, None).names
    assert shown[4:] == ("Datum", "Datum (Kolom F)", "Stand …")
    assert find_header([row, GOOD], SHAPE, {"ion_start": shown[5]}).at["ion_start"] == 5
    assert find_header([row, GOOD], SHAPE, {"ion_start": shown[6]}).at["ion_start"] == 6


@pytest.mark.parametrize(
    "row",
    [
        GOOD,
        ["", "Bos", "", "3311", "", ""],
        ["onbekend", "Bos", date(1949, 6, 18), "", "x", "y"],
        ["", "Bos", "A", "2231LJ", "V", "x"],
        [999990019.0, "Bos", "M", "A", "x", ""],
    ],
)
def test_a_row_that_may_hold_a_patient_is_never_shown(row: list[Any]) -> None:
    found = find_header([row, row], SHAPE, None)
    assert found == Header(-1, tuple(f"Kolom {letter}" for letter in "ABCDEF"), {})


def test_a_list_without_header_can_be_pointed_at() -> None:
    pointed: dict[str, str | int] = {"bsn": "Kolom A", "birth_date": 2, "uzovi_code": "Kolom D", "ion_start": "kolom e"}
    assert find_header([GOOD], SHAPE, pointed).at == {"bsn": 0, "birth_date": 2, "uzovi_code": 3, "ion_start": 4}


def test_what_cannot_be_pointed_at_is_passed_over() -> None:
    pointed: dict[str, Any] = {"bsn": "Niet in dit bestand", "sex": "", "size": 1, "name": None, "ion_end": -1}
    assert find_header([HEADER], SHAPE, pointed).at == PLACES


def test_a_finding_names_the_header_of_the_file_or_else_the_label() -> None:
    header = find_header([HEADER], SHAPE, None)
    assert (header.name("uzovi_code", SHAPE), header.name("sex", SHAPE)) == ("UZOVI", "Geslacht")


def test_a_name_that_is_not_known_is_not_shown_but_its_column_is_found() -> None:
    words = ["Pietersen", "Wie", "Geboren op", "Verzekering", "Sinds"]
    shown = find_header([words, GOOD], SHAPE, None)
    assert shown == Header(0, ("Kolom A", *words[1:]), {})
    pointed: dict[str, str | int] = {"bsn": "Kolom A", "birth_date": "Geboren op", "uzovi_code": 3, "ion_start": 4}
    found = find_header([words, GOOD], SHAPE, pointed)
    assert (found.at["bsn"], found.name("bsn", SHAPE)) == (0, "Kolom A")


def test_a_title_over_a_header_is_not_shown() -> None:
    top = [["Jansen, P.", "", "", "", "", "", ""], [*HEADER, "Telefoon"], GOOD]
    above = find_header([["", "", "", "", "", "", "Jansen, P."], *top[1:]], SHAPE, None)
    assert find_header(top, SHAPE, None).names == above.names == (*HEADER, "Telefoon")
    over = find_header(
        [["", "", "", "", "ION", "", "Jansen, P."], [*HEADER[:4], "startdatum", "", "Telefoon"]], SHAPE, None
    )
    assert over.names[4:] == ("ION startdatum", "Kolom F", "Kolom G")
