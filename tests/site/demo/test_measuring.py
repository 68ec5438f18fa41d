"""Scans and surveys of the demo as they are planned: for whom, when, and what is answered. The same every time."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from groeiruimte.actions.demo import scan_plans, survey_plans
from groeiruimte.actions.demo.moments import START
from groeiruimte.actions.demo.scan_plans import AT_ROHA, FREE, KIND, KIND_AT_ROHA, ONE_SHARES, SCANS
from groeiruimte.actions.demo.scan_texts import DEVICES
from groeiruimte.actions.demo.survey_plans import PATIENTS, SURVEYS, TEAM
from groeiruimte.actions.demo.world import SCAN_AHEAD, world
from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import load
from groeiruimte.programme.scan import Scan
from groeiruimte.programme.survey import Survey
from groeiruimte.rules.asked import cleaned, questions
from groeiruimte.rules.free_text import holds_a_bsn
from groeiruimte.rules.scan import advised, in_order, judged
from groeiruimte.rules.survey import read, scores

pytestmark = pytest.mark.only_sqlite

DEFINITIONS = Path(__file__).parents[3] / "definitions"
RIJNMOND, ROHA = "2022-rijnmond", "2021-roha"
FREE_DAYS = {date(2022, 4, 15), date(2022, 4, 18)}
"""Good Friday and the Monday of Easter: nobody works."""


def programme_of(key: str) -> Programme:
    programme, problems = load(key, DEFINITIONS)
    assert programme is not None, problems
    return programme


def scan_of(programme: str, key: str) -> Scan:
    found = programme_of(programme).scan(key)
    assert found is not None
    return found


def survey_of(key: str) -> Survey:
    found = programme_of(RIJNMOND).survey(key)
    assert found is not None
    return found


def test_every_practice_with_objective_d_is_on_its_way_or_has_an_account_to_begin() -> None:
    owing = {one.place for one in world().of("rijnmond") if one.enrol_on and "D" in one.objectives}
    assert {each.place for each in SCANS} - {ONE_SHARES} | {SCAN_AHEAD} == owing
    assert world().of("rijnmond")[ONE_SHARES].objectives == ("A",)


@pytest.mark.parametrize("plan", SCANS, ids=lambda plan: str(plan.place))
def test_steps_are_taken_in_order_on_working_days_before_the_demo_begins(plan: scan_plans.ScanPlan) -> None:
    talk = local_date(plan.talk) if plan.talk else None
    days = [plan.saved, plan.submitted, plan.reviewed, plan.picked, talk if plan.held else None, plan.published]
    taken = [day for day in days if day]
    assert taken == sorted(taken)
    assert [day for day in taken if day.weekday() > 4 or day >= START] == []
    assert plan.held or talk is None or START < talk <= START + timedelta(days=7)


def test_free_moments_are_on_working_days_after_the_demo_begins() -> None:
    assert [each for each in FREE if local_date(each) <= START or each.weekday() > 4] == []
    assert FREE_DAYS & {local_date(each) for each in FREE} == set()


@pytest.mark.parametrize(("programme", "key", "region"), [(RIJNMOND, KIND, "rijnmond"), (ROHA, KIND_AT_ROHA, "roha")])
def test_a_scan_is_answered_to_the_end_and_leads_to_good_news_and_advice(programme: str, key: str, region: str) -> None:
    scan = scan_of(programme, key)
    for one in world().of(region)[:20]:
        answers = scan_plans.answers_of(scan, one.agb_code)
        asked = questions(scan.form, answers)
        assert cleaned(scan.form, answers) == answers
        assert [each.key for each in asked if each.required and each.key not in answers] == []
        assert [each.key for each in asked if each.type == "choice" and answers[each.key] not in each.choices] == []
        found = judged(scan, answers)
        assert len(advised(scan, found)) >= 1
        assert len(in_order(found)) >= 5
        assert scan_plans.answers_of(scan, one.agb_code) == answers


def test_a_scan_that_is_half_done_has_the_same_answers_up_to_where_it_waits() -> None:
    scan, agb_code = scan_of(RIJNMOND, KIND), world().practices[0].agb_code
    half, whole = scan_plans.answers_of(scan, agb_code, before="his"), scan_plans.answers_of(scan, agb_code)
    reached = {question.section for question in scan.questions if question.key in half}
    assert reached == {"workplace", "internet", "backup", "ransom", "accounts", "updates"}
    assert half.items() <= whole.items()


def test_follow_ups_are_those_of_the_scan_and_come_after_it() -> None:
    ways = {each.key for each in scan_of(ROHA, KIND_AT_ROHA).follow_ups}
    assert {each.follow_up for each in AT_ROHA} == {"", *ways}
    assert [each for each in AT_ROHA if bool(each.chosen) != bool(each.follow_up)] == []
    assert [each for each in AT_ROHA if each.chosen and not each.sent <= each.chosen < START] == []


def test_equipment_is_not_bought_in_the_future_and_no_number_in_it_looks_like_a_bsn() -> None:
    assert [each for each in DEVICES if each.year is None or each.year > START.year] == []
    assert [each for each in DEVICES if holds_a_bsn(f"{each.kind} {each.system} {each.note}")] == []


@pytest.mark.parametrize("plan", SURVEYS, ids=lambda plan: str(plan.place))
def test_a_survey_is_held_within_its_wave_by_who_has_the_objective(plan: survey_plans.SurveyPlan) -> None:
    survey, one = survey_of(plan.kind), world().of("rijnmond")[plan.place]
    wave = survey.waves[0]
    assert set(survey.objectives) & set(one.objectives) != set()
    assert wave.opens <= plan.started < (plan.closed or START) <= plan.until <= wave.closes
    assert one.enrol_on is not None
    if plan.kind == TEAM:
        assert plan.people <= plan.links <= len(one.workers)
    else:
        assert (plan.links, plan.people <= survey.per_day) == (0, True)


@pytest.mark.parametrize("kind", [TEAM, PATIENTS])
def test_people_answer_every_question_with_a_choice_that_is_there(kind: str) -> None:
    survey = survey_of(kind)
    answers = survey_plans.answers_of(survey, "01091001", 40)
    assert [read(survey, each) for each in answers] == [(each, {}) for each in answers]
    assert survey_plans.answers_of(survey, "01091001", 40) == answers
    assert survey_plans.answers_of(survey, "01091002", 40) != answers


def test_means_are_believable_and_differ_per_question() -> None:
    """On a scale of five: nobody is all happy or all sad, and a question that is turned around counts the other way."""
    survey = survey_of(TEAM)
    means = {
        each.question: each.mean for each in scores(survey, survey_plans.answers_of(survey, "01091001", 200)) or ()
    }
    assert [key for key, mean in means.items() if not 2 < mean < 4.6] == []
    assert means["helping"] > means["good_care"] > means["pauses"]
    assert means["energy"] > means["too_much"]


def test_what_a_team_writes_is_more_than_eight_texts_at_the_one_with_an_account() -> None:
    texts = [each["wish"] for each in survey_plans.answers_of(survey_of(TEAM), "01091001", 12) if "wish" in each]
    assert (len(texts), len(set(texts))) == (9, 9)
    assert [text for text in texts if holds_a_bsn(text)] == []
