"""A region aligns with practices on what they chose, and says which objectives it supports.

Source: R010, R011, R030, R034, R039. Only the region judges; it never chooses for a practice. A judgement is a row, and
the newest counts, so who judged what and when stays (R034).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import (
    Alignment,
    Enrolment,
    Intention,
    Practice,
    Region,
    RegionYear,
    SupportedObjective,
)
from groeiruimte.rules.alignment import CRITERIA, VERDICTS, Judgement, as_supported, gap
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn

from .conflict import conflict
from .programmes import programme_of
from .refusal import Refused
from .verb import Done, verb

Choice = tuple[str, str]
"""The id of a practice and the letter of an objective."""

LABELS = {
    **CRITERIA,
    "aligned_on": "Dag van het overleg",
    "note": "Toelichting",
    "confirmed": "De keuze is bevestigd",
}
_NEWER = ("Iemand anders beoordeelde dit intussen ook.", "Open de lijst opnieuw en kijk wat er staat.", "changed")


def programme_of_year(region_year: RegionYear) -> Programme:
    """The programme as the region supports it this year. Fetch `supported` when there are more years than one."""
    return as_supported(programme_of(region_year.edition), switched(region_year.supported.all()))


def switched(found: Iterable[SupportedObjective]) -> dict[str, bool]:
    """What a region switched, by objective; of each the newest row."""
    return {each.objective: each.supported for each in sorted(found, key=lambda each: each.number)}


def newest(found: Iterable[Alignment]) -> dict[Choice, Alignment]:
    """The judgement that counts, by practice and objective."""
    return {(each.practice_id, each.objective): each for each in sorted(found, key=lambda each: each.number)}


def judgement_of(found: Alignment) -> Judgement:
    return Judgement(
        found.preference, found.feasibility, found.coherence, found.aligned_on, found.note, found.confirmed
    )


@verb("choice.align", right="choice.align", purpose="afstemming")
def align(
    *,
    practice: Practice,
    region_year: RegionYear,
    objective: str,
    judgement: Judgement,
    version: int,
    by: Actor,
    at: datetime,
) -> Done:
    """Judge one objective that a practice chose; `version` is the number of the judgement one started from, 0 for none.

    Somebody else's newer judgement raises Stale with both texts. Refused, with the field as its code, when confirming
    before all criteria are judged (R011) or without the day of the talk (R030).
    """
    lock.hold(f"alignment {practice.pk} {region_year.pk}")
    _demand_chosen(region_year, [(practice.pk, objective)])
    stored = _stored(region_year, [practice.pk]).get((practice.pk, objective))
    kept = replace(judgement, note=judgement.note.strip())
    mine, theirs = typed(kept), typed(judgement_of(stored)) if stored else {}
    if stored is not None and stored.number != version and mine != theirs:
        raise conflict(
            stored, "de afstemming", LABELS, version=stored.number, mine=mine, theirs=theirs, words=_in_words
        )
    _demand_sound(kept, by.on)
    made = _row(practice.pk, region_year, objective, kept, stored.number if stored else 0, by, at)
    made.save(force_insert=True)
    return Done(made, practice=practice, lifecycle="create", detail=_detail(objective, kept))


@verb("choice.align_many", right="choice.align", purpose="afstemming")
def align_many(
    *,
    region: Region,
    region_year: RegionYear,
    choices: Mapping[Choice, int],
    judgement: Judgement,
    by: Actor,
    at: datetime,
) -> Done:
    """The same judgement for many choices; `choices` gives of each the number that was in the preview.

    All or nothing: when one of them was judged since, nothing is kept, so that what was shown is what happens.
    """
    lock.hold(f"alignments {region_year.pk}")
    if not choices:
        raise Refused("U koos nog geen keuzes.", "Zet een vinkje bij een of meer praktijken.", "nothing")
    ids = sorted({practice for practice, _ in choices})
    if Practice.objects.filter(pk__in=ids, region=region).count() != len(ids):
        raise Refused("Een van deze praktijken hoort niet bij uw regio.", "Open de lijst opnieuw.", "practice")
    for practice in ids:
        lock.hold(f"alignment {practice} {region_year.pk}")
    _demand_chosen(region_year, choices)
    kept = replace(judgement, note=judgement.note.strip())
    _demand_sound(kept, by.on)
    stored = _stored(region_year, ids)
    numbers = {choice: stored[choice].number if choice in stored else 0 for choice in choices}
    if numbers != dict(choices):
        raise Refused(*_NEWER)
    Alignment.objects.bulk_create(
        _row(practice, region_year, objective, kept, number, by, at)
        for (practice, objective), number in numbers.items()
    )
    detail = {"choices": [f"{practice} {objective}" for practice, objective in choices], "confirmed": kept.confirmed}
    return Done(region_year, region=region, lifecycle="create", detail=detail)


@verb("objective.support", right="objective.support", purpose="afstemming")
def support_objective(
    *,
    region: Region,
    region_year: RegionYear,
    objective: str,
    supported: bool,
    note: str,
    version: int,
    by: Actor,
    at: datetime,
) -> Done:
    """Support an objective this year, or not (R039). `version` is the number of the switch one saw, 0 for none.

    Who switches one off says why. A practice can still choose it: then there is something to talk about.
    """
    lock.hold(f"supported objectives {region_year.pk}")
    programme = programme_of(region_year.edition)
    if objective not in {each.key for each in programme.objectives}:
        raise Refused("Dit programma kent deze doelstelling niet.", "Open de pagina opnieuw.", "objective")
    if not supported and not note.strip():
        raise Refused("U gaf nog geen reden.", "Schrijf waarom uw regio dit jaar niet kan helpen.", "note")
    if holds_a_bsn(note):
        raise Refused(BSN_SEEN, code="bsn")
    last = SupportedObjective.objects.filter(region_year=region_year, objective=objective).order_by("number").last()
    if version != (last.number if last else 0):
        raise Refused("Iemand anders wijzigde dit zojuist.", "Open de pagina opnieuw.", "changed")
    assert by.user is not None  # a right was asked
    made = SupportedObjective.objects.create(
        region_year=region_year,
        region=region,
        objective=objective,
        supported=supported,
        note=note.strip(),
        number=version + 1,
        by=by.user,
        at=at,
    )
    return Done(made, region=region, lifecycle="create", detail={"objective": objective, "supported": supported})


def typed(judgement: Judgement) -> dict[str, str]:
    """A judgement as its form sends it."""
    return {
        **judgement.verdicts,
        "aligned_on": short_date(judgement.aligned_on) if judgement.aligned_on else "",
        "note": judgement.note,
        "confirmed": "on" if judgement.confirmed else "",
    }


def chosen_in(region_year: RegionYear, practices: Iterable[str]) -> set[Choice]:
    """What practices chose: what they signed for, else what they said to prefer."""
    ids = set(practices)
    signed = Enrolment.objects.filter(region_year=region_year, practice__in=ids).values_list("practice", "objectives")
    found = dict(signed)
    preferred = Intention.objects.filter(region_year=region_year, practice__in=ids - set(found))
    found |= dict(preferred.values_list("practice", "objectives"))
    return {(practice, objective) for practice, objectives in found.items() for objective in objectives}


def _demand_chosen(region_year: RegionYear, choices: Iterable[Choice]) -> None:
    wanted = set(choices)
    if wanted - chosen_in(region_year, {practice for practice, _ in wanted}):
        raise Refused("De praktijk koos deze doelstelling niet meer.", "Open de lijst opnieuw.", "objective")


def _stored(region_year: RegionYear, practices: Sequence[str]) -> dict[Choice, Alignment]:
    return newest(Alignment.objects.filter(region_year=region_year, practice__in=practices))


def _demand_sound(judgement: Judgement, on: date) -> None:
    if holds_a_bsn(judgement.note):
        raise Refused(BSN_SEEN, code="bsn")
    found = gap(judgement, on)
    if found:
        raise Refused(found.because, found.mend, found.field)


def _row(
    practice: str, region_year: RegionYear, objective: str, judgement: Judgement, number: int, by: Actor, at: datetime
) -> Alignment:
    assert by.user is not None  # a right was asked
    return Alignment(
        practice_id=practice,
        region_id=region_year.region_id,
        region_year=region_year,
        objective=objective,
        preference=judgement.preference,
        feasibility=judgement.feasibility,
        coherence=judgement.coherence,
        note=judgement.note,
        aligned_on=judgement.aligned_on,
        confirmed=judgement.confirmed,
        number=number + 1,
        by=by.user,
        at=at,
    )


def _detail(objective: str, judgement: Judgement) -> dict[str, object]:
    return {"objective": objective, "confirmed": judgement.confirmed, "aligned": judgement.aligned_on is not None}


def _in_words(field: str, value: str) -> str:
    if field in CRITERIA:
        return VERDICTS.get(value, "nog niet beoordeeld")
    return ("ja" if value else "nee") if field == "confirmed" else value or "niets"
