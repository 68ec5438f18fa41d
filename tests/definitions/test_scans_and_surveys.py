"""What the scans and surveys of the definitions hold that no worked example can ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import load
from groeiruimte.programme.scan import Scan
from groeiruimte.programme.survey import Survey
from groeiruimte.programme.syntax import parse
from groeiruimte.rules.asked import questions
from groeiruimte.rules.scan import progress

FOLDER = Path(__file__).parents[2] / "definitions"
SCANS = (("2022-rijnmond", "ict_scan"), ("2021-roha", "practice_scan"))
SURVEYS = ("work_happiness", "patient_satisfaction")
PARTS = sorted(path.name for path in FOLDER.rglob("*.*.toml") if not re.fullmatch(r"[^.]+\.cases\.toml", path.name))

UNKNOWN = "Weet ik niet"
MOST_ON_A_PAGE = 8
LONGEST_SENTENCE = 15
BANNED = ("ongeldig", "fout opgetreden", "helaas", "oeps", "verplicht veld", "gelieve", "dient te", "—")
NOT_READ = {"key", "question", "topic", "form", "scan", "survey", "scores", "levels", "rows"}

scans = pytest.mark.parametrize("scan", SCANS, indirect=True, ids=[key for _, key in SCANS])
surveys = pytest.mark.parametrize("survey", SURVEYS, indirect=True)


@lru_cache
def programme(key: str) -> Programme:
    found, problems = load(key, FOLDER)
    assert problems == []
    assert found is not None
    return found


@pytest.fixture
def scan(request: pytest.FixtureRequest) -> Scan:
    key, name = request.param
    return next(found for found in programme(key).scans if found.key == name)


@pytest.fixture
def survey(request: pytest.FixtureRequest) -> Survey:
    return next(found for found in programme("2022-rijnmond").surveys if found.key == request.param)


@pytest.fixture
def ict_scan() -> Scan:
    return programme("2022-rijnmond").scans[0]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_READ:
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


def test_each_region_has_the_scans_and_surveys_of_its_source() -> None:
    keys = ("2021", "2021-roha", "2022-rijnmond", "2022-utrecht")
    found = {
        key: ([scan.key for scan in programme(key).scans], [survey.key for survey in programme(key).surveys])
        for key in keys
    }
    assert found == {
        "2021": ([], []),
        "2021-roha": (["practice_scan"], []),
        "2022-rijnmond": (["ict_scan"], ["work_happiness", "patient_satisfaction"]),
        "2022-utrecht": ([], []),
    }


def test_the_parts_of_the_texts_are_all_looked_at() -> None:
    assert PARTS == [
        "2021-roha.scan.cases.toml",
        "2021-roha.scan.toml",
        "2022-rijnmond.ict-scan.cases.toml",
        "2022-rijnmond.ict-scan.toml",
        "2022-rijnmond.surveys.cases.toml",
        "2022-rijnmond.surveys.toml",
    ]


@pytest.mark.parametrize("name", PARTS)
def test_sentences_are_short_and_kind(name: str) -> None:
    table, problems = parse((FOLDER / "zilveren-kruis" / name).read_text(encoding="utf-8"))
    assert problems == []
    read = list(texts(table))
    sentences = [sentence for text in read for sentence in re.split(r"(?<=[.!?:])\s+", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []
    assert [(text, word) for text in read for word in BANNED if word in text.lower()] == []


def test_the_ict_scan_is_owed_for_d_offered_for_a_and_judges_three_things(ict_scan: Scan) -> None:
    """R073, R099, R100, R101, R103, R107: the source names no address of a page with more."""
    assert (ict_scan.objectives, ict_scan.required_for) == (("A", "D"), ("D",))
    assert [dimension.title for dimension in ict_scan.dimensions] == ["Stabiel", "Veilig", "Toekomstbestendig"]
    assert (ict_scan.minutes, ict_scan.interview_minutes) == (25, 60)
    assert (ict_scan.opens, ict_scan.due) == (date(2022, 3, 1), date(2022, 5, 31))
    assert ict_scan.information == ""


@pytest.mark.parametrize(
    ("question", "dimension"),
    [
        ("video_camera", "future_proof"),
        ("video_sound", "future_proof"),
        ("video_line", "stable"),
        ("video_app", "safe"),
        ("firewall", "safe"),
        ("wifi_split", "safe"),
        ("virus_protection", "safe"),
        ("copy_apart", "safe"),
        ("ransom_plan", "safe"),
    ],
)
def test_the_ict_scan_judges_the_three_examples_of_the_source(ict_scan: Scan, question: str, dimension: str) -> None:
    """R104: ready for video calls, a safe line, protected against ransomware."""
    mark = ict_scan.mark_of(question)
    assert mark is not None
    assert dimension in mark.dimensions


def test_a_practice_that_answers_nothing_yet_is_asked_no_more_than_forty_questions(ict_scan: Scan) -> None:
    assert (len(ict_scan.questions), progress(ict_scan, {})) == (63, (0, 40))


def test_the_last_question_leaves_room_for_own_topics(ict_scan: Scan) -> None:
    """R103."""
    last = ict_scan.questions[-1]
    assert (last.key, last.type, last.required) == ("own_topics", "long_text", False)


def test_the_practice_scan_goes_on_in_exactly_two_ways() -> None:
    """R125, R126: offered to subject 2 and 3, never owed; the way on is chosen after it, and not at enrolment."""
    roha = programme("2021-roha")
    (found,) = roha.scans
    assert (found.objectives, found.required_for, found.has_interview) == (("B", "D"), (), False)
    ways = [(way.key, way.topic, way.form) for way in found.follow_ups]
    assert ways == [("lean_training", "efficientere-praktijkvoering", None), ("own_plan", None, "practice_plan")]
    assert [choice.key for choice in roha.choices if choice.only_one and choice.objective in found.objectives] == []


@scans
def test_every_question_says_why_and_asks_something(scan: Scan) -> None:
    assert [question.key for question in scan.questions if not question.why.endswith(".")] == []
    assert [question.key for question in scan.questions if not question.text.endswith("?")] == []


@scans
def test_who_does_not_know_can_say_so_and_that_is_never_in_order(scan: Scan) -> None:
    by_key = {question.key: question for question in scan.questions}
    assert [mark.question for mark in scan.marks if UNKNOWN not in by_key[mark.question].choices] == []
    assert [mark.question for mark in scan.marks if mark.level(UNKNOWN) == "fine"] == []


@scans
def test_what_is_not_in_order_leads_to_advice(scan: Scan) -> None:
    assert [mark.question for mark in scan.marks if scan.advice_of(mark.advice) is None] == []


@scans
def test_every_advice_has_a_place_of_its_own(scan: Scan) -> None:
    places = [advice.order for advice in scan.advice]
    assert places == sorted(set(places))


@scans
def test_every_dimension_is_judged_by_several_questions_that_everybody_gets(scan: Scan) -> None:
    asked = {question.key for question in questions(scan.form, {})}
    counts = {
        dimension.key: sum(mark.question in asked and dimension.key in mark.dimensions for mark in scan.marks)
        for dimension in scan.dimensions
    }
    assert [key for key, count in counts.items() if count < 4] == []


@scans
def test_the_pages_of_a_scan_are_short_and_their_minutes_add_up(scan: Scan) -> None:
    pages = {section.key: len(scan.form.of_section(section.key)) for section in scan.sections}
    assert [key for key, count in pages.items() if not 1 <= count <= MOST_ON_A_PAGE] == []
    assert sum(pages.values()) == len(scan.questions)
    assert sum(section.minutes for section in scan.sections) == scan.minutes


def test_a_team_answers_twelve_statements_and_one_box_in_four_minutes() -> None:
    """R082."""
    team = programme("2022-rijnmond").surveys[0]
    assert (team.audience, team.objectives, team.minutes) == ("team", ("B",), 4)
    assert (len(team.on_a_scale), len(team.open_boxes), len(team.scale)) == (12, 1, 5)
    assert [question.key for question in team.on_a_scale if question.reverse] == ["too_much", "disturbed"]


def test_patients_answer_six_questions_in_two_minutes_one_about_time() -> None:
    """R089, R185."""
    patients = programme("2022-rijnmond").surveys[1]
    assert (patients.audience, patients.objectives, patients.minutes) == ("patients", ("C",), 2)
    assert (len(patients.on_a_scale), len(patients.open_boxes), len(patients.scale)) == (6, 0, 5)
    assert patients.question("enough_time").text == "Hoe vond u de tijd die wij voor u namen?"


@surveys
def test_a_survey_is_held_twice_within_the_year_and_before_the_accountability(survey: Survey) -> None:
    assert [wave.key for wave in survey.waves] == ["baseline", "later"]
    days = [day for wave in survey.waves for day in (wave.opens, wave.closes)]
    assert days == sorted(days)
    assert (days[0].year, days[-1]) == (2022, date(2022, 11, 30))


@surveys
def test_who_answers_is_told_beforehand_from_how_many_answers_something_is_shown(survey: Survey) -> None:
    assert "vanaf vijf antwoorden" in survey.promise
    assert "hele wijk of regio" in survey.promise
    assert ("vanaf acht antwoorden" in survey.promise) == bool(survey.open_boxes)
    assert [box.key for box in survey.open_boxes if "geen namen" not in box.hint] == []


@surveys
def test_every_question_of_a_survey_says_why(survey: Survey) -> None:
    assert [question.key for question in survey.questions if not question.why.endswith(".")] == []
