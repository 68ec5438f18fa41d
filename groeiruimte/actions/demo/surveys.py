"""Surveys of the demo: begun, handed out and closed by the verbs; what people answered lies in the box at once.

An answer leaves nothing but what is in the box, so the box holds the same as when people had sent them one by one:
links sorted, answers shuffled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from groeiruimte.actions import survey_outcomes, surveys
from groeiruimte.actions.survey_answers import shuffled
from groeiruimte.records.models import Enrolment, RegionYear, Survey, SurveyBox

from .hands import hand
from .moments import START, at
from .survey_plans import SURVEYS, SurveyPlan, answers_of
from .world import PracticePlan, World


def write(world: World, years: Mapping[str, RegionYear]) -> None:
    """Every survey of Rijnmond up to the first day of the demo, on which the open ones are counted."""
    year = years["rijnmond"]
    enrolled = Enrolment.objects.filter(region_year=year).select_related("practice__region", "region_year__edition")
    by_agb = {each.practice.agb_code: each for each in enrolled}
    practices = world.of("rijnmond")
    for plan in SURVEYS:
        one = practices[plan.place]
        _hold(plan, one, by_agb[one.agb_code])
    survey_outcomes.of_day(year.pk, at(START))


def _hold(plan: SurveyPlan, one: PracticePlan, enrolment: Enrolment) -> None:
    def by(day: date, step: str, minute: int) -> dict[str, Any]:
        return hand(one.manager, day, 11, minute, f"survey-{step}-{plan.kind}-{one.agb_code}")

    practice = enrolment.practice
    given = {"enrolment": enrolment, "kind": plan.kind, "closes": plan.until}
    survey = surveys.start(practice=practice, **given, **by(plan.started, "start", 5))
    secrets: tuple[str, ...] = ()
    if plan.links:
        handed_out = by(plan.started + timedelta(days=1), "links", 10)
        survey, secrets = surveys.issue_links(practice=practice, survey=survey, number=plan.links, **handed_out)
    _put_in_the_box(survey, secrets, answers_of(surveys.definition_of(survey), one.agb_code, plan.people))
    if plan.closed:
        survey_outcomes.close(practice=practice, survey=survey, **by(plan.closed, "close", 15))


def _put_in_the_box(survey: Survey, secrets: tuple[str, ...], answers: list[dict[str, str]]) -> None:
    links = [surveys.sealed(secret) for secret in secrets]
    used, unused = links[: len(answers)], links[len(answers) :]
    SurveyBox.objects.filter(pk=survey.pk).update(issued=sorted(unused), spent=sorted(used), answers=shuffled(answers))
