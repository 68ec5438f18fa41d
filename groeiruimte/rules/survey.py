"""What the answers to a survey come to: scores from five people on, open texts from eight on. Source: R082, R089, T8.

An answer is a table of question to the words that were chosen or typed. Nothing here knows who gave it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from groeiruimte.programme.survey import Survey, SurveyQuestion

from .suppression import FEWEST_PEOPLE, FEWEST_TEXTS

LONGEST_TEXT = 2000
"""Characters in an open box."""
TOO_LONG = f"Maak uw tekst korter: hoogstens {LONGEST_TEXT} tekens."
CHOOSE = "Kies een antwoord."

_TENTH = Decimal("0.1")

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """What people said to one question, from 1 (worst) to the length of its scale (best).

    `spread` is the standard deviation of those who answered. `shares` counts who chose from the low, the middle and the
    high part of the scale; it is empty when one of these would be a group of one to four.
    """

    question: str
    mean: Decimal
    spread: Decimal
    answered: int
    shares: tuple[int, ...] = ()


def read(survey: Survey, given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What somebody sent, cleaned to the questions and choices that exist, and a sentence for each question it lacks.

    An empty open box is left out. What a database cannot keep (the character 0, half a character) is dropped.
    """
    found: dict[str, str] = {}
    problems: dict[str, str] = {}
    for question in survey.questions:
        said = given.get(question.key, "")
        if question.kind == "open":
            text = _kept(said)
            if len(text) > LONGEST_TEXT:
                problems[question.key] = TOO_LONG
            elif text:
                found[question.key] = text
        elif said in choices(survey, question):
            found[question.key] = said
        else:
            problems[question.key] = CHOOSE
    return found, problems


def choices(survey: Survey, question: SurveyQuestion) -> tuple[str, ...]:
    """What can be chosen: the scale from low to high, and "no opinion" beside it when the survey has one."""
    return (*survey.scale_of(question), *([survey.no_opinion] if survey.no_opinion else []))


def _kept(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign != "\0" and not "\ud800" <= sign <= "\udfff").strip()


def scores(survey: Survey, answers: Sequence[Answers]) -> tuple[QuestionScore, ...] | None:
    """A score for each question that at least five people answered; None when fewer than five answered at all."""
    if len(answers) < FEWEST_PEOPLE:
        return None
    found = (score(survey, question, answers) for question in survey.on_a_scale)
    return tuple(each for each in found if each is not None)


def group_scores(survey: Survey, answers: Sequence[Answers], shown: Collection[str]) -> tuple[QuestionScore, ...]:
    """The scores of several practices together, for the questions that may be shown; without shares.

    Shares of a group less those of a part of it could be a few people, so a group has none.
    """
    found = (score(survey, question, answers) for question in survey.on_a_scale if question.key in shown)
    return tuple(
        QuestionScore(each.question, each.mean, each.spread, each.answered) for each in found if each is not None
    )


def score(survey: Survey, question: SurveyQuestion, answers: Sequence[Answers]) -> QuestionScore | None:
    """The score of one question; None when fewer than five answered it. "No opinion" is not an answer."""
    values = [value for each in answers if (value := _value(survey, question, each.get(question.key)))]
    if len(values) < FEWEST_PEOPLE:
        return None
    count, total, squares = len(values), sum(values), sum(value * value for value in values)
    return QuestionScore(
        question.key,
        mean=_rounded(Decimal(total) / count),
        spread=_rounded((Decimal(count * squares - total * total) / (count * count)).sqrt()),
        answered=count,
        shares=_shares(values, len(survey.scale_of(question))),
    )


def answered(survey: Survey, answers: Sequence[Answers]) -> dict[str, int]:
    """How many people answered each question on a scale."""
    return {
        question.key: sum(_value(survey, question, each.get(question.key)) > 0 for each in answers)
        for question in survey.on_a_scale
    }


def _value(survey: Survey, question: SurveyQuestion, said: str | None) -> int:
    """1 to the length of the scale, from worst to best; 0 when it is no answer."""
    scale = survey.scale_of(question)
    if said not in scale:
        return 0
    place = scale.index(said) + 1
    return len(scale) + 1 - place if question.reverse else place


def _shares(values: Sequence[int], size: int) -> tuple[int, ...]:
    """Low, middle and high: below, at and above the middle of the scale."""
    parts = Counter((2 * value > size + 1) - (2 * value < size + 1) for value in values)
    counts = (parts[-1], parts[0], parts[1])
    return counts if all(count == 0 or count >= FEWEST_PEOPLE for count in counts) else ()


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, ROUND_HALF_UP)


def texts(survey: Survey, answers: Sequence[Answers]) -> dict[str, tuple[str, ...]]:
    """The texts of each open box, sorted so that no order is left; a box with fewer than eight is left out."""
    boxes = {box.key: tuple(sorted(filter(None, (each.get(box.key) for each in answers)))) for box in survey.open_boxes}
    return {key: found for key, found in boxes.items() if len(found) >= FEWEST_TEXTS}


def row(found: QuestionScore) -> dict[str, Any]:
    """A score as it is kept: numbers as text, so that no rounding comes in between."""
    return {
        "question": found.question,
        "mean": str(found.mean),
        "spread": str(found.spread),
        "answered": found.answered,
        "shares": list(found.shares),
    }


def of_row(kept: Mapping[str, Any]) -> QuestionScore:
    return QuestionScore(
        kept["question"], Decimal(kept["mean"]), Decimal(kept["spread"]), kept["answered"], tuple(kept["shares"])
    )
