"""Trainings beside a programme: the KPIs they count for, and what a region promised to organise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import read, texts
from groeiruimte.rules.offer import Offered, counts_for, offer_checks

DEFINITIONS = Path(__file__).parents[3] / "definitions"


def programme(key: str) -> Programme:
    text, base, _ = texts(key, DEFINITIONS)
    found, _ = read(text, base=base)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def rijnmond() -> Programme:
    return programme("2022-rijnmond")


@pytest.fixture(scope="module")
def utrecht() -> Programme:
    return programme("2022-utrecht")


def test_a_topic_counts_for_the_kpis_that_ask_it(rijnmond: Programme) -> None:
    """R067, R080, R098."""
    assert [kpi.key for kpi in counts_for(rijnmond, ["zorg-op-afstand"])] == ["a1"]
    assert [kpi.key for kpi in counts_for(rijnmond, ["efficientere-praktijkvoering"])] == ["b1", "d3"]
    assert counts_for(rijnmond, ["iets-anders"]) == ()


def test_a_topic_within_a_composed_kpi_counts(rijnmond: Programme) -> None:
    """R090 asks it of a GP and of somebody else: two parts, one KPI."""
    assert [kpi.key for kpi in counts_for(rijnmond, ["persoonsgericht-werken"])] == ["c4"]


def test_only_what_a_practice_is_asked(rijnmond: Programme) -> None:
    assert [kpi.key for kpi in counts_for(rijnmond, ["efficientere-praktijkvoering"], ["D"])] == ["d3"]
    assert counts_for(rijnmond, ["efficientere-praktijkvoering"], ["A"]) == ()


def test_what_is_asked_of_everybody_counts_for_everybody(utrecht: Programme) -> None:
    """R144."""
    assert [kpi.key for kpi in counts_for(utrecht, ["tbhz-begin-2023"], ["A"])] == ["meeting_2023"]


def meeting(objective: str, day: date = date(2022, 10, 1), kind: str = "meeting") -> Offered:
    return Offered(kind, (objective,), day)


def test_a_theme_without_a_meeting_is_not_met(utrecht: Programme) -> None:
    """R148: at least one exchange meeting for each objective."""
    checks = offer_checks(utrecht, [meeting("A"), meeting("B"), meeting("B")])
    assert [(check.objective, check.have, check.met) for check in checks] == [
        ("A", 1, True),
        ("B", 2, True),
        *((key, 0, False) for key in [each.key for each in utrecht.objectives_in_order][2:]),
    ]
    assert checks[-1].because == "Op de agenda staan 0 bijeenkomsten. Nodig: 1. Plan er nog 1."
    assert checks[0].because == "Op de agenda staat 1 bijeenkomst. Nodig: 1."


def test_a_meeting_outside_the_period_or_a_training_does_not_count(utrecht: Programme) -> None:
    late = date(utrecht.period.end.year + 1, 1, 1)
    checks = offer_checks(utrecht, [meeting("A", late), meeting("A", kind="training")])
    assert [check.have for check in checks if check.objective == "A"] == [0]


def test_rijnmond_promises_a_training_and_an_inspiration_session_for_c(rijnmond: Programme) -> None:
    """R091."""
    checks = offer_checks(rijnmond, [meeting("C", kind="training")])
    assert [(check.objective, check.title, check.met) for check in checks if check.objective == "C"] == [
        ("C", "Scholing over persoonsgerichte zorg", True),
        ("C", "Inspiratiesessie over persoonsgerichte zorg", False),
    ]


def test_topics_of_roha_count_for_its_kpis() -> None:
    """R130, R131."""
    found = [kpi.key for kpi in counts_for(programme("2021-roha"), ["vitaal-en-gezond", "persoonsgericht-werken"])]
    assert found == ["4c", "4d"]


def test_roha_promises_three_trainings() -> None:
    """R133."""
    checks = offer_checks(programme("2021-roha"), [meeting("C", date(2021, 5, day), "training") for day in (1, 2)])
    assert [(check.objective, check.have, check.need, check.met) for check in checks] == [("C", 2, 3, False)]


def test_a_programme_that_promised_nothing_has_nothing_to_check(utrecht: Programme) -> None:
    assert offer_checks(utrecht.model_copy(update={"offer": ()}), [meeting("A")]) == ()
