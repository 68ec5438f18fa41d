"""What the job loop does: each kind of job, and the work that comes back every hour."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from groeiruimte.records import access, audit, jobs
from groeiruimte.records.failpoint import reach
from groeiruimte.records.models import Job, PatientList

from . import claims, mail

LOG = structlog.get_logger("groeiruimte.work")
SWEEP_EVERY = timedelta(minutes=15)


def plan(at: datetime) -> None:
    """Queue what comes back by itself; each period has one key, so several workers plan it once."""
    period = int(at.timestamp() // SWEEP_EVERY.total_seconds())
    jobs.queue(kind="claim_sweep", key=f"claim_sweep:{period}", due_at=at)


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
        case "list_receipt":
            patient_list = PatientList.objects.select_related("handed_in_by", "delivered_by").get(
                pk=job.payload["list"]
            )
            mail.list_receipt(patient_list)
        case "claim_sweep":
            swept = claims.sweep(by=who, at=at)
            if swept:
                LOG.info("claim files destroyed", count=swept)
        case _:
            raise ValueError(job.kind)
    audit.write(event=f"job.{job.kind}", by=who, at=at, detail={"tries": job.tries})
