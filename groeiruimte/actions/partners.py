"""Practices that carry out a project together; each keeps its own plan, forms and accountability (R138).

The database shows a practice nothing of another one. What crosses that wall is in this file and no more than this: the
names of the practices of the region that take part, and of a partner that agreed its milestones: title, day and state.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import QuerySet

from groeiruimte.records import access, guard
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Enrolment, Milestone, Practice, ProjectPartner, RegionYear
from groeiruimte.rules import milestones
from groeiruimte.rules.milestones import State

from .refusal import Refused
from .verb import Done, demand, verb


@dataclass(frozen=True, slots=True)
class Other:
    """A practice that can be asked: its id and its name, nothing else."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SharedMilestone:
    """What a partner sees of a milestone."""

    title: str
    due: date
    state: State


@dataclass(frozen=True, slots=True)
class Partner:
    """The other practice of a partnership, as one of the two sees it.

    `state`: `asks` when the other waits for our answer, `asked` when we wait for theirs, else `agreed` or `declined`.
    `milestones` are there only when both agree.
    """

    id: str
    name: str
    title: str
    state: Literal["asks", "asked", "agreed", "declined"]
    milestones: tuple[SharedMilestone, ...] = ()


def others(practice: Practice, region_year: RegionYear, by: Actor) -> tuple[Other, ...]:
    """The practices of the region that take part in the same programme, by name: those not yet a partner or asked."""
    demand(by, "plan.edit", practice, None)
    taken = {_other_id(found, practice) for found in _of(practice) if found.agreed is not False}
    with guard.everything():
        found = Enrolment.objects.filter(region_year=region_year).exclude(practice__in=[practice.pk, *taken])
        names = found.order_by("practice__name").values_list("practice_id", "practice__name")
        return tuple(Other(*each) for each in names)


def partners_of(practice: Practice, region_year: RegionYear, by: Actor) -> tuple[Partner, ...]:
    """Every partnership of a practice, in the order of asking, with the milestones of those that both agreed to."""
    if not access.may(by, "plan.read", practice=practice):
        return ()
    rows = _of(practice)
    agreed = {_other_id(found, practice) for found in rows if found.agreed}
    shared = _shared(agreed, region_year, by.on)
    return tuple(_seen(found, practice, shared) for found in rows)


@verb("partner.ask", right="plan.edit", purpose="plan")
def ask(*, practice: Practice, enrolment: Enrolment, partner: str, title: str, by: Actor, at: datetime) -> Done:
    """Ask another practice, by its id, to carry out a project together. After a no one may ask again."""
    candidate = next((each for each in others(practice, enrolment.region_year, by) if each.id == partner), None)
    if candidate is None:
        raise Refused("Deze praktijk kunt u niet vragen.", "Kies een praktijk uit de lijst.", code="partner")
    _of(practice).filter(practice=practice, asked_by_id=candidate.id, agreed=False).delete()
    asked, _ = ProjectPartner.objects.update_or_create(
        practice_id=candidate.id,
        asked_by=practice,
        defaults={
            "region": practice.region,
            "asked_by_name": practice.name,
            "practice_name": candidate.name,
            "title": title,
            "asked_at": at,
            "agreed": None,
            "answered_at": None,
            "answered_by": None,
        },
    )
    return Done(asked, practice=practice, lifecycle="create")


@verb("partner.answer", right="plan.edit", purpose="plan")
def answer(*, practice: Practice, partner: ProjectPartner, agreed: bool, by: Actor, at: datetime) -> Done:
    """The practice that was asked says yes or no; later either of the two may end it with a no."""
    stored = _of(practice).select_for_update().filter(pk=partner.pk).first()
    if stored is None or (agreed and stored.practice_id != practice.pk):
        raise Refused("De andere praktijk moet hierop antwoorden.", "Wacht op het antwoord.", code="answer")
    if stored.agreed is False:
        raise Refused("Deze samenwerking is al gestopt.", "Vraag de praktijk opnieuw als u dat wilt.", code="stopped")
    stored.agreed, stored.answered_at, stored.answered_by = agreed, at, by.user
    stored.save(update_fields=["agreed", "answered_at", "answered_by"])
    return Done(stored, practice=practice, detail={"agreed": agreed})


def _of(practice: Practice) -> QuerySet[ProjectPartner]:
    return ProjectPartner.objects.filter(practice=practice) | ProjectPartner.objects.filter(asked_by=practice)


def _other_id(found: ProjectPartner, practice: Practice) -> str:
    return found.asked_by_id if found.practice_id == practice.pk else found.practice_id


def _seen(found: ProjectPartner, practice: Practice, shared: dict[str, tuple[SharedMilestone, ...]]) -> Partner:
    asked = found.practice_id == practice.pk
    waits: Literal["asks", "asked"] = "asks" if asked else "asked"
    state = waits if found.agreed is None else "agreed" if found.agreed else "declined"
    name = found.asked_by_name if asked else found.practice_name
    return Partner(found.pk, name, found.title, state, shared.get(_other_id(found, practice), ()))


def _shared(practices: Collection[str], region_year: RegionYear, on: date) -> dict[str, tuple[SharedMilestone, ...]]:
    """The milestones of partners in the same programme; the caller checked that both agreed."""
    if not practices:
        return {}
    with guard.everything():
        of_partners = Milestone.objects.filter(
            practice__in=practices, enrolment__region_year=region_year, removed_on=None
        ).order_by("due", "title")
        rows = list(of_partners.values_list("practice_id", "title", "due", "done_on", "progress"))
    found: dict[str, tuple[SharedMilestone, ...]] = dict.fromkeys(practices, ())
    for owner, title, due, done_on, progress in rows:
        state = milestones.state(due, done_on, bool(progress), on)
        found[owner] = (*found[owner], SharedMilestone(title, due, state))
    return found
