"""Which forms a practice fills in, from when, until when. Source: R048, R062, R111, R139, R160, R170, R175."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme
from groeiruimte.rules import intention
from groeiruimte.rules.facts import Facts, FormFact
from groeiruimte.rules.forms import Availability, availability, forms_of

from .filling import SOURCE, year
from .practice import Varied

ENROLLED = Facts(enrolled_on=date(2021, 12, 15), objectives=("B",))
OPENS, DUE = date(2022, 2, 1), date(2022, 8, 31)


def extra(key: str, **others: Any) -> dict[str, Any]:
    question = {"key": "why", "text": "Waarom?", "type": "long_text"}
    return {"key": key, "title": key.title(), "kind": "evaluation", "questions": [question], "source": SOURCE, **others}


def form_of(programme: Programme, key: str) -> Form:
    found = programme.form(key)
    assert found is not None
    return found


PLAN: list[tuple[Facts, date, Availability]] = [
    (ENROLLED, date(2022, 1, 31), Availability("not_yet", "Dit kan vanaf 1 februari 2022.", OPENS, DUE)),
    (ENROLLED, OPENS, Availability("open", "U kunt dit invullen tot en met 31 augustus 2022.", OPENS, DUE)),
    (ENROLLED, DUE, Availability("open", "U kunt dit invullen tot en met 31 augustus 2022.", OPENS, DUE)),
    (
        ENROLLED,
        date(2022, 9, 1),
        Availability(
            "open",
            "Dit kon tot en met 31 augustus 2022. U kunt het nog insturen. Het komt dan te laat aan.",
            OPENS,
            DUE,
        ),
    ),
    (
        Facts(objectives=("B",)),
        OPENS,
        Availability("not_yet", "Meld u eerst aan voor Klein 2022.", OPENS, DUE),
    ),
]


@pytest.mark.parametrize(("facts", "on", "expected"), PLAN)
def test_a_form_opens_and_is_never_lost(small: Programme, facts: Facts, on: date, expected: Availability) -> None:
    assert availability(small, facts, form_of(small, "action_plan"), on) == expected


def test_a_form_of_another_objective_is_not_for_you(small: Programme) -> None:
    facts = replace(ENROLLED, objectives=("A",))
    assert availability(small, facts, form_of(small, "accountability_b"), date(2022, 12, 1)) == Availability(
        "not_for_you", "Dit formulier hoort bij “Anders organiseren”. Die doelstelling koos u niet.", None, None
    )


def test_a_form_of_another_track_and_a_review_are_not_for_you() -> None:
    programme = Programme.model_validate(
        {**year(), "forms": [extra("film", choice="video"), extra("check", kind="review", about="film")]}
    )
    reasons = [availability(programme, ENROLLED, form, OPENS).because for form in programme.forms]
    assert reasons == [
        "Dit formulier hoort bij de keuze “Beeldbellen”. Die koos u niet.",
        "Dit formulier vult uw regio in.",
    ]
    chosen = replace(ENROLLED, choices=("video",))
    assert [availability(programme, chosen, form, OPENS).state for form in programme.forms] == ["open", "not_for_you"]


def test_a_form_of_a_later_phase_waits_for_it() -> None:
    programme = Programme.model_validate({**year(), "forms": [*year()["forms"], extra("end", phase="execution")]})
    end = form_of(programme, "end")
    assert availability(programme, ENROLLED, end, OPENS) == Availability(
        "not_yet", "Dit kan als de fase “Plan” klaar is.", None, None
    )
    agreed = replace(ENROLLED, forms=(FormFact("plan", "approved", OPENS),))
    assert availability(programme, agreed, end, OPENS) == Availability("open", "U kunt dit nu invullen.", None, None)


def test_a_form_of_two_deadlines_goes_by_the_next(varied: Varied) -> None:
    deadlines = [
        {"key": key, "title": "Stuur in", "opens": opens, "date": due, "form": "action_plan", "source": SOURCE}
        for key, opens, due in (("late", date(2022, 6, 1), date(2022, 8, 1)), ("soon", OPENS, date(2022, 4, 1)))
    ]
    programme = varied(deadlines=deadlines)
    plan = form_of(programme, "action_plan")
    assert [availability(programme, ENROLLED, plan, on).due for on in (OPENS, date(2022, 4, 2), date(2022, 9, 1))] == [
        date(2022, 4, 1),
        date(2022, 8, 1),
        date(2022, 8, 1),
    ]
    assert availability(programme, ENROLLED, plan, date(2022, 4, 2)).state == "not_yet"


def test_a_deadline_of_the_region_does_not_bind_the_form_of_a_practice(varied: Varied) -> None:
    deadline = {"key": "x", "title": "Van de regio", "date": OPENS, "who": "region", "form": "action_plan"}
    programme = varied(deadlines=[{**deadline, "source": SOURCE}])
    assert availability(programme, ENROLLED, form_of(programme, "action_plan"), DUE).due is None


def test_the_forms_of_a_practice_stand_in_the_order_of_their_last_day() -> None:
    programme = Programme.model_validate(
        {**year(), "forms": [extra("free"), *year()["forms"], extra("check", kind="review", about="plan")]}
    )
    assert [form.key for form in forms_of(programme, ENROLLED)] == ["action_plan", "accountability_b", "free", "plan"]
    assert [form.key for form in forms_of(programme, Facts())] == ["action_plan", "free", "plan"]


@pytest.mark.parametrize(
    ("on", "state", "because"),
    [
        (date(2021, 7, 31), "not_yet", "Dit kan vanaf 1 augustus 2021."),
        (date(2021, 8, 1), "open", "U kunt dit laten weten tot en met 30 september 2021."),
        (date(2021, 9, 30), "open", "U kunt dit laten weten tot en met 30 september 2021."),
        (
            date(2021, 10, 1),
            "open",
            "Dit kon tot en met 30 september 2021. U kunt het nog laten weten. Uw antwoord komt dan te laat aan.",
        ),
    ],
)
def test_an_intention_is_said_after_the_opening(year: Programme, on: date, state: str, because: str) -> None:
    assert intention.availability(year, on) == Availability(
        state,  # type: ignore[arg-type]
        because,
        date(2021, 8, 1),
        date(2021, 9, 30),
    )


def test_without_an_intention_nobody_is_asked(small: Programme) -> None:
    assert intention.availability(small, DUE) == Availability(
        "not_for_you", "Dit programma vraagt niet of u mee wilt doen.", None, None
    )
