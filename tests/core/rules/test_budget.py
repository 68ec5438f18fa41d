"""The money of a region: its own budget, indexed tariffs, what the year comes to, what stays (R040-R046, R187)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.funding import Funding, GrowthRoom, Index, RegionBudget
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.text import Source
from groeiruimte.rules.budget import Forecast, Kept, forecast, indexed, kept, oi_budget
from groeiruimte.rules.why import Trace

from .practice import FEW, tables

SMALL = Programme.model_validate(tables())
SOURCE = Source(text="regio", at="r. 8")
Q1, Q2, Q3, Q4 = YEAR = [Quarter(2022, number) for number in (1, 2, 3, 4)]


def budget(per_patient: str = "0", per_practice: str = "0") -> Programme:
    rule = RegionBudget.model_validate(
        {"per_patient": per_patient, "per_practice": per_practice, "reference_date": date(2022, 1, 1), "source": SOURCE}
    )
    return SMALL.model_copy(update={"funding": SMALL.funding.model_copy(update={"region_budget": rule})})


def test_the_budget_of_a_region_follows_from_its_practices() -> None:
    """R042: made again from the affiliated practices it is the same, and says why."""
    found = oi_budget(budget("0.50", "1000"), [2095, 3000])
    assert found is not None
    assert found.cents == 5095 * 50 + 2 * 100_000
    assert found.trace == (
        Trace("Aangesloten op 1 januari 2022", "2 praktijken", "Regiotekst, r. 8"),
        Trace("Ingeschreven patiënten samen", "5.095", "Opgave van de praktijken"),
        Trace("Voor patiënten", "5.095 × € 0,50 = € 2.547,50", "Regiotekst, r. 8"),
        Trace("Voor praktijken", "2 × € 1.000,00 = € 2.000,00", "Regiotekst, r. 8"),
        Trace("Budget voor de regio (O&I)", "€ 4.547,50", "Regiotekst, r. 8"),
        Trace("Bevestigd", "Ja, dit staat in de bron.", "Regiotekst, r. 8"),
    )


def test_without_an_amount_there_is_no_budget_to_work_out() -> None:
    assert (oi_budget(SMALL, [2095]), oi_budget(budget(), [2095])) == (None, None)


@given(st.lists(st.integers(0, 20_000), max_size=8))
@FEW
def test_no_order_of_practices_changes_the_budget(patients: list[int]) -> None:
    first, again = oi_budget(budget("0.37", "12.50"), patients), oi_budget(budget("0.37", "12.50"), patients[::-1])
    assert first == again


def an_index(percent: str) -> Index:
    return Index.model_validate({"year": 2023, "percent": percent, "source": SOURCE})


@pytest.mark.parametrize(
    ("before", "percent", "after"),
    [(316, "2.3", 323), (316, "0", 316), (327, "3.1", 337), (50, "1", 51), (100, "0.49", 100), (100, "0.5", 101)],
)
def test_a_tariff_times_its_index_is_rounded_half_up(before: int, percent: str, after: int) -> None:
    assert an_index(percent).of(before) == after


def test_an_indexed_tariff_keeps_its_history_and_its_rounding() -> None:
    """R046."""
    found = indexed(SMALL, SMALL.funding.tariffs[0], an_index("2.3"))
    assert found.cents == 323
    assert found.trace == (
        Trace("Tarief tot en met 31 december 2022", "€ 3,16 per jaar", "Regiotekst, r. 59"),
        Trace("Index van 2023", "2,3%", "Regiotekst, r. 8"),
        Trace("Berekening", "€ 3,16 × (1 + 2,3%) = € 3,232680", "Rekenregel Groeiruimte"),
        Trace("Afronding", "Op hele centen; een halve cent gaat omhoog.", "Regiotekst, r. 8"),
        Trace("Tarief van 2023", "€ 3,23 per jaar", "Regiotekst, r. 8"),
    )


def test_a_quarter_that_runs_is_expected_to_come_to_the_most_so_far() -> None:
    found = forecast({Q1: 1000, Q2: 30}, YEAR, 3500, today=date(2022, 4, 5))
    assert found == Forecast(
        booked=((Q1, 1000),),
        expected=((Q2, 2000), (Q3, 3000), (Q4, 4000)),
        total=4000,
        maximum=3500,
        over=500,
        hit=date(2022, 11, 15),
    )


def test_of_a_quarter_that_is_over_nothing_more_is_expected() -> None:
    found = forecast({Q1: 1000, Q3: 400}, YEAR, 5000, today=date(2023, 1, 1))
    assert (found.booked[-1], found.expected, found.total, found.over, found.hit) == ((Q4, 1400), (), 1400, 0, None)


def test_a_maximum_that_is_passed_was_hit_on_a_day() -> None:
    found = forecast({Q1: 1000}, YEAR, 500, today=date(2023, 1, 1))
    assert (found.hit, found.over) == (date(2022, 2, 14), 500)


def test_without_bookings_or_maximum_nothing_is_said() -> None:
    nothing = forecast({}, YEAR, 100, today=date(2022, 4, 5))
    assert (nothing.total, nothing.hit) == (0, None)
    free = forecast({Q1: 100}, YEAR, None, today=date(2022, 4, 5))
    assert (free.total, free.over, free.hit) == (400, 0, None)
    assert forecast({}, [], 100, today=date(2022, 4, 5)).total == 0


def room(year: int, percent: str, structural: bool = True) -> GrowthRoom:
    return GrowthRoom.model_validate({"year": year, "percent": percent, "structural": structural, "source": SOURCE})


def test_structural_growth_room_stays_and_a_text_that_forgets_it_is_found() -> None:
    """R045."""
    old = Funding(growth_room=(room(2021, "2"), room(2022, "2"), room(2020, "1.5", False), room(2023, "3")))
    new = Funding(growth_room=(room(2021, "2"), room(2022, "2.5")))
    assert kept(old, new, 2023) == (Kept(room(2021, "2"), False), Kept(room(2022, "2"), True))
