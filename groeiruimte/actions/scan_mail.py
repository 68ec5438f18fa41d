"""Mails about a scan to the practice: one deed, a link, and nothing of what the scan says (R106, ux.md 2b.8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records import guard
from groeiruimte.records.models import InterviewSlot, Membership, Scan, ScanReport, User
from groeiruimte.reports import calendar_feed
from groeiruimte.reports.calendar_feed import Event

from . import outbox

ROLES = ("practice_owner", "practice_manager")


def reviewed(scan: Scan, definition: Definition, at: datetime) -> None:
    """M11: the practice may choose a moment for the interview."""
    deed = "Uw antwoorden zijn bekeken. Kies nu een moment voor het gesprek."
    to_practice(
        scan,
        at,
        "M11",
        f"reviewed:{scan.version}",
        f"{definition.title}: kies een moment",
        deed,
        "U verstuurde de scan.",
    )


def slot_gone(scan: Scan, definition: Definition, slot: InterviewSlot, at: datetime) -> None:
    """M11: the moment that the practice chose does not go on; it goes out of the calendar as well."""
    deed = "Uw gesprek gaat niet door op het moment dat u koos. Kies een ander moment."
    why = "De specialist kan niet op dit moment."
    if slot.start <= at:
        deed, why = "Uw gesprek ging niet door. Kies een ander moment.", "U koos een moment voor een gesprek."
    subject = f"{definition.title}: kies een ander moment"
    _cancelled(scan, definition, slot, at, subject, deed, why)


def talked_before(scan: Scan, definition: Definition, slot: InterviewSlot, at: datetime) -> None:
    """M11: the interview was held before the moment that the practice chose; that goes out of the calendar."""
    deed = "Uw gesprek is al geweest. Het latere moment gaat niet door."
    subject = f"{definition.title}: het latere moment gaat niet door"
    _cancelled(scan, definition, slot, at, subject, deed, "U koos een moment voor een gesprek.")


def _cancelled(
    scan: Scan, definition: Definition, slot: InterviewSlot, at: datetime, subject: str, deed: str, why: str
) -> None:
    event = event_of(slot, definition, at, url=outbox.place(page_of(scan)), cancelled=True)
    to_practice(scan, at, "M11", f"gone:{slot.pk}", subject, deed, why, calendar=calendar_feed.one(event))


def event_of(
    slot: InterviewSlot, definition: Definition, at: datetime, *, url: str = "", cancelled: bool = False
) -> Event:
    """The interview as it stands in a calendar: when and where, nothing of the scan. Fetch the slot with its region."""
    return Event(
        id=slot.pk,
        title=f"Gesprek {definition.title}",
        start=slot.start,
        end=slot.end,
        place=slot.place,
        sequence=slot.sequence,
        at=at,
        about=f"Doe mee: {slot.online_link}" if slot.online_link else "",
        url=url,
        organiser=slot.region.contact_email,
        cancelled=cancelled,
    )


def report_ready(report: ScanReport, definition: Definition, at: datetime) -> None:
    """M12: the report can be read, by the practice alone."""
    deed = "Uw adviesrapport staat klaar. Alleen uw praktijk en de specialist kunnen het lezen."
    subject = "Uw adviesrapport staat klaar (alleen voor uw praktijk)"
    why = f"Uw praktijk deed mee aan: {definition.title}."
    to_practice(report.scan, at, "M12", f"report:{report.number}", subject, deed, why)


def to_practice(
    scan: Scan, at: datetime, kind: str, moment: str, subject: str, deed: str, why: str, *, calendar: str = ""
) -> int:
    """One mail to everybody who may read the scan; gives how many. `moment` makes it go once."""
    people = list(people_of(scan, at))
    for person in people:
        outbox.put(
            key=f"{kind}:{scan.pk}:{moment}:{person.pk}",
            kind=kind,
            user=person,
            practice=scan.practice,
            subject=subject[:200],
            body=f"Beste {person.name},\n\n{deed}\n\nGa verder: {outbox.place(page_of(scan))}\n",
            calendar=calendar,
            why=why,
            at=at,
        )
    return len(people)


def submitted(scan: Scan, definition: Definition, at: datetime) -> int:
    """M20: to the specialists of the region: there are answers to look through. Gives how many get it."""
    with guard.everything():  # a practice cannot see who works for its region (wall 2)
        held = Membership.objects.active(local_date(at)).filter(region_id=scan.region_id, role="it_specialist")
        found = {m.user_id: m.user for m in held.select_related("user").order_by("id") if m.user and m.user.is_active}
    for person in found.values():
        outbox.put(
            key=f"M20:{scan.pk}:{int(at.timestamp())}:{person.pk}",
            kind="M20",
            user=person,
            practice=scan.practice,
            subject=f"{definition.title}: bekijk de antwoorden van {scan.practice.name}"[:200],
            body=(
                f"Beste {person.name},\n\n{scan.practice.name} verstuurde de antwoorden. Bekijk ze en plan het gesprek."
                f"\n\nGa verder: {outbox.place(desk_of(scan))}\n"
            ),
            why="U bekijkt de scans van deze regio.",
            at=at,
        )
    return len(found)


def page_of(scan: Scan) -> str:
    return f"/praktijk/{scan.practice_id}/scan/{scan.kind}/"


def desk_of(scan: Scan) -> str:
    """Where the specialist works on it."""
    return f"/scan/{scan.region_id}/{scan.pk}/"


def people_of(scan: Scan, at: datetime) -> Iterable[User]:
    """Who reads the mails of a practice about its scan: its owners and its managers."""
    mine = Membership.objects.active(local_date(at)).filter(practice_id=scan.practice_id, role__in=ROLES)
    found = {m.user_id: m.user for m in mine.select_related("user").order_by("id") if m.user and m.user.is_active}
    return found.values()
