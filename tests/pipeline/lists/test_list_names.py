"""Which names of columns and tabs may be shown, and which may be somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.pipeline.lists.names import Vocabulary, clean_name, column_name, plain
from groeiruimte.pipeline.lists.population import population
from groeiruimte.programme.calendar import Quarter

WORDS = Vocabulary.of(["Segment 3", "Naam patiënt", "Geb.datum", "Tussenvoegsel", "M/V"])


def test_a_header_is_the_same_without_case_accents_and_signs() -> None:
    assert plain(" Geb.\tDatum ") == "gebdatum"
    assert plain("Naam Patiënt") == plain("naam patient") == "naampatient"


def test_a_column_has_the_letter_that_a_spreadsheet_shows() -> None:
    assert [column_name(place) for place in (0, 25, 26, 701, 702)] == [
        "Kolom A", "Kolom Z", "Kolom AA", "Kolom ZZ", "Kolom AAA",
    ]  # fmt: skip


def test_a_name_is_short_and_on_one_line() -> None:
    assert clean_name("  Mijn\x00\n\u202e kolom ") == "Mijn kolom"
    assert clean_name("x" * 100) == "x" * 40


@pytest.mark.parametrize("between", ["", " ", ".", "-", ",", "/", "_", "–", " - ", "\u00a0", "\u00ad", "'", "\u200b"])
def test_a_number_is_taken_out_however_it_is_written(between: str) -> None:
    assert clean_name(f"lijst {between.join('999990019')} x") == "lijst … x"
    assert clean_name(f"lijst 999{between}990{between}019 x") == "lijst … x"


@pytest.mark.parametrize("number", ["９９９９９００１９", "⁹⁹⁹⁹⁹⁰⁰¹⁹", "٩٩٩٩٩٠٠١٩", "①②③④⑤⑥⑦⑧⑨"])
def test_a_number_in_other_digits_is_taken_out(number: str) -> None:
    assert clean_name(f"lijst {number}") == "lijst …"


KNOWN = (
    "Blad1", "Sheet1", "Totaal", "Segment 1", "Patiënten SEGMENT 3", "naam PATIËNT", "Naam-patient", "Na am patiënt",
    "Geb. datum", "M/V", "Huisarts", "AGB-code huisarts", "E-mail", "Huisartscode", "Klantnummer", "Opmerkingen",
    "Actief op 01-04-2022", "Patie\u0308ntnr", "Datum_Naam 1",
)  # fmt: skip
SOMEBODY = (
    "Jansen", "Jansen, P.", "Naam Jansen", "Blad Jansen", "Segment 3 Jansen", "van Wijk", "Eigenhuis", "Bos", "Rachid",
    "Jansendatum", "datumjansen", "Иванов", "王", "naam 王", "99 naam 99 naam", "9 naam 9 naam 9 naam 9",
)  # fmt: skip
NOTHING = ("", " ", "…", "999990019", "2022", "1", "-")


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_made_of_known_words_is_shown(name: str) -> None:
    assert WORDS.show(name) == clean_name(name)


@pytest.mark.parametrize("name", SOMEBODY + NOTHING)
def test_what_may_be_somebody_is_not_shown(name: str) -> None:
    assert WORDS.show(name) == ""


def test_nobody_of_the_sample_lists_is_shown() -> None:
    people = population(7, 500, Quarter(2022, 2))
    assert {one.name for one in people if WORDS.show(one.name)} == set()


@given(st.text(max_size=60))
def test_no_name_shows_four_digits(text: str) -> None:
    shown = WORDS.show(text)
    assert sum(sign.isnumeric() for sign in shown) <= 3
    assert len(shown) <= 40
