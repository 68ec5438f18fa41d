"""The log for who looks after it (A03): finding lines, checking the chain, and saying each week that one looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access, audit, guard, jobs
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Event, Job, LogReview, Membership, Practice, User

from .refusal import Refused
from .verb import Done, demand, verb

CHECK = "chain_check"
CHECKED = "log.checked"
"""The event that says how a check of the chain went: how many lines, and the first that does not hold (0: none)."""
WEEKS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """How the last check of the chain went; `broken` is the number of the first line that does not hold, or 0."""

    at: datetime
    lines: int
    broken: int


def practice_names(ids: Iterable[str], *, by: Actor) -> dict[str, str]:
    """What practices in the log are called. Who reads the log may open no practice, so only names come out."""
    demand(by, "log.read", None, None)
    with guard.everything():
        return dict(Practice.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def practices_called(text: str, *, by: Actor) -> list[str]:
    """The ids of practices with this text in the name, or this AGB code."""
    demand(by, "log.read", None, None)
    with guard.everything():
        found = Practice.objects.filter(Q(name__icontains=text) | Q(agb_code=text))
        return list(found.values_list("pk", flat=True))


def about(user: User) -> Q:
    """The lines that tell who saw or changed something of a person: the account, the roles, and the practice's pages.

    A page of a practice names its team; which of them somebody looked at, a page does not tell. Periods count: of a
    practice only what happened while the person had a role there.
    """
    held = list(Membership.objects.filter(user=user))
    found = Q(object_type="user", object_id=str(user.pk))
    found |= Q(object_type="membership", object_id__in=[str(each.pk) for each in held])
    for each in held:
        if each.practice_id:
            seen = Q(practice=each.practice_id, lifecycle__in=("view", "export"), at__date__gte=each.start)
            found |= seen & (Q(at__date__lte=each.end) if each.end else Q())
    return found


def check_chain(at: datetime) -> ChainCheck:
    """Compute the whole chain again and write down how that went; called by the job loop."""
    lines = Event.objects.count()
    broken = next(audit.breaks(), 0)
    detail: dict[str, Any] = {"lines": lines, "broken": broken}
    audit.write(event=CHECKED, by=access.system(local_date(at), "work"), at=at, detail=detail)
    return ChainCheck(at, lines, broken)


def last_check() -> ChainCheck | None:
    """For who may read the log or the status; the caller asked that."""
    with guard.everything():
        line = Event.objects.filter(event=CHECKED).order_by("-seq").first()
    return ChainCheck(line.at, int(line.detail["lines"]), int(line.detail["broken"])) if line else None


@verb("log.ask_check", right="log.read")
def ask_check(*, by: Actor, at: datetime) -> Done:
    """Have the chain checked now, by the job loop: a long log takes a while."""
    key = f"{CHECK}:{at.isoformat(timespec='minutes')}"
    jobs.queue(kind=CHECK, key=key, due_at=at)
    return Done(Job.objects.get(key=key), lifecycle="create")


def week_of(day: date) -> str:
    """The ISO week of a day: `2022W14`."""
    year, week, _ = day.isocalendar()
    return f"{year}W{week:02d}"


def first_day(week: str) -> date:
    """The Monday of a week; ValueError for what is no week."""
    year, _, number = week.partition("W")
    return date.fromisocalendar(int(year), int(number), 1)


def weeks_to_review(today: date) -> list[str]:
    """The last weeks that are over, the latest first."""
    monday = today - timedelta(days=today.weekday())
    return [week_of(monday - timedelta(weeks=back)) for back in range(1, WEEKS_SHOWN + 1)]


@verb("log.review", right="log.read")
def review(*, week: str, note: str, by: Actor, at: datetime) -> Done:
    """Say that somebody looked at the log of a week, with what stood out."""
    assert by.user is not None
    try:
        monday = first_day(week)
    except ValueError:
        raise Refused("Deze week bestaat niet.", "Kies een week uit de lijst.", "week") from None
    if monday + timedelta(days=7) > by.on:
        raise Refused("Deze week is nog niet voorbij.", "Teken haar af vanaf maandag.", "week")
    week = week_of(monday)  # one way to write a week
    if LogReview.objects.filter(week=week).exists():
        raise Refused("Deze week is al afgetekend.", "U hoeft niets te doen.", "reviewed")
    made = LogReview.objects.create(week=week, by=by.user, at=at, note=note)
    return Done(made, lifecycle="create", detail={"week": week})
