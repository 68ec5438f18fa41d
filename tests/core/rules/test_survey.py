"""What the answers to a survey come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.programme.survey import Survey
from groeiruimte.rules.survey import (
    CHOOSE,
    LONGEST_TEXT,
    TOO_LONG,
    QuestionScore,
    choices,
    group_scores,
    of_row,
    read,
    row,
    scores,
    texts,
)

SCALE = ("Nee", "Soms", "Meestal", "Vaak", "Altijd")
SURVEY = Survey.model_validate(
    {
        "key": "joy",
        "title": "Werkplezier",
        "audience": "team",
        "promise": "Niemand ziet wie wat antwoordt.",
        "minutes": 4,
        "scale": SCALE,
        "no_opinion": "Geen mening",
        "waves": ({"key": "baseline", "title": "Nulmeting", "opens": date(2022, 3, 1), "closes": date(2022, 4, 1)},),
        "questions": (
            {"key": "fun", "text": "Ik heb plezier in mijn werk."},
            {"key": "busy", "text": "Ik ben te druk.", "reverse": True},
            {"key": "wish", "text": "Wat kan beter?", "kind": "open"},
        ),
        "source": {"text": "test"},
    }
)


def said(fun: str, busy: str = "Soms", wish: str = "") -> dict[str, str]:
    return {"fun": fun, "busy": busy, **({"wish": wish} if wish else {})}


def test_four_answers_are_not_shown() -> None:
    assert scores(SURVEY, [said("Altijd")] * 4) is None


def test_five_answers_are_shown_and_a_turned_question_is_turned() -> None:
    answers = [said("Altijd"), said("Altijd"), said("Vaak"), said("Soms"), said("Nee")]
    assert scores(SURVEY, answers) == (
        QuestionScore("fun", Decimal("3.4"), Decimal("1.6"), 5),
        QuestionScore("busy", Decimal("4.0"), Decimal("0.0"), 5, (0, 0, 5)),
    )


def test_a_score_says_one_decimal_and_no_sum() -> None:
    """A finer mean times the number of answers would give the sum, also of many."""
    found = scores(SURVEY, [said("Altijd")] * 13 + [said("Vaak")] * 4 + [said("Nee")] * 12) or ()
    assert [set(row(each)) for each in found] == [{"question", "mean", "spread", "answered", "shares"}] * 2
    assert {each.mean.as_tuple().exponent for each in found} == {each.spread.as_tuple().exponent for each in found}
    assert [(row(each)["mean"], row(each)["spread"]) for each in found] == [("3.2", "1.9"), ("4.0", "0.0")]


def test_half_goes_up() -> None:
    answers = [said("Altijd")] * 9 + [said("Meestal")] * 11  # 78 / 20 = 3.9
    assert [each.mean for each in scores(SURVEY, answers) or ()] == [Decimal("3.9"), Decimal("4.0")]
    answers = [said("Altijd")] * 13 + [said("Vaak")] * 7  # 93 / 20 = 4.65
    assert [each.mean for each in scores(SURVEY, answers) or ()] == [Decimal("4.7"), Decimal("4.0")]


def test_no_opinion_does_not_count_and_a_question_with_four_answers_is_left_out() -> None:
    answers = [said("Geen mening")] + [said("Vaak")] * 4
    assert [(each.question, each.answered) for each in scores(SURVEY, answers) or ()] == [("busy", 5)]


def test_shares_are_left_out_when_one_of_them_is_a_small_group() -> None:
    answers = [said("Nee")] * 5 + [said("Altijd")] * 7
    assert (scores(SURVEY, answers) or ())[0].shares == (5, 0, 7)
    assert (scores(SURVEY, [*answers, said("Meestal")]) or ())[0].shares == ()


def test_a_group_shows_no_shares_and_only_the_questions_that_it_may() -> None:
    answers = [said("Vaak")] * 12
    assert group_scores(SURVEY, answers, {"fun"}) == (QuestionScore("fun", Decimal("4.0"), Decimal("0.0"), 12),)


@pytest.mark.parametrize(("count", "found"), [(7, {}), (8, {"wish": ("Meer tijd",) * 8})])
def test_texts_are_shown_from_eight_on(count: int, found: dict[str, tuple[str, ...]]) -> None:
    assert texts(SURVEY, [said("Vaak", wish="Meer tijd")] * count) == found


def test_texts_are_sorted_and_those_who_wrote_nothing_do_not_count() -> None:
    answers = [said("Vaak", wish=letter) for letter in "hgfedcba"] + [said("Vaak")] * 3
    assert texts(SURVEY, answers) == {"wish": tuple("abcdefgh")}
    assert texts(SURVEY, answers[1:]) == {}


def test_what_was_sent_is_cleaned() -> None:
    given = {"fun": "Vaak", "busy": "Geen mening", "wish": "  Een\r\nrustdag\0 ", "name": "x"}
    assert read(SURVEY, given) == ({"fun": "Vaak", "busy": "Geen mening", "wish": "Een\nrustdag"}, {})


def test_what_is_missing_has_its_sentence() -> None:
    given = {"fun": "Heel erg", "wish": "a" * (LONGEST_TEXT + 1)}
    assert read(SURVEY, given) == ({}, {"fun": CHOOSE, "busy": CHOOSE, "wish": TOO_LONG})


ANSWERS = st.lists(
    st.fixed_dictionaries(
        {
            "fun": st.sampled_from(choices(SURVEY, SURVEY.questions[0])),
            "busy": st.sampled_from(choices(SURVEY, SURVEY.questions[1])),
        },
        optional={"wish": st.text(max_size=20)},
    ),
    max_size=20,
)


@given(ANSWERS, st.randoms())
def test_the_order_of_answers_says_nothing(answers: list[dict[str, str]], random: object) -> None:
    turned = sorted(answers, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert (scores(SURVEY, turned), texts(SURVEY, turned)) == (scores(SURVEY, answers), texts(SURVEY, answers))


@given(ANSWERS)
def test_a_score_is_kept_as_it_was(answers: list[dict[str, str]]) -> None:
    found = scores(SURVEY, answers) or ()
    assert tuple(of_row(row(each)) for each in found) == found


@given(st.text(), st.text())
def test_nothing_that_is_sent_breaks_it(fun: str, wish: str) -> None:
    found, problems = read(SURVEY, {"fun": fun, "busy": "Vaak", "wish": wish})
    assert ("fun" in found) != ("fun" in problems)
    assert not ("wish" in found and "wish" in problems)
