"""By whose hand and when something is done in the demo."""

from __future__ import annotations

from datetime import date
from typing import Any

from groeiruimte.records import access
from groeiruimte.records.models import User

from .moments import at
from .world import Person

COMPONENT = "demo"


def actor(person: Person, on: date) -> access.Actor:
    return access.actor(User.objects.get(email=person.email), on, component=COMPONENT)


def hand(person: Person, day: date, hour: int, minute: int, key: str) -> dict[str, Any]:
    """Who does a verb, at which moment, with which submission key: the same in every demo."""
    return {"by": actor(person, day), "at": at(day, hour, minute), "key": f"demo-{key}"}
