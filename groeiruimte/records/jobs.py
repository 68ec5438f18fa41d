"""Claiming, finishing and parking jobs, on either database and across a killed worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from .identity import new_id
from .models import Job
from .models.job import DONE, PARKED, WAITING

LEASE = timedelta(minutes=5)
MOST_TRIES = 5


def claim(at: datetime) -> Job | None:
    """One due job, held by this caller alone: the update wins only for the worker that saw the job free."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=at)
    for job in Job.objects.filter(free, status=WAITING, due_at__lte=at)[:10]:
        if job.tries >= MOST_TRIES:  # it killed its worker every time
            Job.objects.filter(free, pk=job.pk, status=WAITING).update(status=PARKED, reason="every worker died")
            continue
        job.lease, job.leased_until, job.tries = new_id(), at + LEASE, job.tries + 1
        held = Job.objects.filter(free, pk=job.pk, status=WAITING).update(
            lease=job.lease, leased_until=job.leased_until, tries=job.tries
        )
        if held:
            return job
    return None


def finish(job: Job, at: datetime) -> None:
    Job.objects.filter(pk=job.pk, lease=job.lease).update(status=DONE, finished_at=at, leased_until=None)


def fail(job: Job, at: datetime, reason: str) -> None:
    """Try again later, each time after a longer wait; park it with the reason after too many tries."""
    parked = job.tries >= MOST_TRIES
    Job.objects.filter(pk=job.pk, lease=job.lease).update(
        status=PARKED if parked else WAITING,
        due_at=at + timedelta(seconds=30 * 4 ** (job.tries - 1)),
        leased_until=None,
        reason=reason[:200],
    )


def again(key: str, at: datetime) -> None:
    """Try a parked job anew; any other is left as it is."""
    Job.objects.filter(key=key, status=PARKED).update(status=WAITING, tries=0, due_at=at, leased_until=None, reason="")


def queue(*, kind: str, key: str, due_at: datetime, payload: dict[str, str] | None = None) -> None:
    """Put work in the queue; the same key is queued once."""
    Job.objects.get_or_create(key=key, defaults={"kind": kind, "due_at": due_at, "payload": payload or {}})
