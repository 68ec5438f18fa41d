"""Who has access and who works here, as rows to read: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from groeiruimte.pages.layout.parts import Cell
from groeiruimte.pages.layout.roles import ROLE_WORDS
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.records.models import Employee, Invitation, Membership
from groeiruimte.records.models.membership import ACTIVE, INVITED, SUSPENDED
from groeiruimte.rules.why import words


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with access, or invited to it. `stop` is the id of the membership when access can be stopped here."""

    name: str
    role: str
    status: str
    status_text: str
    seen: str
    employee: str
    is_you: bool
    stop: int | None


def people(
    memberships: Iterable[Membership],
    invitations: Iterable[Invitation],
    staff: Iterable[Employee],
    *,
    stoppable: set[str],
    you: int | None,
    at: datetime,
) -> list[Person]:
    """First who has access, then who was invited. `stoppable` are the roles that may be stopped by who looks."""
    invited = {invitation.membership_id: invitation for invitation in invitations}
    works_as = {each.user_id: each.name for each in staff if each.user_id}
    shown = [m for m in memberships if m.status in (ACTIVE, SUSPENDED) or (m.status == INVITED and m.pk in invited)]
    order = {ACTIVE: 0, SUSPENDED: 1, INVITED: 2}
    found = []
    for each in sorted(shown, key=lambda each: (order[each.status], -_rank(each.role), each.pk)):
        invitation = invited.get(each.pk)
        user = each.user
        found.append(
            Person(
                name=user.name if user else invitation.name if invitation else "",
                role=ROLE_WORDS[each.role],
                status="done" if each.status == ACTIVE else "todo" if each.status == INVITED else "blocked",
                status_text=_status(each, invitation, at),
                seen=short_date(local_date(user.last_login)) if user and user.last_login else "nog niet",
                employee=works_as.get(user.pk, "") if user else "",
                is_you=user is not None and user.pk == you,
                stop=each.pk if each.role in stoppable else None,
            )
        )
    return found


def _rank(role: str) -> int:
    return ("practice_staff", "practice_manager", "practice_owner").index(role)


def _status(membership: Membership, invitation: Invitation | None, at: datetime) -> str:
    if membership.status == ACTIVE:
        return "Heeft toegang"
    if membership.status == SUSPENDED:
        return "Toegang staat stil"
    if invitation is not None and not invitation.is_open(at):
        return "Uitnodiging verlopen"
    until = f" tot en met {short_date(local_date(invitation.expires_at))}" if invitation else ""
    return f"Uitgenodigd{until}"


def staff_rows(
    found: Iterable[Employee], labels: Mapping[str, str], on: date, address: Mapping[int, str]
) -> list[list[Cell]]:
    """Who works here, by function; who left last. `address` leads to the page of each that may be changed."""
    rows = [(labels.get(each.function, words(each.function)), each) for each in found]
    rows.sort(key=lambda row: (_left(row[1], on), row[0], row[1].name))
    return [
        [
            Cell(each.name, url=address.get(each.pk, ""), note=each.user.name if each.user else ""),
            Cell(label),
            Cell(f"{each.hours_a_week.normalize():f}".replace(".", ",")),
            Cell(f"tot en met {short_date(each.end)}" if each.end else "werkt hier"),
        ]
        for label, each in rows
    ]


def _left(employee: Employee, on: date) -> bool:
    return employee.end is not None and employee.end < on
