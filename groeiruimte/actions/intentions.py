"""A practice says whether it wants to take part, and which objective it prefers, before it enrols.

Rows: R030, R048, R049, R137, R180. Two things that are kept apart: the answer with the support that is needed, and the
choice of objectives. Only somebody of the practice gives either: a region cannot choose for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Enrolment, Intention, Practice, RegionYear
from groeiruimte.records.models.intention import NO, NOT_YET, YES
from groeiruimte.rules.intention import availability
from groeiruimte.rules.why import listed

from .conflict import conflict
from .enrolments import demand_sound
from .obligations import lay_down
from .programmes import programme_of
from .refusal import Refused
from .verb import Done, verb

ANSWERS = {YES: "Ja", NO: "Nee", NOT_YET: "Ik weet het nog niet"}
"""The answers in words, in the order in which they are asked."""
ANSWER_LABELS = {"answer": "Wilt u meedoen?", "support_need": "Welke hulp hebt u nodig?"}
CHOICE_LABELS = {
    "objectives": "Doelstelling",
    "choices": "Keuze binnen de doelstelling",
    "note": "Toelichting",
    "aligned_on": "Dag van het overleg met uw regio",
}


@verb("intention.give", right="intention.give", purpose="voornemen")
def give(
    *,
    practice: Practice,
    region_year: RegionYear,
    version: int,
    answer: str,
    support_need: str,
    by: Actor,
    at: datetime,
) -> Done:
    """Say yes, no or not yet, with the support that is needed. `version` 0 is that of an intention that is not there.

    Refused before the opening (R048). After the last day it is taken and counts as late.
    """
    _demand_open(programme_of(region_year.edition), by.on)
    if answer not in ANSWERS:
        raise Refused("U koos nog geen antwoord.", "Kies ja, nee of weet ik nog niet.", code="no_answer")
    _demand_not_enrolled(practice, region_year)
    stored, seen = _stored(practice, region_year, by, at)
    mine = {"answer": answer, "support_need": support_need.strip()}
    theirs = {"answer": stored.answer, "support_need": stored.support_need}
    _demand_seen(stored, seen, version, ANSWER_LABELS, mine, theirs, ANSWERS)
    if stored.answer != answer:
        assert by.user is not None
        stored.given_at, stored.given_by = at, by.user
    stored.answer, stored.support_need = answer, mine["support_need"]
    stored.version += 1
    stored.save()
    lay_down(practice, region_year, by.on)
    return Done(stored, practice=practice, lifecycle="create" if seen == 0 else "update", detail={"answer": answer})


@verb("intention.prefer", right="intention.give", purpose="voornemen")
def prefer(
    *,
    practice: Practice,
    region_year: RegionYear,
    version: int,
    objectives: Sequence[str],
    choices: Sequence[str],
    note: str,
    aligned_on: date | None,
    by: Actor,
    at: datetime,
) -> Done:
    """Choose objectives, and the track within them. Two or more, or one that the region does not support, is a warning
    on the page and never a refusal (R012, R039). `aligned_on` is the day of the talk with the region (R030)."""
    programme = programme_of(region_year.edition)
    if programme.intention is not None:
        _demand_open(programme, by.on)
    known = [objective.key for objective in programme.objectives_in_order]
    if not objectives or set(objectives) - set(known):
        raise Refused("U koos nog geen doelstelling.", "Kies minstens één doelstelling uit de lijst.", "no_objective")
    demand_sound(programme, objectives, choices)
    if aligned_on and aligned_on > by.on:
        raise Refused("Het overleg is nog niet geweest.", "Vul de dag in na het overleg.", "aligned_later")
    _demand_not_enrolled(practice, region_year)
    stored, seen = _stored(practice, region_year, by, at)
    wanted = {
        "objectives": [key for key in known if key in objectives],
        "choices": [choice.key for choice in programme.choices if choice.key in choices],
        "note": note.strip(),
        "aligned_on": aligned_on,
    }
    mine, theirs = _as_sent(wanted), _as_sent({name: getattr(stored, name) for name in CHOICE_LABELS})
    _demand_seen(stored, seen, version, CHOICE_LABELS, mine, theirs, _labels(programme))
    for name, value in wanted.items():
        setattr(stored, name, value)
    stored.version += 1
    stored.save()
    lay_down(practice, region_year, by.on)
    detail = {"objectives": stored.objectives, "choices": stored.choices}
    return Done(stored, practice=practice, lifecycle="create" if seen == 0 else "update", detail=detail)


def is_late(intention: Intention, programme: Programme) -> bool:
    """Whether the answer came after the last day; it counts all the same."""
    return programme.intention is not None and local_date(intention.given_at) > programme.intention.date


def _demand_open(programme: Programme, on: date) -> None:
    found = availability(programme, on)
    if found.state == "not_yet" and found.opens:
        raise Refused(
            f"Het voornemen kan vanaf {short_date(found.opens)}.",
            f"Kom terug op {short_date(found.opens)}.",
            "not_open",
        )
    if found.state != "open":
        raise Refused(found.because, "U hoeft hier niets te doen.", "not_asked")


def _demand_not_enrolled(practice: Practice, region_year: RegionYear) -> None:
    if Enrolment.objects.filter(practice=practice, region_year=region_year).exists():
        raise Refused("Uw praktijk is al aangemeld.", "U hoeft uw voornemen niet meer door te geven.", "enrolled")


def _stored(practice: Practice, region_year: RegionYear, by: Actor, at: datetime) -> tuple[Intention, int]:
    """The intention, locked, and the version that somebody must have seen: 0 for one that was not there."""
    Practice.objects.select_for_update().get(pk=practice.pk)
    found = Intention.objects.filter(practice=practice, region_year=region_year).first()
    if found:
        return found, found.version
    assert by.user is not None
    new = Intention(
        practice=practice, region=practice.region, region_year=region_year, given_by=by.user, given_at=at, version=0
    )
    return new, 0


def _demand_seen(
    stored: Intention,
    seen: int,
    version: int,
    labels: Mapping[str, str],
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    words: Mapping[str, str],
) -> None:
    """Stale when somebody else saved another text meanwhile (E02)."""
    if seen == version or mine == theirs:
        return
    raise conflict(
        stored,
        "uw voornemen",
        labels,
        version=seen,
        mine=mine,
        theirs=theirs,
        words=lambda field, value: _in_words(value, words),
    )


def _as_sent(values: Mapping[str, object]) -> dict[str, str]:
    """As texts: lists with commas, the way the hidden fields of the conflict page send them."""
    return {name: _text(value) for name, value in values.items()}


def _text(value: object) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _in_words(value: str, words: Mapping[str, str]) -> str:
    return listed([words.get(part, part) for part in value.split(",")]) if value else "niets"


def _labels(programme: Programme) -> dict[str, str]:
    of_choices = {choice.key: choice.label for choice in programme.choices}
    return {objective.key: objective.label for objective in programme.objectives} | of_choices
