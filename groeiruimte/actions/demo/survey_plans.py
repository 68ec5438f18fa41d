"""Which practices of the demo hold a survey, and what their people answer. Pure, and the same every time.

Of the teams, Feijenoord holds a small one beside two that are just large enough: its outcome would give those four
people away, so it is not shown once the wave is over. Source: R082, R089.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from groeiruimte.programme.survey import Survey, SurveyQuestion

from .world import OUTCOME, SECOND, SEED

TEAM, PATIENTS = "work_happiness", "patient_satisfaction"


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """The first survey of a practice in Rijnmond, by its place: `links` handed out, `people` that answered by now.

    `closed` is None while it is open; `until` is the last day that was chosen.
    """

    place: int
    kind: str
    people: int
    links: int
    started: date
    until: date
    closed: date | None


def _team(place: int, people: int, links: int, start: int, closed: int | None) -> SurveyPlan:
    return _plan(place, TEAM, people, links, start, closed)


def _patients(place: int, people: int, start: int, closed: int | None) -> SurveyPlan:
    return _plan(place, PATIENTS, people, 0, start, closed)


def _plan(place: int, kind: str, people: int, links: int, start: int, closed: int | None) -> SurveyPlan:
    day = date(2022, 3, closed) if closed else None
    until = date(2022, 3, 31) if closed else date(2022, 4, 22)
    return SurveyPlan(place, kind, people, links, date(2022, 3, start), until, day)


SURVEYS = (
    _team(OUTCOME, 12, 13, 2, 18),
    _team(7, 6, 7, 3, 21),
    _team(55, 7, 8, 7, 24),
    _team(28, 5, 7, 8, 25),  # with the next two: Feijenoord
    _team(46, 4, 5, 7, 22),
    _team(54, 6, 8, 9, 28),
    _team(21, 3, 7, 10, 30),
    _team(SECOND, 5, 8, 28, None),
    _patients(22, 27, 1, 25),
    _patients(32, 38, 2, 28),
    _patients(33, 45, 2, 30),
    _patients(35, 24, 3, 24),
    _patients(38, 31, 7, 29),
    _patients(41, 52, 7, 31),
    _patients(42, 20, 8, 22),
    _patients(59, 60, 9, 31),
    _patients(48, 17, 21, None),
)
"""Of the nine practices with objective B all but one began; with C there are nine of twenty."""

_MOOD = 3.6
_LIKED = {
    "energy": 0.3,
    "too_much": -0.8,
    "pauses": -0.5,
    "disturbed": -0.7,
    "helping": 0.5,
    "thanked": -0.2,
    "reaching": -0.3,
    "waiting": -0.4,
    "listening": 0.5,
    "explaining": 0.4,
}
"""How much better than the mood a question is answered; the others are answered as the mood."""
_SPREAD, _BETWEEN = 0.9, 0.25
"""Standard deviations: of people within a practice, and of the moods of practices."""
_NO_OPINION = 0.04

_WISHES = (
    "Een vast rustig uur aan het begin van de middag.",
    "Minder telefoon tijdens het spreekuur.",
    "Vaker samen eten, zonder telefoon.",
    "Een rooster dat een maand vooruit bekend is.",
    "Meer tijd voor overdracht.",
    "Een extra spreekkamer op drukke dagen.",
    "Duidelijk wie wat doet als iemand ziek is.",
    "Minder losse briefjes, meer in het systeem.",
    "Tijd om iets nieuws te leren.",
    "Een snellere computer bij de balie.",
    "Vaker horen wat goed gaat.",
)


def answers_of(survey: Survey, practice: str, people: int) -> list[dict[str, str]]:
    """What people of a practice, by its AGB code, answered, in words. Three of four write something in an open box."""
    dice = random.Random(f"{SEED}/{practice}/{survey.key}")  # noqa: S311 - a made-up world needs no secrets
    mood = dice.gauss(_MOOD, _BETWEEN)
    return [_one(survey, dice, mood, number) for number in range(people)]


def _one(survey: Survey, dice: random.Random, mood: float, number: int) -> dict[str, str]:
    found = {question.key: _said(survey, question, dice, mood) for question in survey.on_a_scale}
    wish = _WISHES[number % len(_WISHES)]
    return found | {box.key: wish for box in survey.open_boxes if number % 4 < 3}


def _said(survey: Survey, question: SurveyQuestion, dice: random.Random, mood: float) -> str:
    if survey.no_opinion and dice.random() < _NO_OPINION:
        return survey.no_opinion
    scale = survey.scale_of(question)
    place = round(dice.gauss(mood + _LIKED.get(question.key, 0), _SPREAD))
    good = min(max(place, 1), len(scale))
    return scale[len(scale) - good if question.reverse else good - 1]
