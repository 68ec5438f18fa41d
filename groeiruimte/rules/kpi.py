"""Is a KPI met? What was found, what is needed, what is still missing. Source: R067-R070, R080-R099, R112-R131, R144.

Every kind of requirement comes down to so many found of so many needed. A KPI is *nearly* met when something is there
and at most one thing, or a fifth of what is needed, is missing; a form when it is one step short, a draft among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from groeiruimte.programme.calendar import day_in, short_date
from groeiruimte.programme.kpi import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Attended,
    Counted,
    Evidence,
    HoursBooked,
    Kpi,
    MilestonesDone,
    Requirement,
    ScanFinished,
    Submitted,
    SurveyHeld,
)
from groeiruimte.programme.programme import Programme, Term
from groeiruimte.programme.schedule import Period

from .facts import Attendance, Facts, FormFact, Item
from .why import listed, number, sentences, words

State = Literal["met", "nearly", "not_yet"]

_GP = frozenset({"gp", "locum_gp"})
_RANKS = {"draft": 0, "submitted": 1, "approved": 2, "carried_out": 3}
_DONE = {"draft": "een concept", "submitted": "verstuurd", "approved": "goedgekeurd", "carried_out": "uitgevoerd"}


@dataclass(frozen=True, slots=True)
class KpiResult:
    """A KPI with what was found (`have`) of what is needed (`need`), and the sentences that say why."""

    key: str
    title: str
    state: State
    have: int
    need: int
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class _Measure:
    have: int
    need: int
    because: str
    state: State


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of whom over which period; the programme only gives words."""

    kpi: Kpi
    facts: Facts
    period: Period
    programme: Programme | None

    def form(self, key: str) -> str:
        forms = self.programme.forms if self.programme else ()
        return next((form.title for form in forms if form.key == key), words(key))

    def question(self, form: str, key: str) -> str:
        forms = self.programme.forms if self.programme else ()
        questions = (question for found in forms if found.key == form for question in found.questions)
        return next((question.text for question in questions if question.key == key), words(key))

    def function(self, key: str) -> str:
        functions = self.programme.functions if self.programme else ()
        return next((function.label for function in functions if function.key == key), words(key))

    def noun(self, key: str) -> str:
        """What a KPI counts or measures, or the topic of a training, in the words of the programme."""
        term = self._term(key)
        return term.one if term else words(key)

    def nouns(self, key: str, many: int) -> str:
        """So many of it: `4 boards`; without a plural it becomes `4 keer welzijnscoach`."""
        term = self._term(key)
        if term is None or not term.many:
            return f"{number(many)} keer {self.noun(key)}"
        return f"{number(many)} {term.one if many == 1 else term.many}"

    def _term(self, key: str) -> Term | None:
        terms = self.programme.terms if self.programme else ()
        return next((term for term in terms if term.key == key), None)


def evaluate(kpi: Kpi, facts: Facts, *, period: Period, programme: Programme | None = None) -> KpiResult:
    """The result of one KPI over a period. With a `programme` forms, functions and the source are named in full."""
    measure = _measure(kpi.met_by, _Question(kpi, facts, period, programme))
    place = ", ".join(part for part in (kpi.source.text, kpi.source.at) if part)
    source = programme.source_title(kpi.source) if programme else place
    return KpiResult(kpi.key, kpi.title, measure.state, measure.have, measure.need, measure.because, source)


def of_practice(programme: Programme, facts: Facts, *, period: Period | None = None) -> tuple[KpiResult, ...]:
    """The results of the KPIs for all and of the chosen objectives and tracks, in the order of the programme."""
    asked = [
        kpi
        for kpi in programme.kpis
        if (kpi.objective is None or kpi.objective in facts.objectives)
        and (kpi.choice is None or kpi.choice in facts.choices)
    ]
    return tuple(evaluate(kpi, facts, period=period or programme.period, programme=programme) for kpi in asked)


