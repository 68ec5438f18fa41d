"""The answers of a practice per chapter, each with how it is judged and room for what the specialist makes of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django import forms

from groeiruimte.actions.form_answers import answers_of
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.scan_facts import otherwise_of, overtaken
from groeiruimte.actions.scan_reviews import Judgement, version_of
from groeiruimte.pages.answered import Answered, AnsweredSection, answered
from groeiruimte.pages.scan.around import ScanOf
from groeiruimte.pages.scan_report import LEVELS
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import ScanJudgement
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.scan import Judged, judged

from .forms import JudgeForm


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer. `words` and `tone` are empty for one that is not judged; `otherwise`: the specialist said so.

    `changed`: the practice gave another answer since it was judged; that judgement does not count any more.
    """

    answered: Answered
    words: str
    tone: str
    otherwise: bool
    changed: bool = False
    level: forms.BoundField | None = None
    note: forms.BoundField | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with its answers, the form to judge them, and the `version` of what stands there."""

    key: str
    title: str
    answers: tuple[AnswerShown, ...]
    form: JudgeForm | None
    version: int
    risks: int
    points: int


def chapters(of: ScanOf, rows: list[ScanJudgement], sent: Mapping[str, JudgeForm] | None = None) -> list[Chapter]:
    """Every chapter; `sent` holds the form of one that was sent and could not be kept, by its key."""
    answers = answers_of(of.scan)
    old = overtaken(of.scan, rows)
    otherwise = {row.question: Judgement("" if row.question in old else row.level, row.note) for row in rows}
    found = {each.question: each for each in judged(of.definition, answers, otherwise_of(of.scan))}
    programme: Programme = programme_of(of.scan.enrolment.region_year.edition)
    sections = answered(programme, Facts(practice=of.scan.practice.name), of.definition.form, answers)
    return [_chapter(section, found, otherwise, old, rows, sent or {}) for section in sections]


def judged_in(of: ScanOf, section: str) -> tuple[str, ...]:
    """The questions of a chapter that can be judged: those that have an answer that the scan knows."""
    found = {each.question for each in judged(of.definition, answers_of(of.scan))}
    return tuple(each.key for each in of.definition.form.of_section(section) if each.key in found)


def _chapter(
    section: AnsweredSection,
    found: Mapping[str, Judged],
    otherwise: Mapping[str, Judgement],
    old: Collection[str],
    rows: list[ScanJudgement],
    sent: Mapping[str, JudgeForm],
) -> Chapter:
    keys = [each.question.key for each in section.answers if each.question.key in found]
    form = sent.get(section.key) or (JudgeForm(questions=keys, there=otherwise) if keys else None)
    levels = [found[key].level for key in keys]
    return Chapter(
        section.key,
        section.title,
        tuple(_shown(each, found.get(each.question.key), form, old) for each in section.answers),
        form,
        version_of(rows, keys),
        levels.count("risk"),
        levels.count("attention"),
    )


def _shown(each: Answered, mark: Judged | None, form: JudgeForm | None, old: Collection[str]) -> AnswerShown:
    if mark is None or form is None or f"level.{mark.question}" not in form.fields:
        return AnswerShown(each, "", "", False)
    words, tone = LEVELS[mark.level]
    fields = (form[f"level.{mark.question}"], form[f"note.{mark.question}"])
    return AnswerShown(each, words, tone, mark.level != mark.own, mark.question in old, *fields)
