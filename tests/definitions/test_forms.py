"""The forms of the definitions: their questions are the KPIs, little has to be typed, and nothing asks for a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from groeiruimte.programme.form import Form, Question
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import load

FOLDER = Path(__file__).parents[2] / "definitions"
KEYS = ("2021", "2021-roha", "2022-rijnmond", "2022-utrecht")
REGIONS = KEYS[1:]
MOST_ON_A_PAGE = 8
OTHER_MONEY = ("other_stream", "additional")


@lru_cache
def programme(key: str) -> Programme:
    found, problems = load(key, FOLDER)
    assert problems == []
    assert found is not None
    return found


def forms_of(key: str, objective: str) -> list[Form]:
    """What a practice with one objective fills in, over all its tracks."""
    return [form for form in programme(key).forms if form.kind != "review" and objective in (form.objectives or "ABCD")]


def accountability(key: str, objective: str) -> list[Form]:
    """The forms that ask the KPIs of an objective at the end."""
    return [form for form in forms_of(key, objective) if any(question.kpi for question in form.questions)]


def stands_ready(question: Question) -> bool:
    return bool(question.prefill or question.kpi or question.calculation)


def _of_last_year(question: Question) -> bool:
    return (question.prefill or "").startswith("last_year.")


def share_ready(forms: list[Form]) -> int:
    """How many of every hundred fields need no typing."""
    questions = [question for form in forms for question in form.questions]
    return 100 * sum(stands_ready(question) for question in questions) // len(questions)


def questions_of(key: str) -> Iterator[tuple[str, Question]]:
    for form in programme(key).forms:
        yield from ((form.key, question) for question in form.questions)
    for kind in programme(key).items:
        yield from ((kind.key, question) for question in kind.questions)


@pytest.mark.parametrize("key", ["2021-roha", "2022-rijnmond"])
@pytest.mark.parametrize("objective", "ABCD")
def test_the_questions_of_the_accountability_are_the_kpis(key: str, objective: str) -> None:
    """R063: those of the objective, no more and no less, each once."""
    asked = [question.kpi for form in accountability(key, objective) for question in form.questions if question.kpi]
    assert asked == [kpi.key for kpi in programme(key).kpis_of(objective)]


def test_a_form_of_a_track_asks_the_kpis_of_that_track() -> None:
    """R111: a practice is not asked about the track that it did not choose."""
    kpis = {kpi.key: kpi.choice for kpi in programme("2021-roha").kpis}
    for form in accountability("2021-roha", "A"):
        assert {kpis[question.kpi] for question in form.questions if question.kpi} == {form.choice}


@pytest.mark.parametrize(("key", "share"), [("2021-roha", 70), ("2022-rijnmond", 75)])
@pytest.mark.parametrize("objective", "ABCD")
def test_a_year_is_mostly_confirmed_and_not_typed(key: str, share: int, objective: str) -> None:
    assert share_ready(forms_of(key, objective)) >= share


@pytest.mark.parametrize("objective", "ABCD")
def test_a_first_year_in_rijnmond_is_mostly_confirmed_too(objective: str) -> None:
    """Nothing of an earlier year, no other money: what a practice sees in its first year when every KPI holds."""
    asked = [q for form in forms_of("2022-rijnmond", objective) for q in form.questions if q.key not in OTHER_MONEY]
    ready = [question for question in asked if stands_ready(question) and not _of_last_year(question)]
    assert 100 * len(ready) // len(asked) >= 75


@pytest.mark.parametrize("key", ["2021-roha", "2022-rijnmond"])
@pytest.mark.parametrize("objective", "ABCD")
def test_the_accountability_types_almost_nothing(key: str, objective: str) -> None:
    assert share_ready(accountability(key, objective)) >= 83


def test_the_final_report_leaves_three_things_to_type() -> None:
    report = next(form for form in programme("2022-utrecht").forms if form.key == "final_report")
    assert [question.key for question in report.questions if not stands_ready(question)] == [
        "result",
        "numbers",
        "share",
    ]


@pytest.mark.parametrize("key", REGIONS)
@pytest.mark.parametrize("objective", "ABCD")
def test_what_ends_a_year_is_signed_by_the_owner_and_looked_at(key: str, objective: str) -> None:
    ends = accountability(key, objective)
    assert ends != []
    assert {(form.signer, form.reviewed, bool(form.statement)) for form in ends} == {("practice_owner", True, True)}


@pytest.mark.parametrize("key", REGIONS)
@pytest.mark.parametrize("objective", "ABCD")
def test_what_ends_a_year_has_a_last_day(key: str, objective: str) -> None:
    due = {deadline.form for deadline in programme(key).deadlines}
    assert [form.key for form in accountability(key, objective) if form.key not in due] == []


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("2022-rijnmond", "project_plan"),
        ("2022-utrecht", "action_plan"),
        ("2021-roha", "practice_plan"),
        ("2021-roha", "improvement_plan"),
        ("2021-roha", "person_centred_plan"),
    ],
)
def test_every_plan_asks_what_is_extra_beside_other_money(key: str, form: str) -> None:
    """R038: required as soon as there is other money."""
    plan = next(found for found in programme(key).forms if found.key == form)
    extra = plan.question("additional")
    assert (extra.required, [(when.question, when.equals) for when in extra.shown_when]) == (
        True,
        [("other_money", True)],
    )


@pytest.mark.parametrize("key", ["2022-rijnmond", "2021-roha", "2022-utrecht", "2021"])
def test_who_redistributes_tasks_says_who_does_them_now_and_then(key: str) -> None:
    """R019: a table before and after, in a plan for objective B."""
    plans = [form for form in forms_of(key, "B") if form.kind == "action_plan"]
    tables = [question for form in plans for question in form.questions if question.key == "tasks"]
    assert [[column.key for column in table.columns] for table in tables] == [["task", "now", "then"]]


@pytest.mark.parametrize("key", KEYS)
def test_every_question_of_a_form_with_pages_has_a_page(key: str) -> None:
    lost = [
        (form.key, question.key)
        for form in programme(key).forms
        for question in form.questions
        if form.sections and question.section not in {section.key for section in form.sections}
    ]
    assert lost == []


@pytest.mark.parametrize("key", KEYS)
def test_a_page_asks_no_more_than_one_can_oversee(key: str) -> None:
    full = [
        (form.key, section)
        for form in programme(key).forms
        for section in {question.section for question in form.questions}
        if len(form.of_section(section)) > MOST_ON_A_PAGE
    ]
    assert full == []


@pytest.mark.parametrize("key", KEYS)
def test_the_minutes_of_the_pages_are_those_of_the_form(key: str) -> None:
    forms = [form for form in programme(key).forms if form.sections]
    assert [form.key for form in forms if sum(section.minutes for section in form.sections) != form.minutes] == []


@pytest.mark.parametrize("key", KEYS)
def test_what_is_asked_ends_as_a_question(key: str) -> None:
    """A statement and a sum are no questions."""
    plain = [
        (where, question.key)
        for where, question in questions_of(key)
        if question.type not in ("statement", "calculated") and not question.text.endswith("?")
    ]
    assert plain == []


@pytest.mark.parametrize("key", KEYS)
def test_every_note_says_how_it_is_counted(key: str) -> None:
    terms = {term.key for term in programme(key).terms}
    assert [kind.key for kind in programme(key).items if kind.key not in terms] == []


@pytest.mark.parametrize("key", KEYS)
def test_a_measurement_says_with_what_and_when(key: str) -> None:
    measures = {kind.key: kind for kind in programme(key).items if kind.counts_as == "measurement"}
    wrong = [name for name, kind in measures.items() if not {"instrument", "day"} <= {q.key for q in kind.questions}]
    assert wrong == []
    assert sorted(measures) == {"2022-rijnmond": ["patient_satisfaction", "work_happiness"]}.get(key, [])


def test_a_free_description_of_a_board_or_partner_warns_against_names() -> None:
    kinds = {kind.key: kind.explanation for kind in programme("2021-roha").items}
    assert kinds["cboard"] == "Schrijf nooit de naam van een patiënt. Een nummer is genoeg."
    partners = ("partner_social_work", "partner_okt", "partner_welfare_coach")
    assert [key for key in partners if "geen persoon" not in kinds[key]] == []