def _measure(requirement: Requirement, asked: _Question) -> _Measure:
    match requirement:
        case Attended():
            return _attended(requirement, asked)
        case Submitted():
            return _submitted(requirement, asked)
        case Answered():
            return _answered(requirement, asked)
        case Counted():
            return _counted(requirement, asked)
        case ScanFinished():
            return _scan(requirement, asked)
        case SurveyHeld():
            return _survey(requirement, asked)
        case HoursBooked():
            return _hours(requirement, asked)
        case MilestonesDone():
            return _milestones(requirement, asked)
        case Evidence():
            return _evidence(requirement, asked)
        case AllOf() | AnyOf() | AtLeast():
            return _parts(requirement, asked)
        case _:
            assert_never(requirement)


def _of(have: int, need: int, because: str) -> _Measure:
    if have >= need:
        return _Measure(have, need, because, "met")
    near = have > 0 and need - have <= max(1, need // 5)
    return _Measure(have, need, because, "nearly" if near else "not_yet")


def _attended(requirement: Attended, asked: _Question) -> _Measure:
    """Trainings, not people: two colleagues at the same training count once (R067)."""
    attended = [
        attendance
        for attendance in asked.facts.attendances
        if requirement.topic in attendance.topics
        and asked.period.holds(attendance.day)
        and _is_asked(requirement, attendance)
    ]
    have, need = len({(found.day, found.title, found.topics) for found in attended}), requirement.at_least
    who = {"anyone": "Uw praktijk volgde", "gp": "Huisartsen volgden", "other_staff": "Andere medewerkers volgden"}
    many = "scholing of bijeenkomst" if have == 1 else "scholingen of bijeenkomsten"
    found = f"{who[requirement.who]} {number(have)} {many} over {asked.noun(requirement.topic)}."
    return _of(have, need, _and_missing(found, have, need, "Volg er nog {}."))


def _is_asked(requirement: Attended, attendance: Attendance) -> bool:
    match requirement.who:
        case "anyone":
            return True
        case "gp":
            return attendance.function in _GP
        case "other_staff":
            return bool(attendance.function) and attendance.function not in _GP
        case _:
            assert_never(requirement.who)


def _and_missing(found: str, have: int, need: int, ask: str) -> str:
    missing = need - have
    return sentences(found, f"Nodig: {number(need)}.", ask.format(number(missing)) if missing > 0 else "")


def _latest(asked: _Question, form: str) -> FormFact | None:
    """The form that got furthest: a joint project may give a practice two of the same kind."""
    forms = [found for found in asked.facts.forms if found.form == form]
    return max(forms, key=lambda found: (_RANKS[found.status], found.day), default=None)


def _submitted(requirement: Submitted, asked: _Question) -> _Measure:
    need, title = _RANKS[requirement.status], asked.form(requirement.form)
    form = _latest(asked, requirement.form)
    if form is None:
        needed = f"Nodig: {_DONE[requirement.status]}. Vul het in en verstuur het."
        return _of(0, need, f"“{title}” is er nog niet. {needed}")
    have = min(_RANKS[form.status], need)
    since = f", op {short_date(form.day)}" if have else ""
    found = f"“{title}” is {_DONE[form.status]}{since}."
    if have == need:
        return _Measure(have, need, found, "met")
    todo = "Verstuur het." if have == 0 else ""
    because = sentences(found, f"Nodig: {_DONE[requirement.status]}.", todo)
    return _Measure(have, need, because, "nearly" if need - have == 1 else "not_yet")


def _answered(requirement: Answered, asked: _Question) -> _Measure:
    """Only what was submitted counts; an answer in a draft makes it nearly."""
    form, where = _latest(asked, requirement.form), asked.form(requirement.form)
    question = asked.question(requirement.form, requirement.question)
    answer = form.answers.get(requirement.question) if form else None
    empty = answer is None or (isinstance(answer, str) and not answer.strip())
    if form is None or answer is None or empty:
        return _of(0, 1, sentences(f"Nog geen antwoord op: “{question}”", f"U vindt de vraag in “{where}”"))
    if requirement.value is not None and not _same(answer, requirement.value):
        found = f"Uw antwoord is: {_spoken(answer)}. Nodig: {_spoken(requirement.value)}."
        return _of(0, 1, sentences(found, f"De vraag was: “{question}”"))
    if _RANKS[form.status] == 0:
        return _Measure(0, 1, sentences(f"U beantwoordde: “{question}”", f"Verstuur nog “{where}”"), "nearly")
    return _of(1, 1, sentences(f"U beantwoordde: “{question}”"))


def _same(answer: str | bool | int, wanted: str | bool) -> bool:
    return type(answer) is type(wanted) and answer == wanted


def _spoken(answer: str | bool | int) -> str:
    if isinstance(answer, bool):
        return "ja" if answer else "nee"
    return str(answer)


def _counted(requirement: Counted, asked: _Question) -> _Measure:
    """What was recorded up to the end of the period; a board of an earlier year still stands."""
    items = [item for item in asked.facts.items if item.record == requirement.record and item.day <= asked.period.end]
    match requirement.for_each:
        case "practice":
            found = f"Vastgelegd: {asked.nouns(requirement.record, len(items))}."
            because = _and_missing(found, len(items), requirement.at_least, "Leg er nog {} vast.")
            return _of(len(items), requirement.at_least, because)
        case "employee":
            return _for_each(requirement, asked, asked.facts.employees, items, ("medewerker", "medewerkers"))
        case "district":
            return _for_each(requirement, asked, asked.facts.districts, items, ("wijk", "wijken"))
        case _:
            assert_never(requirement.for_each)


def _for_each(
    requirement: Counted, asked: _Question, wanted: Sequence[str], items: Sequence[Item], called: tuple[str, str]
) -> _Measure:
    """One for every employee or district (R068, R088); with nobody known there is nothing to count for."""
    if not wanted:
        return _of(0, 1, f"Wij kennen uw {called[1]} nog niet. Vul eerst uw {called[1]} in.")
    recorded = Counter(item.of for item in items)
    have, need = sum(recorded[name] >= requirement.at_least for name in wanted), len(wanted)
    share = f"{have * 100 // need}%"
    found = f"{asked.noun(requirement.record)}: vastgelegd voor {have} van {need} {called[need != 1]} ({share})."
    missing = need - have
    ask = f"Leg dit ook vast voor {number(missing)} {called[missing != 1]}." if missing else ""
    return _of(have, need, sentences(found[0].upper() + found[1:], ask))


def _scan(requirement: ScanFinished, asked: _Question) -> _Measure:
    """R096: finished in the period, or recently before it."""
    start = _months_before(asked.period.start, requirement.recent_months)
    days = sorted(found.day for found in asked.facts.measurements if found.kind == requirement.scan)
    name = f"De {asked.noun(requirement.scan)}"
    right = [day for day in days if start <= day <= asked.period.end]
    if right:
        return _of(1, 1, f"{name} is klaar sinds {short_date(right[-1])}.")
    found = f"{name} van {short_date(days[-1])} telt niet mee." if days else f"{name} is nog niet klaar."
    return _of(0, 1, sentences(found, f"Nodig: klaar {_between(start, asked.period.end)}."))


def _between(start: date, end: date) -> str:
    return f"tussen {short_date(start)} en {short_date(end)}"


def _months_before(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    return day_in(index // 12, index % 12 + 1, day.day)


def _survey(requirement: SurveyHeld, asked: _Question) -> _Measure:
    """R082, R089: any instrument, in the period; with a least number of respondents the fullest measurement counts."""
    of_kind = [found for found in asked.facts.measurements if found.kind == requirement.survey]
    held = [found for found in of_kind if asked.period.holds(found.day)]
    name = asked.noun(requirement.survey)
    if not held:
        ask = f"Nodig: een meting {_between(asked.period.start, asked.period.end)}."
        return _of(0, max(1, requirement.at_least), sentences(f"Er is nog geen meting van {name}", ask))
    best = max(held, key=lambda found: (found.respondents, found.day))
    tool = f" met {best.instrument}" if best.instrument else ""
    found = f"U mat {name} op {short_date(best.day)}{tool}."
    if not requirement.at_least:
        return _of(1, 1, found)
    have, need = best.respondents, requirement.at_least
    people = f"Er {'was 1 deelnemer' if have == 1 else f'waren {number(have)} deelnemers'}."
    return _of(have, need, sentences(found, _and_missing(people, have, need, "Vraag er nog {} mee te doen.")))


def _hours(requirement: HoursBooked, asked: _Question) -> _Measure:
    """R022, R083: extra hours under the objective of the KPI, each with the function of the professional."""
    objective = asked.kpi.objective
    booked = [found for found in asked.facts.hours if objective in (None, found.objective) and found.hours > 0]
    if not booked:
        return _of(0, 1, "Er zijn nog geen extra uren. Boek de uren per functie.")
    total = sum(hours.hours for hours in booked)
    unnamed = sum(hours.hours for hours in booked if not hours.function)
    if requirement.per_function and unnamed:
        found = f"Bij {number(unnamed)} van de {number(total)} uren ontbreekt de functie. Vul die in."
        return _Measure(0, 1, found, "nearly" if unnamed < total else "not_yet")
    per: Counter[str] = Counter()
    for hours in booked:
        per[hours.function] += hours.hours
    shares = [f"{asked.function(key)} {number(many)}" for key, many in per.items() if key]
    detail = f" ({listed(shares)})" if shares else ""
    return _of(1, 1, f"Geboekt: {number(total)} extra {'uur' if total == 1 else 'uren'} per week{detail}.")


def _milestones(requirement: MilestonesDone, asked: _Question) -> _Measure:
    have, need = asked.facts.milestones_done, requirement.at_least
    found = f"Klaar: {number(have)} {'mijlpaal' if have == 1 else 'mijlpalen'}."
    return _of(have, need, _and_missing(found, have, need, "Rond er nog {} af."))


def _evidence(requirement: Evidence, asked: _Question) -> _Measure:
    """R112: a file or link, and where asked the day on which somebody looked at it."""
    end = asked.period.end
    found = [item for item in asked.facts.evidence if item.evidence == requirement.evidence and item.day <= end]
    name = asked.noun(requirement.evidence)
    if not found:
        return _of(0, 1, f"Het bewijs ontbreekt: {name}. Voeg een bestand of link toe.")
    if not requirement.checked:
        return _of(1, 1, f"Het bewijs is er sinds {short_date(min(item.day for item in found))}: {name}.")
    checked = [item.checked for item in found if item.checked and item.checked <= end]
    if checked:
        return _of(1, 1, f"Het bewijs is bekeken op {short_date(min(checked))}: {name}.")
    return _Measure(0, 1, f"Het bewijs is er, maar nog niet bekeken: {name}. Vraag uw regio om te kijken.", "nearly")


def _parts(requirement: AllOf | AnyOf | AtLeast, asked: _Question) -> _Measure:
    """All, any, or so many of the parts. Not met: what the nearest parts still miss, no more than are needed."""
    measures = [_measure(part, asked) for part in requirement.of]
    need = _parts_needed(requirement)
    met = [measure for measure in measures if measure.state == "met"]
    if len(met) >= need:
        return _Measure(len(met), need, sentences(*(measure.because for measure in met)), "met")
    missing = need - len(met)
    rest = sorted((m for m in measures if m.state != "met"), key=lambda m: (m.state != "nearly", m.need - m.have))
    nearest = rest[:missing]
    near = [measure.state for measure in nearest] == ["nearly"] * missing or _of(len(met), need, "").state == "nearly"
    opening = f"Klaar: {len(met)} van {need} onderdelen." if need > 1 else ""
    because = sentences(opening, *(measure.because for measure in nearest))
    return _Measure(len(met), need, because, "nearly" if near else "not_yet")


def _parts_needed(requirement: AllOf | AnyOf | AtLeast) -> int:
    match requirement:
        case AllOf():
            return len(requirement.of)
        case AnyOf():
            return 1
        case AtLeast():
            return requirement.number
        case _:
            assert_never(requirement)
