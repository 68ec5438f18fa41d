"""What a question says that is already known can be known, and fits the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ..form import Form, Question
from ..item import ItemKind
from ..kpi import Attended, Evidence, Kpi, ScanFinished, SurveyHeld
from ..milestone import MilestoneExample
from ..objective import Choice
from ..prefill import SHAPES, KnownFact, read_fact
from ..problems import Problem
from ..programme import Term
from ..scan import Scan
from ..survey import Survey
from .forms import place_of
from .kpis import parts

_TEXTS = frozenset({"short_text", "long_text"})
_NUMBERS = frozenset({"number", "hours"})
_CHOICES = frozenset({"choice", "several"})

# The types of question that a fact can answer. Whatever is found can be told in words, or says yes.
_FITS = {
    "practice": _TEXTS | _CHOICES,
    "objectives": _TEXTS | _CHOICES | _NUMBERS,
    "choices": _TEXTS | _CHOICES | _NUMBERS,
    "support_need": _TEXTS | _CHOICES,
    "attended": _TEXTS | _NUMBERS | {"table"},
    "items": _TEXTS | _NUMBERS | {"table"},
    "hours": _TEXTS | _NUMBERS | {"table"},
    "milestones": _TEXTS | _NUMBERS | {"table"},
    "count": _TEXTS | _NUMBERS,
    "day": _TEXTS | {"date"},
    "instrument": _TEXTS | _CHOICES,
    "evidence": _TEXTS | _NUMBERS | {"file_or_link"},
    "staff": _TEXTS | _NUMBERS | {"people"},
}
_COUNTS = ("count", "total", "done", "respondents")

# The columns that rows of a fact bring along; those of items are the questions of their kind as well.
_COLUMNS = {
    "attended": ("title", "day"),
    "items": ("day", "of"),
    "hours": ("function", "hours"),
    "milestones": ("title", "due", "owner", "shows", "done", "done_on"),
}


@dataclass(frozen=True, slots=True)
class _Names:
    """Per kind of fact the names that exist."""

    forms: dict[str, Form]
    items: dict[str, ItemKind]
    of: dict[str, list[str]]


def prefills(
    forms: Sequence[Form],
    items: Sequence[ItemKind],
    kpis: Sequence[Kpi],
    choices: Sequence[Choice],
    terms: Sequence[Term],
    milestones: Sequence[MilestoneExample],
    scans: Sequence[Scan],
    surveys: Sequence[Survey],
) -> Iterator[Problem]:
    """Each word is known, the thing that it names exists, and its value can be an answer to the question."""
    names = _names(forms, items, kpis, choices, terms, milestones, scans, surveys)
    asking: list[Form | ItemKind] = [*forms, *items, *(scan.form for scan in scans)]
    for form in asking:
        for question in form.questions:
            if question.prefill:
                where = f"{place_of(form)}.questions[{question.key}].prefill"
                yield from _one(where, form, question, question.prefill, names)


def _names(
    forms: Sequence[Form],
    items: Sequence[ItemKind],
    kpis: Sequence[Kpi],
    choices: Sequence[Choice],
    terms: Sequence[Term],
    milestones: Sequence[MilestoneExample],
    scans: Sequence[Scan],
    surveys: Sequence[Survey],
) -> _Names:
    asked = [part for kpi in kpis for _, part in parts("", kpi.met_by)]
    called = [term.key for term in terms]
    noted = [kind.key for kind in items if kind.counts_as == "measurement"]
    done = [part.scan for part in asked if isinstance(part, ScanFinished)] + [scan.key for scan in scans]
    held = [part.survey for part in asked if isinstance(part, SurveyHeld)] + [survey.key for survey in surveys]
    of: dict[str, list[str]] = {
        "attended": [part.topic for part in asked if isinstance(part, Attended)],
        "evidence": [part.evidence for part in asked if isinstance(part, Evidence)],
        "measurement": [*held, *done, *noted],
        "scan": done,
        "choices": [choice.kind for choice in choices],
        "items": [kind.key for kind in items],
    }
    of["attended"] += [milestone.training for milestone in milestones if milestone.training]
    for kind in ("attended", "evidence", "scan"):
        of[kind] += called
    return _Names({form.key: form for form in forms}, {kind.key: kind for kind in items}, of)


def _one(where: str, form: Form | ItemKind, question: Question, text: str, names: _Names) -> Iterator[Problem]:
    fact = read_fact(text)
    if fact is None:
        close = get_close_matches(text, SHAPES, n=1)
        mend = f"Bedoelt u {close[0]}?" if close else f"Kies uit: {', '.join(SHAPES)}."
        yield Problem(where, f'"{text}" is geen gegeven dat wij kennen.', mend)
    elif fact.kind in ("form", "last_year"):
        yield from _form(where, form, question, fact, names)
    elif fact.kind in names.of and fact.name not in names.of[fact.kind]:
        there = list(dict.fromkeys(names.of[fact.kind]))
        yield _absent(where, f'"{text}" noemt {fact.name}, maar dat bestaat niet.', fact.name, there)
    else:
        yield from _fits(where, question, fact, names)


def _form(where: str, form: Form | ItemKind, question: Question, fact: KnownFact, names: _Names) -> Iterator[Problem]:
    named = names.forms.get(fact.name)
    if named is None:
        yield _absent(where, f'Het formulier "{fact.name}" bestaat niet.', fact.name, list(names.forms))
        return
    of = {found.key: found for found in named.questions}
    if fact.part not in of:
        yield _absent(where, f'De vraag "{fact.part}" staat niet in "{fact.name}".', fact.part, list(of))
    elif fact.kind == "form" and form.key == fact.name:
        yield Problem(where, "Een formulier vult zichzelf niet in.", "Noem een ander formulier, of last_year.")
    elif not _same_kind(of[fact.part], question):
        what = f'Het antwoord op "{fact.part}" past niet bij een vraag van type {question.type}.'
        yield Problem(where, what, f'Schrijf type = "{of[fact.part].type}", of haal prefill weg.')


def _same_kind(asked: Question, question: Question) -> bool:
    kinds = {asked.type, question.type}
    numbers = _NUMBERS | {"calculated", "money"}
    return len(kinds) == 1 or question.type in _TEXTS or kinds <= _CHOICES | _TEXTS or kinds <= numbers


def _fits(where: str, question: Question, fact: KnownFact, names: _Names) -> Iterator[Problem]:
    shape = "count" if fact.part in _COUNTS else fact.part if fact.part in _FITS else fact.kind
    if question.type != "yes_no" and question.type not in _FITS[shape]:
        allowed = ", ".join(sorted({*_FITS[shape], "yes_no"}))
        what = f"Dit gegeven past niet bij een vraag van type {question.type}."
        yield Problem(where, what, f"Kies een type uit: {allowed}.")
    elif question.type == "table":
        kind = names.items.get(fact.name) if fact.kind == "items" else None
        there = [*_COLUMNS[fact.kind], *(asked.key for asked in (kind.questions if kind else ()))]
        if not {column.key for column in question.columns} & set(there):
            mend = f"Geef een kolom een sleutel uit: {', '.join(dict.fromkeys(there))}."
            yield Problem(where, "Geen kolom heet als een deel van dit gegeven.", mend)


def _absent(where: str, what: str, name: str, there: Sequence[str]) -> Problem:
    close = get_close_matches(name, there, n=1)
    if close:
        return Problem(where, what, f'Bedoelt u "{close[0]}"?')
    return Problem(where, what, f"Kies uit: {', '.join(there)}." if there else "Voeg het toe, of haal prefill weg.")
