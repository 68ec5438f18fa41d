"""Signing up for a session, cancelling, and the waiting list. Seats are counted across all practices (R149, P14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from groeiruimte.records import access, guard, lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Employee, Practice, Session, SignUp
from groeiruimte.records.models.training import CALLED_OFF, CANCELLED, CLOSED, SIGNED_UP, WAITING

from . import training_mails
from .refusal import Refused
from .verb import Done, verb

FOR_ANYBODY = "practice.edit"
"""Who holds this right signs up every colleague; others sign up themselves."""


@dataclass(frozen=True, slots=True)
class Seats:
    """How full a session is."""

    seats: int
    taken: int = 0
    waiting: int = 0

    @property
    def left(self) -> int:
        return max(0, self.seats - self.taken)


def seats_of(sessions: Iterable[Session]) -> dict[str, Seats]:
    """How full each session is, by id. Numbers only: whose they are stays with their own practice."""
    known = {session.pk: session.seats for session in sessions}
    with guard.everything():
        found = (
            SignUp.objects.filter(session__in=known)
            .order_by()
            .values_list("session")
            .annotate(taken=Count("pk", filter=Q(status=SIGNED_UP)), waiting=Count("pk", filter=Q(status=WAITING)))
        )
        counted = {session: (taken, waits) for session, taken, waits in found}
    return {key: Seats(seats, *counted.get(key, (0, 0))) for key, seats in known.items()}


def places_in_line(sign_ups: Iterable[SignUp]) -> dict[str, int]:
    """The place on the waiting list of each of these that waits, by id; 1 is the first to get a place."""
    waiting = [found for found in sign_ups if found.status == WAITING]
    with guard.everything():
        lines = SignUp.objects.filter(session__in={found.session_id for found in waiting}, status=WAITING)
        place: Counter[str] = Counter()
        places = {}
        for pk, session in lines.order_by("at", "pk").values_list("pk", "session_id"):
            place[session] += 1
            places[pk] = place[session]
    return {found.pk: places[found.pk] for found in waiting}


def may_sign_up(who: Actor, practice: Practice, employees: Iterable[Employee]) -> list[Employee]:
    """The colleagues that somebody may sign up: everybody who works there, or only the person itself."""
    there = [one for one in employees if works(one, who.on)]
    if access.may(who, FOR_ANYBODY, practice=practice):
        return there
    return [one for one in there if who.user is not None and one.user_id == who.user.pk]


def works(employee: Employee, on: date) -> bool:
    return employee.end is None or employee.end >= on


def sign_up(
    *, practice: Practice, session: Session, employees: Sequence[Employee], by: Actor, at: datetime, key: str
) -> Session:
    """Sign people of a practice up; who finds no seat waits, in the order given. Gives the session.

    Refused when the session is over or off, somebody is not theirs to sign up, or everybody is on the list already.
    """
    with guard.everything():
        done: Session = _sign_up(practice=practice, session=session, employees=employees, by=by, at=at, key=key)
    return done


@verb("training.sign_up", right="training.sign_up", sensitivity="personal")
def _sign_up(*, practice: Practice, session: Session, employees: Sequence[Employee], by: Actor, at: datetime) -> Done:
    found = held(session)
    _demand_open(found, practice, at)
    if not employees:
        raise Refused("U koos nog niemand.", "Kies wie er komt.", code="employees")
    allowed = {one.pk for one in may_sign_up(by, practice, Employee.objects.filter(practice=practice))}
    if any(one.pk not in allowed for one in employees):
        raise Refused("U kunt alleen uzelf inschrijven.", "Vraag de praktijkmanager om een collega in te schrijven.")
    there = {one.employee_id: one for one in found.sign_ups.all()}
    new = [one for one in employees if one.pk not in there or there[one.pk].status == CANCELLED]
    if not new:
        raise Refused("Deze mensen staan al op de lijst.", "U hoeft niets te doen.", code="already")
    taken = sum(one.status == SIGNED_UP for one in there.values())
    for number, employee in enumerate(new):
        has_place = taken + number < found.seats
        mine = there.get(employee.pk) or SignUp(session=found, practice=practice, region=practice.region)
        mine.employee, mine.by, mine.at = employee, by.user, at + timedelta(microseconds=number)
        mine.status = SIGNED_UP if has_place else WAITING
        mine.save()
        tell = training_mails.signed_up if has_place else training_mails.waiting
        tell(mine, found, at)
    return Done(found, practice=practice, lifecycle="create", detail={"people": len(new)})


def sign_off(*, practice: Practice, sign_up: SignUp, by: Actor, at: datetime, key: str) -> SignUp:
    """Take somebody off the list; the first who waits gets the seat and hears it."""
    with guard.everything():
        done: SignUp = _sign_off(practice=practice, sign_up=sign_up, by=by, at=at, key=key)
    return done


@verb("training.sign_off", right="training.sign_up", sensitivity="personal")
def _sign_off(*, practice: Practice, sign_up: SignUp, by: Actor, at: datetime) -> Done:
    session = held(sign_up.session)
    found = SignUp.objects.select_related("employee__user", "by", "practice").get(pk=sign_up.pk, practice=practice)
    if not may_sign_up(by, practice, [found.employee]):
        raise Refused("U kunt alleen uzelf afmelden.", "Vraag de praktijkmanager om een collega af te melden.")
    if at >= session.start:
        raise Refused("Deze scholing is al begonnen.", "Was u er niet? Dan hoeft u niets te doen.", code="begun")
    if found.status != CANCELLED:
        found.status = CANCELLED
        found.save(update_fields=["status"])
        training_mails.signed_off(found, session, at)
        move_up(session, at)
    return Done(found, practice=practice, lifecycle="delete")


def held(session: Session) -> Session:
    """A session as it stands, held until the transaction ends: two people never get the last seat."""
    lock.hold(f"session {session.pk}")
    return Session.objects.select_related("training", "region").get(pk=session.pk)


def move_up(session: Session, at: datetime) -> None:
    """Give free seats to who waits longest. Inside a transaction that holds the session."""
    if session.status in (CALLED_OFF, CLOSED) or at >= session.end:
        return
    on_the_list = list(session.sign_ups.select_related("employee__user", "by", "practice").order_by("at", "pk"))
    free = session.seats - sum(one.status == SIGNED_UP for one in on_the_list)
    for first in [one for one in on_the_list if one.status == WAITING][: max(0, free)]:
        first.status = SIGNED_UP
        first.save(update_fields=["status"])
        training_mails.moved_up(first, session, at)


def _demand_open(session: Session, practice: Practice, at: datetime) -> None:
    if session.region_id != practice.region_id or not session.training.published:
        raise Refused("Deze scholing is er niet voor uw praktijk.", "Kies een andere scholing.", code="region")
    if session.status == CALLED_OFF:
        raise Refused("Deze scholing gaat niet door.", "Kies een andere dag of een andere scholing.", code="called_off")
    if session.status == CLOSED or at >= session.end:
        raise Refused("Deze scholing is voorbij.", "Kies een andere dag of een andere scholing.", code="over")
