"""Everything that was answered, to read before sending, with the way to change it and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from groeiruimte.pages.answered import Answered, answered
from groeiruimte.rules.answers import questions

from . import progress
from .filling import Asking


@dataclass(frozen=True, slots=True)
class Line:
    """An answer with the way to change it, and what the region said about it."""

    answer: Answered
    url: str
    remark: str


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that still has to be done, with the place to do it."""

    because: str
    url: str


def parts(filling: Asking, remarks: Mapping[str, str]) -> tuple[Part, ...]:
    year, many = filling.year, len(progress.sections_of(filling))
    return tuple(
        Part(
            section.title if many > 1 else "Uw antwoorden",
            tuple(
                Line(a, filling.place(section.key, a.question), remarks.get(a.question.key, ""))
                for a in section.answers
            ),
        )
        for section in answered(year.programme, year.facts, filling.definition, filling.cleaned)
    )


def gaps(filling: Asking) -> tuple[Gap, ...]:
    """What is missing, in the words of the question, with the way to it."""
    return tuple(
        Gap(gap.because, filling.place(gap.section, filling.definition.question(gap.question)))
        for gap in filling.missing()
    )


def newer(filling: Asking) -> tuple[Gap, ...]:
    """What the practice confirmed, and what meanwhile is known to be otherwise."""
    found = []
    for section in progress.sections_of(filling):
        for question in questions(filling.definition, filling.answers, section.key):
            row, known = filling.rows.get(question.key), filling.known.get(question.key)
            if row is not None and row.prefilled and known is not None and known.value != row.value:
                text = f"Bij “{question.text}” weten wij nu meer. Bekijk het en bewaar."
                found.append(Gap(text, filling.place(section.key, question)))
    return tuple(found)
