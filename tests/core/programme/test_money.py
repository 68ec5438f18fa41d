"""Money is whole cents: reading, rounding, spreading and showing it loses nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.programme.money import euro, part_of_year, read_cents, round_half_up, split

quick = settings(max_examples=40, deadline=None, database=None)
CENTS = st.integers(-(10**11), 10**11)


@pytest.mark.parametrize(
    ("text", "cents"), [("3.16", 316), ("0.79", 79), ("0.05", 5), ("3", 300), ("1655.05", 165505), ("0", 0)]
)
def test_an_amount_reads_as_cents(text: str, cents: int) -> None:
    assert read_cents(text) == cents


@pytest.mark.parametrize(
    "text", ["3,16", "3.1", "3.160", "-3.16", "€ 3.16", "", " 3.16", "3.16\n", "1e3", "٣.16", "nan"]
)
def test_anything_else_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError):
        read_cents(text)


def test_a_float_is_no_amount() -> None:
    with pytest.raises(ValueError):
        read_cents(3.16)  # type: ignore[arg-type]


@given(st.integers(0, 10**11 - 1))
@quick
def test_an_amount_reads_back_as_it_was_written(cents: int) -> None:
    assert read_cents(f"{cents // 100}.{cents % 100:02d}") == cents


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        (Fraction(1, 2), 1),
        (Fraction(-1, 2), -1),
        (Fraction(49, 100), 0),
        (Fraction(5, 2), 3),
        (Fraction(7, 2), 4),
        (Fraction(327, 4), 82),
        (Fraction(-327, 4), -82),
        (Fraction(0), 0),
    ],
)
def test_a_half_cent_goes_away_from_zero(amount: Fraction, cents: int) -> None:
    assert round_half_up(amount) == cents


@given(st.fractions(max_denominator=10**6))
@quick
def test_rounding_is_never_more_than_half_a_cent_off(amount: Fraction) -> None:
    assert abs(round_half_up(amount) - amount) <= Fraction(1, 2)


@given(st.fractions(max_denominator=10**6))
@quick
def test_rounding_knows_no_side(amount: Fraction) -> None:
    assert round_half_up(-amount) == -round_half_up(amount)


@given(CENTS, st.integers(1, 53))
@quick
def test_the_parts_of_a_year_add_up_to_the_year(year: int, parts: int) -> None:
    assert sum(part_of_year(year, part, parts) for part in range(1, parts + 1)) == year


@given(CENTS, st.integers(1, 4))
@quick
def test_a_quarter_is_less_than_a_cent_off(year: int, quarter: int) -> None:
    assert abs(part_of_year(year, quarter, 4) - Fraction(year, 4)) < 1


def test_the_tariff_of_2022_has_four_equal_quarters() -> None:
    assert [part_of_year(316, quarter, 4) for quarter in (1, 2, 3, 4)] == [79, 79, 79, 79]


def test_a_tariff_that_does_not_divide_by_four_loses_nothing() -> None:
    assert [part_of_year(327, quarter, 4) for quarter in (1, 2, 3, 4)] == [82, 82, 81, 82]


@pytest.mark.parametrize("part", [0, 5])
def test_a_year_has_no_other_parts(part: int) -> None:
    with pytest.raises(ValueError):
        part_of_year(316, part, 4)


@given(CENTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any))
@quick
def test_shares_add_up_to_the_total(total: int, weights: list[int]) -> None:
    shares = split(total, weights)
    assert (len(shares), sum(shares)) == (len(weights), total)


@given(CENTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any))
@quick
def test_a_share_is_less_than_a_cent_off(total: int, weights: list[int]) -> None:
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    assert max(abs(share - fraction) for share, fraction in zip(split(total, weights), exact, strict=True)) < 1


def test_the_largest_remainder_gets_the_cent_and_the_first_wins_a_tie() -> None:
    assert [split(100, [1, 1, 1]), split(10, [1, 2, 4]), split(5, [0, 1])] == [[34, 33, 33], [1, 3, 6], [0, 5]]


@pytest.mark.parametrize("weights", [[], [0, 0]])
def test_nothing_cannot_be_weighed(weights: list[int]) -> None:
    with pytest.raises(ValueError):
        split(100, weights)


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (165505, "€ 1.655,05"),
        (79, "€ 0,79"),
        (0, "€ 0,00"),
        (5, "€ 0,05"),
        (100000000, "€ 1.000.000,00"),
        (-165505, "€ -1.655,05"),
        (-1, "€ -0,01"),
    ],
)
def test_an_amount_is_shown_as_a_dutch_reader_writes_it(cents: int, text: str) -> None:
    assert euro(cents) == text


@given(CENTS)
@quick
def test_a_shown_amount_holds_every_cent(cents: int) -> None:
    shown = euro(cents).removeprefix("€ ").replace(".", "").replace(",", "")
    assert int(shown) == cents
