"""The scores of a survey in words, as the practice reads them and the region (P19)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from groeiruimte.programme.survey import SurveyQuestion
from groeiruimte.rules.survey import QuestionScore, of_row

NOT_SHOWN = "–"
Scores = Mapping[str, QuestionScore]


def scores_of(rows: Iterable[Mapping[str, object]]) -> dict[str, QuestionScore]:
    """Scores as they are kept, by question."""
    return {found.question: found for found in map(of_row, rows)}


def asked(question: SurveyQuestion) -> str:
    """A question in a table of scores."""
    return f"{question.text}{' (omgedraaid)' if question.reverse else ''}"


def mean(scores: Scores, question: SurveyQuestion) -> str:
    found = scores.get(question.key)
    return words(found.mean) if found else NOT_SHOWN


def words(number: Decimal) -> str:
    return str(number).replace(".", ",")
