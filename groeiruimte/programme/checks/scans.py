"""A scan judges each answer to what it judges, and leads to the advice that it holds. R028, R100, R105, R126."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..calendar import short_date
from ..form import Question
from ..item import ItemKind
from ..kpi import Kpi, ScanFinished
from ..objective import Choice
from ..problems import Problem
from ..programme import Function
from ..scan import ADVICE, Mark, Scan
from ..schedule import Period
from . import calculations, forms
from .kpis import parts


def questionnaires(
    scans: Sequence[Scan], choices: Sequence[Choice], functions: Sequence[Function], bottlenecks: Sequence[str]
) -> Iterator[Problem]:
    """The questions of a scan are a form like every other."""
    asked = [scan.form for scan in scans]
    yield from forms.waits(asked, ())
    yield from forms.conditions(asked, ())
    yield from forms.places(asked, (), choices, functions, bottlenecks)
    yield from forms.sections(asked)
    yield from calculations.calculations(asked, ())


def marks(scans: Sequence[Scan]) -> Iterator[Problem]:
    """A mark judges a question with choices, each choice once; a question has one mark. What is not there is told
    elsewhere."""
    for scan in scans:
        by_key = {question.key: question for question in scan.questions}
        for key, times in Counter(mark.question for mark in scan.marks).items():
            where = f"scans[{scan.key}].marks[{key}]"
            if times > 1:
                yield Problem(where, f'De vraag "{key}" heeft {times} oordelen.', "Laat er één staan.")
        for mark in scan.marks:
            question = by_key.get(mark.question)
            if question is not None:
                yield from _judged(f"scans[{scan.key}].marks[{mark.question}]", mark, question)


def _judged(where: str, mark: Mark, question: Question) -> Iterator[Problem]:
    if question.type != "choice" or question.choices_from or question.other:
        what = f'De vraag "{question.key}" heeft geen vaste keuzes, dus er valt niets te oordelen.'
        mend = 'Geef de vraag type = "choice" met eigen choices en zonder other.'
        yield Problem(f"{where}.question", what, mend)
        return
    said = {"fine": mark.fine, "attention": mark.attention, "risk": mark.risk}
    for field, answers in said.items():
        for answer in answers:
            if answer not in question.choices:
                what = f'"{answer}" is geen antwoord op de vraag "{question.key}".'
                yield Problem(f"{where}.{field}", what, f"Kies uit: {', '.join(question.choices)}.")
    for choice in question.choices:
        if not any(choice in answers for answers in said.values()):
            yield Problem(
                where, f'Over het antwoord "{choice}" staat er niets.', "Zet het bij fine, attention of risk."
            )


def leads(scans: Sequence[Scan]) -> Iterator[Problem]:
    """Every piece of advice can be given, and every dimension is judged by something."""
    for scan in scans:
        given = {mark.advice for mark in scan.marks}
        for advice in scan.advice:
            if advice.key not in given:
                mend = f'Schrijf advice = "{advice.key}" bij een oordeel, of haal het weg.'
                yield Problem(f"scans[{scan.key}].advice[{advice.key}]", "Geen antwoord leidt naar dit advies.", mend)
        judged = {key for mark in scan.marks for key in mark.dimensions}
        for dimension in scan.dimensions:
            if dimension.key not in judged:
                where = f"scans[{scan.key}].dimensions[{dimension.key}]"
                mend = f"Zet {dimension.key} bij dimensions van een oordeel, of haal het weg."
                yield Problem(where, "Geen oordeel telt hiervoor mee.", mend)


def talks(scans: Sequence[Scan]) -> Iterator[Problem]:
    """What a practice wants to talk about in the interview is a long text."""
    for scan in scans:
        question = next((each for each in scan.questions if each.key == scan.topics_question), None)
        if question is None:
            continue
        where = f"scans[{scan.key}].topics_question"
        if question.type != "long_text":
            yield Problem(where, f'De vraag "{question.key}" is geen open vraag.', 'Geef de vraag type = "long_text".')
        if not scan.has_interview:
            yield Problem(where, "Deze scan heeft geen gesprek.", "Haal topics_question weg.")


def improvements(scans: Sequence[Scan], items: Sequence[ItemKind]) -> Iterator[Problem]:
    """All scans lead to the same kind of item, or none to any: an improvement does not say which scan it came from."""
    kinds = {item.key: item for item in items}
    for scan in scans:
        where, first = f"scans[{scan.key}].improvement", scans[0]
        if scan.improvement != first.improvement:
            what = f'De scan "{first.key}" noemt een andere soort verbetering, of geen.'
            yield Problem(where, what, "Schrijf bij elke scan dezelfde improvement, of bij geen enkele.")
        item = kinds.get(scan.improvement or "")
        if item is not None and not any(question.key == ADVICE for question in item.questions):
            what = f'De soort notitie "{item.key}" heeft geen vraag "{ADVICE}".'
            yield Problem(where, what, f'Voeg de vraag "{ADVICE}" toe: daar komt het advies te staan.')


def rules(scans: Sequence[Scan]) -> Iterator[Problem]:
    """Who owes a scan is offered it, and a scan ends with an interview or with a follow-up: one of the two."""
    for scan in scans:
        where = f"scans[{scan.key}]"
        for objective in scan.required_for:
            if objective not in scan.objectives:
                what = f"De scan is er niet voor doelstelling {objective}."
                mend = f"Voeg {objective} toe aan objectives, of haal het hier weg."
                yield Problem(f"{where}.required_for", what, mend)
        if scan.risk_below > scan.in_order_from:
            what = f"Een risico begint bij {scan.risk_below} procent, boven wat in orde is."
            yield Problem(f"{where}.risk_below", what, f"Kies hoogstens {scan.in_order_from}.")
        if scan.has_interview and scan.follow_ups:
            what = "Een scan met een gesprek eindigt met een rapport, zonder vervolgkeuze."
            yield Problem(f"{where}.follow_ups", what, "Haal follow_ups weg, of schrijf interview_minutes = 0.")
        if not scan.has_interview and not scan.follow_ups:
            what = "Een scan zonder gesprek eindigt met een vervolgkeuze, en die ontbreekt."
            yield Problem(f"{where}.follow_ups", what, "Voeg follow_ups toe, of schrijf interview_minutes.")


def dates(period: Period, scans: Sequence[Scan]) -> Iterator[Problem]:
    """A scan is due in the programme, and after its first day."""
    for scan in scans:
        where = f"scans[{scan.key}].due"
        if scan.due and not period.holds(scan.due):
            what = f"{short_date(scan.due)} ligt buiten de periode van het programma."
            yield Problem(where, what, "Verbeter de datum.")
        if scan.due and scan.opens and scan.due <= scan.opens:
            what = f"De uiterste datum ligt niet na {short_date(scan.opens)}, de eerste dag."
            yield Problem(where, what, "Verbeter een van de twee datums.")


def asked(kpis: Sequence[Kpi], scans: Sequence[Scan]) -> Iterator[Problem]:
    """A KPI asks a scan of practices that are offered it. One that is not among the scans is noted down elsewhere."""
    by_key = {scan.key: scan for scan in scans}
    for kpi in kpis:
        for where, part in parts(f"kpis[{kpi.key}].met_by", kpi.met_by):
            scan = by_key.get(part.scan) if isinstance(part, ScanFinished) else None
            if scan is not None and kpi.objective is not None and kpi.objective not in scan.objectives:
                what = f'De scan "{scan.key}" is er niet voor doelstelling {kpi.objective}.'
                yield Problem(f"{where}.scan", what, f"Voeg {kpi.objective} toe aan objectives van de scan.")
