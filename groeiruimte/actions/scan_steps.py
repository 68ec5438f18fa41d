"""The first steps of every verb of a scan at the practice: lock it, and gather what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records.models import Enrolment, Scan
from groeiruimte.records.models.scan import ANSWERING, FINISHED, INTERVIEWED, PLANNED, REVIEWED, SUBMITTED
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.prefill import Earlier, Known, of_earlier, of_form

from .facts import year_facts
from .form_answers import answers_of
from .programmes import programme_of
from .refusal import Refused

_WHY_NOT = {
    ANSWERING: ("U verstuurde uw antwoorden nog niet.", "Vul de scan in en verstuur hem."),
    SUBMITTED: ("Uw antwoorden worden nog bekeken.", "U krijgt een mail als u een moment kunt kiezen."),
    REVIEWED: ("Uw antwoorden zijn bekeken.", "Kies een moment voor het gesprek."),
    PLANNED: ("U koos al een moment voor het gesprek.", "Geef dat moment eerst terug."),
    INTERVIEWED: ("Het gesprek is al geweest.", "Wacht op het rapport."),
    FINISHED: ("Deze scan is klaar.", "Lees het rapport."),
}


@dataclass(frozen=True, slots=True)
class ScanWork:
    """A scan, locked, with its definition and everything known of the practice."""

    scan: Scan
    definition: Definition
    programme: Programme
    facts: Facts


def locked(scan: Scan, on: date) -> ScanWork:
    found = Scan.objects.select_for_update(of=("self",)).select_related(
        "practice__region", "enrolment__region_year__edition"
    )
    return work_on(found.get(pk=scan.pk), on)


def work_on(scan: Scan, on: date) -> ScanWork:
    programme, facts = year_facts(scan.practice, scan.enrolment.region_year, on)
    definition = programme.scan(scan.kind)
    if definition is None:
        raise Refused("Deze scan is er niet.", "Ga terug naar uw jaar en kies een taak.", code="scan")
    return ScanWork(scan, definition, programme, facts)


def demand(work: ScanWork, *statuses: str) -> None:
    """Refuses when it is not the turn of this step."""
    if work.scan.status not in statuses:
        raise Refused(*_WHY_NOT[work.scan.status], code="status")


def known_of(
    programme: Programme, facts: Facts, definition: Definition, enrolment: Enrolment, on: date
) -> dict[str, Known]:
    """Per question what is already known: from what the practice did, else from its last scan of the same kind."""
    earlier = _earlier(enrolment, definition.key)
    if earlier is None:
        return of_form(programme, facts, definition.form, on=on)
    return of_earlier(programme, facts, definition.form, earlier, on=on)


def _earlier(enrolment: Enrolment, kind: str) -> Earlier | None:
    """What the practice sent in the last time, in an earlier year."""
    before = Scan.objects.filter(practice=enrolment.practice_id, kind=kind, submitted_at__isnull=False)
    last = (
        before.filter(enrolment__year__lt=enrolment.year)
        .select_related("enrolment__region_year__edition")
        .prefetch_related("answers")
        .order_by("-submitted_at")
        .first()
    )
    if last is None or last.submitted_at is None:
        return None
    definition = programme_of(last.enrolment.region_year.edition).scan(kind)
    return Earlier(definition.form, answers_of(last), local_date(last.submitted_at)) if definition else None
