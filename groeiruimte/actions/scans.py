"""A practice does a scan: it answers, sends in, and takes part in what follows. Source: R028, R096, R099-R105, R126.

Every answer keeps its versions, as those of a form do. `scan_reviews` holds what the specialist does meanwhile,
`scan_appointments` the moment of the interview, `scan_outcomes` what a practice does with the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from groeiruimte.records.access import Actor
from groeiruimte.records.models import Enrolment, Interview, Practice, Scan
from groeiruimte.records.models.scan import ANSWERING, PLANNED, REVIEWED, SUBMITTED
from groeiruimte.rules.answers import cleaned, missing
from groeiruimte.rules.scan import progress
from groeiruimte.rules.scan_offer import availability

from . import scan_mail, scan_reports
from .conflict import conflict
from .form_answers import Page, answers_of, keep
from .form_steps import person
from .interview_topics import LABEL_OF_PRACTICE, sound_topics
from .obligations import lay_down
from .refusal import Refused
from .scan_appointments import give_slot_back, pick_slot
from .scan_outcomes import follow_up, improve, share, take_share_back
from .scan_steps import ScanWork, demand, known_of, locked, work_on
from .verb import Done, verb

__all__ = [
    "answers_of",
    "bring_up",
    "follow_up",
    "give_slot_back",
    "improve",
    "pick_slot",
    "save",
    "share",
    "start",
    "submit",
    "take_back",
    "take_share_back",
]

_TOPICS = {"topics": LABEL_OF_PRACTICE}


def start(*, enrolment: Enrolment, kind: str, by: Actor, at: datetime, key: str) -> Scan:
    """Begin a scan without an answer yet; what is there already stays as it is."""
    return save(enrolment=enrolment, kind=kind, section="", version=0, answers={}, by=by, at=at, key=key)


def save(
    *,
    enrolment: Enrolment,
    kind: str,
    section: str,
    version: int,
    answers: Mapping[str, Any],
    here: str = "",
    by: Actor,
    at: datetime,
    key: str,
) -> Scan:
    """Save what stands on a page. `version` is that of the scan when the page was made, 0 when nobody had begun.

    `here` is the question to come back to. Raises Stale when another changed the same question since.
    """
    found: Scan = _save(
        practice=enrolment.practice,
        enrolment=enrolment,
        kind=kind,
        version=version,
        answers=dict(answers),
        here=f"{section}/{here}",
        by=by,
        at=at,
        key=key,
    )
    return found


@verb("scan.save", right="scan.fill", sensitivity="personal")
def _save(
    *,
    practice: Practice,
    enrolment: Enrolment,
    kind: str,
    version: int,
    answers: dict[str, Any],
    here: str,
    by: Actor,
    at: datetime,
) -> Done:
    scan, begun = Scan.objects.select_for_update().get_or_create(
        enrolment=enrolment,
        kind=kind,
        defaults={
            "practice": practice,
            "region_id": practice.region_id,
            "started_at": at,
            "saved_at": at,
            "version": 0,
        },
    )
    work = work_on(scan, by.on)
    demand(work, ANSWERING)
    _demand_open(work, by)
    form = work.definition.form
    known = known_of(work.programme, work.facts, work.definition, enrolment, by.on)
    page = Page(version, answers, here, begun)
    keep(scan, page, programme=work.programme, facts=work.facts, form=form, known=known, by=person(by), at=at)
    scan.answered, scan.asked = progress(work.definition, answers_of(scan))
    scan.save(update_fields=["version", "saved_at", "here", "answered", "asked"])
    detail = {"scan": kind, "version": scan.version, "answered": scan.answered}
    return Done(scan, practice=practice, lifecycle="create" if begun else "update", detail=detail)


@verb("scan.submit", right="scan.fill", sensitivity="personal", purpose="scan")
def submit(*, practice: Practice, scan: Scan, version: int, by: Actor, at: datetime) -> Done:
    """Send the answers in; `version` is the one that was read through. Refused while something is missing.

    A scan without an interview is finished at once: its report follows from the answers.
    """
    work = locked(scan, by.on)
    demand(work, ANSWERING)
    _demand_open(work, by)
    held, definition = work.scan, work.definition
    if held.version != version:
        raise Refused("Iemand wijzigde dit net.", "Bekijk de antwoorden en verstuur ze dan.", code="changed")
    answers = cleaned(definition.form, answers_of(held))
    gaps = missing(work.programme, work.facts, definition.form, answers)
    if gaps:
        raise Refused("U kunt dit nog niet versturen.", gaps[0].because, code="missing")
    held.status, held.submitted_at = SUBMITTED, at
    held.save(update_fields=["status", "submitted_at"])
    if definition.has_interview:
        scan_mail.submitted(held, definition, at)
    else:
        scan_reports.draft(held, definition, answers)
        scan_reports.seal(held, definition, by=person(by), at=at)
    lay_down(practice, held.enrolment.region_year, by.on)
    return Done(held, practice=practice, detail={"scan": held.kind, "version": version})


@verb("scan.take_back", right="scan.fill")
def take_back(*, practice: Practice, scan: Scan, by: Actor, at: datetime) -> Done:
    """Take back what the specialist has not looked through yet, to change it."""
    work = locked(scan, by.on)
    if work.scan.status != SUBMITTED:
        raise Refused("Terughalen kan nu niet.", "Vertel het in het gesprek als iets anders is.", code="status")
    _demand_open(work, by)  # what is taken back must be sent in again
    work.scan.status, work.scan.submitted_at = ANSWERING, None
    work.scan.save(update_fields=["status", "submitted_at"])
    lay_down(practice, work.scan.enrolment.region_year, by.on)
    return Done(work.scan, practice=practice, detail={"scan": work.scan.kind})


@verb("scan.bring_up", right="scan.fill", sensitivity="personal")
def bring_up(*, practice: Practice, scan: Scan, topics: Sequence[str], version: int, by: Actor, at: datetime) -> Done:
    """What the practice itself wants to talk about in the interview (R103). `version` is that of the interview, 0 when
    nobody wrote anything yet; a newer one raises Stale with both texts."""
    work = locked(scan, by.on)
    demand(work, SUBMITTED, REVIEWED, PLANNED)
    kept = list(sound_topics(topics))
    found, begun = Interview.objects.select_for_update().get_or_create(
        scan=work.scan,
        defaults={"practice": practice, "region_id": work.scan.region_id, "by": person(by), "at": at, "version": 0},
    )
    if found.topics != kept and found.version != version:
        mine, theirs = ({"topics": "\n".join(each)} for each in (kept, found.topics))
        raise conflict(found, work.definition.title, _TOPICS, version=found.version, mine=mine, theirs=theirs)
    if found.topics != kept or begun:
        found.topics, found.version = kept, found.version + 1
        found.save(update_fields=["topics", "version"])
    return Done(found, practice=practice, lifecycle="create" if begun else "update", detail={"topics": len(kept)})


def _demand_open(work: ScanWork, by: Actor) -> None:
    found = availability(work.programme, work.facts, work.definition, by.on)
    if found.state != "open":
        raise Refused("Dit kan nu niet.", found.because, code=found.state)
