"""A text that is no TOML, or has a date that does not exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.programme.problems import Problem
from groeiruimte.programme.read import read

MISTAKES: dict[str, tuple[list[tuple[str, str]], list[Problem]]] = {
    "31 April": (
        [("date = 2022-08-31", "date = 2022-04-31")],
        [Problem("regel 140", "31 april 2022 bestaat niet: april heeft 30 dagen.", "Schrijf bijvoorbeeld 2022-04-30.")],
    ),
    "month 13": (
        [("date = 2022-08-31", "date = 2022-13-01")],
        [Problem("regel 140", "Maand 13 bestaat niet: een jaar heeft 12 maanden.", "Schrijf bijvoorbeeld 2022-12-01.")],
    ),
    "29 February of a plain year": (
        [("date = 2022-08-31", "date = 2022-02-29")],
        [
            Problem(
                "regel 140",
                "29 februari 2022 bestaat niet: februari heeft 28 dagen.",
                "Schrijf bijvoorbeeld 2022-02-28.",
            )
        ],
    ),
    "a month of one digit": (
        [("date = 2022-08-31", "date = 2022-8-31")],
        [Problem("regel 140", "De datum 2022-8-31 staat niet als jjjj-mm-dd.", "Schrijf 2022-08-31.")],
    ),
    "day first": (
        [("date = 2022-08-31", "date = 31-08-2022")],
        [Problem("regel 140", "De datum 31-08-2022 staat niet als jjjj-mm-dd.", "Schrijf 2022-08-31.")],
    ),
    "two impossible dates and another mistake": (
        [
            ("date = 2022-08-31", "date = 2022-06-31"),
            ("end = 2022-12-31\nsource", "end = 2022-11-31\nsource"),
            ('"3.16"', "3.16"),
        ],
        [
            Problem("regel 140", "31 juni 2022 bestaat niet: juni heeft 30 dagen.", "Schrijf bijvoorbeeld 2022-06-30."),
            Problem(
                "regel 194",
                "31 november 2022 bestaat niet: november heeft 30 dagen.",
                "Schrijf bijvoorbeeld 2022-11-30.",
            ),
            Problem(
                "funding.tariffs[2022-01-01].amount",
                "Een bedrag is tekst tussen aanhalingstekens.",
                'Schrijf bijvoorbeeld "3.16".',
            ),
        ],
    ),
    "a text that is not closed": (
        [('goal = "Meer tijd voor de patiënt."', 'goal = "Meer tijd voor de patiënt.')],
        [
            Problem(
                "regel 6, teken 35",
                "Een tekst is niet afgesloten.",
                'Zet een aanhalingsteken, of gebruik """ voor meer regels.',
            )
        ],
    ),
    "a text without quotes": (
        [('insurer = "zilveren-kruis"', "insurer = zilveren-kruis")],
        [
            Problem(
                "regel 5, teken 11",
                "Deze waarde is niet te lezen.",
                "Zet tekst tussen aanhalingstekens, of schrijf true of false.",
            )
        ],
    ),
    "a text without quotes beside a date that does not exist": (
        [('insurer = "zilveren-kruis"', "insurer = zilveren-kruis # tot 2022-02-31")],
        [
            Problem(
                "regel 5, teken 11",
                "Deze waarde is niet te lezen.",
                "Zet tekst tussen aanhalingstekens, of schrijf true of false.",
            )
        ],
    ),
    "no equals sign": (
        [('insurer = "zilveren-kruis"', 'insurer "zilveren-kruis"')],
        [
            Problem(
                "regel 5, teken 9",
                "Achter een woord staat geen =-teken.",
                'Schrijf een woord, = en de waarde: title = "Titel".',
            )
        ],
    ),
    "a word twice": (
        [('insurer = "zilveren-kruis"', 'insurer = "zilveren-kruis"\ninsurer = "x"')],
        [Problem("regel 6, teken 14", "Dit woord kreeg al eerder een waarde.", "Laat het één keer staan.")],
    ),
    "a decimal comma": (
        [('"3.16"', "3,16")],
        [
            Problem(
                "regel 175, teken 11",
                "Achter de waarde staat nog iets.",
                "Zet tekst tussen aanhalingstekens, of haal het weg.",
            )
        ],
    ),
    "a table twice": (
        [("[care]", "[period]\n[care]")],
        [Problem("regel 12, teken 8", "Dit blok staat al eerder in de tekst.", "Voeg de twee blokken samen.")],
    ),
    "a list that is not closed": (
        [('["medical_assistant"]', '["medical_assistant"')],
        [Problem("regel 49, teken 1", "Een lijst is niet afgesloten.", "Zet ] aan het einde van de lijst.")],
    ),
    "a table name that is not closed": (
        [("[care]", "[care")],
        [
            Problem(
                "regel 12, teken 6",
                "De naam van een blok is niet afgesloten.",
                "Schrijf [naam] of [[naam]] op één regel.",
            )
        ],
    ),
}


@pytest.mark.parametrize(("changes", "problems"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_with_its_own_sentence(
    frame: str, changed: Callable[..., str], changes: list[tuple[str, str]], problems: list[Problem]
) -> None:
    assert read(changed(frame, *changes)) == (None, problems)


def test_the_sentences_are_plain_dutch(unclear: Callable[..., list[str]]) -> None:
    assert unclear(problem for _, problems in MISTAKES.values() for problem in problems) == []
