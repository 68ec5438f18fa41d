"""Who has access to an organisation, as rows to read: pure. For the platform and for a region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from groeiruimte.pages.layout.roles import ROLE_WORDS
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.records.models import Invitation, Membership
from groeiruimte.records.models.membership import ACTIVE, ENDED, INVITED, ROLES

_ORDER = {"done": 0, "blocked": 1, "todo": 2, "not_asked": 3}


@dataclass(frozen=True, slots=True)
class Access:
    """One role of one person. `status` is a key of STATUSES; `until` is empty for a role without a last day."""

    membership: int
    user: int | None
    name: str
    role: str
    place: str
    status: str
    status_text: str
    since: date
    until: date | None
    seen: str
    may_change: bool
    may_stop: bool


def access_rows(
    memberships: Iterable[Membership],
    invitations: Iterable[Invitation],
    *,
    at: datetime,
    stoppable: Iterable[str] = ROLES,
    places: Mapping[int, str] | None = None,
) -> list[Access]:
    """First who has access, then who waits for it, then who had it. `stoppable` are roles that may be stopped here."""
    invited = {each.membership_id: each for each in invitations}
    found = [_row(each, invited.get(each.pk), at, set(stoppable), places or {}) for each in memberships]
    return sorted(found, key=lambda row: (_ORDER[row.status], row.role, row.name, row.membership))


def _row(
    each: Membership, invitation: Invitation | None, at: datetime, stoppable: set[str], places: Mapping[int, str]
) -> Access:
    status, text = _status(each, invitation, at)
    user = each.user
    return Access(
        membership=each.pk,
        user=user.pk if user else None,
        name=user.name if user else invitation.name if invitation else "Niemand",
        role=ROLE_WORDS[each.role],
        place=places.get(each.pk, ""),
        status=status,
        status_text=text,
        since=each.start,
        until=each.end,
        seen=short_date(local_date(user.last_login)) if user and user.last_login else "nog niet",
        may_change=each.status != ENDED,
        may_stop=each.status != ENDED and each.role in stoppable,
    )


def _status(each: Membership, invitation: Invitation | None, at: datetime) -> tuple[str, str]:
    today = local_date(at)
    if each.status == ENDED:
        return "not_asked", "Gestopt"
    if each.status == INVITED:
        is_open = invitation is not None and invitation.is_open(at)
        return "todo", "Uitgenodigd" if is_open else "Uitnodiging verlopen"
    if each.status != ACTIVE:
        return "blocked", "Toegang staat stil"
    if each.start > today:
        return "blocked", "Begint nog"
    if each.end is not None and each.end < today:
        return "not_asked", "Voorbij"
    return "done", "Heeft toegang"
