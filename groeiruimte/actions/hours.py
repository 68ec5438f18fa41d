"""Extra hours of the team that the programme pays for: book, change, strike out. Source: R018-R029, R075-R083, R095."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Employee, Enrolment, Evidence, ExtraHours, Practice
from groeiruimte.rules.effort import may_book
from groeiruimte.rules.facts import BookedHours, Facts
from groeiruimte.rules.hours import TIME
from groeiruimte.rules.naming import function_label
from groeiruimte.rules.why import number, span

from . import evidence
from .conflict import conflict
from .facts import year_facts
from .obligations import lay_down
from .refusal import Refused
from .verb import Done, verb

LABELS = {
    "who": "Voor wie zijn de uren?",
    "type": "Wat voor tijd is het?",
    "hours": "Hoeveel uren per week?",
    "start": "Vanaf welke dag?",
    "end": "Tot en met welke dag?",
    "contract": "In welk contract staan deze uren?",
    "claimed_nowhere_else": "Ik verklaar: deze uren worden nergens anders gedeclareerd.",
}
_OF_EMPLOYEE, _OF_FUNCTION = "employee", "function"
CONTRACT_TITLE = "Contract extra uren"


@dataclass(frozen=True, slots=True)
class HoursText:
    """What is booked: minutes a week of somebody, or of a `function` when it is not known of whom, from a day on.

    `contract` lies on the shelf; a new one comes as `link` or `file` (its name and bytes) and is put there.
    """

    function: str
    type: str
    minutes_a_week: int
    start: date
    end: date | None = None
    employee: Employee | None = None
    contract: Evidence | None = None
    claimed_nowhere_else: bool = False
    link: str = ""
    file: tuple[str, bytes] | None = None


@verb("hours.book", right="hours.book", sensitivity="personal", purpose="extra uren")
def book(*, practice: Practice, enrolment: Enrolment, objective: str, text: HoursText, by: Actor, at: datetime) -> Done:
    """Book hours under an objective. What the objective does not allow is refused, with the rule and its source.

    Without the contract or the statement that an objective asks for, they are kept as not complete (R021).
    """
    programme, facts = year_facts(practice, enrolment.region_year, by.on)
    _check(programme, facts, practice, objective, text)
    assert by.user is not None  # a right was asked
    booked = ExtraHours(
        enrolment=enrolment,
        practice=practice,
        region_id=enrolment.region_id,
        objective=objective,
        booked_by=by.user,
        booked_at=at,
    )
    _fill(booked, text, _contract(programme, practice, text, by, at))
    booked.save(force_insert=True)
    lay_down(practice, enrolment.region_year, by.on)
    return Done(booked, practice=practice, lifecycle="create", detail={"minutes": booked.minutes_a_week})


@verb("hours.change", right="hours.book", sensitivity="personal", purpose="extra uren")
def change(*, practice: Practice, hours: ExtraHours, version: int, text: HoursText, by: Actor, at: datetime) -> Done:
    """Change what is booked, or let it end on a day. A newer `version` raises Stale with both texts."""
    stored = _locked(practice, hours)
    programme, facts = year_facts(practice, stored.enrolment.region_year, by.on)
    mine, theirs = typed(text), typed(text_of(stored))
    if mine != theirs and stored.version != version:
        words = _words(programme, practice, text, stored)
        raise conflict(
            stored,
            f"Extra uren {function_label(programme, stored.function)}",
            LABELS,
            version=stored.version,
            mine=mine,
            theirs=theirs,
            words=lambda field, value: words.get(field, {}).get(value, value),
        )
    _check(programme, facts, practice, stored.objective, text)
    _fill(stored, text, _contract(programme, practice, text, by, at))
    stored.version += 1
    stored.save()
    lay_down(practice, stored.enrolment.region_year, by.on)
    return Done(stored, practice=practice, detail={"fields": [name for name in LABELS if mine[name] != theirs[name]]})


@verb("hours.strike_out", right="hours.book", sensitivity="personal", purpose="extra uren")
def strike_out(*, practice: Practice, hours: ExtraHours, by: Actor, at: datetime) -> Done:
    """Take away what was booked by mistake; the row stays, for what was sent in with it."""
    stored = _locked(practice, hours)
    stored.removed_on = by.on
    stored.save(update_fields=["removed_on"])
    lay_down(practice, stored.enrolment.region_year, by.on)
    return Done(stored, practice=practice, lifecycle="delete")


def text_of(hours: ExtraHours) -> HoursText:
    return HoursText(
        function=hours.function,
        type=hours.type,
        minutes_a_week=hours.minutes_a_week,
        start=hours.start,
        end=hours.end,
        employee=hours.employee,
        contract=hours.contract,
        claimed_nowhere_else=hours.claimed_nowhere_else,
    )


def typed(text: HoursText) -> dict[str, str]:
    """A booking as its form sends it."""
    return {
        "who": of_employee(text.employee) if text.employee else of_function(text.function),
        "type": text.type,
        "hours": number(Decimal(text.minutes_a_week) / 60),
        "start": short_date(text.start),
        "end": short_date(text.end) if text.end else "",
        "contract": text.contract.pk if text.contract else "",
        "claimed_nowhere_else": "on" if text.claimed_nowhere_else else "",
    }


def of_employee(employee: Employee) -> str:
    return f"{_OF_EMPLOYEE}:{employee.pk}"


def of_function(function: str) -> str:
    return f"{_OF_FUNCTION}:{function}"


def _fill(stored: ExtraHours, text: HoursText, contract: Evidence | None) -> None:
    stored.employee, stored.contract = text.employee, contract
    stored.function = text.employee.function if text.employee else text.function
    stored.type, stored.minutes_a_week = text.type, text.minutes_a_week
    stored.start, stored.end = text.start, text.end
    stored.claimed_nowhere_else = text.claimed_nowhere_else


def _contract(programme: Programme, practice: Practice, text: HoursText, by: Actor, at: datetime) -> Evidence | None:
    """The contract from the shelf, or a new one that is put there."""
    if not text.link and text.file is None:
        return text.contract
    whose = text.employee.name if text.employee else function_label(programme, text.function)
    title = f"{CONTRACT_TITLE}: {whose}"
    return evidence.put(practice=practice, title=title, day=by.on, by=by, at=at, link=text.link, file=text.file)


def _locked(practice: Practice, hours: ExtraHours) -> ExtraHours:
    mine = ExtraHours.objects.select_for_update(of=("self",)).filter(practice=practice, removed_on=None)
    around = ("enrolment__region_year__edition", "employee", "contract")
    stored = mine.select_related(*around).filter(pk=hours.pk).first()
    if stored is None:
        raise Refused("Deze uren staan er niet meer.", "Bekijk uw extra uren.", code="gone")
    return stored


def _check(programme: Programme, facts: Facts, practice: Practice, objective: str, text: HoursText) -> None:
    if objective not in facts.objectives:
        label = next((found.label for found in programme.objectives if found.key == objective), objective)
        sentence = f"U doet niet mee aan “{label}”."
        raise Refused(sentence, "Kies een doelstelling waaraan u meedoet.", code="objective")
    if text.employee is not None and text.employee.practice_id != practice.pk:
        raise Refused("Deze collega werkt niet in uw praktijk.", "Kies iemand uit de lijst.", code="who")
    if text.contract is not None and text.contract.practice_id != practice.pk:
        raise Refused("Dit contract ligt niet bij uw bewijzen.", "Kies een bewijs uit de lijst.", code="contract")
    _check_rule(programme, facts, objective, text)
    _check_end(programme, text)


def _check_rule(programme: Programme, facts: Facts, objective: str, text: HoursText) -> None:
    """What is not complete may be booked (R021), so the contract and the statement are not asked here."""
    hours = BookedHours(
        objective=objective,
        function=text.employee.function if text.employee else text.function,
        type=text.type,
        hours=Decimal(text.minutes_a_week) / 60,
        by_contract=True,
        claimed_nowhere_else=True,
    )
    verdict = may_book(programme, facts, hours, text.start)
    if not verdict.allowed:
        raise Refused(verdict.because, f"Bron: {verdict.source}.", code="rule")


def _check_end(programme: Programme, text: HoursText) -> None:
    if text.end is None:
        return
    if text.end < text.start:
        raise Refused("De laatste dag ligt voor de eerste dag.", "Verbeter een van de twee dagen.", code="end")
    if text.end > programme.period.end:
        period = span(programme.period.start, programme.period.end)
        sentence = f"De laatste dag ligt na het programma ({short_date(programme.period.end)})."
        raise Refused(sentence, f"Kies een dag {period}.", code="end")


def _words(programme: Programme, practice: Practice, text: HoursText, stored: ExtraHours) -> dict[str, dict[str, str]]:
    """The words for what the form sends as a key."""
    people = {of_employee(each): each.name for each in Employee.objects.filter(practice=practice)}
    functions = {of_function(each.key): each.label for each in programme.functions}
    contracts = {each.pk: each.title for each in (text.contract, stored.contract) if each}
    return {
        "who": functions | people,
        "type": dict(TIME.items()),
        "contract": {"": "geen", **contracts},
        "claimed_nowhere_else": {"on": "ja", "": "nee"},
    }
