"""The advice report of a scan: its first draft, what it says, and how it is published and sealed.

Source: R028, R105, R106. What is published never changes: a correction is the next number. Mails and events hold
nothing of what it says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.scan import Advice, Level
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records import jobs
from groeiruimte.records.access import Actor
from groeiruimte.records.models import AdviceItem, Device, Interview, Region, Scan, ScanReport, User
from groeiruimte.records.models.scan import FINISHED, INTERVIEWED
from groeiruimte.records.models.scan_report import IMPROVE, IN_ORDER
from groeiruimte.rules.scan import advised, in_order, judged, scores

from . import obligations, scan_mail
from .form_answers import answers_of
from .form_steps import person
from .refusal import Refused
from .scan_facts import definition_of, otherwise_of, performed
from .verb import Done, verb

JOB = "scan_finished"
LONGEST_TITLE = 200

NO_INTERVIEW = ("U kunt het rapport nog niet versturen.", "Houd eerst het gesprek met de praktijk.", "status")
NO_LINE = ("Er staat nog niets in het rapport.", "Kies adviezen uit de lijst, of schrijf op wat in orde is.", "lines")
CHANGED = ("Het rapport is intussen gewijzigd.", "Bekijk het opnieuw en verstuur het dan.", "changed")


def draft(
    scan: Scan, definition: Definition, answers: Mapping[str, Any], otherwise: Mapping[str, Level] | None = None
) -> None:
    """Write the lines that follow from the answers, once: what to improve, in order, and what is in order already.

    `otherwise` is what the specialist made of some answers. Lines that stand there already are left alone.
    """
    if AdviceItem.objects.filter(scan=scan).exists():
        return
    found = judged(definition, answers, otherwise)
    lines = [
        of_library(scan, each.advice, each.dimensions, number)
        for number, each in enumerate(advised(definition, found), 1)
    ]
    place = {"scan": scan, "practice_id": scan.practice_id, "region_id": scan.region_id}
    said = dict.fromkeys(each.mark.in_order for each in in_order(found))
    lines += [
        AdviceItem(**place, kind=IN_ORDER, title=text[:LONGEST_TITLE], text=text, order=number)
        for number, text in enumerate(said, 1)
    ]
    AdviceItem.objects.bulk_create(lines)


def of_library(scan: Scan, advice: Advice, dimensions: Sequence[str], order: int) -> AdviceItem:
    """A piece of the library as a line of a report, not saved yet."""
    return AdviceItem(
        scan=scan,
        practice_id=scan.practice_id,
        region_id=scan.region_id,
        kind=IMPROVE,
        advice=advice.key,
        title=advice.title[:LONGEST_TITLE],
        text=advice.text,
        reason=advice.reason,
        effort=advice.effort,
        cost=advice.cost,
        who=advice.who,
        dimensions=list(dimensions),
        order=order,
        shows=advice.shows,
        weeks=advice.weeks,
    )


def lines_of(scan: Scan, kind: str) -> list[AdviceItem]:
    """The lines of a report that stand, in their order."""
    return list(AdviceItem.objects.filter(scan=scan, kind=kind, removed_on=None).order_by("order", "pk"))


def content(scan: Scan, definition: Definition, *, specialist: str, on: date) -> dict[str, Any]:
    """Everything that is read in a report that would be published on a day; days are ISO text.

    `specialist` is a name, empty for a scan without an interview.
    """
    interview = Interview.objects.filter(scan=scan).first()
    found = judged(definition, answers_of(scan), otherwise_of(scan))
    return {
        "title": definition.title,
        "practice": scan.practice.name,
        "region": scan.practice.region.name,
        "specialist": specialist,
        "submitted_on": local_date(scan.submitted_at).isoformat() if scan.submitted_at else None,
        "interviewed_on": scan.interviewed_on.isoformat() if scan.interviewed_on else None,
        "published_on": on.isoformat(),
        "summary": interview.summary if interview else "",
        "dimensions": [
            {"key": each.key, "title": each.title, "percent": each.percent, "level": each.level}
            for each in scores(definition, found)
        ],
        "in_order": [{"text": line.text or line.title} for line in lines_of(scan, IN_ORDER)],
        "improve": [_improvement(line, number) for number, line in enumerate(lines_of(scan, IMPROVE), 1)],
        "devices": _devices(scan) if definition.has_interview else [],
    }


def _improvement(line: AdviceItem, number: int) -> dict[str, Any]:
    return {
        "id": line.pk,
        "advice": line.advice,
        "title": line.title,
        "text": line.text,
        "reason": line.reason,
        "effort": line.effort,
        "cost": line.cost,
        "who": line.who,
        "dimensions": list(line.dimensions),
        "order": number,
        "shows": line.shows,
        "weeks": line.weeks,
    }


def _devices(scan: Scan) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.kind,
            "make": each.make,
            "number": each.number,
            "year": each.year,
            "system": each.system,
            "support_until": each.support_until.isoformat() if each.support_until else None,
            "note": each.note,
        }
        for each in Device.objects.filter(practice=scan.practice_id, removed_on=None)
    ]


def seal(scan: Scan, definition: Definition, *, by: User, at: datetime) -> ScanReport:
    """Seal what the report says now as its next number: the scan is finished. Inside the transaction of a verb.

    A correction stays open to the specialist as long as the first report does. What the practice owes and how its KPIs
    stand is laid down by a job: who performs a scan cannot see those facts.
    """
    today = local_date(at)
    first = ScanReport.objects.filter(scan=scan).order_by("number").first()
    report = ScanReport(
        scan=scan,
        practice_id=scan.practice_id,
        region_id=scan.region_id,
        number=ScanReport.objects.filter(scan=scan).count() + 1,
        content=preview(scan, definition, by=by, on=today),
        published_by=by,
        published_at=at,
        open_until=first.open_until if first else today + timedelta(days=definition.specialist_days),
    )
    report.sha256 = seal_of(report)
    report.save(force_insert=True)
    scan.status, scan.finished_on = FINISHED, scan.finished_on or today
    scan.save(update_fields=["status", "finished_on"])
    jobs.queue(kind=JOB, key=f"{JOB}:{report.pk}", due_at=at, payload={"scan": scan.pk})
    return report


def preview(scan: Scan, definition: Definition, *, by: User, on: date) -> dict[str, Any]:
    """What a report would say that somebody published on a day, in the shape of `content`."""
    name = (scan.specialist or by).name if definition.has_interview else ""
    return content(scan, definition, specialist=name, on=on)


def fingerprint_of(said: Mapping[str, Any]) -> str:
    """The sha256 over what a report says, as hex. Its day does not count: the same words tomorrow are the same."""
    return _sha256({name: value for name, value in said.items() if name != "published_on"})


def seal_of(report: ScanReport) -> str:
    """The sha256 over everything that was published, as hex."""
    sealed = {
        "scan": report.scan_id,
        "number": report.number,
        "content": report.content,
        "published_at": int(report.published_at.timestamp()),
        "published_by": report.published_by_id,
        "open_until": report.open_until.isoformat(),
    }
    return _sha256(sealed)


def _sha256(said: Mapping[str, Any]) -> str:
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def missing(scan: Scan) -> tuple[str, str, str] | None:
    """Why the report cannot be published: the sentence, how to mend it, and what it is about. None when it can."""
    if scan.status not in (INTERVIEWED, FINISHED):
        return NO_INTERVIEW
    lines = lines_of(scan, IMPROVE)
    if not lines and not lines_of(scan, IN_ORDER):
        return NO_LINE
    bare = next((number for number, line in enumerate(lines, 1) if not line.reason.strip()), None)
    if bare is not None:
        return (f"Advies {bare} mist een reden.", "Schrijf waarom dit nodig is.", "reason")
    return None


@verb("scan.publish", right="scan.review", sensitivity="personal", purpose="scan")
def publish(*, region: Region, scan: Scan, sha256: str, by: Actor, at: datetime) -> Done:
    """Publish the report to the practice; the second time it is a correction, with the next number.

    `sha256` is the fingerprint of the preview that was read: refused when something changed since, and when a
    correction changes nothing.
    """
    held = performed(scan, by.on)
    definition = definition_of(held)
    trouble = missing(held)
    if trouble:
        raise Refused(*trouble)
    now = fingerprint_of(preview(held, definition, by=person(by), on=local_date(at)))
    last = held.reports.order_by("-number").first()
    if last is not None and fingerprint_of(last.content) == now:
        raise Refused(f"Sinds rapport {last.number} is niets gewijzigd.", "Wijzig eerst een advies.", code="unchanged")
    if now != sha256:
        raise Refused(*CHANGED)
    report = seal(held, definition, by=person(by), at=at)
    scan_mail.report_ready(report, definition, at)
    detail = {"number": report.number, "sha256": report.sha256}
    return Done(report, practice=held.practice, region=region, lifecycle="create", detail=detail)


def carry_out(scan_id: str, at: datetime) -> None:
    """The job after a report: lay down what the practice owes and how its KPIs stand."""
    scan = Scan.objects.select_related("practice", "enrolment__region_year__edition").get(pk=scan_id)
    with transaction.atomic():
        obligations.lay_down(scan.practice, scan.enrolment.region_year, local_date(at))
