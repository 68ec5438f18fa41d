"""Surveys of a team and of patients in Rijnmond's programme, and people who answer them: for tests of the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.conf import settings

from groeiruimte.actions import programmes, survey_answers, surveys
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Practice, Survey, User
from tests.definition_texts import texts
from tests.site.forms import enrolment_of
from tests.site.rijnmond import NOW, PROGRAMME, TODAY, Rijnmond

TEAM, PATIENTS = "proef_team", "proef_patient"
CLOSES = date(2022, 4, 20)
AFTER_CLOSING = datetime(2022, 4, 21, 3, 0, tzinfo=UTC)
AFTER_THE_WAVE = datetime(2022, 5, 1, 3, 0, tzinfo=UTC)
LATER_WAVE = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)

TEXT = """
[[surveys]]
key = "proef_team"
title = "Proefplezier"
audience = "team"
objectives = ["A", "B"]
promise = "Niemand ziet wie wat antwoordt. Uw praktijk ziet de uitkomst vanaf vijf antwoorden."
lead = "Hoe gaat het op uw werk?"
minutes = 4
scale = ["Nee", "Soms", "Meestal", "Vaak", "Altijd"]
no_opinion = "Geen mening"
thanks = "Uw praktijk bespreekt de uitkomst met het hele team."
waves = [
    { key = "nulmeting", title = "Nulmeting", opens = 2022-03-01, closes = 2022-04-30 },
    { key = "najaar", title = "Tweede meting", opens = 2022-10-01, closes = 2022-11-15 },
]
questions = [
    { key = "plezier", text = "Ik heb plezier in mijn werk." },
    { key = "druk", text = "Ik heb het te druk.", reverse = true },
    { key = "wens", text = "Wat kan beter?", kind = "open" },
]
source = { text = "rijnmond-2022", at = "r. 45-46" }

[[surveys]]
key = "proef_patient"
title = "Proefpatiënt"
audience = "patients"
objectives = ["A", "C"]
promise = "Wij weten niet wie u bent."
minutes = 2
scale = ["Heel slecht", "Slecht", "Gewoon", "Goed", "Heel goed"]
per_day = 20
waves = [{ key = "voorjaar", title = "Voorjaar", opens = 2022-03-01, closes = 2022-04-30 }]
questions = [
    { key = "tijd", text = "Was er genoeg tijd voor u?" },
    { key = "tip", text = "Wat wilt u nog zeggen?", kind = "open" },
]
source = { text = "rijnmond-2022", at = "r. 63" }
"""
HAPPY = {"plezier": "Altijd", "druk": "Nee"}
SAD = {"plezier": "Nee", "druk": "Altijd", "wens": "Meer rust"}


def with_surveys(rijnmond: Rijnmond) -> Rijnmond:
    """The same region, with our own surveys in its programme; KPI b3 asks for that of the team."""
    text, base, cases = texts(PROGRAMME, settings.DEFINITIONS)
    one = "[[case]]".join(cases.split("[[case]]")[:2])  # the others may ask b3 for the survey that it asked before
    asks = text.replace('kind = "survey_held", survey = "work_happiness"', f'kind = "survey_held", survey = "{TEAM}"')
    assert asks != text
    at = datetime(2021, 10, 2, 8, 0, tzinfo=UTC)
    rijnmond.year.edition = programmes.publish(
        text=f"{asks}\n{TEXT}", base=base, cases=one, by=access.system(at.date(), "test"), at=at, key=new_id()
    )
    rijnmond.year.save(update_fields=["edition"])
    return rijnmond


def started(practice: Practice, who: User, kind: str = TEAM, *, closes: date = CLOSES, at: datetime = NOW) -> Survey:
    by = access.actor(who, TODAY)
    made: Survey = surveys.start(
        practice=practice, enrolment=enrolment_of(practice), kind=kind, closes=closes, by=by, at=at, key=new_id()
    )
    return made


def links(survey: Survey, who: User, number: int, *, at: datetime = NOW) -> tuple[str, ...]:
    """So many of the links that are handed out; that are always some."""
    by, many = access.actor(who, TODAY), max(number, surveys.FEWEST_LINKS)
    _, secrets = surveys.issue_links(practice=survey.practice, survey=survey, number=many, by=by, at=at, key=new_id())
    return secrets[:number]


def answered(survey: Survey, secrets: Sequence[str], *answers: dict[str, str], at: datetime = NOW) -> None:
    """Each secret with its answers; the last answers go for everybody left."""
    for place, secret in enumerate(secrets):
        mine = answers[min(place, len(answers) - 1)]
        survey_answers.answer(survey_id=survey.pk, secret=secret, answers=mine, at=at, key=new_id())


def held(practice: Practice, who: User, people: int, *answers: dict[str, str], kind: str = TEAM) -> Survey:
    """A survey that is open and was answered by so many people."""
    survey = started(practice, who, kind)
    secrets = links(survey, who, people) if kind == TEAM and people else (survey.link,) * people
    answered(survey, secrets, *(answers or (HAPPY,)))
    return survey
