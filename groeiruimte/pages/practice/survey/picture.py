"""The picture of an outcome: a bar for each question, a stroke for the region. Pure geometry, in text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from groeiruimte.pages.survey_scores import words

WIDTH = 400


@dataclass(frozen=True, slots=True)
class Value:
    """One question for the picture: its text, the score from 1 to `most`, that of the region if there is one."""

    text: str
    mean: Decimal
    most: int
    region: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stripe:
    """One question as drawn in a strip `WIDTH` wide; numbers are text, so that no dot for thousands slips in."""

    text: str
    said: str
    of_region: str
    width: str
    region: str


def stripes(values: Sequence[Value]) -> tuple[Stripe, ...]:
    return tuple(
        Stripe(
            text=value.text,
            said=f"{words(value.mean)} van {value.most}",
            of_region=words(value.region) if value.region is not None else "",
            width=str(max(2, _at(value.mean, value.most))),
            region=str(min(WIDTH - 3, max(3, _at(value.region, value.most)))) if value.region is not None else "",
        )
        for value in values
    )


def _at(mean: Decimal, most: int) -> int:
    """From 1, where nothing is drawn, to the end of the scale."""
    return int((mean - 1) / (most - 1) * WIDTH)
