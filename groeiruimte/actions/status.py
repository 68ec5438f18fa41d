"""How the product itself is doing (A05): numbers and names of jobs, never what they are about."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from groeiruimte.programme.calendar import local_date
from groeiruimte.records import guard
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Event, Job, LogReview, Mail
from groeiruimte.records.models.job import PARKED, WAITING
from groeiruimte.records.models.mail import FAILED, HELD

from . import audit_log
from .audit_log import ChainCheck
from .refusal import Refused
from .verb import Done, demand, verb

BACKUP_LATE = timedelta(hours=26)
REVIEW_LATE = timedelta(days=14)
CHECK_LATE = timedelta(days=2)
WORK_LATE = timedelta(minutes=15)
"""A job that waits longer than this: the loop does not run, or cannot keep up."""


@dataclass(frozen=True, slots=True)
class Backup:
    """`said` is whether a setting names the file that a backup touches; `at` when it last did."""

    said: bool
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Status:
    """`oldest` is since when the longest waiting job is due; `reviewed_until` the last day of the log looked at."""

    waiting: int
    oldest: datetime | None
    parked: int
    mails_waiting: int
    mails_failed: int
    backup: Backup
    chain: ChainCheck | None
    reviewed_until: date | None
    log_begins: date | None
    release: str
    python: str
    django: str
    database: str
    migrations_to_run: int


def gather(*, by: Actor, at: datetime) -> Status:
    """Everything of the page. Counts over all organisations: nothing of any one of them comes out."""
    demand(by, "status.read", None, None)
    with guard.everything():
        due = Job.objects.filter(status=WAITING, due_at__lte=at)
        oldest, first = due.order_by("due_at").first(), Event.objects.order_by("seq").first()
        return Status(
            waiting=due.count(),
            oldest=oldest.due_at if oldest else None,
            parked=Job.objects.filter(status=PARKED).count(),
            mails_waiting=Mail.objects.filter(status=HELD).count(),
            mails_failed=Mail.objects.filter(status=FAILED).count(),
            backup=backup(settings.BACKUP_MARKER),
            chain=audit_log.last_check(),
            reviewed_until=_reviewed_until(),
            log_begins=local_date(first.at) if first else None,
            release=settings.RELEASE,
            python=platform.python_version(),
            django=django.get_version(),
            database=_database(),
            migrations_to_run=_migrations_to_run(),
        )


def backup(marker: Path | None) -> Backup:
    """When the file that every backup touches was last touched."""
    if marker is None:
        return Backup(said=False, at=None)
    try:
        touched = marker.stat().st_mtime
    except OSError:
        return Backup(said=True, at=None)
    return Backup(said=True, at=datetime.fromtimestamp(touched, timezone.get_current_timezone()))


def _reviewed_until() -> date | None:
    """The last day of the last week that was signed off."""
    last = LogReview.objects.order_by("-week").first()
    return audit_log.first_day(last.week) + timedelta(days=6) if last else None


def _database() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}"


def _migrations_to_run() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@verb("job.retry", right="organisation.manage")
def retry(*, job: Job, by: Actor, at: datetime) -> Done:
    """Try a job once more that was given up."""
    found = Job.objects.select_for_update().get(pk=job.pk)
    if found.status != PARKED:
        raise Refused("Deze taak staat al weer klaar.", "U hoeft niets te doen.", "not_parked")
    found.status, found.due_at, found.tries, found.leased_until, found.reason = WAITING, at, 0, None, ""
    found.save(update_fields=["status", "due_at", "tries", "leased_until", "reason"])
    return Done(found, detail={"kind": found.kind})
