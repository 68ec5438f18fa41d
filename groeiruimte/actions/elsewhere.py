"""Trainings that somebody else gave: they count with their proof (P15, R067, R090)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Attendance, Employee, Evidence, Practice
from groeiruimte.records.models.training import ELSEWHERE

from . import evidence as shelf
from .attendance import cross_out, demand_people, new_number
from .obligations import lay_down_years
from .refusal import Refused
from .verb import Done, verb

RIGHT = "evidence.add"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A training that somebody else gave. `topics` are keys of the programme (R090: `at_practice` is preferred)."""

    title: str
    topics: tuple[str, ...]
    day: date
    at_practice: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """A file or link that goes onto the evidence shelf."""

    link: str = ""
    file: shelf.File | None = None


def may_correct(who: Actor, practice: Practice) -> bool:
    """Whether somebody notes trainings elsewhere, and crosses out what was a mistake."""
    return access.may(who, RIGHT, practice=practice)


@verb("attendance.elsewhere", right=RIGHT, sensitivity="personal")
def note(
    *,
    practice: Practice,
    training: Elsewhere,
    employees: Sequence[Employee],
    proof: Evidence | Proof,
    sha256: str,
    by: Actor,
    at: datetime,
) -> Done:
    """People followed a training elsewhere; the proof lies on the shelf or goes onto it. Gives the evidence.

    `sha256` is `fingerprint(...)`: what the form says, so that its key is good for that alone.
    """
    demand_people(employees, practice, by.on)
    if training.day > local_date(at):
        raise Refused("Deze dag is nog niet geweest.", "Vul de dag in waarop de scholing was.", code="day")
    if not training.topics:
        raise Refused("U koos nog geen onderwerp.", "Kies waar de scholing over ging.", code="topics")
    lies = _proof(practice, training, proof, by, at)
    same = Attendance.objects.filter(practice=practice, title=training.title, day=training.day, removed_on=None)
    already = set(same.values_list("employee", flat=True))
    new = [one for one in employees if one.pk not in already]
    if not new:
        raise Refused("Deze scholing staat al op uw lijst.", "U hoeft niets te doen.", code="already")
    for employee in new:
        Attendance.objects.create(
            practice=practice,
            region=practice.region,
            employee=employee,
            title=training.title,
            topics=list(training.topics),
            day=training.day,
            at_practice=training.at_practice,
            proof=lies,
            certificate=new_number(training.day),
            how=ELSEWHERE,
            noted_by=by.user,
            noted_at=at,
        )
    lay_down_years(practice, local_date(at))
    return Done(lies, practice=practice, lifecycle="create", detail={"people": len(new)})


def _proof(practice: Practice, training: Elsewhere, proof: Evidence | Proof, by: Actor, at: datetime) -> Evidence:
    """The evidence on the shelf; a new one is put there."""
    if isinstance(proof, Evidence):
        return Evidence.objects.get(pk=proof.pk, practice=practice, removed_on=None)
    title = f"Bewijs van {training.title}"[:200]
    return shelf.put(practice=practice, title=title, day=training.day, by=by, at=at, link=proof.link, file=proof.file)


def fingerprint(*parts: object) -> str:
    """What a form about a training elsewhere says, as a hash."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@verb("attendance.strike", right=RIGHT, sensitivity="personal")
def strike(*, practice: Practice, attendance: Attendance, reason: str, by: Actor, at: datetime) -> Done:
    """The practice crosses out a training elsewhere, noted by mistake. What a trainer noted is for the trainer."""
    found = Attendance.objects.select_related("practice").get(pk=attendance.pk, practice=practice)
    if found.session_id is not None:
        raise Refused("Deze aanwezigheid komt van de trainer.", "Vraag uw regio om de lijst aan te passen.", "trainer")
    cross_out(found, reason, at)
    return Done(found, practice=practice, lifecycle="delete")
