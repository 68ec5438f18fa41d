"""A training of Rijnmond with days, and a practice with a team, for tests of both sides."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groeiruimte.actions import sessions, trainings
from groeiruimte.actions.sessions import SessionPlan
from groeiruimte.actions.trainings import TrainingText
from groeiruimte.programme.calendar import AMSTERDAM
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Employee, Practice, Region, Session, Training, User
from tests.site.rijnmond import NOW, TODAY

TOPIC = "zorg-op-afstand"


def on(user: User) -> access.Actor:
    return access.actor(user, TODAY)


def make_training(desk: User, region: Region, **given: Any) -> Training:
    """A published one, about care at a distance unless `given` says otherwise."""
    text = TrainingText(
        **({"title": "Beeldbellen", "kind": "training", "topics": (TOPIC,), "objectives": ("A",)} | given)
    )
    made: Training = trainings.make(region=region, text=text, by=on(desk), at=NOW, key=new_id())
    trainings.publish(region=region, training=made, published=True, by=on(desk), at=NOW, key=new_id())
    return made


def make_session(desk: User, training: Training, *, day: tuple[int, int] = (4, 12), **given: Any) -> Session:
    """An evening in 2022 with room for two."""
    start = datetime(2022, *day, 19, 30, tzinfo=AMSTERDAM)
    end = datetime(2022, *day, 23, 30, tzinfo=AMSTERDAM)
    plan = SessionPlan(**({"start": start, "end": end, "place": "Rotterdam", "seats": 2} | given))
    made: Session = sessions.plan(
        region=training.region, training=training, plan=plan, by=on(desk), at=NOW, key=new_id()
    )
    return made


def make_team(practice: Practice, *names: str, user: User | None = None, function: str = "gp") -> list[Employee]:
    """People of a practice; the first one logs in as `user`."""
    return [
        Employee.objects.create(
            practice=practice,
            region=practice.region,
            name=name,
            function=function,
            user=user if number == 0 else None,
        )
        for number, name in enumerate(names)
    ]
