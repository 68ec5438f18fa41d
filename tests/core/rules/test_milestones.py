"""Milestones: examples that fit, days within the programme, trainings that they need (R143, R169, R171)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import Attendance, Facts
from groeiruimte.rules.milestones import State, advice, followed, outside, state, suggestions, topics

from .practice import FEW, Varied

SOURCE = {"text": "regio"}
EXAMPLES = [
    {"key": "all", "title": "Voor elke praktijk", "shows": "Een lijst", "weeks": 2, "source": SOURCE},
    {
        "key": "of-a",
        "title": "Bij doelstelling A",
        "shows": "Een lijst",
        "weeks": 4,
        "objective": "A",
        "training": "beeldbellen",
        "source": SOURCE,
    },
    {
        "key": "of-track",
        "title": "Bij een traject",
        "shows": "Een lijst",
        "weeks": 30,
        "objective": "A",
        "choice": "beeldbellen",
        "source": SOURCE,
    },
]
FEBRUARY = date(2022, 2, 1)


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        (Facts(), ["all"]),
        (Facts(objectives=("B",)), ["all"]),
        (Facts(objectives=("A",)), ["all", "of-a"]),
        (Facts(objectives=("A",), choices=("beeldbellen",)), ["all", "of-a", "of-track"]),
        (Facts(choices=("beeldbellen",)), ["all"]),
    ],
)
def test_examples_are_those_of_the_objectives_and_the_choice(varied: Varied, facts: Facts, keys: list[str]) -> None:
    found = suggestions(varied(milestones=EXAMPLES), facts, FEBRUARY)
    assert [each.example.key for each in found] == keys


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2022, 2, 1), date(2022, 2, 15)),
        (date(2021, 11, 1), date(2022, 1, 15)),
        (date(2022, 12, 24), date(2022, 12, 31)),
        (date(2023, 2, 1), date(2022, 12, 31)),
    ],
)
def test_an_example_is_due_so_many_weeks_after_the_start_and_within_the_programme(
    varied: Varied, start: date, due: date
) -> None:
    (found,) = suggestions(varied(milestones=EXAMPLES), Facts(), start)
    assert found.due == due


@FEW
@given(day=st.dates(date(2020, 1, 1), date(2024, 12, 31)))
def test_the_day_of_an_example_is_never_outside(varied: Varied, day: date) -> None:
    programme = varied(milestones=EXAMPLES)
    (found,) = suggestions(programme, Facts(), day)
    assert outside(programme, found.due) == ""


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2021, 12, 31), "De einddatum ligt voor het programma (1 januari 2022)."),
        (date(2022, 1, 1), ""),
        (date(2022, 12, 31), ""),
        (date(2023, 1, 1), "De einddatum ligt na het programma (31 december 2022)."),
    ],
)
def test_a_day_outside_the_programme_is_told(small: Programme, day: date, sentence: str) -> None:
    assert outside(small, day) == sentence


def test_topics_are_those_of_kpis_phases_and_examples(varied: Varied, small: Programme) -> None:
    phase = {"key": "p", "label": "Begin", "order": 1, "source": SOURCE}
    asked = {"kind": "any_of", "of": [{"kind": "attended", "topic": "extra"}, {"kind": "milestones_done"}]}
    more = topics(varied(milestones=EXAMPLES, phases=[phase | {"done_when": asked}]))
    assert set(more) - set(topics(small)) == {"extra", "beeldbellen"} - set(topics(small))
    assert list(more.values()) == sorted(more.values(), key=str.lower)


@pytest.mark.parametrize(
    ("topic", "day", "yes"),
    [
        ("bellen", date(2022, 3, 1), True),
        ("bellen", date(2022, 12, 31), True),
        ("bellen", date(2021, 12, 31), False),
        ("anders", date(2022, 3, 1), False),
    ],
)
def test_a_training_counts_within_the_programme(small: Programme, topic: str, day: date, yes: bool) -> None:
    facts = Facts(attendances=(Attendance(frozenset({"bellen", "skypen"}), day),))
    assert followed(small, facts, topic) is yes


@pytest.mark.parametrize(
    ("done_on", "started", "late_by", "found"),
    [
        (None, False, 0, "todo"),
        (None, True, 0, "in_progress"),
        (None, True, 1, "late"),
        (None, False, 1, "late"),
        (FEBRUARY, False, 1, "done"),
    ],
)
def test_how_a_milestone_stands(done_on: date | None, started: bool, late_by: int, found: State) -> None:
    assert state(FEBRUARY, done_on, started, FEBRUARY + timedelta(days=late_by)) == found


@pytest.mark.parametrize(
    ("many", "sentence"),
    [
        (0, "Er staan nog geen mijlpalen. Kies er 3 tot 5."),
        (1, "Er staat 1 mijlpaal. Ons advies: kies er 3 tot 5."),
        (2, "Er staan 2 mijlpalen. Ons advies: kies er 3 tot 5."),
        (3, ""),
        (5, ""),
        (6, "Er staan 6 mijlpalen. Minder werkt vaak beter: 3 tot 5."),
    ],
)
def test_three_to_five_is_advice(many: int, sentence: str) -> None:
    assert advice(many) == sentence
