"""Questions of a programme as fields of a page, and what was typed back as answers.

A question of a form, of a review sheet, or of something that a practice notes down (`programme.item`): all come by
here. Answers have the shapes of `programme.form`. Nothing is required while somebody is still writing: what is missing
is for `rules.answers.missing` to say, unless the page asks to be `strict`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from groeiruimte.pages.layout.forms import Form
from groeiruimte.programme.form import Form as ProgrammeForm
from groeiruimte.programme.form import FormColumn, Question
from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.answers import is_empty, missing, options
from groeiruimte.rules.facts import Facts

from .question_fields import OTHER, YES, field_of, initial_of, other_of, remark_of, typed_of
from .question_rows import PREFIX, ROWS, counted


@dataclass(frozen=True, slots=True)
class CellField:
    """The field of one cell, with what stands before or after it."""

    field: BoundField
    column: FormColumn

    @property
    def prefix(self) -> str:
        return "€" if self.column.type == "money" else ""

    @property
    def suffix(self) -> str:
        return self.column.unit if self.column.type in ("number", "hours") else ""


@dataclass(frozen=True, slots=True)
class RowOfFields:
    """A row of a table question on a page: its place from 1, and a field for each column."""

    place: int
    cells: tuple[CellField, ...]
    remove: str

    @property
    def fields(self) -> tuple[BoundField, ...]:
        return tuple(cell.field for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a page: its field, or rows of fields. `other` takes an own choice, `remark` a word on a KPI."""

    question: Question
    field: BoundField | None = None
    other: BoundField | None = None
    remark: BoundField | None = None
    rows: tuple[RowOfFields, ...] = ()
    add: str = ""

    @property
    def anchor(self) -> str:
        """The id to come back to."""
        return f"vraag-{self.question.key}"


