"""Where a fact that answers a question stands, and the sentence that says so: a reader for each word of `prefill`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.prefill import KnownFact, read_fact
from groeiruimte.programme.programme import Programme

from .asked import calculated, cleaned, is_empty
from .facts import Facts, FormFact, Item, Measurement
from .found import Answer, Cell, Day, Found, Ids, Names, Number, Rows, Text, as_kept
from .naming import form_title, function_label, noun, nouns
from .requirement import latest_form
from .spoken import shown
from .why import listed, number, sentences


@dataclass(frozen=True, slots=True)
class Of:
    """Of whom, in which programme, on which day."""

    programme: Programme
    facts: Facts
    on: date

    def holds(self, day: date) -> bool:
        return day <= self.on and self.programme.period.holds(day)

    def until(self, day: date) -> bool:
        return day <= min(self.on, self.programme.period.end)


Source = tuple[Found, str] | None
"""What was found, and the sentence that says where; None when nothing was."""


def look_up(of: Of, fact: str) -> Source:
    """What a word finds; None also for a word that nobody knows."""
    named = read_fact(fact)
    return _LOOK[named.kind](of, named) if named else None


def _practice(of: Of, named: KnownFact) -> Source:
    value = of.facts.profile.get(named.name, "")
    if not value:
        value = {"name": of.facts.practice, "agb_code": of.facts.agb_code}.get(named.name, "")
    return (Text(value), "Uit de gegevens van uw praktijk.") if value else None


def _objectives(of: Of, named: KnownFact) -> Source:
    chosen = tuple(o.label for o in of.programme.objectives_in_order if o.key in of.facts.objectives)
    return (Names(chosen), "Uit uw aanmelding.") if chosen else None


def _choices(of: Of, named: KnownFact) -> Source:
    of_kind = [choice for choice in of.programme.choices if choice.kind == named.name]
    chosen = tuple(choice.label for choice in of_kind if choice.key in of.facts.choices)
    return (Names(chosen), "Uit uw aanmelding.") if chosen else None


def _support_need(of: Of, named: KnownFact) -> Source:
    need = of.facts.support_need.strip()
    return (Text(need), "Uit uw intentie.") if need else None


def _attended(of: Of, named: KnownFact) -> Source:
    """Trainings, as KPIs count them: two colleagues at one training make one (R067)."""
    topic = noun(of.programme, named.name)
    went = {
        (found.day, found.title) for found in of.facts.attendances if named.name in found.topics and of.holds(found.day)
    }
    if not went:
        return None
    trainings = [(day, title or topic[:1].upper() + topic[1:]) for day, title in sorted(went)]
    because = f"Uit uw scholing: {listed([short_date(day) for day, _ in trainings])}."
    if named.part:
        return Number(len(trainings)), because
    rows = tuple({"title": Cell(title), "day": Cell(day.isoformat(), "date")} for day, title in trainings)
    return Rows(rows, tuple(f"{title}, {short_date(day)}" for day, title in trainings)), because


def _items(of: Of, named: KnownFact) -> Source:
    kind = of.programme.item_kind(named.name)
    items = sorted(_noted(of, named.name, kind), key=lambda item: (item.day, item.of))
    if not items:
        return None
    because = f"Uit wat u vastlegde: {nouns(of.programme, named.name, len(items))}."
    if named.part:
        return Number(len(items)), because
    return Rows(tuple(_row(of, kind, item) for item in items), tuple(_line(of, kind, item) for item in items)), because


def _noted(of: Of, record: str, kind: ItemKind | None) -> Sequence[Item]:
    """The items of a kind; of a kind that counts as a measurement also what only stands as a measurement."""
    items = [item for item in of.facts.items if item.record == record and of.until(item.day)]
    if items or kind is None or kind.counts_as != "measurement":
        return items
    held = [found for found in of.facts.measurements if found.kind == record and of.until(found.day)]
    return [Item(record, found.day, fields=_fields(found)) for found in held]


def _fields(held: Measurement) -> dict[str, Any]:
    respondents = str(held.respondents) if held.respondents else None
    return {"instrument": held.instrument, "day": held.day.isoformat(), "respondents": respondents}


def _row(of: Of, kind: ItemKind | None, item: Item) -> dict[str, Cell]:
    questions = {question.key: question for question in kind.questions} if kind else {}
    row = {"day": Cell(item.day.isoformat(), "date"), "of": Cell(_called(of, item.of))}
    for key, value in item.fields.items():
        question = questions.get(key)
        if question is None or question.type in ("people", "file_or_link", "table"):
            lines = shown(of.programme, of.facts, question, value) if question else (value,)
            row[key] = Cell(lines, "several")
        else:
            row[key] = Cell(value, question.type, question.unit)
    return row


def _line(of: Of, kind: ItemKind | None, item: Item) -> str:
    """An item in one line: whose it is, and its answers in words; else the day it was noted."""
    asked = kind.questions if kind else ()
    answers = [shown(of.programme, of.facts, question, item.fields.get(question.key)) for question in asked]
    parts = [_called(of, item.of), *(listed(list(lines)) for lines in answers)]
    said = "; ".join(part for part in parts if part)
    return said or f"{noun(of.programme, item.record)}, {short_date(item.day)}"


def _called(of: Of, owner: str) -> str:
    return next((found.name for found in of.facts.staff if found.id == owner), owner)


def _hours(of: Of, named: KnownFact) -> Source:
    booked = [found for found in of.facts.hours if found.hours > 0]
    total = sum(found.hours for found in booked)
    if not booked:
        return None
    because = f"Uit uw extra uren: {number(total)} uur per week."
    if named.part == "total":
        return Number(total), because
    labels = dict.fromkeys(function_label(of.programme, found.function) for found in booked if found.function)
    per = {
        label: sum(b.hours for b in booked if b.function and function_label(of.programme, b.function) == label)
        for label in labels
    }
    rows = tuple({"function": Cell(label), "hours": Cell(as_kept(many), "hours")} for label, many in per.items())
    return Rows(rows, tuple(f"{label}: {number(many)} uur per week" for label, many in per.items())), because


def _form(of: Of, named: KnownFact) -> Source:
    fact = latest_form(of.facts, named.name)
    if fact is None:
        return None
    draft = ", nog niet verstuurd" if fact.status == "draft" else ""
    return _answer(of, named, fact, f"Uit “{form_title(of.programme, named.name)}” van {short_date(fact.day)}{draft}.")


def _last_year(of: Of, named: KnownFact) -> Source:
    before = [f for f in of.facts.forms if f.form == named.name and 0 < f.year < of.programme.period.end.year]
    if not before:
        return None
    fact = max(before, key=lambda found: (found.year, found.day))
    return _answer(of, named, fact, f"Uit “{form_title(of.programme, named.name)}” van {fact.year}.")


def _answer(of: Of, named: KnownFact, fact: FormFact, because: str) -> Source:
    form = of.programme.form(named.name)
    question = next((found for found in form.questions if found.key == named.part), None) if form else None
    if form is None or question is None:
        return None
    value = {**cleaned(form, fact.answers), **calculated(form, fact.answers)}.get(named.part)
    if is_empty(value):
        return None
    return Answer(question, value, shown(of.programme, of.facts, question, value)), because


def _milestones(of: Of, named: KnownFact) -> Source:
    found = sorted(of.facts.milestones, key=lambda milestone: (milestone.due, milestone.title))
    done = [milestone for milestone in found if milestone.done_on and milestone.done_on <= of.on]
    if not found:
        return None
    because = f"Uit de mijlpalen van uw plan: {len(done)} van {len(found)} klaar."
    if named.part:
        return Number(len(done)), because
    rows = [
        {
            "title": Cell(milestone.title),
            "due": Cell(milestone.due.isoformat(), "date"),
            "owner": Cell(milestone.owner),
            "shows": Cell(milestone.shows),
            "done": Cell(milestone in done, "yes_no"),
            "done_on": Cell(milestone.done_on.isoformat() if milestone.done_on else None, "date"),
        }
        for milestone in found
    ]
    lines = [
        f"{milestone.title}: {f'klaar op {short_date(milestone.done_on)}' if milestone.done_on else 'nog niet klaar'}"
        for milestone in found
    ]
    return Rows(tuple(rows), tuple(lines)), because


def _measurement(of: Of, named: KnownFact) -> Source:
    """The measurement that a KPI would look at: the fullest of the programme, else the last."""
    held = [found for found in of.facts.measurements if found.kind == named.name and of.holds(found.day)]
    if not held:
        return None
    best = max(held, key=lambda found: (found.respondents, found.day))
    because = f"Uit uw meting van {short_date(best.day)}."
    match named.part:
        case "day":
            return Day(best.day), because
        case "instrument" if best.instrument:
            return Text(best.instrument), because
        case "respondents" if best.respondents:
            return Number(best.respondents), because
    return None


def _evidence(of: Of, named: KnownFact) -> Source:
    found = [item for item in of.facts.evidence if item.evidence == named.name and item.id and of.until(item.day)]
    titles = tuple(item.title or noun(of.programme, named.name) for item in found)
    because = f"Uit uw bewijzen: {listed(list(titles))}."
    return (Ids("file_or_link", tuple(item.id for item in found), titles), because) if found else None


def _staff(of: Of, named: KnownFact) -> Source:
    staff = of.facts.staff
    ids = Ids("people", tuple(found.id for found in staff), tuple(found.name for found in staff))
    return (ids, "Uit uw team.") if staff else None


def _scan(of: Of, named: KnownFact) -> Source:
    """Also one from before the programme: a recent scan may count."""
    days = [found.day for found in of.facts.measurements if found.kind == named.name and of.until(found.day)]
    if not days:
        return None
    return Day(max(days)), sentences(f"Uit de {noun(of.programme, named.name)} van {short_date(max(days))}")


_LOOK: dict[str, Callable[[Of, KnownFact], Source]] = {
    "practice": _practice,
    "objectives": _objectives,
    "choices": _choices,
    "support_need": _support_need,
    "attended": _attended,
    "items": _items,
    "hours": _hours,
    "form": _form,
    "last_year": _last_year,
    "milestones": _milestones,
    "measurement": _measurement,
    "evidence": _evidence,
    "staff": _staff,
    "scan": _scan,
}
