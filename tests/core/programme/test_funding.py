"""What the funding of a programme answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.checks.funding import budget, indexes, maxima, tariffs
from groeiruimte.programme.funding import Funding, Index, RegionBudget, Tariff, TariffMaximum
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.read import read
from groeiruimte.programme.schedule import Period
from groeiruimte.programme.text import Source

quick = settings(max_examples=40, deadline=None, database=None)


def tariff(start: date, end: date, amount: str = "3.16") -> Tariff:
    given = {"start": start, "end": end, "amount": amount, "per": "year", "source": Source(text="beleid")}
    return Tariff.model_validate(given)


@pytest.fixture(scope="module")
def funding(frame: str) -> Funding:
    programme, problems = read(frame)
    assert problems == []
    assert programme is not None
    return programme.funding


def test_a_yearly_tariff_is_spread_over_its_quarters(funding: Funding) -> None:
    tariffs = [funding.quarter_tariff(Quarter(year, number)) for year in (2022, 2023) for number in (1, 2, 3, 4)]
    assert tariffs == [79, 79, 79, 79, 82, 82, 81, 82]


def test_outside_its_period_there_is_no_tariff(funding: Funding) -> None:
    assert [funding.quarter_tariff(Quarter(2021, 4)), funding.quarter_tariff(Quarter(2024, 1))] == [None, None]


def test_a_quarterly_tariff_is_the_amount_itself(frame: str, changed: Callable[..., str]) -> None:
    programme, _ = read(changed(frame, ('per = "year"', 'per = "quarter"')))
    assert programme is not None
    assert programme.funding.quarter_tariff(Quarter(2022, 3)) == 316


@given(st.integers(0, 10**9).map(lambda cents: f"{cents // 100}.{cents % 100:02d}"))
@quick
def test_four_quarters_make_the_year_for_any_tariff(amount: str) -> None:
    year = tariff(date(2022, 1, 1), date(2022, 12, 31), amount)
    quarters = [Funding(tariffs=(year,)).quarter_tariff(Quarter(2022, number)) or 0 for number in (1, 2, 3, 4)]
    assert sum(quarters) == year.amount


def test_a_code_counts_on_the_days_it_is_in_force(funding: Funding) -> None:
    assert funding.eligible_on(date(2022, 12, 31)) == {"3311", "3314"}
    assert funding.eligible_on(date(2023, 1, 1)) == {"3311"}


def test_a_code_has_a_name_or_is_shown_itself(funding: Funding) -> None:
    assert [funding.insurer_name("3311"), funding.insurer_name("0201")] == ["Zilveren Kruis", "0201"]


def test_the_growth_room_of_another_year_is_no_default(funding: Funding) -> None:
    assert funding.growth_room_of(2022).percent == "2"
    with pytest.raises(LookupError, match=r"^Voor 2023 staat geen groeiruimte in de bron\.$"):
        funding.growth_room_of(2023)


def test_a_tariff_inside_another_overlaps_and_leaves_no_gap() -> None:
    year, quarter = tariff(date(2022, 1, 1), date(2022, 12, 31)), tariff(date(2022, 4, 1), date(2022, 6, 30))
    problems = tariffs(Period(start=date(2022, 1, 1), end=date(2022, 12, 31)), (year, quarter), ())
    assert [problem.what for problem in problems] == ["Op 1 april 2022 gelden twee tarieven tegelijk."]


def test_tariffs_that_share_one_day_overlap() -> None:
    one, other = tariff(date(2022, 1, 1), date(2022, 4, 1)), tariff(date(2022, 4, 1), date(2022, 6, 30))
    problems = tariffs(Period(start=date(2022, 1, 1), end=date(2022, 6, 30)), (one, other), ())
    assert [problem.what for problem in problems] == [
        "Een tarief eindigt op de laatste dag van een kwartaal.",
        "Op 1 april 2022 gelden twee tarieven tegelijk.",
    ]


def test_a_gap_after_the_period_does_not_matter() -> None:
    now, later = tariff(date(2022, 1, 1), date(2022, 12, 31)), tariff(date(2024, 1, 1), date(2024, 12, 31))
    assert list(tariffs(Period(start=date(2022, 1, 1), end=date(2022, 12, 31)), (now, later), ())) == []


def test_a_gap_ends_with_the_period() -> None:
    later = tariff(date(2024, 1, 1), date(2024, 12, 31))
    problems = tariffs(Period(start=date(2022, 1, 1), end=date(2022, 12, 31)), (later,), ())
    assert [problem.what for problem in problems] == [
        "Van 1 januari 2022 tot en met 31 december 2022 is er geen tarief."
    ]


# --- Maximum, index and budget (R041, R042, R046) --------------------------------------------------------------------

BEGIN, END = date(2022, 1, 1), date(2022, 12, 31)


def most(amount: str, start: date = BEGIN, end: date = END) -> TariffMaximum:
    given = {"start": start, "end": end, "amount": amount, "source": Source(text="beleid")}
    return TariffMaximum.model_validate(given)


def test_a_tariff_at_its_maximum_is_taken() -> None:
    assert list(maxima([tariff(BEGIN, END)], [most("3.16")])) == []


def test_a_tariff_above_its_maximum_is_refused() -> None:
    assert list(maxima([tariff(BEGIN, END, "3.17")], [most("3.16")])) == [
        Problem(
            "funding.tariffs[2022-01-01].amount",
            "€ 3,17 per jaar is hoger dan het maximum van € 3,16.",
            "Verlaag het tarief, of verhoog het maximum.",
        )
    ]


def test_four_quarters_together_stay_under_the_maximum_of_a_year() -> None:
    a_quarter = tariff(BEGIN, END, "0.80").model_copy(update={"per": "quarter"})
    (found,) = maxima([a_quarter], [most("3.16")])
    assert found.what == "€ 3,20 per jaar is hoger dan het maximum van € 3,16."


def test_a_maximum_of_other_days_says_nothing() -> None:
    later = most("1", date(2023, 1, 1), date(2023, 12, 31))
    assert list(maxima([tariff(BEGIN, END)], [later])) == []


def test_two_maxima_on_one_day_are_refused() -> None:
    (found,) = maxima([], [most("3.16"), most("3.20", date(2022, 7, 1), date(2023, 6, 30))])
    assert (found.where, found.what) == ("funding.maxima[2022-07-01]", "Op 1 juli 2022 gelden twee maxima tegelijk.")


@pytest.mark.parametrize(("amount", "wrong"), [("3.23", 0), ("3.24", 1)])
def test_a_tariff_is_the_old_one_times_the_index(amount: str, wrong: int) -> None:
    both = [tariff(BEGIN, END), tariff(date(2023, 1, 1), date(2023, 12, 31), amount)]
    index = Index.model_validate({"year": 2023, "percent": "2.3", "source": Source(text="beleid")})
    found = list(indexes(both, [index]))
    assert [each.what for each in found] == ["€ 3,16 met 2,3% erbij is € 3,23."] * wrong


@pytest.mark.parametrize(("day", "wrong"), [(date(2021, 12, 1), 0), (END, 0), (date(2023, 1, 1), 1)])
def test_practices_are_counted_on_a_day_that_the_programme_knows(day: date, wrong: int) -> None:
    rule = RegionBudget.model_validate({"reference_date": day, "source": Source(text="beleid")})
    assert len(list(budget(Period(start=BEGIN, end=END), rule))) == wrong


@pytest.mark.parametrize("amount", ["-1", "-0.01", "3.165", "3,16"])
def test_a_tariff_of_minus_one_is_refused_when_the_text_is_read(
    frame: str, changed: Callable[..., str], amount: str
) -> None:
    _, problems = read(changed(frame, ('amount = "3.16"', f'amount = "{amount}"')))
    assert [problem.what for problem in problems] == ["Dit is geen bedrag in euro."]
