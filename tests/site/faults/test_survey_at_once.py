"""People answer one survey at the same moment: every answer comes in once, and a link works once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.actions import survey_answers, survey_outcomes
from groeiruimte.records import access, guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Survey, SurveyBox, SurveyOutcome, User
from tests.site.rijnmond import NOW, TODAY, make_person, make_practices, make_region
from tests.site.surveys import HAPPY, PATIENTS, SAD, TEAM, links, started, with_surveys

from .test_same_moment import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def who(transactional_db: None) -> User:
    (practice,) = make_practices(with_surveys(make_region()), ["De Linde"])
    return make_person("practice_manager", practice=practice)


def held(who: User, kind: str = TEAM) -> Survey:
    membership = who.memberships.select_related("practice__region").get()
    assert membership.practice is not None
    return started(membership.practice, who, kind)


def answering(survey: Survey, secret: str, said: dict[str, str], key: str) -> Callable[[], str]:
    def answer() -> str:
        done = survey_answers.answer(survey_id=survey.pk, secret=secret, answers=said, at=NOW, key=key)
        return "in" if done else "nothing"

    return answer


def test_two_people_with_one_link(who: User) -> None:
    survey = held(who)
    (secret,) = links(survey, who, 1)
    said = at_once([answering(survey, secret, each, new_id()) for each in (HAPPY, SAD)])
    box = SurveyBox.objects.get()
    assert (sorted(said), len(box.answers), len(box.spent)) == (["in", "used"], 1, 2)


def test_one_form_sent_twice(who: User) -> None:
    survey, key = held(who), new_id()
    (secret,) = links(survey, who, 1)
    assert at_once([answering(survey, secret, HAPPY, key)] * 6) == ["in"] * 6
    box = SurveyBox.objects.get()
    assert (len(box.answers), len(box.spent)) == (1, 2)  # the link, and the form


def test_everybody_at_once(who: User) -> None:
    survey = held(who)
    secrets = links(survey, who, 12)
    assert at_once([answering(survey, secret, HAPPY, new_id()) for secret in secrets]) == ["in"] * 12
    box = SurveyBox.objects.get()
    assert (len(box.answers), len(box.spent), box.issued) == (12, 24, [])


def test_patients_who_fill_the_day(who: User) -> None:
    survey = held(who, PATIENTS)
    said = at_once([answering(survey, survey.link, {"tijd": "Goed"}, new_id()) for _ in range(24)])
    assert (said.count("in"), said.count("full"), SurveyBox.objects.get().today) == (20, 4, 20)


def test_it_closes_while_somebody_sends(who: User) -> None:
    """Whichever comes first: the answer counts in the outcome, or it is refused and in no box."""
    survey = held(who)
    secrets = links(survey, who, 6)
    for secret in secrets[:5]:
        answering(survey, secret, HAPPY, new_id())()
    by = access.actor(who, TODAY)

    def close() -> str:
        with guard.scope_of(by):
            found = Survey.objects.select_related("practice__region").get(pk=survey.pk)
            survey_outcomes.close(practice=found.practice, survey=found, by=by, at=NOW, key=new_id())
        return "closed"

    said, closed = at_once([answering(survey, secrets[5], SAD, new_id()), close])
    people = SurveyOutcome.objects.get().respondents
    assert (closed, said, people) in (("closed", "in", 6), ("closed", "closed", 5))
    assert len(SurveyBox.objects.get().answers) == people
