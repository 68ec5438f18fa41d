"""The questions of one page, each with what a person needs to answer it: pure, but for the fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from groeiruimte.pages.layout.parts import Row
from groeiruimte.pages.questions import Asked, QuestionForm, question_form
from groeiruimte.programme.form import Question
from groeiruimte.rules.answers import calculated, is_empty, questions, rank, ranked, shown
from groeiruimte.rules.kpi import KpiResult, of_practice

from .filling import Asking

# How a state of a KPI looks: a status of the task list, with its own word.
KPI_STATES = {
    "met": ("done", "Gehaald"),
    "nearly": ("in_progress", "Bijna gehaald"),
    "not_yet": ("todo", "Nog niet gehaald"),
    "not_asked": ("not_asked", "Niet gevraagd"),
}


@dataclass(frozen=True, slots=True)
class KpiShown:
    """A KPI as it stands: state, why, and which facts were found."""

    status: str
    word: str
    because: str
    next: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OnPage:
    """A question on its page. `asked` is None for what is worked out; `value` then says it, in lines."""

    question: Question
    asked: Asked | None
    known: str = ""
    remark: str = ""
    kpi: KpiShown | None = None
    value: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    wait: str = ""
    shelf: bool = False

    @property
    def prefix(self) -> str:
        return "€" if self.question.type == "money" else ""

    @property
    def suffix(self) -> str:
        if self.question.type in ("number", "hours"):
            return self.question.unit or ("uur" if self.question.type == "hours" else "")
        return ""

    @property
    def width(self) -> str:
        return {"number": "8", "hours": "4", "money": "8", "date": "16"}.get(self.question.type, "")

    @property
    def optional(self) -> bool:
        return not self.question.required


def fields_of(
    filling: Asking, section: str, *, data: QueryDict | None = None, typed: QueryDict | None = None
) -> QuestionForm:
    """The fields of a page."""
    answers = filling.offered
    return question_form(
        questions(filling.definition, answers, section),
        of=filling.definition,
        programme=filling.year.programme,
        facts=filling.year.facts,
        answers=answers,
        data=data,
        typed=typed,
    )


def on_page(filling: Asking, section: str, form: QuestionForm, remarks: Mapping[str, str]) -> list[OnPage]:
    """Every question of a page in order, with those that are worked out in between."""
    return list(_on_page(filling, section, form, remarks))


def _on_page(filling: Asking, section: str, form: QuestionForm, remarks: Mapping[str, str]) -> Iterator[OnPage]:
    year, answers = filling.year, filling.offered
    by_key = {asked.question.key: asked for asked in form.asked}
    sums = calculated(filling.definition, answers)
    here = questions(filling.definition, answers, section)
    standing = of_practice(year.programme, year.facts) if any(question.kpi for question in here) else ()
    kpis = {result.key: result for result in standing}
    for question in here:
        asked = by_key.get(question.key)
        if asked is None:
            value = shown(year.programme, year.facts, question, sums.get(question.key))
            yield OnPage(question, None, value=value)
            continue
        yield OnPage(
            question,
            asked,
            known=_known(filling, question),
            remark=remarks.get(question.key, ""),
            kpi=_kpi(kpis.get(question.kpi or ""), answers.get(question.key)),
            order=_order(question, answers.get(question.key)),
            wait=_waits(filling, question),
            shelf=question.type == "file_or_link",
        )


def _known(filling: Asking, question: Question) -> str:
    """Where the answer on the page comes from, as long as it is what the system knows."""
    known = filling.known.get(question.key)
    row = filling.rows.get(question.key)
    if known is None or question.type == "kpi" or (row is not None and not row.prefilled):
        return ""
    return known.because


def _kpi(result: KpiResult | None, answer: Any) -> KpiShown | None:
    """How a KPI stands. Its sentence is left out when the answer below already says it."""
    if result is None:
        return None
    status, word = KPI_STATES[result.state]
    rows = tuple(Row(trace.label, trace.value) for trace in result.facts)
    said = answer.get("text") if isinstance(answer, Mapping) else ""
    return KpiShown(status, word, "" if said == result.because else result.because, result.next, rows)


def _order(question: Question, rows: object) -> tuple[str, ...]:
    """The rows by rank, named by their first column; nothing while there is nothing to compare."""
    if not question.ranked_by or not isinstance(rows, list):
        return ()
    filled = [row for row in rows if not is_empty(row)]
    first = question.columns[0].key
    found = [(str(row.get(first) or ""), rank(question, row)) for row in ranked(question, filled)]
    return tuple(f"{name} ({points} punten)" for name, points in found if name and points) if len(found) > 1 else ()


def _waits(filling: Asking, question: Question) -> str:
    """Why there is nothing to choose from yet: the rows above, the team or the shelf must be filled first."""
    year = filling.year
    if question.type == "people":
        return "" if year.facts.staff else "Uw team is nog leeg. Voeg eerst mensen toe bij Team."
    if question.type == "file_or_link":
        return "" if year.facts.evidence else "Er staan nog geen bewijzen klaar."
    if question.type not in ("choice", "several") or filling.choices(question):
        return ""
    return "Vul eerst de regels hierboven in en bewaar. Dan kiest u hier."
