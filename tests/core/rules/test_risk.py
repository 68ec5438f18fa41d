"""Who needs help first, and why (R04)."""

from __future__ import annotations

from datetime import date

import pytest

from groeiruimte.rules.risk import Signals, because, level, months_without_contact, order

ON = date(2022, 6, 15)
SINCE = date(2022, 1, 1)


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        (Signals(late=1, late_since=date(2022, 4, 14)), "call"),
        (Signals(missing=2, asked=4, since=SINCE), "watch"),
        (Signals(missing=1, asked=4, since=SINCE), "none"),
        (Signals(missing=4, asked=4, since=date(2022, 3, 16)), "none"),
        (Signals(missing=4, asked=4, last_contact=date(2022, 5, 1), since=SINCE), "none"),
        (Signals(since=SINCE), "none"),
    ],
)
def test_who_to_call_and_who_to_watch(signals: Signals, expected: str) -> None:
    assert level(signals, ON) == expected


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (date(2022, 6, 15), 0),
        (date(2022, 5, 16), 0),
        (date(2022, 5, 15), 1),
        (date(2021, 12, 15), 6),
        (date(2022, 7, 1), 0),
        (None, 0),
    ],
)
def test_whole_months_without_contact(since: date | None, months: int) -> None:
    assert months_without_contact(Signals(last_contact=since), ON) == months


def test_no_contact_counts_from_the_day_that_it_takes_part() -> None:
    assert months_without_contact(Signals(since=SINCE), ON) == 5


def test_most_late_first_then_longest_late_then_most_missing_then_longest_quiet() -> None:
    two = Signals(late=2, late_since=date(2022, 6, 1))
    long_ago = Signals(late=1, late_since=date(2022, 4, 14))
    lately = Signals(late=1, late_since=date(2022, 6, 1))
    watched = Signals(missing=4, asked=4, since=SINCE)
    quiet, spoken = Signals(since=SINCE), Signals(last_contact=ON)
    missing = Signals(missing=1, asked=4, last_contact=ON)
    found = [spoken, watched, lately, quiet, missing, two, long_ago]
    expected = [two, long_ago, lately, watched, missing, quiet, spoken]
    assert sorted(found, key=lambda signals: order(signals, ON)) == expected


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        (Signals(), ""),
        (Signals(late=1, late_since=date(2022, 4, 14), last_contact=ON), "1 taak te laat, sinds 14 april 2022."),
        (
            Signals(3, date(2022, 4, 14), missing=2, asked=4, last_contact=date(2022, 2, 1)),
            "3 taken te laat, de oudste sinds 14 april 2022. Bij 2 van 4 KPI's is nog niets gevonden. "
            "Geen contact sinds 1 februari 2022.",
        ),
        (
            Signals(missing=4, asked=4, since=SINCE),
            "Bij 4 van 4 KPI's is nog niets gevonden. Nog geen contact.",
        ),
    ],
)
def test_the_reason_in_sentences(signals: Signals, expected: str) -> None:
    assert because(signals, ON) == expected
