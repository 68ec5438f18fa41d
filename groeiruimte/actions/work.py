"""What the job loop does: each kind of job, and the work that comes back every hour."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

import structlog

from groeiruimte.programme.calendar import AMSTERDAM, local_date
from groeiruimte.records import access, audit, jobs
from groeiruimte.records.failpoint import reach
from groeiruimte.records.models import Job, RegionYear, Succession

from . import (
    audit_log,
    claims,
    decisions,
    digest,
    invitations,
    obligations,
    outbox,
    reminders,
    scan_reports,
    successions,
    survey_outcomes,
    surveys,
)

LOG = structlog.get_logger("groeiruimte.work")
SWEEP_EVERY = timedelta(minutes=15)
HOURS = range(8, 18)
"""Hours in Amsterdam in which reminders are made: nothing goes in the evening or at night."""
CAUGHT_UP = 3
"""Days of which reminders still go when the loop stood still, or when the clock of the demo jumps.

Nobody gets the mails of a month in one night."""


def plan(at: datetime, planned: Collection[str] = ()) -> Collection[str]:
    """Queue what comes back by itself; each period has one key, so several workers plan it once.

    Gives the keys. Given again as `planned` they are not asked for again: most rounds of the loop have nothing new.
    """
    coming = {key: (kind, payload) for kind, key, payload in _coming(at)}
    for key, (kind, payload) in coming.items():
        if key not in planned:
            jobs.queue(kind=kind, key=key, due_at=at, payload=payload)
    return coming.keys()


def _coming(at: datetime) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Kind, key and payload."""
    yield "claim_sweep", f"claim_sweep:{int(at.timestamp() // SWEEP_EVERY.total_seconds())}", {}
    today = local_date(at)
    for kind in (audit_log.CHECK, "obligations_of_day", "surveys_of_day"):
        yield kind, f"{kind}:{today}", {}
    if at.astimezone(AMSTERDAM).hour in HOURS:
        for back in reversed(range(CAUGHT_UP)):
            day = today - timedelta(days=back)
            yield "reminders", f"reminders:{day}", {"day": day.isoformat()}


def run_one(at: datetime) -> bool:
    """Take one due job and do it. A job that fails is tried again later; one that keeps failing is parked."""
    job = jobs.claim(at)
    if job is None:
        return False
    reach(f"job.{job.kind}:before")
    try:
        _do(job, at)
    except Exception as trouble:  # one bad job must not stop the loop
        LOG.warning("job failed", kind=job.kind, key=job.key, tries=job.tries, trouble=type(trouble).__name__)
        jobs.fail(job, at, type(trouble).__name__)
        return True
    jobs.finish(job, at)
    reach(f"job.{job.kind}:after")
    return True


def _do(job: Job, at: datetime) -> None:
    who = access.system(at.date(), "work")
    match job.kind:
        case outbox.SEND:
            outbox.send(job.payload["mail"], at)
        case "reminders":
            day = date.fromisoformat(job.payload["day"])
            made = reminders.put_of_day(day, at) + digest.put_of_week(day, at)
            LOG.info("reminders put in the outbox", count=made)
        case invitations.MAIL:
            invitations.send(job.payload["invitation"], job.payload["key"], at)
        case decisions.JOB:
            lines = decisions.carry_out(int(job.payload["region_year"]), at)
            LOG.info("lists booked after an approval", lines=lines)
        case "obligations":
            obligations.lay_down_region(RegionYear.objects.get(pk=job.payload["region_year"]), local_date(at))
        case "obligations_of_day":
            for pk in RegionYear.objects.filter(end__gte=local_date(at)).values_list("pk", flat=True):
                key = f"obligations:{pk}:{local_date(at)}"
                jobs.queue(kind="obligations", key=key, due_at=at, payload={"region_year": str(pk)})
        case "surveys_of_day":
            survey_outcomes.plan_of_day(at)
        case survey_outcomes.JOB:
            survey_outcomes.of_day(int(job.payload["region_year"]), at)
        case surveys.MAIL:
            surveys.send(job.payload["survey"], job.payload["user"], job.payload["round"], at)
        case audit_log.CHECK:
            audit_log.check_chain(at)
        case successions.JOB:
            successions.carry_out(Succession.objects.get(pk=job.payload["succession"]), at)
        case scan_reports.JOB:
            scan_reports.carry_out(job.payload["scan"], at)
        case "claim_sweep":
            swept = claims.sweep(by=who, at=at)
            if swept:
                LOG.info("claim files destroyed", count=swept)
        case _:
            raise ValueError(job.kind)
    audit.write(event=f"job.{job.kind}", by=who, at=at, detail={"tries": job.tries})
