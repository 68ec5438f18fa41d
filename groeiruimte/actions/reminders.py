"""Reminders: only to who still owes something and can do it, gathered in one mail, on a working day.

Source: R048, R170, R175; ux.md 2b.8. Three moments before a deadline (`programme.reminders`), the day something opens,
and on Mondays one line about what is late. Weekends and public holidays are quiet, but for the last warning. School
holidays differ per region and year, and are not known here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

import holidays

from groeiruimte.programme.calendar import long_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Mail, Membership, Obligation, Practice, Region, RegionYear, User
from groeiruimte.rules import mail_days

from . import outbox
from .programmes import programme_of
from .refusal import Refused
from .verb import Done, verb

# kind of obligation -> the right that one needs to do it
_RIGHT = {
    "intention": "intention.give",
    "enrolment": "enrolment.sign",
    "track": "enrolment.sign",
    "list": "list.deliver",
    "form": "form.fill",
    "scan": "scan.fill",
    "deadline": "practice.edit",
}
# kind of obligation -> kind of mail when it opens
_OPENS = {"intention": "M2", "list": "M6", "form": "M14"}
SOON = timedelta(days=14)
"""What is due within this time is told when a region reminds practices of what they owe."""
_MONDAY, _SATURDAY = 0, 5


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that somebody is told on a day: `moment` is opens, late, or the days before the deadline."""

    obligation: Obligation
    practice: Practice
    user: User
    moment: str

    @property
    def key(self) -> str:
        return f"{self.obligation.pk}:{self.user.pk}:{self.moment}"


@lru_cache(maxsize=16)
def _of_year(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year))


def is_quiet(day: date) -> bool:
    """No mail in the weekend or on a public holiday."""
    return day.weekday() >= _SATURDAY or day in _of_year(day.year)


def day_before(due: date, days: int) -> date:
    """The day of a reminder so many days before a deadline; earlier when that is a quiet day, but for the last one."""
    return mail_days.before(due, days, is_quiet)


def of_day(on: date, regions: Iterable[Region] | None = None) -> list[Reminder]:
    """Everything to be said on a day, whoever reads it: what is open, and on Mondays what is late."""
    rows = Obligation.objects.filter(done_on__isnull=True, opens__lte=on)
    if regions is not None:
        rows = rows.filter(region__in=regions)
    # A region has thousands of rows, all of the same few years and days, and of most nothing is said today.
    used = rows.order_by().values_list("region_year", flat=True).distinct()
    years = RegionYear.objects.select_related("edition").in_bulk(list(used))
    programmes = {pk: programme_of(year.edition) for pk, year in years.items()}

    @cache
    def said(year: int, kind: str, opens: date, due: date) -> str:
        return _said(programmes[year], kind, opens, due, on)

    told = ((row, said(row.region_year_id, row.kind, row.opens, row.due)) for row in rows)
    wanted = [(row, moment) for row, moment in told if moment]
    about = {row.practice_id for row, _ in wanted}
    practices = Practice.objects.select_related("region").in_bulk(about)
    people = _people(about, on)
    return [
        Reminder(row, practices[row.practice_id], user, moment)
        for row, moment in wanted
        if row.practice_id in practices  # a region does not see who moved to another one (wall 2)
        for user in _who(people[row.practice_id], row.kind)
    ]


def _said(programme: Programme, kind: str, opens: date, due: date, on: date) -> str:
    """The moment that something is said about an obligation that is still owed; "" when it is not today."""
    if due < on:
        monday = on.weekday() == _MONDAY and not is_quiet(on) and programme.period.end >= on - timedelta(days=60)
        return f"late-{on}" if monday else ""
    return mail_days.moments(kind, opens, due, programme.reminders, is_quiet).get(on, "")


def _people(practices: set[str], on: date) -> dict[str, list[Membership]]:
    found: dict[str, list[Membership]] = defaultdict(list)
    for membership in Membership.objects.active(on).filter(practice__in=practices).select_related("user"):
        if membership.user and membership.user.is_active:
            found[str(membership.practice_id)].append(membership)
    return found


def _who(memberships: list[Membership], kind: str) -> list[User]:
    """Managers before owners: who does the work gets the mail; the owner when only the owner can."""
    able = [each for each in memberships if each.role in access.RIGHTS[_RIGHT.get(kind, "form.fill")]]
    managers = [each for each in able if each.role == "practice_manager"]
    return [each.user for each in managers or able if each.user]


