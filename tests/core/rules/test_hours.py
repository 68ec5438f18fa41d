"""Extra hours together: the time an objective pays, totals that add up (R018-R029, R083)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.effort import no_contract
from groeiruimte.rules.facts import BookedHours, Facts, StandingFact
from groeiruimte.rules.hours import Booking, Level, levels, time_offered, together, within

from .practice import FEW

MAY = date(2022, 5, 1)
CURRENT = Facts(standings=(StandingFact("poh_s_policy", "current", date(2022, 1, 1)),))
HOURS = BookedHours("B", "practice_rn", "non_patient_time", 4)


@pytest.mark.parametrize(
    ("objective", "facts", "offers"),
    [
        ("A", Facts(), [("non_patient_time", True), ("patient_time", False)]),
        ("B", Facts(), [("non_patient_time", True), ("patient_time", False)]),
        ("B", CURRENT, [("patient_time", True), ("non_patient_time", True)]),
        ("C", Facts(), [("patient_time", True), ("non_patient_time", True)]),
    ],
)
def test_every_type_of_time_is_named_with_what_the_objective_says(
    small: Programme, objective: str, facts: Facts, offers: list[tuple[str, bool]]
) -> None:
    found = time_offered(small, facts, small.objective(objective), MAY)
    assert [(each.type, each.verdict.allowed) for each in found] == offers
    assert [each.label for each in found if each.type == "patient_time"] == ["Tijd met patiënten"]


def test_what_is_not_paid_says_why_and_where_that_stands(small: Programme) -> None:
    refused = time_offered(small, Facts(), small.objective("A"), MAY)[1].verdict
    assert (refused.because, refused.source) == (
        "“Zorg op afstand” vergoedt deze soort tijd niet. Kies organisatietijd.",
        "Regiotekst, r. 16",
    )


@pytest.mark.parametrize(
    ("contract", "statement", "sentence"),
    [
        (True, True, ""),
        (False, True, "Het contract met deze uren ontbreekt. Voeg het contract toe."),
        (True, False, "Uw verklaring ontbreekt. Verklaar dat u deze uren nergens anders declareert."),
        (
            False,
            False,
            "Het contract met deze uren ontbreekt. Voeg het contract toe. "
            "Uw verklaring ontbreekt. Verklaar dat u deze uren nergens anders declareert.",
        ),
    ],
)
def test_hours_by_contract_are_complete_with_both(
    small: Programme, contract: bool, statement: bool, sentence: str
) -> None:
    hours = BookedHours("B", "practice_rn", "non_patient_time", 4, contract, statement)
    assert no_contract(small.objective("B"), hours) == sentence


def test_another_objective_asks_for_no_contract(small: Programme) -> None:
    assert no_contract(small.objective("A"), HOURS) == ""


def test_levels_tell_people_apart(small: Programme) -> None:
    found = levels(
        [
            Booking("rn", "1", Decimal("6.5"), True),
            Booking("gp", "2", Decimal(3), False),
            Booking("rn", "1", Decimal(2), False),
            Booking("rn", "", Decimal(4), True),
        ]
    )
    assert found == (
        Level("gp", 1, Decimal(3), Decimal(0)),
        Level("rn", 2, Decimal("12.5"), Decimal("10.5")),
    )
    assert together(found) == Level("", 3, Decimal("15.5"), Decimal("10.5"))


def test_nothing_booked_is_nothing() -> None:
    assert (levels([]), together(())) == ((), Level("", 0, Decimal(0), Decimal(0)))


@FEW
@given(
    st.lists(
        st.builds(
            Booking,
            st.sampled_from(["gp", "rn", "np"]),
            st.sampled_from(["", "1", "2"]),
            st.integers(1, 3600).map(lambda minutes: Decimal(minutes) / 4),
            st.booleans(),
        )
    )
)
def test_the_levels_add_up_to_all_that_was_booked(bookings: list[Booking]) -> None:
    total = together(levels(bookings))
    assert total.hours == sum((booking.hours for booking in bookings), Decimal(0))
    assert total.now == sum((booking.hours for booking in bookings if booking.runs), Decimal(0))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2021, 12, 1), date(2022, 1, 1)),
        (MAY, MAY),
        (date(2023, 4, 1), date(2022, 12, 31)),
    ],
)
def test_the_nearest_day_within_the_programme(small: Programme, day: date, found: date) -> None:
    assert within(small, day) == found
