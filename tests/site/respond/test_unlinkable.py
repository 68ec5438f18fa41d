"""An attack on 10,000 answers: with every row of every table, in every order, nobody links a token to an answer better
than by chance (trust.md T8, G29).

Who attacks has the whole database after everybody answered, and knows in which order the links were handed out and in
which order people came. For every survey the attack lays that order beside the order of the answers in the box. Were
there a link, the same places would meet too often; without one, each place meets each other place as often.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from math import sqrt
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from groeiruimte.actions import survey_answers, survey_outcomes, surveys
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, Event, Practice, Submission, Survey, SurveyBox, User
from tests.site.faults.place import ON_POSTGRESQL
from tests.site.rijnmond import NOW, Rijnmond, make_practices
from tests.site.surveys import AFTER_THE_WAVE, CLOSES, TEAM

pytestmark = pytest.mark.django_db

PEOPLE = 40
SURVEYS = 25 if ON_POSTGRESQL else 250
"""10,000 answers on SQLite. What shuffles is the same code; PostgreSQL takes longer for each, so it gets a tenth."""
FAR = 4.5
"""So many standard deviations from chance would be a link: it happens by chance once in 150,000 runs."""
SCALE = ("Nee", "Soms", "Meestal", "Vaak", "Altijd")
Truth = dict[str, list[tuple[str, str, str]]]
"""For each survey the token, the form and the mark in the answer of everybody, in the order in which they came."""


def make_surveys(region: Rijnmond, who: User) -> list[tuple[Survey, list[str]]]:
    """Surveys with the links that were handed out, in the order on the cards."""
    practices = make_practices(region, [f"Praktijk {number}" for number in range(SURVEYS)])
    enrolments = {each.practice_id: each for each in Enrolment.objects.filter(practice__in=practices)}
    made = []
    for practice in practices:
        survey = Survey.objects.create(**_columns(practice, enrolments[practice.pk], region, who))
        secrets = [new_id() for _ in range(PEOPLE)]
        issued = sorted(map(surveys.sealed, secrets))
        SurveyBox.objects.create(survey=survey, practice=practice, region=region.region, issued=issued)
        made.append((survey, secrets))
    return made


def _columns(practice: Practice, enrolment: Enrolment, region: Rijnmond, who: User) -> dict[str, Any]:
    return {
        "enrolment": enrolment,
        "practice": practice,
        "practice_name": practice.name,
        "edition": region.year.edition,
        "region": region.region,
        "kind": TEAM,
        "wave": "nulmeting",
        "opens": NOW.date(),
        "closes": CLOSES,
        "started_by": who,
        "started_at": NOW,
    }


def everybody_answers(made: list[tuple[Survey, list[str]]], dice: random.Random) -> Truth:
    """All of them, through each other; gives the truth."""
    people = [(survey, secret) for survey, secrets in made for secret in secrets]
    dice.shuffle(people)
    truth: Truth = {survey.pk: [] for survey, _ in made}
    for survey, secret in people:
        key, mark = new_id(), new_id()
        said = {"plezier": dice.choice(SCALE), "druk": dice.choice(SCALE), "wens": mark}
        survey_answers.answer(survey_id=survey.pk, secret=secret, answers=said, at=NOW, key=key)
        form = surveys.sealed(f"{survey.pk} {secret} {key}")
        truth[survey.pk].append((surveys.sealed(secret), form, mark))
    return truth


def counts() -> Counter[str]:
    found = {model._meta.model_name or "": model._default_manager.count() for model in apps.get_models()}
    return Counter(found)


def orders(truth: Truth, cards: dict[str, list[str]]) -> dict[str, list[list[int]]]:
    """For each way to order the people of a survey: where the answer of each stands in the box."""
    found: dict[str, list[list[int]]] = {"came": [], "card": [], "token": [], "form": [], "spent": [], "answer": []}
    for box in SurveyBox.objects.all():
        place = {answer["wens"]: number for number, answer in enumerate(box.answers)}
        of_token = {token: place[mark] for token, _, mark in truth[box.pk]}
        of_form = {form: place[mark] for _, form, mark in truth[box.pk]}
        assert set(box.spent) == {*of_token, *of_form}
        found["came"].append([place[mark] for _, _, mark in truth[box.pk]])
        found["card"].append([of_token[surveys.sealed(secret)] for secret in cards[box.pk]])
        found["token"].append([of_token[token] for token in sorted(of_token)])
        found["form"].append([of_form[form] for form in sorted(of_form)])
        found["spent"].append([of_token[token] for token in box.spent if token in of_token])
        found["answer"].append([place[mark] for mark in sorted(place)])
    return found


def same_place(rows: list[list[int]]) -> float:
    """How far the number of people who stand in the same place is from chance: one in each survey, on average."""
    meet = sum(number == place for row in rows for number, place in enumerate(row))
    return (meet - len(rows)) / sqrt(len(rows))


def together(rows: list[list[int]]) -> float:
    """How far the rank correlation is from none: its mean is 0 and its variance 1 / (n - 1)."""
    size = len(rows[0])
    middle, spread = (size - 1) / 2, (size * size - 1) / 12
    rho = [sum((i - middle) * (place - middle) for i, place in enumerate(row)) / size / spread for row in rows]
    return sum(rho) / sqrt(len(rows) / (size - 1))


def neighbours(rows: list[list[int]]) -> float:
    """How often who came next stands next: of n - 1 pairs each does with chance 1 / n."""
    size = len(rows[0])
    follow = sum(after == before + 1 for row in rows for before, after in pairwise(row))
    chance = (size - 1) / size
    return (follow - len(rows) * chance) / sqrt(len(rows) * chance)


def chi_square(rows: list[list[int]]) -> float:
    """Every place against every place: how far the table is from an even one, in standard deviations."""
    size = len(rows[0])
    table = Counter((number, place) for row in rows for number, place in enumerate(row))
    even = len(rows) / size
    total = sum((table[number, place] - even) ** 2 / even for number in range(size) for place in range(size))
    freedom = (size - 1) ** 2
    return (total - freedom) / sqrt(2 * freedom)


ATTACKS = (same_place, together, neighbours, chi_square)


def test_ten_thousand_answers_cannot_be_linked(rijnmond: Rijnmond, who: User) -> None:
    dice = random.Random(29)
    made = make_surveys(rijnmond, who)
    before = counts()
    truth = everybody_answers(made, dice)
    many = SURVEYS * PEOPLE
    assert sum(map(len, truth.values())) == many
    # Not one row came, so an answer stands in no table between rows that know their moment.
    assert counts() == before
    assert SurveyBox.objects.count() == SURVEYS
    # And no order of anything in the box is the order of anything else.
    found = orders(truth, {survey.pk: secrets for survey, secrets in made})
    far = {f"{name} {attack.__name__}": attack(rows) for name, rows in found.items() for attack in ATTACKS}
    assert {name: value for name, value in far.items() if abs(value) > FAR} == {}
    assert [box.pk for box in SurveyBox.objects.all() if box.spent != sorted(box.spent) or box.issued] == []


def test_an_attack_finds_a_link_that_is_there() -> None:
    """Were answers only appended, or sorted as the tokens are, every one of these would shout."""
    dice = random.Random(3)
    appended = [list(range(PEOPLE)) for _ in range(SURVEYS)]
    assert [attack(appended) > FAR for attack in ATTACKS] == [True] * 4
    slightly = []
    for _ in range(SURVEYS):
        row = list(range(PEOPLE))
        for _ in range(PEOPLE):  # a lazy shuffle
            one, other = dice.randrange(PEOPLE), dice.randrange(PEOPLE)
            row[one], row[other] = row[other], row[one]
        slightly.append(row)
    assert max(attack(slightly) for attack in ATTACKS) > FAR
    shuffled = [dice.sample(range(PEOPLE), PEOPLE) for _ in range(SURVEYS)]
    assert [abs(attack(shuffled)) < FAR for attack in ATTACKS] == [True] * 4


def test_the_log_counts_answers_once_a_day(rijnmond: Rijnmond, who: User) -> None:
    """Between events that know their second there is one for a whole survey, of the night, and no submission."""
    made = make_surveys(rijnmond, who)[:3]
    events, submissions = set(Event.objects.values_list("pk", flat=True)), Submission.objects.count()
    everybody_answers(made, random.Random(7))
    survey_outcomes.of_day(rijnmond.year.pk, NOW)
    added = Event.objects.exclude(pk__in=events).values_list("event", "object_id", "detail", "actor_id", "ip")
    expected = [("survey.answers", survey.pk, {"answers": PEOPLE}, "", "") for survey, _ in made]
    assert sorted(added, key=str) == sorted(expected, key=str)
    assert Submission.objects.count() == submissions


def test_the_place_of_a_row_on_disk_is_that_of_a_survey(rijnmond: Rijnmond, who: User) -> None:
    """The database knows one row for a survey, whatever came in: there is no place of an answer to look at."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    (survey, secrets), *_ = make_surveys(rijnmond, who)[:1]
    for secret in secrets[:5]:
        said = {"plezier": "Vaak", "druk": "Vaak"}
        survey_answers.answer(survey_id=survey.pk, secret=secret, answers=said, at=NOW, key=new_id())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT {place}) FROM records_surveybox WHERE survey_id = %s", [survey.pk])
        assert cursor.fetchone() == (1,)


def test_what_somebody_wrote_stands_in_the_box_alone(rijnmond: Rijnmond, who: User) -> None:
    """Planted marks: what was typed, chosen and held as a link is in no other table, and after the wave in none."""
    survey, secrets = make_surveys(rijnmond, who)[0]
    for secret in secrets[:6]:
        said = {"plezier": "Vaak", "druk": "Nee", "wens": f"GEHEIM-{secret}"}
        survey_answers.answer(survey_id=survey.pk, secret=secret, answers=said, at=NOW, key=new_id())
    assert tables_with("GEHEIM-") == {"surveybox"}
    assert tables_with(secrets[0]) == {"surveybox"}  # inside the text that we planted
    assert tables_with(surveys.sealed(secrets[0])) == {"surveybox"}
    survey_outcomes.of_day(rijnmond.year.pk, AFTER_THE_WAVE)
    assert [tables_with(mark) for mark in ("GEHEIM-", secrets[0], surveys.sealed(secrets[0]))] == [set()] * 3


def tables_with(mark: str) -> set[str]:
    return {
        model._meta.model_name or ""
        for model in apps.get_models()
        if any(mark in str(row) for row in model._default_manager.values())
    }
