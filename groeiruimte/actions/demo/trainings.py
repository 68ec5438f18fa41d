"""Writes the calendar of each region, who signed up and who was there, in bulk. The same people every time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from groeiruimte.records.identity import LETTERS
from groeiruimte.records.models import Attendance, Employee, Practice, Session, SignUp, Training, User
from groeiruimte.records.models.training import BY_CODE, CLOSED, ON_THE_LIST, PLANNED, SIGNED_UP, WAITING

from .moments import START, at
from .offer import OFFERS, Day, Offer
from .world import LEADS, OF_2021, Person, PracticePlan, World

_COMES, _SENDS, _IS_THERE = 0.45, 3, 0.93
"""The share of practices that signs up, the most people that one sends, and the share that comes."""
_AHEAD = timedelta(days=14)
_PLACE = {
    "rijnmond": "Rotterdam, zaal De Kade",
    "utrecht": "Utrecht, zaal De Singel",
    "roha": "Amsterdam, zaal De Reiger",
}


@dataclass(slots=True)
class _Rows:
    """What is written at the end."""

    trainings: list[Training] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    sign_ups: list[SignUp] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)


def write(world: World, practices: Mapping[str, Practice]) -> None:
    """Every training with its days; of days before the demo starts also who was there."""
    users = {user.email: user for user in User.objects.all()}
    staff: dict[str, list[Employee]] = {}
    for employee in Employee.objects.select_related("practice").order_by("pk"):
        staff.setdefault(employee.practice.agb_code, []).append(employee)
    rows = _Rows()
    for region, people in world.regions:
        by = users[_leading(people).email]
        for offer in OFFERS[region.key]:
            training = _training(region.key, offer)
            rows.trainings.append(training)
            for day in offer.days:
                session = _session(training, day, by)
                rows.sessions.append(session)
                coming = list(_coming(world.of(region.key), staff, offer, day))
                _fill(rows, session, day, coming[: day.seats + day.waiting], by)
    Training.objects.bulk_create(rows.trainings)
    Session.objects.bulk_create(rows.sessions)
    SignUp.objects.bulk_create(rows.sign_ups)
    Attendance.objects.bulk_create(rows.attendances)


def _leading(people: Sequence[Person]) -> Person:
    """The trainer, or the desk where there is none."""
    by_role = {person.role: person for person in people}
    return by_role.get("trainer") or by_role["region_staff"]


def _training(region: str, offer: Offer) -> Training:
    return Training(
        region_id=region,
        kind=offer.kind,
        title=offer.title,
        about=offer.about,
        objectives=list(offer.objectives),
        topics=list(offer.topics),
        functions=list(offer.functions),
        recommended=offer.recommended,
        published=True,
    )


def _session(training: Training, day: Day, by: User) -> Session:
    region = training.region_id
    return Session(
        training=training,
        region_id=region,
        start=at(day.day, day.first, 30),
        end=at(day.day, day.last, 45),
        place="Online" if day.online else _PLACE[region],
        online_link=f"https://www.example.org/scholing/{region}" if day.online else "",
        seats=day.seats,
        trainer=by,
        status=PLANNED,
    )


def _coming(
    practices: Sequence[PracticePlan], staff: Mapping[str, list[Employee]], offer: Offer, day: Day
) -> Iterator[Employee]:
    """Who signs up before the demo starts. For a full day as many as it takes; the lead practices always come."""
    if (day.day - START).days > 60:
        return
    for practice in practices:
        if not _takes_part(practice, offer, day.day):
            continue
        dice = random.Random(f"{practice.agb_code}/{offer.title}/{day.day}")  # noqa: S311 - made up
        fitting = [one for one in staff[practice.agb_code] if one.function in offer.functions or not offer.functions]
        sent = dice.sample(fitting, min(len(fitting), dice.randint(1, _SENDS)))
        if practice.place == LEADS or day.waiting or dice.random() < _COMES:
            yield from sorted(sent, key=lambda one: one.pk)


def _takes_part(practice: PracticePlan, offer: Offer, day: date) -> bool:
    """The practice of the year 2021 is left for whoever plays it."""
    if practice.enrol_on is None or practice.enrol_on > day:
        return False
    if practice.region.key == "roha" and practice.place == OF_2021:
        return False
    return not offer.objectives or bool(set(offer.objectives) & set(practice.objectives))


def _fill(rows: _Rows, session: Session, day: Day, coming: Sequence[Employee], by: User) -> None:
    """A day with people that is over was closed; one without people stays open for who plays an earlier year."""
    if coming and day.day < START:
        session.status = CLOSED
    ahead = min(at(START - timedelta(days=1), 16), session.start - _AHEAD)
    for number, employee in enumerate(coming):
        signed_at = ahead - timedelta(hours=len(coming) - number)
        status = SIGNED_UP if number < day.seats else WAITING
        rows.sign_ups.append(_sign_up(session, employee, status, signed_at))
        dice = random.Random(f"{employee.practice.agb_code}/{employee.name}/{session.start}")  # noqa: S311 - made up
        if day.day < START and (dice.random() < _IS_THERE or number == 0):
            how = BY_CODE if dice.random() < 0.8 else ON_THE_LIST
            rows.attendances.append(_attendance(session, employee, day.day, how, by, dice))


def _sign_up(session: Session, employee: Employee, status: str, signed_at: datetime) -> SignUp:
    return SignUp(
        session=session,
        practice=employee.practice,
        region_id=session.region_id,
        employee=employee,
        status=status,
        at=signed_at,
    )


def _attendance(session: Session, employee: Employee, day: date, how: str, by: User, dice: random.Random) -> Attendance:
    letters = "".join(dice.choice(LETTERS) for _ in range(8)).upper()
    return Attendance(
        session=session,
        practice=employee.practice,
        region_id=session.region_id,
        employee=employee,
        title=session.training.title,
        topics=session.training.topics,
        day=day,
        certificate=f"{day.year}-{letters[:4]}-{letters[4:]}",
        how=how,
        noted_by=by,
        noted_at=session.end,
    )
