"""Which page of a survey comes next, and what stands on it. The answers go along in the form; nothing is kept between.

Page 0 is the promise, 1 to n are the questions, n + 1 is the check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from groeiruimte.programme.survey import Survey, SurveyQuestion
from groeiruimte.rules.survey import LONGEST_TEXT, choices, read

PREFIX = "a-"
_EYES, _MOUTH, _BEND = 12, 15, 4


@dataclass(frozen=True, slots=True)
class Choice:
    """A word to choose; `mouth` is the path of the mouth of its face, "" without one."""

    id: str
    word: str
    chosen: bool
    mouth: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    place: int
    of: int
    question: SurveyQuestion
    name: str
    typed: str
    choices: tuple[Choice, ...]
    carried: tuple[tuple[str, str], ...]
    problem: str = ""
    longest: int = LONGEST_TEXT

    @property
    def target(self) -> str:
        """Where the error summary leads to."""
        return f"#{self.choices[0].id}" if self.choices else f"#{self.name}"


@dataclass(frozen=True, slots=True)
class Line:
    """A question with what was said, and the number of its page."""

    text: str
    said: str
    place: str


def answers_in(survey: Survey, sent: Mapping[str, str]) -> dict[str, str]:
    """What a form carries, by question."""
    return {
        question.key: sent[f"{PREFIX}{question.key}"]
        for question in survey.questions
        if sent.get(f"{PREFIX}{question.key}")
    }


def next_place(survey: Survey, sent: Mapping[str, str]) -> tuple[int, str]:
    """The page that somebody goes to, and what is wrong on it. Who came from the check goes back there."""
    last = len(survey.questions)
    here, to = _number(sent.get("stap", ""), last + 1), sent.get("naar", "")
    if to == "terug":
        return max(0, here - 1), ""
    if to.isascii() and to.isdecimal():
        return max(1, _number(to, last)), ""
    if not 1 <= here <= last:
        return 1, ""
    problem = read(survey, answers_in(survey, sent))[1].get(survey.questions[here - 1].key, "")
    if problem:
        return here, problem
    return (last + 1 if sent.get("klaar") else here + 1), ""


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def first_missing(survey: Survey, answers: Mapping[str, str]) -> tuple[int, str] | None:
    """The first question that lacks something; None when everything is there."""
    problems = read(survey, answers)[1]
    missing = ((place, problems[q.key]) for place, q in enumerate(survey.questions, 1) if q.key in problems)
    return next(missing, None)


def question_page(survey: Survey, answers: Mapping[str, str], place: int, problem: str = "") -> QuestionPage:
    question = survey.questions[place - 1]
    name, typed = f"{PREFIX}{question.key}", answers.get(question.key, "")
    words = choices(survey, question) if question.kind == "scale" else ()
    size = len(survey.scale_of(question)) if survey.audience == "patients" else 0
    return QuestionPage(
        place=place,
        of=len(survey.questions),
        question=question,
        name=name,
        typed=typed,
        choices=tuple(
            Choice(f"{name}-{number}", word, word == typed, mouth(number, size, question.reverse))
            for number, word in enumerate(words)
        ),
        carried=tuple((f"{PREFIX}{key}", said) for key, said in answers.items() if key != question.key),
        problem=problem,
    )


def mouth(number: int, size: int, reverse: bool) -> str:
    """From sad to glad in an square of 24; "" for what stands beside the scale."""
    if number >= size:
        return ""
    place = size - 1 - number if reverse else number
    bend = round(_BEND * (2 * place / (size - 1) - 1))
    return f"M8 {_MOUTH - bend // 2} Q{_EYES} {_MOUTH + bend} 16 {_MOUTH - bend // 2}"


def lines(survey: Survey, answers: Mapping[str, str]) -> tuple[Line, ...]:
    """What the check shows."""
    return tuple(
        Line(question.text, answers.get(question.key) or "Niets ingevuld", str(place))
        for place, question in enumerate(survey.questions, 1)
    )
