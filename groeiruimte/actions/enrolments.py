"""A practice enrols, chooses its track, and signs for the KPIs: what it answered and signed is kept as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime

from groeiruimte.programme.kpi import Kpi
from groeiruimte.programme.programme import Programme
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Commitment, Enrolment, Practice, RegionYear
from groeiruimte.rules.choices import open_kinds, wrong
from groeiruimte.rules.eligibility import Answer, assess, first_day, may_take_part
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.kpi import is_asked

from .facts import practice_facts
from .obligations import lay_down
from .programmes import programme_of
from .refusal import Refused
from .verb import Done, verb

MOST_CHOICES = 40


def answers(practice: Practice, region_year: RegionYear, objectives: list[str], on: date) -> tuple[Answer, ...]:
    """Each condition with its sentence, for this practice and this choice, on this day."""
    programme, facts = practice_facts(practice, region_year, on)
    return assess(programme, replace(facts, objectives=tuple(objectives)), on=on)


@verb("enrolment.sign", right="enrolment.sign", purpose="aanmelding")
def enrol(
    *,
    practice: Practice,
    region_year: RegionYear,
    objectives: list[str],
    choices: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> Done:
    """Enrol a practice for a year and commit it to the KPIs of its objectives (R017, R053, R065).

    Refused with the first condition that fails. A track may still be open: `choose` comes after.
    """
    on = by.on
    if not objectives:
        raise Refused("U koos nog geen doelstelling.", "Kies minstens één doelstelling.", code="no_objective")
    programme, facts = practice_facts(practice, region_year, on)
    unknown = [key for key in objectives if key not in {objective.key for objective in programme.objectives}]
    if unknown:
        raise Refused("Deze doelstelling bestaat niet.", "Kies een doelstelling uit de lijst.", code="objective")
    demand_sound(programme, objectives, choices)
    facts = replace(facts, objectives=tuple(objectives), choices=tuple(choices))
    given = assess(programme, facts, on=on)
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
        choices=_in_order(programme, choices),
        effective=effective,
        enrolled_on=on,
        answers=[asdict(answer) for answer in given],
        signed_by=by.user,
        signed_at=at,
    )
    _commit(enrolment, programme, by, at)
    lay_down(practice, region_year, on)
    return Done(
        enrolment,
        practice=practice,
        lifecycle="create",
        detail={"year": enrolment.year, "objectives": objectives, "choices": enrolment.choices},
    )


@verb("enrolment.choose", right="plan.edit", purpose="aanmelding")
def choose(
    *, practice: Practice, enrolment: Enrolment, choices: Sequence[str], was: Sequence[str], by: Actor, at: datetime
) -> Done:
    """Choose or change the track, concept and initiative of a year (R111, R126, R163).

    `was` is what the person saw; when somebody chose something else meanwhile, nothing is overwritten unseen. Also
    when forms or KPIs follow from the choice it can be changed: the log keeps both.
    """
    stored = _locked(enrolment)
    programme = programme_of(stored.region_year.edition)
    demand_sound(programme, stored.objectives, choices)
    wanted = _in_order(programme, choices)
    if sorted(was) != sorted(stored.choices) and wanted != stored.choices:
        labels = [choice.label for choice in programme.choices if choice.key in stored.choices]
        now = ", ".join(labels) or "niets"
        raise Refused(
            f"Iemand anders koos ondertussen: {now}.", "Kijk of uw keuze nog klopt. Bewaar dan opnieuw.", "stale"
        )
    before, stored.choices = stored.choices, wanted
    stored.save(update_fields=["choices"])
    lay_down(practice, stored.region_year, by.on)
    return Done(stored, practice=practice, detail={"was": before, "becomes": wanted})


@verb("enrolment.commit", right="enrolment.sign", purpose="aanmelding")
def commit(*, practice: Practice, enrolment: Enrolment, by: Actor, at: datetime) -> Done:
    """Sign again, for the KPIs of the edition that is in force now (R017)."""
    stored = _locked(enrolment)
    if stored.commitments.filter(edition=stored.region_year.edition).exists():
        raise Refused("Voor deze KPI's is al getekend.", "U hoeft niets te doen.", "signed")
    signed = _commit(stored, programme_of(stored.region_year.edition), by, at)
    return Done(
        signed, practice=practice, lifecycle="create", detail={"edition": signed.edition.number, "kpis": signed.kpis}
    )


def _locked(enrolment: Enrolment) -> Enrolment:
    """The enrolment as it stands, held until the transaction ends; what it belongs to is read and not held."""
    held = Enrolment.objects.select_for_update(of=("self",))
    return held.select_related("practice", "region", "region_year__edition").get(pk=enrolment.pk)


def _commit(enrolment: Enrolment, programme: Programme, by: Actor, at: datetime) -> Commitment:
    assert by.user is not None
    found = kpis_to_sign(programme, enrolment.objectives, enrolment.choices)
    return Commitment.objects.create(
        enrolment=enrolment,
        practice=enrolment.practice,
        region=enrolment.region,
        edition=enrolment.region_year.edition,
        kpis=[kpi.key for kpi in found],
        signed_by=by.user,
        signed_at=at,
    )


def kpis_to_sign(programme: Programme, objectives: Sequence[str], choices: Sequence[str]) -> tuple[Kpi, ...]:
    """The KPIs that somebody signs for: of the objectives, and of every track that may still be chosen."""
    still = [option.key for kind in open_kinds(programme, objectives, choices) for option in kind.options]
    facts = Facts(objectives=tuple(objectives), choices=(*choices, *still))
    return tuple(kpi for kpi in programme.kpis if is_asked(kpi, facts))


def signed_kpis(enrolment: Enrolment) -> list[str]:
    """The titles of what was signed last, as they stood. Reads `commitments__edition`."""
    signed = max(enrolment.commitments.all(), key=lambda found: found.signed_at, default=None)
    return [kpi.title for kpi in programme_of(signed.edition).kpis if kpi.key in signed.kpis] if signed else []


def must_sign(enrolment: Enrolment) -> bool:
    """Whether the KPIs in force are not those that were signed for (R017). Another edition with the same KPIs asks for
    no new signature. Reads `commitments__edition`."""
    edition = enrolment.region_year.edition
    asked = _said(programme_of(edition), enrolment)
    signed = sorted(enrolment.commitments.all(), key=lambda found: found.signed_at)
    if not signed:
        return bool(asked)
    return all(found.edition_id != edition.pk for found in signed) and asked != _said(
        programme_of(signed[-1].edition), enrolment
    )


def _said(programme: Programme, enrolment: Enrolment) -> list[tuple[object, ...]]:
    """What each KPI asks, without the words around it."""
    found = kpis_to_sign(programme, enrolment.objectives, enrolment.choices)
    return [(kpi.key, kpi.title, kpi.met_by, kpi.mandatory) for kpi in found]


def demand_sound(programme: Programme, objectives: Sequence[str], choices: Sequence[str]) -> None:
    """Refuse choices that cannot go together (R111, R126)."""
    refusals = wrong(programme, objectives, list(choices)[:MOST_CHOICES])
    if refusals:
        raise Refused(refusals[0].because, refusals[0].mend, code="choice")


def _in_order(programme: Programme, choices: Sequence[str]) -> list[str]:
    return [choice.key for choice in programme.choices if choice.key in choices]
