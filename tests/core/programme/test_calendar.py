"""Quarters, local dates and deadlines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.programme.calendar import (
    AMSTERDAM,
    Quarter,
    ends_at,
    local_date,
    long_date,
    on_time,
    short_date,
)

quick = settings(max_examples=40, deadline=None, database=None)
QUARTERS = st.builds(Quarter, st.integers(1, 9998), st.integers(1, 4))
DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
MODERN_DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 30))


@pytest.mark.parametrize("text", ["2022Q2", "2022-Q2", "2022q2", "2022K2", "2022-k2"])
def test_a_quarter_reads_in_a_few_ways(text: str) -> None:
    assert Quarter.read(text) == Quarter(2022, 2)


@pytest.mark.parametrize("text", ["2022Q5", "2022Q0", "22Q1", "2022", "Q1", "2022Q1 ", "2022Q11", "0000Q1", "9999Q1"])
def test_anything_else_is_no_quarter(text: str) -> None:
    with pytest.raises(ValueError):
        Quarter.read(text)


@pytest.mark.parametrize("number", [0, 5])
def test_a_year_has_four_quarters(number: int) -> None:
    with pytest.raises(ValueError):
        Quarter(2022, number)


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        ("2022Q1", date(2022, 1, 1), date(2022, 3, 31)),
        ("2022Q2", date(2022, 4, 1), date(2022, 6, 30)),
        ("2022Q3", date(2022, 7, 1), date(2022, 9, 30)),
        ("2022Q4", date(2022, 10, 1), date(2022, 12, 31)),
    ],
)
def test_the_first_and_last_day(quarter: str, first: date, last: date) -> None:
    assert (Quarter.read(quarter).first_day, Quarter.read(quarter).last_day) == (first, last)


@given(DAYS)
@quick
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day


@given(st.builds(Quarter, st.integers(2, 9997), st.integers(1, 4)))
@quick
def test_quarters_follow_each_other_without_a_gap(quarter: Quarter) -> None:
    assert quarter.next.previous == quarter
    assert quarter.next.first_day - quarter.last_day == timedelta(days=1)
    assert quarter.previous < quarter < quarter.next


@given(QUARTERS, QUARTERS)
@quick
def test_quarters_are_ordered_as_their_days(one: Quarter, other: Quarter) -> None:
    assert (one < other) == (one.first_day < other.first_day)


@given(st.builds(Quarter, st.integers(1000, 9998), st.integers(1, 4)))
@quick
def test_a_quarter_reads_back_as_it_is_written(quarter: Quarter) -> None:
    assert Quarter.read(str(quarter)) == quarter


def test_a_quarter_has_a_name() -> None:
    assert (str(Quarter(2022, 2)), Quarter(2022, 2).label) == ("2022Q2", "kwartaal 2 van 2022")


@given(MODERN_DAYS)
@quick
def test_a_deadline_ends_with_its_last_second(day: date) -> None:
    end = ends_at(day)
    assert (on_time(day, end), on_time(day, end + timedelta(seconds=1))) == (True, False)


def test_a_deadline_is_a_local_date() -> None:
    summer_night = datetime(2022, 8, 31, 22, 30, tzinfo=UTC)  # half past midnight in Amsterdam
    assert (local_date(summer_night), on_time(date(2022, 8, 31), summer_night)) == (date(2022, 9, 1), False)
    winter_night = datetime(2022, 12, 31, 22, 30, tzinfo=UTC)
    assert (local_date(winter_night), on_time(date(2022, 12, 31), winter_night)) == (date(2022, 12, 31), True)


def test_a_deadline_ends_at_the_local_second() -> None:
    assert ends_at(date(2022, 8, 31)).astimezone(UTC) == datetime(2022, 8, 31, 21, 59, 59, tzinfo=UTC)
    assert ends_at(date(2022, 8, 31)) == datetime(2022, 8, 31, 23, 59, 59, tzinfo=AMSTERDAM)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        local_date(datetime(2022, 8, 31, 12, 0))  # noqa: DTZ001 - the mistake under test


def test_a_date_in_dutch_words() -> None:
    assert long_date(date(2022, 4, 14)) == "donderdag 14 april 2022"
    assert short_date(date(2022, 4, 1)) == "1 april 2022"
