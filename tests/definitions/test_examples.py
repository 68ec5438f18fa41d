"""Every definition reads, its worked examples hold, and every requirement of the sources is shown somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from groeiruimte.programme.folder import keys
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import examples, load, read, texts
from groeiruimte.programme.syntax import parse
from groeiruimte.rules import cases

FOLDER = Path(__file__).parents[2] / "definitions"
KEYS = keys(FOLDER)

# What definitions must carry, by the rows of the requirements; a pair is a first and a last row.
ROWS: tuple[int | tuple[int, int], ...] = (
    *(2, 4, 7, 8, 9, 12, (18, 29), 38, 39, 48, 49, (56, 63), (67, 70), 72, (75, 83), (85, 92), (94, 99), 111),
    *((112, 114), 116, 117, 119, (121, 131), 133, 134, (136, 139), (142, 144), (147, 149), 153, 154, 157, 158, 160),
    *((162, 167), 169, 170, 171, (173, 175), 180, 186),
)


@lru_cache
def programme(key: str) -> Programme:
    found, problems = load(key, FOLDER)
    assert problems == []
    assert found is not None
    return found


def text_of(key: str) -> str:
    return texts(key, FOLDER)[0]


def examples_of(key: str) -> str:
    text, problems = examples(key, FOLDER)
    assert problems == []
    assert text is not None
    return text


def four_objectives() -> object:
    return {key: sorted(objective.key for objective in programme(key).objectives) for key in KEYS}


def an_objective_switched_off() -> object:
    overlay = (
        'extends = "2021"\nkey = "proef"\ntitle = "Proef"\nshort_title = "Proef"\n'
        "care = { authored = 2022-01-01, checked = 2022-01-01, reviewed = 2022-01-01, next_review = 2023-01-01 }\n"
        '[[objectives]]\nkey = "B"\nsupported = false\n'
    )
    found, problems = read(overlay, base=text_of("2021"))
    return problems, [objective.key for objective in found.objectives if not objective.supported] if found else None


def route_of_rijnmond() -> object:
    funding = programme("2022-rijnmond").funding
    assert funding.route_source is not None
    return funding.route, funding.route_source.verified


def themes_of_utrecht() -> object:
    return [objective.label for objective in programme("2022-utrecht").objectives_in_order]


def a_theme_asks_for_an_initiative() -> object:
    plan = next(form for form in programme("2022-utrecht").forms if form.key == "action_plan")
    initiative = next(question for question in plan.questions if question.key == "initiative")
    return plan.objectives, initiative.type, initiative.required


def initiatives(objective: str) -> Callable[[], object]:
    return lambda: [
        choice.label
        for choice in programme("2022-utrecht").choices
        if (choice.kind, choice.objective) == ("initiative", objective)
    ]


def offered(key: str) -> Callable[[], object]:
    return lambda: [(rule.kind, rule.objective, rule.at_least) for rule in programme(key).offer]


def an_improvement_names_its_advice() -> object:
    kind = programme("2022-rijnmond").item_kind("improvement")
    return [question.key for question in kind.questions if question.required] if kind else None


def milestones_that_need_a_training() -> object:
    return {milestone.key: milestone.training for milestone in programme("2021").milestones if milestone.training}


def examples_of_milestones() -> object:
    found = Counter(str(milestone.objective) for milestone in programme("2022-utrecht").milestones)
    return {objective: number >= 2 for objective, number in sorted(found.items())}


def partners_are_noted_per_district() -> object:
    kind = programme("2022-rijnmond").item_kind("social_map_partner")
    return (kind.per, [question.key for question in kind.questions]) if kind else None


# Rows that a definition shows by what it holds: no question to the rules could show them.
BY_STRUCTURE: dict[str, tuple[Callable[[], object], Any]] = {
    "R009": (four_objectives, {key: ["A", "B", "C", "D"] for key in KEYS}),
    "R039": (an_objective_switched_off, ([], ["B"])),
    "R060": (route_of_rijnmond, ("direct", True)),
    "R088": (partners_are_noted_per_district, ("district", ["partner", "field", "purpose", "contact"])),
    "R091": (offered("2022-rijnmond"), [("training", "A", 1), ("training", "C", 1), ("inspiration", "C", 1)]),
    "R094": (an_improvement_names_its_advice, ["what", "day", "advice"]),
    "R133": (offered("2021-roha"), [("training", "C", 3)]),
    "R143": (
        milestones_that_need_a_training,
        {
            "a_team_trained": "zorg-op-afstand",
            "c_team_trained": "persoonsgericht-werken",
            "c_exchange": "uitwisseling-persoonsgericht-werken",
            "d_first_improvement": "efficientere-praktijkvoering",
        },
    ),
    "R148": (offered("2022-utrecht"), [("meeting", None, 1)]),
    "R153": (
        themes_of_utrecht,
        [
            "Zorg op afstand",
            "Anders organiseren van de praktijk",
            "Efficiënte praktijkvoering",
            "Persoonsgerichte zorg",
        ],
    ),
    "R163": (a_theme_asks_for_an_initiative, ((), "choice", True)),
    "R165": (initiatives("D"), ["Lean werken"]),
    "R166": (
        initiatives("A"),
        ["Pilot zelfmeetgegevens", "E-consult via het patiëntenportaal", "Beeldbellen (beter) invoeren"],
    ),
    "R169": (examples_of_milestones, {"A": True, "B": True, "C": True, "D": True}),
}


def test_the_four_definitions_are_there() -> None:
    assert KEYS == ["2021", "2021-roha", "2022-rijnmond", "2022-utrecht"]


@pytest.mark.parametrize("key", KEYS)
def test_a_definition_reads_without_problems(key: str) -> None:
    found, problems = load(key, FOLDER)
    assert problems == []
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("key", KEYS)
def test_every_worked_example_comes_out_as_it_says(key: str) -> None:
    assert cases.run(programme(key), examples_of(key)) == []


@pytest.mark.parametrize(("shown", "expected"), BY_STRUCTURE.values(), ids=BY_STRUCTURE)
def test_a_row_is_shown_by_what_a_definition_holds(shown: Callable[[], object], expected: Any) -> None:
    assert shown() == expected


def test_every_row_is_shown_by_an_example_or_by_what_a_definition_holds() -> None:
    wanted = {
        f"R{row:03}"
        for rows in ROWS
        for row in (range(rows[0], rows[1] + 1) if isinstance(rows, tuple) else range(rows, rows + 1))
    }
    listings = [parse(examples_of(key))[0] or {} for key in KEYS]
    shown = {row for listing in listings for case in listing["case"] for row in case["rows"]}
    assert sorted(wanted - shown - BY_STRUCTURE.keys()) == []
