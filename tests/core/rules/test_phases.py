"""In which phase a practice is: strictly in order. Source: R139, R141, R162, R173."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import Facts, FormFact, MilestoneFact
from groeiruimte.rules.phases import current, phases

from .filling import PHASES, year
from .practice import Varied

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)


def plan(status: str) -> FormFact:
    return FormFact("plan", status, MAY)


def steps(*done: date | None) -> tuple[MilestoneFact, ...]:
    return tuple(MilestoneFact(f"Stap {place}", MAY, day) for place, day in enumerate(done, start=1))


FACTS: list[tuple[Facts, list[str]]] = [
    (Facts(), ["current", "later", "later"]),
    (Facts(forms=(plan("draft"),)), ["current", "later", "later"]),
    (Facts(forms=(plan("submitted"),)), ["current", "later", "later"]),
    (Facts(forms=(plan("changes_requested"),)), ["current", "later", "later"]),
    (Facts(forms=(plan("approved"),)), ["done", "current", "later"]),
    (Facts(forms=(FormFact("plan", "approved", MAY, year=2021),)), ["current", "later", "later"]),
    (Facts(forms=(plan("approved"),), milestones=steps(MAY, None)), ["done", "current", "later"]),
    (Facts(forms=(plan("approved"),), milestones=steps(MAY, JUNE)), ["done", "done", "current"]),
    (Facts(forms=(plan("approved"),), milestones_done=3), ["done", "current", "later"]),
    (Facts(forms=(plan("submitted"),), milestones=steps(MAY)), ["current", "later", "later"]),
]


@pytest.mark.parametrize(("facts", "states"), FACTS)
def test_a_phase_is_done_when_all_before_it_are(year: Programme, facts: Facts, states: list[str]) -> None:
    found = phases(year, facts, JUNE)
    assert [state.phase.key for state in found] == ["plan", "execution", "evaluation"]
    assert [state.state for state in found] == states


def test_each_phase_says_what_closes_it(year: Programme) -> None:
    assert [state.because for state in phases(year, Facts(forms=(plan("submitted"),)), JUNE)] == [
        "“Uw plan” is verstuurd, op 1 mei 2022. Nodig: goedgekeurd.",
        "Eerst moet de fase “Plan” klaar zijn.",
        "Eerst moet de fase “Plan” klaar zijn.",
    ]
    assert [state.because for state in phases(year, Facts(forms=(plan("approved"),)), JUNE)][1] == (
        "Uw plan heeft nog geen mijlpalen. Voeg ze toe."
    )


@pytest.mark.parametrize(
    ("on", "state", "because"),
    [
        (date(2022, 12, 31), "current", "Deze fase duurt tot en met 31 december 2022."),
        (date(2023, 1, 1), "done", "Deze fase duurde tot en met 31 december 2022."),
    ],
)
def test_a_phase_without_a_requirement_goes_by_the_calendar(
    year: Programme, on: date, state: str, because: str
) -> None:
    facts = Facts(forms=(plan("approved"),), milestones=steps(MAY))
    last = phases(year, facts, on)[-1]
    assert (last.state, last.because) == (state, because)


def test_its_own_deadlines_end_a_phase_before_the_programme_does() -> None:
    small = year()
    deadlines = [{**deadline, "phase": "evaluation"} for deadline in small["deadlines"][:1]]
    programme = Programme.model_validate({**small, "deadlines": deadlines, "phases": PHASES[2:]})
    assert [phases(programme, Facts(), on)[0].state for on in (date(2022, 8, 31), date(2022, 9, 1))] == [
        "current",
        "done",
    ]


def test_the_current_phase_is_one_or_none(year: Programme, varied: Varied) -> None:
    found = current(year, Facts(), JUNE)
    assert found is not None
    assert found.phase.key == "plan"
    done: dict[str, Any] = {"forms": (plan("approved"),), "milestones": steps(MAY)}
    assert current(year, Facts(**done), date(2023, 1, 1)) is None
    assert current(varied(), Facts(), JUNE) is None
