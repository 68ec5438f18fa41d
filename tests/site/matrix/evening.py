"""Trainings in the world of the matrix: a day that goes on now, one that comes, one with its door open, what was."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from groeiruimte.actions import sessions, sign_ups, trainings
from groeiruimte.actions.sessions import SessionPlan
from groeiruimte.actions.trainings import TrainingText
from groeiruimte.programme.calendar import AMSTERDAM
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Attendance, CalendarFeed, Employee, Evidence, Practice, Session, SignUp, Training
from groeiruimte.records.models.training import OPEN
from tests.site.rijnmond import NOW, TODAY

TITLE, PLACE, CODE, SECRET = "Beeldbellen", "Rotterdam", "123456", "b" * 32
TEXT = TrainingText(title=TITLE, kind="training", topics=("zorg-op-afstand",), objectives=("A",))
DAY = {"day": "5-4-2022", "start": "00:01", "end": "23:58", "place": PLACE, "seats": "5", "trainer": ""}


@dataclass(frozen=True)
class Evening:
    """`here` goes on all day, `coming` is later; Vera of the practice signed up for both and was somewhere else."""

    training: Training
    here: Session
    coming: Session
    vera: Employee
    sign_up: SignUp
    attended: Attendance
    elsewhere: Attendance

    @property
    def nothing(self) -> dict[str, Any]:
        """For an address that needs no more than its practice or region."""
        return {}


def make_evening(practice: Practice, vera: Employee, proof: Evidence, desk: Actor, manager: Actor) -> Evening:
    region, again = practice.region, {"by": desk, "at": NOW}
    training: Training = trainings.make(region=region, text=TEXT, key=new_id(), **again)
    Training.objects.filter(pk=training.pk).update(published=True)
    plan = SessionPlan(_at(TODAY, 0, 1), _at(TODAY, 23, 58), PLACE, 5)
    later = replace(plan, start=_at(date(2022, 5, 1), 19), end=_at(date(2022, 5, 1), 21))
    here, coming, door = (
        sessions.plan(region=region, training=training, plan=each, key=new_id(), **again)
        for each in (plan, later, plan)
    )
    Session.objects.filter(pk=door.pk).update(status=OPEN, code=CODE)
    sign_ups.sign_up(practice=practice, session=coming, employees=[vera], by=manager, at=NOW, key=new_id())
    if manager.user is not None:
        CalendarFeed.objects.create(
            user=manager.user, token_sha256=hashlib.sha256(SECRET.encode()).hexdigest(), made_at=NOW
        )
    there = {"practice": practice, "region": region, "employee": vera, "title": TITLE, "day": TODAY, "noted_at": NOW}
    return Evening(
        training=training,
        here=here,
        coming=coming,
        vera=vera,
        sign_up=SignUp.objects.get(session=coming),
        attended=Attendance.objects.create(**there, session=here, certificate="2022-A"),
        elsewhere=Attendance.objects.create(**there, proof=proof, certificate="2022-B", how="outside"),
    )


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)
