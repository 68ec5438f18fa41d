"""A practice enrols: every condition is answered from records, and the answers are kept as they stood."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime

from groeiruimte.records.access import Actor
from groeiruimte.records.models import Enrolment, Practice, RegionYear
from groeiruimte.rules.eligibility import Answer, assess, first_day, may_take_part

from .facts import practice_facts
from .refusal import Refused
from .verb import Done, verb


def answers(practice: Practice, region_year: RegionYear, objectives: list[str], on: date) -> tuple[Answer, ...]:
    """Each condition with its sentence, for this practice and this choice, on this day."""
    programme, facts = practice_facts(practice, region_year, on)
    return assess(programme, replace(facts, objectives=tuple(objectives)), on=on)


@verb("enrolment.sign", right="enrolment.sign", purpose="aanmelding")
def enrol(*, practice: Practice, region_year: RegionYear, objectives: list[str], by: Actor, at: datetime) -> Done:
    """Enrol a practice for a year; refused with the first condition that fails."""
    on = by.on
    if not objectives:
        raise Refused("U koos nog geen doelstelling.", "Kies minstens één doelstelling.", code="no_objective")
    programme, facts = practice_facts(practice, region_year, on)
    unknown = [key for key in objectives if key not in {objective.key for objective in programme.objectives}]
    if unknown:
        raise Refused("Deze doelstelling bestaat niet.", "Kies een doelstelling uit de lijst.", code="objective")
    given = assess(programme, replace(facts, objectives=tuple(objectives)), on=on)
    if not may_take_part(given):
        failed = next(answer for answer in given if not answer.met and answer.severity == "refuse")
        raise Refused(failed.because, failed.mend, code=failed.key)
    effective = first_day(programme, on)
    Practice.objects.select_for_update().get(pk=practice.pk)  # two people may sign at the same moment
    if Enrolment.objects.filter(practice=practice, year=effective.year).exists():
        raise Refused(f"Uw praktijk is al aangemeld voor {effective.year}.", "U hoeft niets te doen.", "enrolled")
    enrolment = Enrolment.objects.create(
        practice=practice,
        region=practice.region,
        region_year=region_year,
        year=effective.year,
        objectives=sorted(objectives),
        effective=effective,
        enrolled_on=on,
        answers=[asdict(answer) for answer in given],
        signed_by=by.user,
        signed_at=at,
    )
    return Done(
        enrolment, practice=practice, lifecycle="create", detail={"year": enrolment.year, "objectives": objectives}
    )
