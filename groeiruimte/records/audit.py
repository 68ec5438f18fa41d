"""The audit log: one event for every write and every refusal, chained by hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from . import access, guard, lock
from .models import Event, Membership, Practice, Region
from .models.event import OK, REFUSED

_CHAIN = "audit chain"  # one writer at a time
_ACTIONS = {"create": "C", "view": "R", "update": "U", "delete": "D", "execute": "E"}
_START = "0" * 64
_LAST = "SELECT hash FROM records_event ORDER BY seq DESC LIMIT 1"  # with each event; Django would write it anew


def write(
    *,
    event: str,
    by: access.Actor,
    at: datetime,
    lifecycle: str = "execute",
    membership: Membership | None = None,
    practice: Practice | None = None,
    region: Region | None = None,
    object_type: str = "",
    object_id: str = "",
    purpose: str = "",
    sensitivity: str = "",
    outcome: int = OK,
    detail: dict[str, Any] | None = None,
) -> Event:
    """Append one event. Runs in the caller's transaction, so that a write without its event cannot exist."""
    with guard.everything(), transaction.atomic(savepoint=False):  # there is nothing to go back to
        line = Event(
            at=at.astimezone(UTC),
            action=_ACTIONS.get(lifecycle, "E"),
            event=event,
            outcome=outcome,
            actor_id=str(by.user.pk) if by.user else "",
            actor_name=by.user.name if by.user else "",
            role=membership.role if membership else "",
            membership_id=str(membership.pk) if membership else "",
            purpose=purpose,
            ip=by.ip,
            session_hash=hashlib.sha256(by.session.encode()).hexdigest() if by.session else "",
            site=settings.SITE,
            component=by.component,
            release=settings.RELEASE,
            object_type=object_type,
            lifecycle=lifecycle,
            object_id_type="record" if object_id else "",
            object_id=object_id,
            policy=f"{access.POLICY} v{access.POLICY_VERSION}",
            authz_protocol="rbac",
            sensitivity=sensitivity,
            detail=detail or {},
            practice=practice,
            region=practice.region if practice else region,
            prev_hash=_last_hash(),
        )
        line.hash = _hash(line)
        line.save(force_insert=True)
    return line


def refused(
    *,
    event: str,
    by: access.Actor,
    at: datetime,
    reason: str,
    practice: Practice | None = None,
    region: Region | None = None,
) -> Event:
    """Somebody tried what is not allowed. Written on its own, so that a rolled-back transaction leaves its trace."""
    return write(
        event=event, by=by, at=at, practice=practice, region=region, outcome=REFUSED, detail={"reason": reason}
    )


def _last_hash() -> str:
    lock.hold(_CHAIN)
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        last: tuple[str] | None = cursor.fetchone()
    return last[0] if last else _START


def _hash(line: Event) -> str:
    """sha256 over the previous hash and every column but the sequence number."""
    columns = {
        field.attname: getattr(line, field.attname) for field in Event._meta.fields if field.name not in ("seq", "hash")
    }
    columns["at"] = line.at.astimezone(UTC).isoformat()
    return hashlib.sha256(json.dumps(columns, sort_keys=True, default=str).encode()).hexdigest()


def breaks() -> Iterator[int]:
    """The sequence numbers where the chain does not hold: edited, deleted, inserted or swapped lines."""
    before = _START
    for line in Event.objects.order_by("seq").iterator(chunk_size=2000):
        if line.prev_hash != before or line.hash != _hash(line):
            yield line.seq
        before = line.hash
