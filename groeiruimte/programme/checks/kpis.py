"""A KPI asks something that a practice with its objective can do, and an answer that its question can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..form import Form
from ..kpi import AllOf, Answered, AnyOf, AtLeast, Attended, Kpi, Requirement, Submitted
from ..objective import Choice
from ..place import item_of
from ..problems import Problem
from .answers import fits, is_closed, possible, written


def choices(kpis: Sequence[Kpi], choices: Sequence[Choice]) -> Iterator[Problem]:
    """The choice that a KPI waits for belongs to the same objective."""
    objective_of = {choice.key: choice.objective for choice in choices}
    for kpi in kpis:
        objective = objective_of.get(kpi.choice or "", kpi.objective)
        if kpi.objective is not None and objective != kpi.objective:
            what = f'De keuze "{kpi.choice}" hoort bij doelstelling {objective}, niet bij {kpi.objective}.'
            mend = f"Kies een keuze van doelstelling {kpi.objective}."
            yield Problem(f"kpis[{kpi.key}].choice", what, mend)


def requirements(kpis: Sequence[Kpi], forms: Sequence[Form]) -> Iterator[Problem]:
    """Each requirement of each KPI can be met. A form or question that is not there is told elsewhere."""
    form_of = {form.key: form for form in forms}
    for kpi in kpis:
        for where, requirement in parts(f"kpis[{kpi.key}].met_by", kpi.met_by):
            match requirement:
                case Attended():
                    yield from _topic(where, requirement)
                case Submitted() | Answered():
                    form = form_of.get(requirement.form)
                    if form is not None:
                        yield from _form(where, kpi, form)
                        yield from of_form(where, requirement, form)


def parts(where: str, requirement: Requirement) -> Iterator[tuple[str, Requirement]]:
    """A requirement and everything it is made of, each with its path."""
    yield where, requirement
    if isinstance(requirement, AllOf | AnyOf | AtLeast):
        for index, part in enumerate(requirement.of):
            yield from parts(item_of(f"{where}.of", part, index), part)


def _topic(where: str, requirement: Attended) -> Iterator[Problem]:
    if len(requirement.topic) == 1:
        what = f'"{requirement.topic}" is een letter, geen onderwerp van een training.'
        yield Problem(f"{where}.topic", what, 'Schrijf een onderwerp, zoals "zorg-op-afstand".')


def _form(where: str, kpi: Kpi, form: Form) -> Iterator[Problem]:
    if form.objectives and kpi.objective is None:
        what = f'Het formulier "{form.key}" is er niet voor elke praktijk.'
        mend = "Haal objectives weg bij het formulier, of geef de KPI een objective."
        yield Problem(f"{where}.form", what, mend)
    elif form.objectives and kpi.objective not in form.objectives:
        what = f'Het formulier "{form.key}" is er niet voor doelstelling {kpi.objective}.'
        yield Problem(f"{where}.form", what, f"Voeg {kpi.objective} toe aan objectives van het formulier.")


def of_form(where: str, requirement: Submitted | Answered, form: Form) -> Iterator[Problem]:
    """A form can get as far as is asked of it, and a question can have the answer."""
    if isinstance(requirement, Answered):
        yield from _answer(where, requirement, form)
        return
    words = {"approved": ("reviewed", form.reviewed), "carried_out": ("carried_out", form.carried_out)}
    word, can = words.get(requirement.status, ("", True))
    if not can:
        what = f'Het formulier "{form.key}" kan nooit de status {requirement.status} krijgen.'
        yield Problem(f"{where}.status", what, f"Schrijf {word} = true bij het formulier.")


def _answer(where: str, requirement: Answered, form: Form) -> Iterator[Problem]:
    """An open question can have any text; a calculated one is never answered."""
    question = next((question for question in form.questions if question.key == requirement.question), None)
    if question is None:
        return
    if question.type == "calculated":
        what = f'De vraag "{question.key}" wordt berekend, niemand geeft er antwoord op.'
        yield Problem(f"{where}.question", what, "Noem een vraag die de praktijk beantwoordt.")
    elif requirement.value is not None:
        free = not is_closed(question) and isinstance(requirement.value, str)
        if not free and not fits(question, requirement.value):
            what = f'"{written(requirement.value)}" is geen antwoord op de vraag "{question.key}".'
            yield Problem(f"{where}.value", what, possible(question))