def reach(practices: set[str], on: date) -> dict[str, frozenset[int]]:
    """Per kind of obligation: the ids of the people who are told about it when none of these practices has done it."""
    people = _people(practices, on)
    return {
        kind: frozenset(user.pk for memberships in people.values() for user in _who(memberships, kind))
        for kind in _RIGHT
    }


def put_of_day(on: date, at: datetime) -> int:
    """Put the mails of a day in the outbox: one for each person. Doing it again puts nothing. Gives how many.

    Who works in two regions gets one of each: a region reads its own outbox, and nothing of another region in it.
    """
    per_person: dict[tuple[int, str], list[Reminder]] = defaultdict(list)
    for reminder in of_day(on):
        per_person[reminder.user.pk, reminder.practice.region_id].append(reminder)
    made = [
        _put(f"day:{on}:{user}:{region}", found, at, _why(found))
        for (user, region), found in sorted(per_person.items())
    ]
    return sum(1 for mail in made if mail)


def _why(found: Sequence[Reminder]) -> str:
    first = found[0]
    if first.moment == "opens":
        return "Dit kan vanaf vandaag."
    if first.moment.startswith("late"):
        return "Dit is te laat. Elke maandag één mail."
    return f"Nog niet gedaan, {first.moment} {'dag' if first.moment == '1' else 'dagen'} voor de uiterste datum."


def _put(key: str, found: Sequence[Reminder], at: datetime, why: str) -> Mail | None:
    found = sorted(found, key=lambda each: (each.obligation.due, each.practice.name))
    practices = {each.practice.pk for each in found}
    one = found[0].practice if len(practices) == 1 else None
    return outbox.put(
        key=f"reminder:{key}",
        kind=kind_of(found),
        user=found[0].user,
        subject=subject_of(found),
        body=body_of(found),
        why=why[:300],
        at=at,
        practice=one,
        region=found[0].practice.region,
        hold=outbox.HOLD,
    )


def kind_of(found: Sequence[Reminder]) -> str:
    return _OPENS.get(found[0].obligation.kind, "M6") if len(found) == 1 else "M17"


def subject_of(found: Sequence[Reminder]) -> str:
    """The deed first. `Lever uw patiëntenlijst aan`, or how many things there are."""
    if len(found) > 1:
        return f"Uw week: {len(found)} taken staan klaar"
    obligation = found[0].obligation
    match obligation.kind:
        case "intention":
            return "Doet u mee? Geef uw voornemen door"
        case "list":
            return "Lever uw patiëntenlijst aan (3 minuten)"
        case "enrolment":
            return "Meld uw praktijk aan"
        case "track":
            return "Kies uw traject"
    return f"Nog te doen: {obligation.title[:1].lower()}{obligation.title[1:]}"


def body_of(found: Sequence[Reminder]) -> str:
    """What is to be done, by when, and one link. No names of patients, amounts or scores."""
    several = len({each.practice.pk for each in found}) > 1
    lines = [
        f"- {each.obligation.title}{f' ({each.practice.name})' if several else ''}: {_until(each)}" for each in found
    ]
    path = "/plaatsen" if several else f"/praktijk/{found[0].practice.pk}/"
    count = "Er staat 1 taak voor u klaar:" if len(found) == 1 else f"Er staan {len(found)} taken voor u klaar:"
    return (
        f"Beste {found[0].user.name},\n\n{count}\n\n"
        + "\n".join(lines)
        + f"\n\nBekijk uw jaar: {outbox.place(path)}\n\n"
        "Is dit al gedaan? Dan hoeft u niets te doen.\n"
    )


def _until(reminder: Reminder) -> str:
    due = long_date(reminder.obligation.due)
    return f"dit moest uiterlijk {due}" if reminder.moment.startswith("late") else f"uiterlijk {due}"


def coming(region: Region, on: date, days: int = 14) -> list[tuple[date, list[Reminder]]]:
    """What goes in the next days if nothing is done: for the outbox, before it happens."""
    ahead = [on + timedelta(days=number) for number in range(1, days + 1)]
    found = ((day, of_day_if_nothing_changes(region, day)) for day in ahead)
    return [(day, reminders) for day, reminders in found if reminders]


def of_day_if_nothing_changes(region: Region, day: date) -> list[Reminder]:
    return of_day(day, [region])


def late_for(region_year: RegionYear, key: str, on: date) -> list[Reminder]:
    """Who is late with one obligation, with the people to write to."""
    rows = Obligation.objects.late(on).filter(region_year=region_year, key=key).select_related("practice__region")
    people = _people({row.practice_id for row in rows}, on)
    return [
        Reminder(row, row.practice, user, f"late-{on}")
        for row in rows
        for user in _who(people[row.practice_id], row.kind)
    ]


