"""A new text tried on the facts of the old year: who joins, who falls out, who gets more or less (Z3, Z4)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import CountedList, StandingFact
from groeiruimte.rules.simulation import Known, Scenario, moved, outlook, simulate

from .practice import AUTUMN, FEW, READY, having, tables

LISTS = tuple(CountedList(Quarter(2022, number), {"3311": 1000}, 1000, 1) for number in range(1, 5))
ENROLLED = replace(READY, enrolled_on=AUTUMN, enrolled_years=(2022,), lists=LISTS)


def later(**others: Any) -> Programme:
    """The small programme a year later, with other tables."""
    text = tables()
    text["period"] = {"start": date(2023, 1, 1), "end": date(2023, 12, 31)}
    text["funding"] = deepcopy(text["funding"])
    for tariff in text["funding"]["tariffs"]:
        tariff |= {"start": date(2023, 1, 1), "end": date(2023, 12, 31)}
    return Programme.model_validate({**text, **others})


def dearer(amount: str) -> Programme:
    funding = deepcopy(tables()["funding"])
    for tariff in funding["tariffs"]:
        tariff |= {"start": date(2023, 1, 1), "end": date(2023, 12, 31), "amount": amount}
    return later(funding=funding)


def known(**facts: Any) -> Known:
    return Known("linde", "De Linde", "rijnmond", replace(ENROLLED, **facts))


def test_the_same_text_a_year_later_changes_nothing(small: Programme) -> None:
    found = simulate(small, later(), [known()])
    (effect,) = found.effects
    assert (effect.could, effect.can, effect.old, effect.new, effect.change) == (True, True, 316_000, 316_000, 0)
    assert (found.winners, found.losers, found.unknown) == ((), (), ())


def test_a_higher_tariff_is_won_and_added_up_per_region(small: Programme) -> None:
    """R046"""
    others = Known("duin", "Het Duin", "utrecht", replace(ENROLLED, lists=LISTS[:1]))
    found = simulate(small, dearer("3.40"), [known(), others])
    assert [(each.name, each.change) for each in found.winners] == [("De Linde", 24_000), ("Het Duin", 6_000)]
    assert {key: (total.old, total.new) for key, total in found.regions.items()} == {
        "utrecht": (79_000, 85_000),
        "rijnmond": (316_000, 340_000),
    }
    assert (found.total.practices, found.total.change) == (2, 30_000)


def test_who_falls_out_gets_nothing_and_hears_why(small: Programme) -> None:
    conditions = tables()["conditions"]
    needed = next(each for each in conditions if each.get("standing") == "region_contract")
    stricter = later(
        conditions=[*conditions, {**needed, "key": "policy", "standing": "poh_s_policy", "value": "current"}]
    )
    (effect,) = simulate(small, stricter, [known()]).effects
    assert (effect.falls_out, effect.joins, effect.new, effect.change) == (True, False, 0, -316_000)
    assert effect.because != ""


def test_who_joins_has_no_money_yet(small: Programme) -> None:
    conditions = [each for each in tables()["conditions"] if each.get("standing") != "region_contract"]
    without = Known("singel", "De Singel", "rijnmond", having(without="region_contract"))
    (effect,) = simulate(small, later(conditions=conditions), [without]).effects
    assert (effect.joins, effect.takes_part, effect.old, effect.new) == (True, False, 0, 0)


def test_an_objective_without_support_is_said(small: Programme) -> None:
    """R039"""
    objectives = [{**each, "supported": each["key"] != "A"} for each in tables()["objectives"]]
    (effect,) = simulate(small, later(objectives=objectives), [known()]).effects
    assert effect.notes == ("Uw regio ondersteunt dit dan niet meer: Zorg op afstand.",)
    assert effect.can


def test_a_quarter_without_a_tariff_is_named(small: Programme) -> None:
    funding = {**tables()["funding"], "tariffs": []}
    found = simulate(small, later(funding=funding), [known()])
    assert found.unknown == tuple(Quarter(2023, number) for number in range(1, 5))
    assert found.total.new == 0


def test_facts_move_whole() -> None:
    facts = moved(replace(ENROLLED, standings=(StandingFact("affiliation", "x", date(2020, 2, 29), None),)), 1)
    assert (facts.enrolled_on, facts.enrolled_years) == (date(2022, 12, 15), (2023,))
    assert [str(each.quarter) for each in facts.lists] == ["2023Q1", "2023Q2", "2023Q3", "2023Q4"]
    assert facts.standings == (StandingFact("affiliation", "x", date(2021, 2, 28), None),)


def test_a_maximum_is_hit_on_a_day_and_cuts_in_proportion(small: Programme) -> None:
    """R040, Z4"""
    funding = {**deepcopy(tables()["funding"]), "over_maximum": "proportional"}
    for tariff in funding["tariffs"]:
        tariff |= {"start": date(2023, 1, 1), "end": date(2023, 12, 31)}
    found = outlook(later(funding=funding), small, [known()], Scenario(maximum=158_000))
    assert (found.total, found.over, found.paid) == (316_000, 158_000, Fraction(1, 2))
    assert found.hit == date(2023, 7, 1)
    reported = outlook(later(), small, [known()], Scenario(maximum=158_000))
    assert (reported.over, reported.paid) == (158_000, Fraction(1))


@pytest.mark.parametrize(
    ("scenario", "total"),
    [
        (Scenario(), 316_000),
        (Scenario(participation=Fraction(1, 2)), 158_000),
        (Scenario(growth=Fraction(1, 10)), 347_600),
        (Scenario(index=Fraction(1, 10)), 348_000),
        (Scenario(participation=Fraction(0)), 0),
    ],
)
def test_what_if(small: Programme, scenario: Scenario, total: int) -> None:
    """The index is rounded in the tariff of each quarter: 0.79 becomes 0.87."""
    assert outlook(later(), small, [known()], scenario).total == total


@FEW
@given(st.lists(st.integers(0, 5000), min_size=1, max_size=6), st.sampled_from(["1.00", "3.16", "9.99"]))
def test_parts_add_up(counts: list[int], amount: str) -> None:
    old, new = Programme.model_validate(tables()), dearer(amount)
    practices = [
        Known(
            str(place),
            f"Praktijk {place}",
            f"regio-{place % 2}",
            replace(ENROLLED, lists=(CountedList(Quarter(2022, 1), {"3311": count}, count, 1),)),
        )
        for place, count in enumerate(counts)
    ]
    found = simulate(old, new, practices)
    assert sum(total.new for total in found.regions.values()) == found.total.new
    assert sum(each.change for each in (*found.winners, *found.losers)) == found.total.change
    assert found.total.new == outlook(new, old, practices, Scenario()).total
