"""Sample lists: made-up people who stay mostly the same."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from groeiruimte.pipeline.lists.cells import passes_eleven_test
from groeiruimte.pipeline.lists.population import bsns_for_tests, population
from groeiruimte.pipeline.lists.sample import VARIANTS, sample, sample_list
from groeiruimte.programme.calendar import Quarter

from .lists import read

QUARTERS = [Quarter(2022, number) for number in (1, 2, 3, 4)]


def test_every_bsn_comes_from_the_test_range() -> None:
    numbers = bsns_for_tests()
    assert (len(numbers), numbers[0] // 100_000, numbers[-1] // 100_000) == (9091, 9999, 9999)
    assert all(passes_eleven_test(number) for number in numbers)
    assert {one.bsn for one in population(1, 2000, QUARTERS[1])} <= set(numbers)


def test_the_same_practice_has_mostly_the_same_patients() -> None:
    first, second = (population(4, 1000, quarter) for quarter in QUARTERS[:2])
    same = {(one.bsn, one.name, one.birth) for one in first} & {(one.bsn, one.name, one.birth) for one in second}
    assert 0.95 < len(same) / len(first) < 1
    assert population(4, 1000, QUARTERS[0]) == first
    assert population(5, 1000, QUARTERS[0]) != first


@pytest.mark.parametrize("size", [1, 40, 2350, 9000])
def test_the_size_of_a_practice_hardly_changes(size: int) -> None:
    for quarter in (Quarter(2021, 1), *QUARTERS, Quarter(2024, 4)):
        here = [one for one in population(9, size, quarter) if one.end is None and one.start <= quarter.first_day]
        assert abs(len(here) - size) <= max(3, size * 8 // 100), quarter
        assert len({one.bsn for one in here}) == len(here)


def test_a_good_list_never_jumps() -> None:
    counts = [sum(sample(3, 2350, quarter).counted.values()) for quarter in QUARTERS]
    assert all(abs(now - before) * 100 <= before * 10 for before, now in pairwise(counts))


def test_shares_say_who_insures() -> None:
    made = sample(1, 400, QUARTERS[1], shares={"3313": 0.5, "7095": 0.5})
    assert set(made.counted) == {"3313"}
    assert 0.4 < made.other_insurer / made.rows < 0.6


def test_a_population_too_large_or_too_early_is_refused() -> None:
    for size, quarter in ((9001, QUARTERS[0]), (0, QUARTERS[0]), (10, Quarter(2020, 4))):
        with pytest.raises(ValueError):
            population(1, size, quarter)


@pytest.mark.parametrize("variant", range(len(VARIANTS)))
def test_the_same_seed_gives_the_same_bytes(variant: int) -> None:
    first = sample_list(2, 50, QUARTERS[1], variant)
    assert sample_list(2, 50, QUARTERS[1], variant) == first
    assert (first[:2] == b"PK") is (VARIANTS[variant].suffix == "xlsx")
    assert sample_list(2, 50, QUARTERS[1], variant, mistakes=True) != first


def test_a_sample_has_a_name() -> None:
    assert sample(2, 20, QUARTERS[1], 1).name == "patientenlijst-2022Q2.csv"
    assert sample(2, 20, QUARTERS[1], 0, mistakes=True).name == "patientenlijst-2022Q2-met-fouten.xlsx"


def test_nobody_was_born_after_registration() -> None:
    assert all(one.birth <= one.start for one in population(8, 500, QUARTERS[2]))
    assert min(one.birth for one in population(8, 500, QUARTERS[2])) >= date(1926, 1, 1)
    assert read(sample(8, 100, QUARTERS[1]).content).ok