class QuestionForm(Form):
    """Fields for some questions of a form. Made by `question_form`; read by `answers_from`.

    `asked` lists the questions with their fields, in order, for a template.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        *,
        of: ProgrammeForm | ItemKind,
        programme: Programme,
        facts: Facts,
        answers: Mapping[str, Any],
        data: QueryDict | None = None,
        typed: QueryDict | None = None,
        strict: bool = False,
        prefix: str = PREFIX,
    ) -> None:
        self.questions = tuple(question for question in questions if question.type != "calculated")
        self.of, self.programme, self.facts, self.answers, self.strict = of, programme, facts, answers, strict
        self._rows: dict[str, int] = {}
        super().__init__(data=data, prefix=prefix)
        came = data if data is not None else typed
        for question in self.questions:
            self._add(question, came)
        if typed is not None:
            self._show_as_typed(typed)
        self.use_house_words()

    def _add(self, question: Question, came: QueryDict | None) -> None:
        value = self.answers.get(question.key)
        if question.type == "table":
            self._add_table(question, value, came)
            return
        choices = self._options(question, None)
        self.fields[question.key] = field_of(question, choices, self.facts, self.programme, value)
        self.initial[question.key] = initial_of(question, value, choices)
        if question.other:
            self.fields[_other(question)] = other_of(question)
            self.initial[_other(question)] = _own(question, value, choices)
        if question.type == "kpi":
            self.fields[_remark(question)] = remark_of()
            self.initial[_remark(question)] = value.get("text", "") if isinstance(value, Mapping) else ""

    def _add_table(self, question: Question, value: Any, came: QueryDict | None) -> None:
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
        counter = f"{question.key}.{ROWS}"
        many = max(len(rows), question.at_least, 1)
        if came is not None:
            many = counted(came.get(self.add_prefix(counter), ""), many)
        self._rows[question.key] = many
        self.fields[counter] = forms.IntegerField(required=False, widget=forms.HiddenInput())
        self.initial[counter] = many
        for place in range(many):
            row = rows[place] if place < len(rows) else {}
            for column in question.columns:
                name = _cell(question, place, column)
                choices = self._options(question, column)
                given = row.get(column.key)
                self.fields[name] = field_of(column, choices, self.facts, self.programme, given)
                self.fields[name].label = column.label
                self.initial[name] = initial_of(column, given, choices)

    def _options(self, question: Question, column: FormColumn | None) -> tuple[str, ...]:
        if (column or question).type not in ("choice", "several"):
            return ()
        return options(self.programme, self.facts, self.of, question, self.answers, column)

    def _show_as_typed(self, typed: QueryDict) -> None:
        """What was typed, shown again without a judgement: for a page that only gets another row."""
        for name, field in self.fields.items():
            if not name.endswith(f".{ROWS}"):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, self.add_prefix(name))

    def use_house_words(self) -> None:
        for field in self.fields.values():
            field.required = False

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(self._asked(question) for question in self.questions)

    def _asked(self, question: Question) -> Asked:
        if question.type != "table":
            other = self[_other(question)] if question.other else None
            remark = self[_remark(question)] if question.type == "kpi" else None
            return Asked(question, self[question.key], other, remark)
        rows = tuple(
            RowOfFields(
                place + 1,
                tuple(CellField(self[_cell(question, place, c)], c) for c in question.columns),
                f"weg:{question.key}:{place}",
            )
            for place in range(self._rows[question.key])
        )
        return Asked(question, self[f"{question.key}.{ROWS}"], rows=rows, add=f"erbij:{question.key}")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for question in self.questions:
            own = _other(question)
            chosen = cleaned.get(question.key)
            wants_own = chosen == OTHER or (isinstance(chosen, list) and OTHER in chosen)
            if question.other and wants_own and not str(cleaned.get(own) or "").strip():
                self.add_error(own, f"Schrijf wat u bedoelt bij “{question.text}”.")
        if self.strict and not self.errors:
            self._demand()
        return cleaned

    def _demand(self) -> None:
        """Everything that must be answered is; the sentence stands at the question."""
        mine = {question.key for question in self.questions}
        merged = {**self.answers, **answers_from(self)}
        for gap in missing(self.programme, self.facts, self.of, merged):
            if gap.question in mine:
                self.add_error(self.first_field(gap.question), gap.because)

    def first_field(self, key: str) -> str:
        """The name of the first field of a question: where its error stands, where a link goes."""
        question = next(question for question in self.questions if question.key == key)
        return key if question.type != "table" else _cell(question, 0, question.columns[0])

    def answer(self, question: Question) -> Any:
        """What was given at a question, in the shape in which it is kept; None for nothing."""
        given = self.cleaned_data
        if question.type == "table":
            rows = [
                {c.key: typed_of(c, given.get(_cell(question, place, c))) for c in question.columns}
                for place in range(self._rows[question.key])
            ]
            return [_filled(row) for row in rows if not is_empty(row)] or None
        if question.type == "kpi":
            holds, text = given.get(question.key), str(given.get(_remark(question)) or "").strip()
            return {"holds": holds == YES if holds else None, "text": text} if holds or text else None
        return typed_of(question, given.get(question.key), str(given.get(_other(question)) or ""))


def question_form(
    questions: Sequence[Question],
    *,
    of: ProgrammeForm | ItemKind,
    programme: Programme,
    facts: Facts,
    answers: Mapping[str, Any],
    data: QueryDict | None = None,
    typed: QueryDict | None = None,
    strict: bool = False,
    prefix: str = PREFIX,
) -> QuestionForm:
    """The fields for `questions` of `of`, filled from `answers`.

    `data` is what was sent, to be read; `typed` what was sent, only to be shown again (see `more_or_fewer_rows`).
    `strict`: what is required must be filled in. Two forms on one page need each their own `prefix`.
    """
    return QuestionForm(
        questions,
        of=of,
        programme=programme,
        facts=facts,
        answers=answers,
        data=data,
        typed=typed,
        strict=strict,
        prefix=prefix,
    )


def answers_from(form: QuestionForm) -> dict[str, Any]:
    """The answers to every question of a form that was read without errors; None for what was left empty."""
    return {question.key: form.answer(question) for question in form.questions}


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if not is_empty(value)}


def _own(question: Question, value: Any, choices: Sequence[str]) -> str:
    """The own words among what was chosen."""
    given = value if isinstance(value, list | tuple) else [value]
    return "\n".join(str(part) for part in given if not is_empty(part) and part not in choices)


def _cell(question: Question, place: int, column: FormColumn) -> str:
    return f"{question.key}.{place}.{column.key}"


def _other(question: Question) -> str:
    return f"{question.key}.other"


def _remark(question: Question) -> str:
    return f"{question.key}.text"
