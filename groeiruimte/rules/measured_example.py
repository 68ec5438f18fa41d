"""Worked examples of scans and surveys: these answers, these scores, this advice."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from groeiruimte.programme.scan import Level

from .example_shape import Case, Expect
from .given import Answers


def _percent(value: Any) -> Any:
    if value == "" or (type(value) is int and 0 <= value <= 100):
        return value
    raise ValueError('Dit is geen percentage. Schrijf een getal van 0 tot en met 100, of "" zonder score.')


Percent = Annotated[Any, BeforeValidator(_percent)]


class ScanExpect(Expect):
    """`scores` (whole percents) and `levels` look only at the dimensions they name; "" when nothing was asked about it.

    `advice` is what to improve, in the order of the report. `in_order` and `asked` are numbers of questions.
    """

    scores: dict[str, Percent] | None = None
    levels: dict[str, Literal["fine", "attention", "risk", ""]] | None = None
    advice: list[str] | None = None
    in_order: int | None = None
    asked: int | None = None


class ScanCase(Case):
    """The answers to a scan; `otherwise` is what a specialist made of some of them."""

    kind: Literal["scan"]
    scan: str
    answers: Answers = Field(default_factory=dict)
    otherwise: dict[str, Level] = Field(default_factory=dict)
    expect: ScanExpect


class SurveyExpect(Expect):
    """`means` and `texts` (how many are shown) look only at the questions they name; "" and 0 when nothing is shown."""

    respondents: int | None = None
    shown: bool | None = None
    means: dict[str, Annotated[str, Field(pattern=r"^([0-9]+\.[0-9])?$")]] | None = None
    texts: dict[str, int] | None = None


class SurveyCase(Case):
    """What people answered, one table each; a question that a table leaves out was not answered."""

    kind: Literal["survey"]
    survey: str
    responses: list[dict[str, str]]
    expect: SurveyExpect
