"""The link that a new person of the demo would get by mail (S04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from groeiruimte.actions import invitations

KEY = "demo-invitation"


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """Who is invited, to which practice, and the secret of the link."""

    name: str
    practice: str
    token: str


def open_invitation(at: datetime) -> OpenInvitation | None:
    """The demo's invitation; None when it was used, or when its time is over."""
    token = invitations.secret_of(KEY)
    found = invitations.find(token, at)
    if found is None or found.membership.practice is None:
        return None
    return OpenInvitation(found.name, found.membership.practice.name, token)
