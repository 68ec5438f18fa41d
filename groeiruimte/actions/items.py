"""A practice notes what it did through the year: an action, a board, a partner, a measurement. Source: R068-R129."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.programme import Programme
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Employee, Enrolment, Event, Item, Practice
from groeiruimte.records.models.event import OK
from groeiruimte.rules import answers as rules
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn

from . import obligations
from .facts import year_facts
from .refusal import Difference, Refused, Stale
from .verb import Done, verb

Answers = Mapping[str, Any]

_GONE = ("Dit is intussen doorgestreept.", "Ga terug naar uw KPI's en leg het zo nodig opnieuw vast.")


@verb("item.note", right="item.note", sensitivity="personal")
def note(
    *,
    practice: Practice,
    enrolment: Enrolment,
    kind: str,
    answers: Answers,
    employee: Employee | None = None,
    district: str = "",
    by: Actor,
    at: datetime,
) -> Done:
    """Note one item of a kind of the programme; of whom it is follows from the kind."""
    programme, facts = _read(enrolment, at)
    asked = kind_of(programme, facts, kind)
    kept, day = _sound(programme, facts, asked, answers, local_date(at))
    _demand_owner(asked, practice, employee, district)
    of_one = Item.objects.filter(enrolment=enrolment, kind=kind, removed_on__isnull=True)
    if asked.at_most_one and of_one.filter(employee=employee, district=district).exists():
        raise Refused("Dit staat er al.", "Wijzig wat er staat, in plaats van het nog eens vast te leggen.", "twice")
    item = _make(enrolment, asked, kept, day, employee, district, by, at)
    obligations.lay_down(practice, enrolment.region_year, local_date(at))
    return Done(item, practice=practice, lifecycle="create", detail={"kind": kind})


@verb("item.change", right="item.note", sensitivity="personal")
def change(
    *,
    practice: Practice,
    item: Item,
    version: int,
    answers: Answers,
    employee: Employee | None = None,
    district: str = "",
    by: Actor,
    at: datetime,
) -> Done:
    """Save an item anew. `version` is the one the person started from; a newer one raises Stale with both texts."""
    stored = _locked(practice, item)
    programme, facts = _read(stored.enrolment, at)
    asked = kind_of(programme, facts, stored.kind)
    if stored.version != version:
        differ = differences(programme, facts, asked, answers, stored.answers)
        if differ:
            raise _stale(asked.title, differ, stored.version, stored.pk)
    kept, day = _sound(programme, facts, asked, answers, local_date(at))
    _demand_owner(asked, practice, employee, district)
    _save(stored, kept, day, employee, district)
    obligations.lay_down(practice, stored.enrolment.region_year, local_date(at))
    return Done(stored, practice=practice, detail={"kind": stored.kind})


@verb("item.strike_out", right="item.note", sensitivity="personal")
def strike_out(*, practice: Practice, item: Item, by: Actor, at: datetime) -> Done:
    """Strike an item out: no KPI counts it any more. It is not deleted."""
    stored = _locked(practice, item)
    _remove(stored, local_date(at))
    obligations.lay_down(practice, stored.enrolment.region_year, local_date(at))
    return Done(stored, practice=practice, detail={"kind": stored.kind})


@verb("item.note_for_everybody", right="item.note", sensitivity="personal")
def note_for_everybody(
    *,
    practice: Practice,
    enrolment: Enrolment,
    kind: str,
    version: int,
    answers: Mapping[str, Answers],
    by: Actor,
    at: datetime,
) -> Done:
    """Save one item for each employee at once (R068); `answers` by the id of the employee, an empty one strikes out.

    `version` is that of `version_of_all` when the page was made.
    """
    Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    programme, facts = _read(enrolment, at)
    asked = kind_of(programme, facts, kind)
    people = {str(one.pk): one for one in practice.employees.all()}
    unknown = sorted(set(answers) - set(people))
    if unknown:
        raise Refused("Iemand uit deze lijst werkt hier niet meer.", "Open de pagina opnieuw.", "employee")
    stored = {str(item.employee_id): item for item in _of_all(enrolment, kind) if item.removed_on is None}
    if version != version_of_all(enrolment, kind):
        differ = [
            replace(found, label=f"{people[employee_id].name}: {found.label}")
            for employee_id, given in answers.items()
            for found in differences(programme, facts, asked, given, _answers(stored.get(employee_id)))
        ]
        if differ:
            raise _stale(asked.many, differ, version_of_all(enrolment, kind), enrolment.pk)
    for employee_id, given in answers.items():
        _save_one(programme, facts, asked, enrolment, people[employee_id], given, stored.get(employee_id), by, at)
    obligations.lay_down(practice, enrolment.region_year, local_date(at))
    return Done(enrolment, practice=practice, detail={"kind": kind, "people": len(answers)})


def version_of_all(enrolment: Enrolment, kind: str) -> int:
    """A number that goes up with every change in the items of a kind, struck out ones included."""
    return sum(item.version for item in _of_all(enrolment, kind))


def kind_of(programme: Programme, facts: Facts, key: str) -> ItemKind:
    """The kind of item by its key; refused when the programme does not ask it of this practice."""
    kind = programme.item_kind(key)
    if kind is None or (kind.objectives and not set(kind.objectives) & set(facts.objectives)):
        raise Refused("Dit programma vraagt dit niet van uw praktijk.", "Ga terug naar uw KPI's.", "kind")
    return kind


def differences(programme: Programme, facts: Facts, kind: ItemKind, mine: Answers, theirs: Answers) -> list[Difference]:
    """The questions that two people answered differently, in words."""
    return [
        Difference(found.question, found.text, "; ".join(found.becomes), "; ".join(found.was))
        for found in rules.changes(programme, facts, kind, theirs, mine)
    ]


def _read(enrolment: Enrolment, at: datetime) -> tuple[Programme, Facts]:
    practice = Practice.objects.get(pk=enrolment.practice_id)  # as it is now, not as the page fetched it
    return year_facts(practice, enrolment.region_year, local_date(at))


def _of_all(enrolment: Enrolment, kind: str) -> list[Item]:
    return list(Item.objects.filter(enrolment=enrolment, kind=kind).select_related("employee"))


def _sound(
    programme: Programme, facts: Facts, kind: ItemKind, answers: Answers, today: date
) -> tuple[dict[str, Any], date]:
    """The answers to what is asked, and the day that counts. Refused while something is missing or cannot be right."""
    kept = rules.cleaned(kind, answers)
    missing = rules.missing(programme, facts, kind, kept)
    if missing:
        raise Refused(missing[0].because, code="missing")
    if any(holds_a_bsn(text) for text in _texts(kept)):
        raise Refused(BSN_SEEN, code="bsn")
    day = day_of(kind, kept, today)
    if kind.counts_as == "measurement" and day > today:
        raise Refused("Deze dag is nog niet geweest.", "Leg de meting vast als zij klaar is.", "day")
    return kept, day


def day_of(kind: ItemKind, answers: Answers, today: date) -> date:
    """The day that counts: the answer to the first question that asks a date, else today."""
    asked = [question.key for question in kind.questions if question.type == "date"]
    given = next((str(answers[key]) for key in asked if not rules.is_empty(answers.get(key))), "")
    return date.fromisoformat(given) if given else today


def _texts(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case Mapping():
            return [text for part in value.values() for text in _texts(part)]
        case list() | tuple():
            return [text for part in value for text in _texts(part)]
    return []


def _demand_owner(kind: ItemKind, practice: Practice, employee: Employee | None, district: str) -> None:
    if kind.per == "employee" and (employee is None or employee.practice_id != practice.pk):
        raise Refused("Kies iemand uit uw team.", code="employee")
    if kind.per == "employee" and kind.functions and employee and employee.function not in kind.functions:
        raise Refused(f"{employee.name} heeft een andere functie.", "Kies iemand met de functie die past.", "function")
    if kind.per == "district" and not district.strip():
        raise Refused("De wijk ontbreekt.", "Vul in om welke wijk het gaat.", "district")
    if holds_a_bsn(district):
        raise Refused(BSN_SEEN, code="bsn")


def _make(
    enrolment: Enrolment,
    kind: ItemKind,
    answers: dict[str, Any],
    day: date,
    employee: Employee | None,
    district: str,
    by: Actor,
    at: datetime,
) -> Item:
    assert by.user is not None  # the right to note is somebody's
    return Item.objects.create(
        enrolment=enrolment,
        practice_id=enrolment.practice_id,
        region_id=enrolment.region_id,
        kind=kind.key,
        employee=employee if kind.per == "employee" else None,
        district=district.strip() if kind.per == "district" else "",
        day=day,
        answers=answers,
        noted_by=by.user,
        noted_at=at,
    )


def _save(stored: Item, answers: dict[str, Any], day: date, employee: Employee | None, district: str) -> None:
    stored.answers, stored.day = answers, day
    stored.employee = employee if stored.employee_id else None
    stored.district = district.strip() if stored.district else ""
    stored.version += 1
    stored.save(update_fields=["answers", "day", "employee", "district", "version"])


def _remove(stored: Item, on: date) -> None:
    stored.removed_on = on
    stored.version += 1
    stored.save(update_fields=["removed_on", "version"])


def _save_one(
    programme: Programme,
    facts: Facts,
    kind: ItemKind,
    enrolment: Enrolment,
    employee: Employee,
    given: Answers,
    stored: Item | None,
    by: Actor,
    at: datetime,
) -> None:
    """One row of the page about everybody: new, changed, emptied, or as it was."""
    today = local_date(at)
    if rules.is_empty(given):
        if stored:
            _remove(stored, today)
        return
    kept, day = _sound(programme, facts, kind, given, today)
    if stored is None:
        _demand_owner(kind, employee.practice, employee, "")
        _make(enrolment, kind, kept, day, employee, "", by, at)
    elif stored.answers != kept:
        _save(stored, kept, day_of(kind, kept, stored.day), employee, "")


def _locked(practice: Practice, item: Item) -> Item:
    stored = (
        Item.objects.select_for_update(of=("self",))
        .select_related("enrolment__region_year__edition", "employee")
        .get(pk=item.pk, practice=practice)
    )
    if stored.removed_on is not None:
        raise Refused(*_GONE, "removed")
    return stored


def _answers(item: Item | None) -> Answers:
    return item.answers if item else {}


def _stale(name: str, differ: list[Difference], version: int, record_id: str) -> Stale:
    events = ("item.change", "item.note", "item.note_for_everybody")
    last = Event.objects.filter(event__in=events, object_id=record_id, outcome=OK).order_by("-seq").first()
    return Stale(
        name,
        differ,
        version=version,
        changed_by=last.actor_name if last else "",
        changed_at=last.at if last else None,
        unchanged={},
    )
