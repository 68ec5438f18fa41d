"""Practices that merge, split, change code or move: the first day of a quarter decides (Z21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import StandingFact
from groeiruimte.rules.obligations import owed
from groeiruimte.rules.succession import Change, Kind, Task, code_on, consequences, divided, ended, shares

from .practice import AUTUMN, FEW, READY

APRIL = date(2022, 4, 1)
QUARTERS = tuple(Quarter(2022, number) for number in range(1, 5))
DAYS = st.dates(date(2021, 1, 1), date(2023, 12, 31))
KINDS: tuple[Kind, ...] = ("merge", "split", "agb", "move")


def change(kind: Kind, becomes: str, effective: date = APRIL) -> Change:
    return Change(kind, effective, "De Linde", "01000001", "Rijnmond", becomes)


def test_a_new_code_counts_from_its_first_reference_date() -> None:
    assert [each.who for each in shares(change("agb", "01000009", date(2022, 4, 2)), QUARTERS[1:3])] == [
        "De Linde (AGB 01000001), Rijnmond",
        "De Linde (AGB 01000009), Rijnmond",
    ]


def test_after_a_merge_the_other_counts_its_patients() -> None:
    found = shares(change("merge", "De Singel"), QUARTERS[:2])
    assert [(each.after, each.who) for each in found] == [
        (False, "De Linde (AGB 01000001), Rijnmond"),
        (True, "De Singel, met de patiënten die daar op de peildatum staan"),
    ]


def test_a_list_of_before_stays_and_what_is_later_goes() -> None:
    tasks = [Task("Lijst kwartaal 1", date(2022, 1, 1)), Task("Verantwoording", date(2022, 12, 31))]
    assert divided(change("move", "Utrecht"), tasks) == (("Lijst kwartaal 1",), ("Verantwoording",))
    assert divided(change("agb", "01000009"), tasks) == (("Lijst kwartaal 1", "Verantwoording"), ())


def test_the_code_of_a_day() -> None:
    changes = [(date(2022, 4, 1), "01000001"), (date(2023, 1, 1), "01000002")]
    days = (date(2022, 3, 31), date(2022, 4, 1), date(2022, 12, 31), date(2023, 1, 1))
    assert [code_on(changes, "01000003", day) for day in days] == ["01000001", "01000002", "01000002", "01000003"]


def test_who_left_owes_nothing_of_later(small: Programme) -> None:
    left = tuple(
        replace(each, end=date(2022, 3, 31)) if each.standing == "affiliation" else each for each in READY.standings
    )
    facts = replace(READY, enrolled_on=AUTUMN, standings=left)
    assert [each.key for each in owed(small, facts, APRIL) if each.kind == "list"] == ["list-2022Q1"]
    assert ended(facts, "rijnmond") == date(2022, 3, 31)


def test_who_came_back_or_never_was_affiliated_did_not_leave() -> None:
    back = StandingFact("affiliation", "rijnmond", date(2022, 6, 1))
    gone = StandingFact("affiliation", "rijnmond", date(2019, 1, 1), date(2022, 3, 31))
    assert ended(replace(READY, standings=(gone, back)), "rijnmond") is None
    assert ended(replace(READY, standings=()), "rijnmond") is None


@FEW
@given(st.sampled_from(KINDS), DAYS, st.lists(DAYS, max_size=8))
def test_nothing_is_lost_or_doubled(kind: Kind, effective: date, days: list[date]) -> None:
    tasks = [Task(f"Taak {place}", day) for place, day in enumerate(days)]
    found = consequences(change(kind, "elders", effective), QUARTERS, tasks)
    assert sorted(found.stays + found.goes) == sorted(task.title for task in tasks)
    assert [share.after for share in found.quarters] == [effective <= quarter.first_day for quarter in QUARTERS]
