"""Who was where: by the code at the door, or by the list of the trainer (P15, R067, R130, R131, R144).

What somebody attended keeps the topics that the training had then, and fills the KPIs that ask for them by itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from groeiruimte.programme.calendar import local_date
from groeiruimte.records import guard
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import LETTERS
from groeiruimte.records.models import Attendance, Employee, Practice, Region, Session, SignUp
from groeiruimte.records.models.training import BY_CODE, CALLED_OFF, CLOSED, ON_THE_LIST, OPEN, SIGNED_UP

from . import training_mails
from .obligations import lay_down_years
from .refusal import Refused
from .sessions import CODE_GOOD_AFTER_END, demand_runs, runs
from .sign_ups import held, works
from .verb import Done, verb

_NUMBER_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the list of a session: signed up, there, or both."""

    employee: Employee
    practice: Practice
    sign_up: SignUp | None = None
    attendance: Attendance | None = None


def people_of(session: Session, who: Actor) -> list[Person]:
    """Everybody on the list of a session, by practice and name; empty for who does not run it."""
    if not runs(who, session):
        return []
    with guard.everything():
        there = session.attendances.filter(removed_on=None).select_related("employee", "practice")
        attended = {one.employee_id: one for one in there}
        lines = session.sign_ups.filter(status=SIGNED_UP).select_related("employee", "practice")
        signed = {one.employee_id: one for one in lines}
        people = {key: (one.employee, one.practice) for key, one in signed.items()}
        people |= {key: (one.employee, one.practice) for key, one in attended.items()}
        found = [
            Person(employee, practice, signed.get(key), attended.get(key))
            for key, (employee, practice) in people.items()
        ]
    return sorted(found, key=lambda one: (one.practice.name, one.employee.name))


def one_of(session: Session, attendance_id: str, who: Actor) -> Attendance | None:
    """One line of the list of a session, also when it was crossed out; None for who does not run it."""
    if not runs(who, session):
        return None
    with guard.everything():
        return session.attendances.select_related("employee", "practice").filter(pk=attendance_id).first()


def attend(
    *, practice: Practice, code: str, employees: Sequence[Employee], by: Actor, at: datetime, key: str
) -> Session:
    """People of a practice are there: the code at the door says where. Also who did not sign up. Gives the session."""
    with guard.everything():
        done: Session = _attend(practice=practice, code=code, employees=employees, by=by, at=at, key=key)
    return done


@verb("attendance.code", right="training.sign_up", sensitivity="personal")
def _attend(*, practice: Practice, code: str, employees: Sequence[Employee], by: Actor, at: datetime) -> Done:
    demand_people(employees, practice, by.on)
    open_now = Session.objects.filter(region=practice.region_id, status=OPEN, end__gte=at - CODE_GOOD_AFTER_END)
    found = open_now.filter(code=code).first() if code else None
    if found is None:
        raise Refused("Deze code klopt niet of is verlopen.", "Vraag de trainer om de code.", code="code")
    session = held(found)
    new = _note(session, employees, how=BY_CODE, by=by, at=at)
    lay_down_years(practice, local_date(at))
    return Done(session, practice=practice, lifecycle="create", detail={"people": len(new)})


def add(
    *, region: Region, session: Session, employees: Sequence[Employee], reason: str, by: Actor, at: datetime, key: str
) -> Session:
    """The trainer or the region puts people on the list, with the reason. Gives the session."""
    given = {"region": region, "session": session, "employees": employees, "reason": reason}
    with guard.everything():
        done: Session = _add(**given, by=by, at=at, key=key)
    return done


@verb("attendance.add", right="training.run", sensitivity="personal")
def _add(
    *, region: Region, session: Session, employees: Sequence[Employee], reason: str, by: Actor, at: datetime
) -> Done:
    stored = held(session)
    demand_runs(by, stored)
    if stored.status == CALLED_OFF or local_date(at) < local_date(stored.start):
        raise Refused("Deze scholing is nog niet geweest.", "Vul de lijst aan op de dag zelf.", code="early")
    if not employees:
        raise Refused("U koos nog niemand.", "Kies wie er was.", code="employees")
    if any(one.region_id != region.pk for one in employees):
        raise Refused("Deze collega werkt niet in uw regio.", "Kies iemand van de lijst.", code="employees")
    new = _note(stored, employees, how=ON_THE_LIST, by=by, at=at, note=reason)
    for attendance in new if stored.status == CLOSED else ():
        training_mails.certificate(attendance, at)
    for practice in sorted({one.practice for one in employees}, key=lambda each: each.pk):  # one order: no deadlock
        lay_down_years(practice, local_date(at))
    return Done(stored, region=region, lifecycle="create", detail={"people": len(new)})


def take_off(
    *, region: Region, session: Session, attendance: Attendance, reason: str, by: Actor, at: datetime, key: str
) -> Attendance:
    """Somebody was not there after all. It stays visible to the practice, crossed out with the reason."""
    given = {"region": region, "session": session, "attendance": attendance, "reason": reason}
    with guard.everything():
        done: Attendance = _take_off(**given, by=by, at=at, key=key)
    return done


@verb("attendance.take_off", right="training.run", sensitivity="personal")
def _take_off(
    *, region: Region, session: Session, attendance: Attendance, reason: str, by: Actor, at: datetime
) -> Done:
    stored = held(session)
    demand_runs(by, stored)
    found = Attendance.objects.select_related("practice").get(pk=attendance.pk, session=stored)
    cross_out(found, reason, at)
    return Done(found, practice=found.practice, region=region, lifecycle="delete")


def new_number(day: date) -> str:
    """`2022-BCDF-GHJK`: letters by chance, so that nobody can guess the next one."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(_NUMBER_LENGTH)).upper()
    return f"{day.year}-{letters[:4]}-{letters[4:]}"


def _note(
    session: Session, employees: Sequence[Employee], *, how: str, by: Actor, at: datetime, note: str = ""
) -> list[Attendance]:
    """Who is not on the list yet. Inside a transaction that holds the session."""
    there = set(session.attendances.filter(removed_on=None).values_list("employee", flat=True))
    return [
        Attendance.objects.create(
            session=session,
            practice=employee.practice,
            region=session.region,
            employee=employee,
            title=session.training.title,
            topics=session.training.topics,
            day=local_date(session.start),
            certificate=new_number(local_date(session.start)),
            how=how,
            noted_by=by.user,
            noted_at=at,
            note=note,
        )
        for employee in employees
        if employee.pk not in there
    ]


def cross_out(found: Attendance, reason: str, at: datetime) -> None:
    """Somebody was not there after all: the line stays, with the reason. Inside a transaction."""
    if not reason.strip():
        raise Refused("U gaf nog geen reden.", "Schrijf waarom u de lijst aanpast.", code="reason")
    if found.removed_on is None:
        found.removed_on, found.note = local_date(at), reason
        found.save(update_fields=["removed_on", "note"])
        lay_down_years(found.practice, local_date(at))


def demand_people(employees: Sequence[Employee], practice: Practice, on: date) -> None:
    """Refuses when nobody was chosen, or somebody who does not work in the practice that day."""
    if not employees:
        raise Refused("U koos nog niemand.", "Kies wie er was.", code="employees")
    if any(one.practice_id != practice.pk or not works(one, on) for one in employees):
        raise Refused("Deze collega staat niet in uw team.", "Kies iemand uit uw team.", code="employees")
