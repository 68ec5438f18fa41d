"""Which trainings are still needed: as many as the KPIs ask, never fewer than nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import Attendance, EvidenceFact, Facts
from groeiruimte.rules.training_need import TrainingNeed, attended_parts, training_needs

from .practice import Varied

SOURCE = {"text": "regio", "at": "r. 20"}


def went(*topics: str) -> Facts:
    attended = tuple(Attendance(frozenset({topic}), date(2022, 3, number)) for number, topic in enumerate(topics, 1))
    return Facts(objectives=("A",), attendances=attended)


def one_kpi(varied: Varied, **more: Any) -> Programme:
    kpi = {"key": "one", "objective": "A", "title": "Een van twee", "source": SOURCE} | more
    return varied(kpis=[kpi])


def test_each_kpi_asks_its_own(small: Programme) -> None:
    assert training_needs(small, went()) == (
        TrainingNeed("zorg-op-afstand", 0, 2),
        TrainingNeed("tbhz-begin-2023", 0, 1),
    )


def test_more_than_asked_counts_as_asked(small: Programme) -> None:
    found = training_needs(small, went(*["zorg-op-afstand"] * 3))
    assert [(need.have, need.open) for need in found] == [(2, 0), (0, 1)]


def test_another_objective_asks_nothing(small: Programme) -> None:
    assert training_needs(small, Facts(objectives=("C",))) == (TrainingNeed("tbhz-begin-2023", 0, 1),)


def test_a_kpi_that_is_met_another_way_needs_no_training(varied: Varied) -> None:
    parts = [{"kind": "evidence", "evidence": "website"}, {"kind": "attended", "topic": "lean", "at_least": 2}]
    programme = one_kpi(varied, met_by={"kind": "any_of", "of": parts})
    shown = Facts(objectives=("A",), evidence=(EvidenceFact("website", date(2022, 3, 1)),))
    assert [training_needs(programme, facts)[0].open for facts in (went(), shown)] == [2, 0]


def test_what_is_not_mandatory_is_not_needed(varied: Varied) -> None:
    programme = one_kpi(varied, met_by={"kind": "attended", "topic": "lean"}, mandatory=False)
    assert training_needs(programme, went()) == ()


def test_trainings_are_found_at_any_depth(varied: Varied) -> None:
    inner = {"kind": "at_least", "number": 1, "of": [{"kind": "attended", "topic": "lean"}]}
    programme = one_kpi(varied, met_by={"kind": "all_of", "of": [inner, {"kind": "attended", "topic": "bellen"}]})
    assert [part.topic for part in attended_parts(programme.kpis[0].met_by)] == ["lean", "bellen"]
