"""A form, scan or survey as the sheets of an XLSForm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from groeiruimte.programme.form import Calculation, Form, FormColumn, Question, When
from groeiruimte.programme.scan import Scan
from groeiruimte.programme.survey import Survey, SurveyQuestion

from .xlsform import (
    AGREED,
    KINDS,
    LISTS,
    MULTILINE,
    NO,
    NO_OPINION,
    OTHER,
    OURS,
    OWN,
    SCALE,
    SECTION,
    TYPES,
    YES,
    YES_NO,
    Asked,
    Row,
    flat,
    name_of,
)

_ASKED = ("sections", "questions")
_OF_QUESTION = (
    *("key", "text", "section", "help", "choices", "other", "columns", "calculation", "shown_when", "required"),
)
_OF_COLUMN = ("key", "label", "choices", "required")
_OF_SURVEY_QUESTION = ("key", "text", "kind", "hint", "scale")


def sheets(asked: Asked) -> dict[str, list[Row]]:
    """The rows of every sheet, in the order of the sheets."""
    if isinstance(asked, Survey):
        survey, choices = [_statement(question) for question in asked.questions], list(_scales(asked))
    else:
        form = asked.form if isinstance(asked, Scan) else asked
        survey, choices = list(_form(form)), list(_choices(form))
    found: dict[str, list[Row]] = {
        "survey": survey,
        "choices": choices,
        "settings": [{"form_title": asked.title, "form_id": asked.key}],
        OWN: [{"field": name, "value": value} for name, value in _whole(asked)],
    }
    for name in LISTS:
        rows = [flat(part) for part in getattr(asked, name, ())]
        if rows:
            found[name] = [*rows]
    return found


def _whole(asked: Asked) -> Iterator[tuple[str, str]]:
    yield "type", next(word for word, kind in KINDS.items() if isinstance(asked, kind))
    leave_out = ("key", "title", "no_opinion", *_ASKED, *LISTS, *(("scale",) if isinstance(asked, Survey) else ()))
    yield from flat(asked, leave_out).items()


def _form(form: Form) -> Iterator[Row]:
    """A row for each question, in a group for each section; those without a section come first."""
    numbers = _numbers(form)
    of_none = [question for question in form.questions if question.section is None]
    for question in of_none:
        yield from _question(form, question, numbers)
    for section in form.sections:
        relevant = {"relevant": _relevant(form, section.shown_when)} if section.shown_when else {}
        rest = {f"{OURS}{name}": text for name, text in flat(section, ("key", "title", "shown_when")).items()}
        name = f"{SECTION}{section.key}"
        yield {"type": "begin group", "name": name, "label": section.title, **relevant, **rest}
        for question in form.of_section(section.key):
            yield from _question(form, question, numbers)
        yield {"type": "end group", "name": name}


def _numbers(form: Form) -> dict[str, int]:
    """The place of each question, when the order of the form is not that of its sections."""
    order = [None, *(section.key for section in form.sections)]
    laid = [question.key for section in order for question in form.of_section(section)]
    if laid == [question.key for question in form.questions]:
        return {}
    return {question.key: place for place, question in enumerate(form.questions, start=1)}


def _question(form: Form, question: Question, numbers: dict[str, int]) -> Iterator[Row]:
    name = name_of(question.key)
    row = {
        "type": _type(question, name),
        "name": name,
        "label": question.text,
        "hint": question.help,
        "required": YES if question.required and question.type != "calculated" else NO,
        "relevant": _relevant(form, question.shown_when),
        "appearance": MULTILINE if question.type == "long_text" else "",
        "calculation": _formula(form, question.calculation) if question.calculation else "",
        f"{OURS}place": str(numbers.get(question.key, "")),
        f"{OURS}calculation": _spelt(question.calculation) if question.calculation else "",
        f"{OURS}required": "" if question.required or question.type != "calculated" else NO,
        f"{OURS}other": YES if question.other and not question.choices else "",
        **{f"{OURS}{field}": text for field, text in flat(question, _OF_QUESTION).items()},
    }
    yield {column: text for column, text in row.items() if text}
    if question.type == "table":
        for column in question.columns:
            yield _column(question, column)
        yield {"type": "end repeat", "name": name}


def _column(question: Question, column: FormColumn) -> Row:
    name = f"{name_of(question.key)}.{column.key}"
    row = {
        "type": _type(column, name),
        "name": name,
        "label": column.label,
        "required": YES if column.required else NO,
        "appearance": MULTILINE if column.type == "long_text" else "",
        f"{OURS}type": column.type,
        **{f"{OURS}{field}": text for field, text in flat(column, _OF_COLUMN).items()},
    }
    return {heading: text for heading, text in row.items() if text}


def _type(asking: Question | FormColumn, name: str) -> str:
    if asking.choices:
        other = f" {OTHER}" if isinstance(asking, Question) and asking.other else ""
        return f"{TYPES[asking.type]} {name}{other}"
    if asking.type in ("choice", "several"):
        return "text"
    return TYPES[asking.type]


def _choices(form: Form) -> Iterator[Row]:
    types = {question.type for question in form.questions}
    if {"yes_no", "kpi"} & types or any(each.type == "yes_no" for found in form.questions for each in found.columns):
        yield {"list_name": YES_NO, "name": YES, "label": "Ja"}
        yield {"list_name": YES_NO, "name": NO, "label": "Nee"}
    for question in form.questions:
        yield from _list(name_of(question.key), question.choices)
        for column in question.columns:
            yield from _list(f"{name_of(question.key)}.{column.key}", column.choices)


def _list(name: str, choices: Sequence[str]) -> Iterator[Row]:
    for place, choice in enumerate(choices, start=1):
        yield {"list_name": name, "name": f"c{place}", "label": choice}


def _relevant(form: Form, whens: Sequence[When]) -> str:
    return " and ".join(_when(form, when) for when in whens)


def _when(form: Form, when: When) -> str:
    """One condition; several answers stand between brackets."""
    question = form.question(when.question)
    name = f"${{{name_of(question.key)}}}"
    if when.answered:
        return f"count({name}) > 0" if question.type == "table" else f"{name} != ''"
    if when.one_of:
        return f"({' or '.join(_equal(question, name, answer) for answer in when.one_of)})"
    return _equal(question, name, when.equals if when.equals is not None else "")


def _equal(question: Question, name: str, answer: str | bool) -> str:
    if isinstance(answer, bool):
        word = (AGREED if answer else NO) if question.type == "statement" else YES if answer else NO
    else:
        word = f"c{question.choices.index(answer) + 1}" if answer in question.choices else answer
    quote = '"' if "'" in word else "'"
    literal = f"{quote}{word}{quote}"
    return f"selected({name}, {literal})" if question.type == "several" else f"{name} = {literal}"


def _spelt(calculation: Calculation) -> str:
    return " ".join((calculation.kind, *calculation.of))


def _formula(form: Form, calculation: Calculation) -> str:
    """The calculation as a tool for XLSForms works it out; we read our own column."""
    signs = {"sum": " + ", "count": " + ", "product": " * ", "difference": " - "}
    counts = calculation.kind == "count"
    return signs[calculation.kind].join(_operand(form, of, counts) for of in calculation.of)


def _operand(form: Form, of: str, counts: bool) -> str:
    key, _, column = of.partition(".")
    name = f"${{{name_of(key)}{'.' if column else ''}{column}}}"
    question = form.question(key)
    if counts and question.type == "several":
        return f"count-selected({name})"
    if counts:
        return f"count-non-empty({name})" if column else f"count({name})" if question.type == "table" else _one(name)
    return f"sum({name})" if column else f"coalesce({name}, 0)"


def _one(name: str) -> str:
    return f"if({name} != '', 1, 0)"


def _statement(question: SurveyQuestion) -> Row:
    """A statement with its scale, or an open box, which is never required."""
    name, closed = name_of(question.key), question.kind == "scale"
    row = {
        "type": f"select_one {name if question.scale else SCALE}" if closed else "text",
        "name": name,
        "label": question.text,
        "hint": question.hint,
        "required": YES if closed else NO,
        "appearance": "" if closed else MULTILINE,
        **{f"{OURS}{field}": text for field, text in flat(question, _OF_SURVEY_QUESTION).items()},
    }
    return {heading: text for heading, text in row.items() if text}


def _scales(survey: Survey) -> Iterator[Row]:
    scales = {SCALE: survey.scale} | {name_of(each.key): each.scale for each in survey.questions if each.scale}
    for name, scale in scales.items():
        yield from _list(name, scale)
        if survey.no_opinion:
            yield {"list_name": name, "name": NO_OPINION, "label": survey.no_opinion}
