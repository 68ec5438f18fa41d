"""The link that a new person of the demo would get by mail (S04)."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.records import guard
from groeiruimte.records.models import Invitation


def open_invitation(at: datetime) -> Invitation | None:
    """An invitation that can still be taken up; None when it was used, or when its time is over."""
    with guard.everything():
        found = Invitation.objects.filter(used_at__isnull=True, expires_at__gt=at)
        return found.select_related("membership__practice").order_by("expires_at").first()
