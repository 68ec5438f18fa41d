"""A kind of item that a practice notes down can be counted as the KPIs count it. R068-R070, R082, R088, R119."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..form import QuestionType
from ..item import ItemKind
from ..kpi import Counted, Kpi
from ..problems import Problem
from ..schedule import Deadline
from .kpis import parts

# The questions of a measurement, and the types that they may have.
_MEASUREMENT: dict[str, tuple[QuestionType, ...]] = {
    "instrument": ("short_text", "choice"),
    "day": ("date",),
    "respondents": ("number",),
}
_NEEDED = ("instrument", "day")
_NOT_HERE = ("kpi", "statement", "calculated")
_WHOSE = {"practice": "de praktijk", "employee": "één medewerker", "district": "één wijk"}


def kinds(items: Sequence[ItemKind]) -> Iterator[Problem]:
    """What a kind says about itself goes together."""
    for kind in items:
        where = f"items[{kind.key}]"
        if kind.at_most_one and kind.per == "practice":
            what = "Hoogstens één geldt voor elke medewerker of elke wijk."
            yield Problem(f"{where}.at_most_one", what, 'Schrijf per = "employee" of "district", of haal het weg.')
        if kind.functions and kind.per != "employee":
            what = "Functies horen bij een notitie over een medewerker."
            yield Problem(f"{where}.functions", what, 'Schrijf per = "employee", of haal functions weg.')
        if kind.counts_as == "measurement":
            yield from _measurement(where, kind)
        for question in kind.questions:
            if question.type in _NOT_HERE:
                what = f"Een notitie heeft geen vraag van type {question.type}."
                yield Problem(f"{where}.questions[{question.key}].type", what, "Kies een ander type.")


def counted(items: Sequence[ItemKind], kpis: Sequence[Kpi]) -> Iterator[Problem]:
    """A KPI counts what a practice can note down; for each employee or district when a note is of one of those."""
    per = {kind.key: kind.per for kind in items}
    for kpi in kpis:
        for where, part in parts(f"kpis[{kpi.key}].met_by", kpi.met_by):
            if not isinstance(part, Counted):
                continue
            if part.record not in per:
                mend = f"Voeg {part.record} toe aan items." + (f" Of kies uit: {', '.join(per)}." if per else "")
                yield Problem(f"{where}.record", f'Niemand kan "{part.record}" vastleggen.', mend)
            elif part.for_each not in ("practice", per[part.record]):
                what = f'Een notitie "{part.record}" is van {_WHOSE[per[part.record]]}, dus zo telt niemand haar.'
                mend = f'Schrijf for_each = "{per[part.record]}", of verander per bij de notitie.'
                yield Problem(f"{where}.for_each", what, mend)


def deadlines(deadlines: Sequence[Deadline], items: Sequence[ItemKind]) -> Iterator[Problem]:
    """What a practice must do without a form is done once it notes it down."""
    noted = {kind.key for kind in items}
    for deadline in deadlines:
        if deadline.who == "practice" and deadline.form is None and deadline.key not in noted:
            what = f'Niemand kan vastleggen dat "{deadline.key}" klaar is.'
            mend = f"Noem een formulier, of voeg {deadline.key} toe aan items."
            yield Problem(f"deadlines[{deadline.key}]", what, mend)


def _measurement(where: str, kind: ItemKind) -> Iterator[Problem]:
    types = {question.key: question.type for question in kind.questions}
    for key, allowed in _MEASUREMENT.items():
        if key in _NEEDED and key not in types:
            what = f'Een meting heeft een vraag "{key}", en die ontbreekt.'
            yield Problem(f"{where}.questions", what, f'Voeg een vraag toe met key = "{key}", type = "{allowed[0]}".')
        elif key in types and types[key] not in allowed:
            what = f'De vraag "{key}" van een meting heeft een ander type.'
            yield Problem(f"{where}.questions[{key}].type", what, f"Kies uit: {', '.join(allowed)}.")