@verb("reminder.send", right="mail.send")
def remind(*, region: Region, region_year: RegionYear, obligation: str, by: Actor, at: datetime) -> Done:
    """One mail to everybody who is late with one thing; who got one today gets no second."""
    if region_year.region_id != region.pk:
        raise Refused("Dit programma is niet van uw regio.", "Kies een programma van uw regio.", code="region")
    found = late_for(region_year, obligation, by.on)
    if not found:
        raise Refused("Niemand is te laat.", "U hoeft niemand te herinneren.", code="none_late")
    name = by.user.name if by.user else "Uw regio"
    made = [
        _put(
            f"extra:{obligation}:{by.on}:{each.user.pk}:{each.practice.pk}",
            [each],
            at,
            f"{name} stuurde een herinnering.",
        )
        for each in found
    ]
    return Done(region, region=region, detail={"obligation": obligation, "mails": sum(1 for mail in made if mail)})


@dataclass(frozen=True, slots=True)
class Owing:
    """A practice, and what would be told to whom if it is reminded now; without `reminders` there is a `reason`."""

    practice: Practice
    reminders: tuple[Reminder, ...]
    reason: str


NOTHING_OWED = "Niets is te laat, en niets moet binnen 14 dagen klaar zijn."
NOBODY_THERE = "Niemand van deze praktijk kan dit doen. Nodig iemand uit."
TOLD_TODAY = "Zij kregen vandaag al een herinnering."


def owing(region_year: RegionYear, practices: Iterable[str], on: date) -> list[Owing]:
    """What these practices of the region of the year owe: what is late, and what is due soon. By name."""
    found = list(Practice.objects.filter(pk__in=practices, region=region_year.region_id).select_related("region"))
    rows: dict[str, list[Obligation]] = defaultdict(list)
    open_rows = Obligation.objects.open(on).filter(practice__in=found, region_year=region_year, due__lte=on + SOON)
    for row in open_rows.order_by("due", "key"):
        rows[row.practice_id].append(row)
    people = _people({practice.pk for practice in found}, on)
    keys = {f"reminder:{_once_a_day(on, user, practice.pk)}" for practice in found for user in _users(people, practice)}
    told = set(Mail.objects.filter(key__in=keys).values_list("user_id", "practice_id"))
    return [_owing(practice, rows[practice.pk], people[practice.pk], told, on) for practice in found]


def _users(people: dict[str, list[Membership]], practice: Practice) -> set[int]:
    return {each.user.pk for each in people[practice.pk] if each.user}


def _owing(
    practice: Practice,
    rows: Sequence[Obligation],
    people: list[Membership],
    told: Container[tuple[int, str]],
    on: date,
) -> Owing:
    found = [
        Reminder(row, practice, user, f"late-{on}" if row.due < on else "soon")
        for row in rows
        for user in _who(people, row.kind)
    ]
    left = tuple(each for each in found if (each.user.pk, practice.pk) not in told)
    reason = "" if left else TOLD_TODAY if found else NOBODY_THERE if rows else NOTHING_OWED
    return Owing(practice, left, reason)


def _once_a_day(on: date, user: int, practice: str) -> str:
    return f"owed:{on}:{user}:{practice}"


@verb("reminder.send_many", right="mail.send")
def remind_practices(
    *, region: Region, region_year: RegionYear, practices: Sequence[str], by: Actor, at: datetime
) -> Done:
    """One mail to each person of these practices, about all that they owe. Who cannot be reminded is left out."""
    if region_year.region_id != region.pk:
        raise Refused("Dit programma is niet van uw regio.", "Kies een programma van uw regio.", code="region")
    found = owing(region_year, practices, by.on)
    per_person: dict[tuple[int, str], list[Reminder]] = defaultdict(list)
    for each in (reminder for one in found for reminder in one.reminders):
        per_person[each.user.pk, each.practice.pk].append(each)
    if not per_person:
        raise Refused("Er gaat geen mail weg.", "Kies een praktijk die nog iets moet doen.", code="none_to_remind")
    why = f"{by.user.name if by.user else 'Uw regio'} stuurde een herinnering."
    made = [
        _put(_once_a_day(by.on, user, practice), reminders, at, why)
        for (user, practice), reminders in per_person.items()
    ]
    detail = {
        "practices": len(found),
        "reminded": len({practice for _, practice in per_person}),
        "mails": sum(1 for mail in made if mail),
    }
    return Done(region, region=region, detail=detail)
