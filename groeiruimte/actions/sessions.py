"""The days of a training: plan, change, call off, open the door, close (R09). Who signed up hears of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from groeiruimte.programme.calendar import AMSTERDAM, local_date, short_date
from groeiruimte.records import access, guard
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Region, Session, SignUp, Training, User
from groeiruimte.records.models.training import CALLED_OFF, CANCELLED, CLOSED, OPEN, PLANNED, SIGNED_UP

from . import training_mails
from .conflict import conflict
from .refusal import Refused
from .sign_ups import held, move_up
from .verb import Done, verb

CODE_GOOD_AFTER_END = timedelta(hours=1)
"""The door closes by itself this long after the end."""

LABELS = {
    "day": "Dag",
    "start": "Begint om",
    "end": "Eindigt om",
    "place": "Plaats",
    "online_link": "Link voor online deelname",
    "seats": "Aantal plaatsen",
    "trainer": "Trainer",
}


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """When and where; `trainer` runs the door. Times are aware."""

    start: datetime
    end: datetime
    place: str
    seats: int
    online_link: str = ""
    trainer: User | None = None

    @classmethod
    def of(cls, session: Session) -> SessionPlan:
        trainer = session.trainer
        return cls(session.start, session.end, session.place, session.seats, session.online_link, trainer)

    def as_sent(self) -> dict[str, str]:
        """As the form sends it."""
        start, end = self.start.astimezone(AMSTERDAM), self.end.astimezone(AMSTERDAM)
        return {
            "day": short_date(start.date()),
            "start": f"{start:%H:%M}",
            "end": f"{end:%H:%M}",
            "place": self.place,
            "online_link": self.online_link,
            "seats": str(self.seats),
            "trainer": str(self.trainer.pk) if self.trainer else "",
        }


def door_is_open(session: Session, at: datetime) -> bool:
    """Whether the code at the door is good: opened, and not longer than an hour after the end."""
    return session.status == OPEN and at <= session.end + CODE_GOOD_AFTER_END


def runs(who: Actor, session: Session) -> bool:
    """Whether somebody may run the door of a session: the region's desk, or its own trainer."""
    membership = access.membership_for(who, "training.run", None, session.region)
    if membership is None or who.user is None:
        return False
    return access.may(who, "training.manage", region=session.region) or session.trainer_id == who.user.pk


def demand_runs(who: Actor, session: Session) -> None:
    if not runs(who, session):
        raise Refused("Deze scholing geeft u niet zelf.", "Vraag uw regio wie hem geeft.", code="no_right")


@verb("session.plan", right="training.manage")
def plan(*, region: Region, training: Training, plan: SessionPlan, by: Actor, at: datetime) -> Done:
    """A day for a training."""
    _demand_order(plan)
    session = Session(training=Training.objects.get(pk=training.pk, region=region), region=region)
    _write(session, plan)
    session.save()
    return Done(session, region=region, lifecycle="create")


@verb("session.change", right="training.manage")
def change(*, region: Region, session: Session, version: int, plan: SessionPlan, by: Actor, at: datetime) -> Done:
    """Change a day. Who signed up hears it with a new calendar file, and new seats go to who waits.

    Raises Stale with both texts when somebody else saved first.
    """
    _demand_order(plan)
    stored = held(session)
    there = SessionPlan.of(stored)
    if stored.status in (CALLED_OFF, CLOSED):
        raise Refused("Deze dag is voorbij of afgezegd.", "Plan een nieuwe dag.", code="over")
    if stored.version != version and there != plan:
        people = {str(user.pk): user.name for user in (there.trainer, plan.trainer) if user}
        raise conflict(
            stored,
            stored.training.title,
            LABELS,
            version=stored.version,
            mine=plan.as_sent(),
            theirs=there.as_sent(),
            words=lambda field, value: people.get(value, "niemand") if field == "trainer" else value,
        )
    if there != plan:
        listed = stored.sign_ups.filter(status=SIGNED_UP).count()
        if plan.seats < listed:
            raise Refused(
                f"Er staan al {listed} mensen op de lijst.", f"Kies {listed} plekken of meer.", code="fewer_seats"
            )
        _write(stored, plan)
        stored.version += 1
        moved = (there.start, there.end, there.place, there.online_link) != (
            *(plan.start, plan.end, plan.place, plan.online_link),
        )
        stored.sequence += moved
        stored.save()
        if moved:
            for sign_up in _on_the_list(stored):
                training_mails.changed(sign_up, stored, at)
        move_up(stored, at)
    return Done(stored, region=region)


