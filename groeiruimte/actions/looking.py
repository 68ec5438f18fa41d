"""Looking at what is about people, and asking for what is not yours: both leave an event, as deeds do (NEN 7513)."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.records import access, audit
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Insurer, Practice, Region
from groeiruimte.records.models.event import REFUSED


def seen(
    *,
    event: str,
    right: str,
    practice: Practice | None,
    region: Region | None,
    insurer: Insurer | None = None,
    object_type: str,
    object_id: str,
    lifecycle: str,
    sensitivity: str,
    detail: dict[str, str],
    by: Actor,
    at: datetime,
) -> None:
    """Somebody was shown a page (`lifecycle` view) or given a file (export), by a right in a practice or region."""
    audit.write(
        event=event,
        by=by,
        at=at,
        lifecycle=lifecycle,
        membership=access.membership_for(by, right, practice, region, insurer),
        practice=practice,
        region=region,
        object_type=object_type,
        object_id=object_id,
        sensitivity=sensitivity,
        detail=detail,
    )


def not_found(*, route: str, object_type: str, object_id: str, by: Actor, at: datetime) -> None:
    """Somebody asked for what is not there, or not theirs; they got the same page for both."""
    audit.write(
        event="page.refused",
        by=by,
        at=at,
        outcome=REFUSED,
        object_type=object_type,
        object_id=object_id,
        detail={"reason": "not_found", "route": route},
    )
