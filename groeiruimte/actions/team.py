"""Who has access to a practice and who works in it: stopping access, the quarterly check, the staff (P03)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from groeiruimte.programme.calendar import Quarter, local_date, short_date
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import AccessCheck, Employee, Invitation, Membership, Practice, User
from groeiruimte.records.models.membership import ACTIVE, ENDED
from groeiruimte.rules.why import words

from .conflict import conflict
from .obligations import lay_down_years
from .refusal import Refused
from .verb import Done, verb

OWNER = "practice_owner"
LABELS = {
    "name": "Naam",
    "function": "Functie",
    "hours_a_week": "Uren per week",
    "user": "Account",
    "end": "Laatste werkdag",
}
"""The labels of the form of an employee, which are those of the page about a conflict."""


@verb("access.stop", right="team.stop", sensitivity="personal")
def stop(*, practice: Practice, membership: Membership, by: Actor, at: datetime) -> Done:
    """End somebody's access at once: the membership ends, every session ends, an open invitation is worth nothing.

    The last owner stays (`Er moet altijd 1 praktijkhouder zijn`), and nobody stops who has more rights.
    """
    Practice.objects.select_for_update().get(pk=practice.pk)  # two owners may stop each other at the same moment
    found = Membership.objects.select_for_update().get(pk=membership.pk, practice=practice)
    if found.status == ENDED:
        raise Refused("Deze toegang was al gestopt.", "U hoeft niets te doen.", "ended")
    if not access.may_invite(by, found.role, practice=practice, region=None):
        raise Refused("Deze toegang mag u niet stoppen.", "Vraag de praktijkhouder of uw regio.", "no_right")
    if found.role == OWNER and found.status == ACTIVE and not _other_owner(practice, found, by.on):
        raise Refused(
            "Er moet altijd 1 praktijkhouder zijn.", "Nodig eerst een andere praktijkhouder uit.", "last_owner"
        )
    found.status, found.end = ENDED, by.on
    found.save(update_fields=["status", "end"])
    Invitation.objects.filter(membership=found, used_at__isnull=True).update(expires_at=at)
    ended = end_sessions(found.user) if found.user else 0
    return Done(found, practice=practice, lifecycle="delete", detail={"role": found.role, "sessions": ended})


def _other_owner(practice: Practice, than: Membership, on: date) -> bool:
    owners = Membership.objects.active(on).filter(practice=practice, role=OWNER, user__is_active=True)
    return owners.exclude(pk=than.pk).exists()


def end_sessions(user: User) -> int:
    """Log somebody out everywhere; how many sessions that were."""
    mine = [each for each in Session.objects.all() if each.get_decoded().get(SESSION_KEY) == str(user.pk)]
    for each in mine:
        each.delete()
    return len(mine)


@verb("access.check", right="team.stop", sensitivity="personal")
def check(*, practice: Practice, by: Actor, at: datetime) -> Done:
    """Say that the list of who has access is right, once a quarter."""
    assert by.user is not None
    quarter = str(Quarter.of(local_date(at)))
    if AccessCheck.objects.filter(practice=practice, quarter=quarter).exists():
        raise Refused("Dit kwartaal is de toegang al nagekeken.", "U hoeft niets te doen.", "checked")
    made = AccessCheck.objects.create(practice=practice, region=practice.region, quarter=quarter, by=by.user, at=at)
    return Done(made, practice=practice, lifecycle="create", detail={"quarter": quarter})


@dataclass(frozen=True, slots=True)
class Staff:
    """What the form of an employee holds: a function by its key, hours a week, the id of an account."""

    name: str
    function: str
    hours_a_week: Decimal
    user_id: int | None
    end: date | None

    def sent(self) -> dict[str, str]:
        """As the form sends it, by the names of LABELS."""
        hours = f"{self.hours_a_week.normalize():f}".replace(".", ",")
        user, end = str(self.user_id or ""), self.end.isoformat() if self.end else ""
        return {"name": self.name, "function": self.function, "hours_a_week": hours, "user": user, "end": end}


def staff_of(employee: Employee) -> Staff:
    return Staff(employee.name, employee.function, employee.hours_a_week, employee.user_id, employee.end)


@verb("employee.add", right="practice.edit", sensitivity="personal")
def hire(*, practice: Practice, staff: Staff, by: Actor, at: datetime) -> Done:
    """Add somebody to the staff."""
    _demand_sound(practice, staff, None, by.on)
    made = Employee.objects.create(practice=practice, region=practice.region, start=by.on, **asdict(staff))
    lay_down_years(practice, by.on)  # a KPI may ask something of every employee
    return Done(made, practice=practice, lifecycle="create", detail={"function": made.function})


@verb("employee.change", right="practice.edit", sensitivity="personal")
def change(*, practice: Practice, employee: Employee, version: int, staff: Staff, by: Actor, at: datetime) -> Done:
    """Change somebody of the staff, or fill in the last day. Stale when somebody else saved another text (E02)."""
    stored = Employee.objects.select_for_update().get(pk=employee.pk, practice=practice)
    now = staff_of(stored)
    _demand_sound(practice, staff, stored.user_id, stored.start)
    if stored.version != version and staff != now:
        accounts = accounts_of(practice)
        raise conflict(
            stored,
            stored.name,
            LABELS,
            version=stored.version,
            mine=staff.sent(),
            theirs=now.sent(),
            words=lambda field, value: _in_words(field, value, accounts),
        )
    changed = [name for name, value in asdict(staff).items() if getattr(now, name) != value]
    for name in changed:
        setattr(stored, name, getattr(staff, name))
    stored.version += 1 if changed else 0
    stored.save(update_fields=[*changed, "version"])
    lay_down_years(practice, by.on)
    return Done(stored, practice=practice, detail={"fields": sorted(changed)})


def accounts_of(practice: Practice) -> dict[int, str]:
    """Who has access to a practice and can be linked to an employee: ids with names."""
    held = Membership.objects.filter(practice=practice, status=ACTIVE, user__isnull=False).select_related("user")
    return {each.user.pk: each.user.name for each in held.order_by("user__name") if each.user}


def _demand_sound(practice: Practice, staff: Staff, account: int | None, start: date | None) -> None:
    """Refuse an account of somebody without access here, unless it was linked before."""
    if staff.user_id not in (None, account, *accounts_of(practice)):
        raise Refused("Dit account hoort niet bij uw praktijk.", "Nodig deze persoon eerst uit.", "account")
    if staff.end and start and staff.end < start:
        raise Refused("De laatste werkdag ligt voor de eerste.", f"Vul een dag in vanaf {short_date(start)}.", "end")


def _in_words(field: str, value: str, accounts: Mapping[int, str]) -> str:
    if not value:
        return "niets"
    match field:
        case "function":
            return words(value)
        case "user":
            return accounts.get(int(value), "een ander account")
        case "end":
            return short_date(date.fromisoformat(value))
    return value
