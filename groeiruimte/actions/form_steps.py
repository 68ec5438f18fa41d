"""What may happen to a form when: the table of its statuses, and the first steps that every verb of forms takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme
from groeiruimte.records.access import Actor
from groeiruimte.records.models import FilledForm, User
from groeiruimte.records.models.filled_form import APPROVED, CARRIED_OUT, CHANGES_REQUESTED, DRAFT, SUBMITTED
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.forms import availability

from .facts import year_facts
from .obligations import lay_down
from .refusal import Refused
from .verb import Done

EDITABLE = (DRAFT, CHANGES_REQUESTED)

# deed -> the status it starts from -> the status it leads to. What is not here is refused.
WAYS: dict[str, dict[str, str]] = {
    "save": {DRAFT: DRAFT, CHANGES_REQUESTED: CHANGES_REQUESTED},
    "submit": {DRAFT: SUBMITTED, CHANGES_REQUESTED: SUBMITTED},
    "take_back": {SUBMITTED: DRAFT},
    "agree": {SUBMITTED: APPROVED},
    "send_back": {SUBMITTED: CHANGES_REQUESTED},
    "note": {SUBMITTED: SUBMITTED},
    "reopen": {
        SUBMITTED: CHANGES_REQUESTED,
        APPROVED: CHANGES_REQUESTED,
        CARRIED_OUT: CHANGES_REQUESTED,
    },
    "carry_out": {APPROVED: CARRIED_OUT},
}
_NOT_REVIEWED: dict[str, dict[str, str]] = {
    **WAYS,
    "take_back": {},
    "agree": {},
    "send_back": {},
    "carry_out": {SUBMITTED: CARRIED_OUT},
}

_WHY_NOT = {
    DRAFT: ("De praktijk werkt hier nog aan.", "Wacht tot de praktijk het verstuurt."),
    SUBMITTED: ("Dit is al verstuurd.", "Haal het eerst terug, of vraag uw regio om het weer open te zetten."),
    CHANGES_REQUESTED: ("Dit ligt bij de praktijk.", "Wacht tot de praktijk het opnieuw verstuurt."),
    APPROVED: ("Uw regio is hierover akkoord.", "Vraag uw regio om het weer open te zetten."),
    CARRIED_OUT: ("Dit is al uitgevoerd.", "Vraag uw regio om het weer open te zetten."),
}


@dataclass(frozen=True, slots=True)
class Work:
    """A filled form, locked, with its definition and everything known of the practice."""

    filled: FilledForm
    form: Form
    programme: Programme
    facts: Facts


def moved(work: Work, deed: str, by: Actor, detail: dict[str, Any]) -> Done:
    """Take the step, and write down what it changes about what the practice owes."""
    filled, before = work.filled, work.filled.status
    filled.status = way(deed, work)
    filled.save(update_fields=["status"])
    if filled.status != before:
        lay_down(filled.practice, filled.enrolment.region_year, by.on)
    return Done(filled, practice=filled.practice, detail={"form": filled.form, **detail})


def way(deed: str, work: Work) -> str:
    """The status that a deed leads to; refused when it is not its turn."""
    ways = WAYS if work.form.reviewed else _NOT_REVIEWED
    to = ways[deed].get(work.filled.status)
    if to is None:
        raise Refused(*_WHY_NOT[work.filled.status], code="status")
    return to


def locked(filled_form: FilledForm, on: date) -> Work:
    locked = FilledForm.objects.select_for_update().get(pk=filled_form.pk)
    return work_on(locked, on)


def work_on(filled: FilledForm, on: date) -> Work:
    programme, facts = year_facts(filled.practice, filled.enrolment.region_year, on)
    return Work(filled, definition_of(programme, filled.form), programme, facts)


def definition_of(programme: Programme, key: str) -> Form:
    found = programme.form(key)
    if found is None or found.kind == "review":
        raise Refused("Dit formulier is er niet.", "Ga terug naar uw jaar en kies een taak.", code="form")
    return found


def still_open(work: Work, on: date) -> date | None:
    """The last day of a form that is open on a day; refused when it is not open yet, or not for this practice."""
    found = availability(work.programme, work.facts, work.form, on)
    if found.state != "open":
        raise Refused("Dit kan nu niet.", found.because, code=found.state)
    return found.due


def person(by: Actor) -> User:
    if by.user is None:
        raise Refused("Wij weten niet wie u bent.", "Log in en probeer het opnieuw.", code="nobody")
    return by.user