@verb("session.call_off", right="training.manage")
def call_off(*, region: Region, session: Session, by: Actor, at: datetime) -> Done:
    """It does not take place. Who signed up or waits hears it, and it leaves their calendar."""
    stored = held(session)
    if stored.status == CLOSED or stored.attendances.filter(removed_on=None).exists():
        raise Refused("Deze dag is al geweest.", "Pas de lijst van aanwezigen aan.", code="over")
    if stored.status != CALLED_OFF:
        stored.status, stored.code = CALLED_OFF, ""
        stored.sequence += 1
        stored.version += 1
        stored.save()
        for sign_up in _on_the_list(stored):
            training_mails.called_off(sign_up, stored, at)
    return Done(stored, region=region)


def open_door(*, region: Region, session: Session, by: Actor, at: datetime, key: str) -> Session:
    """Make the six digits with which people show that they are there; on the day itself only."""
    with guard.everything():
        done: Session = _open_door(region=region, session=session, by=by, at=at, key=key)
    return done


@verb("session.open", right="training.run")
def _open_door(*, region: Region, session: Session, by: Actor, at: datetime) -> Done:
    stored = held(session)
    demand_runs(by, stored)
    if stored.status not in (PLANNED, OPEN):
        raise Refused("Deze dag is voorbij of afgezegd.", "Plan een nieuwe dag.", code="over")
    if local_date(at) != local_date(stored.start):
        day = short_date(local_date(stored.start))
        raise Refused(f"De deur gaat open op {day}.", "Kom op die dag terug.", code="day")
    if stored.status == PLANNED:
        taken = set(Session.objects.filter(region=region, status=OPEN).values_list("code", flat=True))
        stored.status, stored.code = OPEN, _new_code(taken)
        stored.version += 1
        stored.save(update_fields=["status", "code", "version"])
    return Done(stored, region=region)


def close(*, region: Region, session: Session, by: Actor, at: datetime, key: str) -> Session:
    """The list is complete: the code ends, and who was there gets a mail with the way to the certificate."""
    with guard.everything():
        done: Session = _close(region=region, session=session, by=by, at=at, key=key)
    return done


@verb("session.close", right="training.run", sensitivity="personal")
def _close(*, region: Region, session: Session, by: Actor, at: datetime) -> Done:
    stored = held(session)
    demand_runs(by, stored)
    if stored.status == CALLED_OFF or at < stored.start:
        raise Refused("Deze scholing is nog niet geweest.", "Sluit de lijst na afloop.", code="early")
    stored.status, stored.code = CLOSED, ""
    stored.version += 1
    stored.save(update_fields=["status", "code", "version"])
    there = list(stored.attendances.filter(removed_on=None).select_related("employee__user", "practice", "noted_by"))
    for attendance in there:
        training_mails.certificate(attendance, at)
    return Done(stored, region=region, detail={"people": len(there)})


def _on_the_list(session: Session) -> list[SignUp]:
    return list(session.sign_ups.exclude(status=CANCELLED).select_related("employee__user", "by", "practice"))


def _new_code(taken: set[str]) -> str:
    """Six digits that no other open session of the region has; never like a year or a row of one digit by chance."""
    while (code := f"{secrets.randbelow(900_000) + 100_000}") in taken:
        continue
    return code


def _demand_order(plan: SessionPlan) -> None:
    if plan.end <= plan.start:
        raise Refused("Het einde ligt voor het begin.", "Vul een latere eindtijd in.", code="end")
    if plan.seats < 1:
        raise Refused("Er is geen plaats voor iemand.", "Vul minstens 1 plaats in.", code="seats")


def _write(session: Session, plan: SessionPlan) -> None:
    session.start, session.end, session.place = plan.start, plan.end, plan.place
    session.seats, session.online_link, session.trainer = plan.seats, plan.online_link, plan.trainer
