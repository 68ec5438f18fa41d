"""A form can be filled in to the end: no question waits for itself, and what one waits for can be answered.

An accountability form asks the KPIs of its objectives and no others (R063).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..form import Form, FormColumn, Question, When
from ..item import ItemKind
from ..kpi import Kpi
from ..objective import Choice
from ..place import inside, item_of
from ..problems import Problem
from ..programme import Function
from .answers import fits, is_closed, possible, written
from .circles import circles

_MANY = ("table", "several", "people", "file_or_link")


def waits(forms: Sequence[Form], items: Sequence[ItemKind]) -> Iterator[Problem]:
    """A question that waits for itself, by its conditions, those of its section or its calculation, is never asked."""
    for where, form in _all(forms, items):
        for circle in circles(_needs(form)):
            what = f"Deze vragen wachten op elkaar: {' → '.join(circle)}."
            mend = f"Haal {circle[-1]} uit shown_when of calculation van {circle[-2]}."
            yield Problem(f"{where}.questions[{circle[-2]}]", what, mend)


def conditions(forms: Sequence[Form], items: Sequence[ItemKind]) -> Iterator[Problem]:
    """Each condition names an answer that its question can have. A question that is not there is told elsewhere."""
    for where, form in _all(forms, items):
        by_key = {question.key: question for question in form.questions}
        for place, when in _whens(where, form):
            question = by_key.get(when.question)
            if question is not None:
                yield from _can_be(place, when, question)


def places(
    forms: Sequence[Form],
    items: Sequence[ItemKind],
    choices: Sequence[Choice],
    functions: Sequence[Function],
    bottlenecks: Sequence[str],
) -> Iterator[Problem]:
    """Choices come from a place that has some; ranks need choices of their own; a least number needs something many."""
    there = [f"choices.{kind}" for kind in dict.fromkeys(choice.kind for choice in choices)]
    there += ["functions"] * bool(functions) + ["bottlenecks"] * bool(bottlenecks)
    for where, form in _all(forms, items):
        for question in form.questions:
            here = f"{where}.questions[{question.key}]"
            if question.at_least and question.type not in _MANY:
                yield Problem(f"{here}.at_least", "Deze vraag heeft maar één antwoord.", "Haal at_least weg.")
            if question.other and question.type not in ("choice", "several"):
                yield Problem(f"{here}.other", "Alleen een keuzevraag kan een eigen keuze hebben.", "Haal other weg.")
            yield from _from(here, question, [*there, *_columns(form)])
            for column in question.columns:
                yield from _from(f"{here}.columns[{column.key}]", column, there)
                if column.key in question.ranked_by and not column.choices:
                    what = f"De kolom {column.key} heeft geen eigen keuzes, dus er is geen rang."
                    yield Problem(f"{here}.ranked_by", what, "Schrijf de keuzes bij choices, van laag naar hoog.")


def kinds(forms: Sequence[Form]) -> Iterator[Problem]:
    """A scan is written as a scan: it judges, and a form does not."""
    for form in forms:
        if form.kind == "scan":
            mend = "Zet de vragen bij [[scans]], of kies een andere kind."
            yield Problem(f"forms[{form.key}].kind", "Een scan is hier geen formulier.", mend)


def sections(forms: Sequence[Form]) -> Iterator[Problem]:
    """A section without questions would be an empty page."""
    for form in forms:
        for section in form.sections:
            if not form.of_section(section.key):
                where = f"{place_of(form)}.sections[{section.key}]"
                mend = f'Zet section = "{section.key}" bij een vraag, of haal het onderdeel weg.'
                yield Problem(where, f"In het onderdeel {section.key} staat geen vraag.", mend)


def reviews(forms: Sequence[Form]) -> Iterator[Problem]:
    for form in forms:
        if (form.kind == "review") != (form.about is not None):
            mend = "Schrijf about bij een formulier van deze soort, en bij geen ander."
            yield Problem(f"forms[{form.key}].about", "Een review gaat over een ander formulier.", mend)


def accountability(forms: Sequence[Form], kpis: Sequence[Kpi]) -> Iterator[Problem]:
    """R063: who asks about one KPI asks all of the same objectives, each once, and none of another objective."""
    for form in forms:
        asked = [question.kpi for question in form.questions if question.kpi]
        if form.kind != "accountability" or not asked:
            continue
        where = f"forms[{form.key}].questions"
        for kpi in kpis:
            if kpi.key not in asked and _belongs(kpi, form):
                mend = f'Voeg een vraag toe met type = "kpi" en kpi = "{kpi.key}".'
                yield Problem(where, f"Dit formulier vraagt niet naar de KPI {kpi.key}.", mend)
            if kpi.key in asked and form.objectives and kpi.objective not in (None, *form.objectives):
                what = f"De KPI {kpi.key} hoort bij doelstelling {kpi.objective}, niet bij dit formulier."
                yield Problem(where, what, "Haal de vraag weg, of vul objectives van het formulier aan.")
        for key, times in Counter(asked).items():
            if times > 1:
                yield Problem(where, f"De KPI {key} staat er {times} keer.", "Laat één vraag staan.")


def _belongs(kpi: Kpi, form: Form) -> bool:
    """A KPI of a track belongs only to the form of that track."""
    of_objective = kpi.objective in form.objectives if form.objectives else kpi.objective is None
    return of_objective and kpi.choice in (None, form.choice)


def place_of(asking: Form | ItemKind) -> str:
    """Where the questions of a form, a scan or a kind of item stand in a text."""
    if isinstance(asking, Form):
        return f"{'scans' if asking.kind == 'scan' else 'forms'}[{asking.key}]"
    return f"items[{asking.key}]"


def _all(forms: Sequence[Form], items: Sequence[ItemKind]) -> Iterator[tuple[str, Form | ItemKind]]:
    every: list[Form | ItemKind] = [*forms, *items]
    for asking in every:
        yield place_of(asking), asking


def _needs(form: Form | ItemKind) -> dict[str, list[str]]:
    of_section = {s.key: s.shown_when for s in form.sections} if isinstance(form, Form) else {}
    needs: dict[str, list[str]] = {}
    for question in form.questions:
        whens = (*question.shown_when, *of_section.get(question.section or "", ()))
        of = question.calculation.of if question.calculation else ()
        needs[question.key] = [*(when.question for when in whens), *(name.partition(".")[0] for name in of)]
        froms = (question.choices_from, *(column.choices_from for column in question.columns))
        needs[question.key] += [place.partition(".")[0] for place in froms if _of_table(place)]
    return needs


def _of_table(place: str) -> bool:
    return "." in place and not place.startswith("choices.")


def _whens(where: str, form: Form | ItemKind) -> Iterator[tuple[str, When]]:
    for question in form.questions:
        for index, when in enumerate(question.shown_when):
            yield item_of(f"{where}.questions[{question.key}].shown_when", when, index), when
    for section in form.sections if isinstance(form, Form) else ():
        for index, when in enumerate(section.shown_when):
            yield item_of(f"{where}.sections[{section.key}].shown_when", when, index), when


def _can_be(where: str, when: When, question: Question) -> Iterator[Problem]:
    if question.type == "calculated":
        what = f'De vraag "{question.key}" wordt berekend, niemand geeft er antwoord op.'
        yield Problem(inside(where, "question"), what, "Noem een vraag die de praktijk beantwoordt.")
        return
    wanted = when.one_of if when.equals is None else (when.equals,)
    field = "one_of" if when.equals is None else "equals"
    for answer in wanted:
        if not fits(question, answer):
            what = f'"{written(answer)}" is geen antwoord op de vraag "{question.key}".'
            mend = possible(question) if is_closed(question) else "Schrijf answered = true, of noem een keuzevraag."
            yield Problem(inside(where, field), what, mend)


def _columns(form: Form | ItemKind) -> list[str]:
    return [f"{question.key}.{column.key}" for question in form.questions for column in question.columns]


def _from(where: str, asking: Question | FormColumn, there: Sequence[str]) -> Iterator[Problem]:
    place = asking.choices_from
    if place and place not in there:
        mend = f"Kies uit: {', '.join(there)}." if there else "Schrijf de keuzes bij choices."
        yield Problem(f"{where}.choices_from", f'Uit "{place}" kunnen geen keuzes komen.', mend)
