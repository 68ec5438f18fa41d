"""Which scans a practice is offered and which it owes, from when and until when. Source: R028, R073, R096, R099, R125.

What a practice does itself is done once its answers are sent in. A KPI counts the scan when all of it is finished.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.kpi import AllOf, AnyOf, AtLeast, Requirement, ScanFinished
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.scan import Scan

from .eligibility import first_day
from .facts import Facts, ScanFact
from .forms import Availability, until
from .requirement import Asked, measure
from .why import sentences


def offered(programme: Programme, facts: Facts) -> tuple[Scan, ...]:
    """R125: the scans that come with the objectives of a practice, in the order of the text."""
    return tuple(scan for scan in programme.scans if set(scan.objectives) & set(facts.objectives))


def is_required(scan: Scan, facts: Facts) -> bool:
    """R099: mandatory for some objectives, offered to the others (R073)."""
    return bool(set(scan.required_for) & set(facts.objectives))


def window(programme: Programme, facts: Facts, scan: Scan) -> tuple[date, date]:
    """The first day of a scan and the last that is on time. Who starts after that day has until the programme ends."""
    opens, due = scan.opens or programme.period.start, scan.due or programme.period.end
    late_start = facts.enrolled_on is not None and first_day(programme, facts.enrolled_on) > due
    return opens, programme.period.end if late_start else due


def availability(programme: Programme, facts: Facts, scan: Scan, on: date) -> Availability:
    """Whether a practice can do a scan on a day. After the last day it still can, as long as the programme runs."""
    if scan not in offered(programme, facts):
        return Availability("not_for_you", "Deze scan hoort bij een andere doelstelling.", None, None)
    opens, due = window(programme, facts, scan)
    if facts.enrolled_on is None:
        return Availability("not_yet", f"Meld u eerst aan voor {programme.short_title}.", opens, due)
    if on < opens:
        return Availability("not_yet", f"Dit kan vanaf {short_date(opens)}.", opens, due)
    if on > programme.period.end:
        return Availability("not_yet", f"Dit kon tot en met {short_date(programme.period.end)}.", opens, due)
    return Availability("open", until(due, on), opens, due)


def scan_of(facts: Facts, key: str) -> ScanFact | None:
    """The scan of this kind in this programme, once it was begun."""
    return next((found for found in facts.scans if found.kind == key), None)


def recent(programme: Programme, facts: Facts, scan: Scan) -> date | None:
    """R096: the day of an earlier scan that a KPI still counts; None when there is none."""
    for kpi in programme.kpis:
        for part in _parts(kpi.met_by):
            found = measure(part, Asked(facts, programme.period, programme, kpi.objective))
            if part.scan == scan.key and found.state == "met":
                return max(each.day for each in facts.measurements if each.kind == scan.key)
    return None


def _parts(requirement: Requirement) -> Iterator[ScanFinished]:
    match requirement:
        case ScanFinished():
            yield requirement
        case AllOf() | AnyOf() | AtLeast():
            for part in requirement.of:
                yield from _parts(part)


def stands(scan: Scan, found: ScanFact) -> str:
    """How far a scan is, and what comes, in two sentences at most."""
    after = "De KPI telt mee zodra het rapport er is."
    match found.status:
        case "answering":
            return f"U bent bezig: {found.answered} van de {found.asked} vragen."
        case "submitted":
            return "Uw antwoorden zijn verstuurd. U kiest straks een moment voor het gesprek."
        case "reviewed":
            return "Uw antwoorden zijn bekeken. Kies nu een moment voor het gesprek."
        case "planned":
            return sentences("Uw gesprek staat gepland.", after)
        case "interviewed":
            return sentences(f"Het rapport komt binnen {scan.report_within_days} dagen na het gesprek.", after)
    return "De scan is klaar."
