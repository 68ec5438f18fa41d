"""The moment of the interview: a practice chooses one that a specialist offers, after the review (R102)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from groeiruimte.programme.calendar import AMSTERDAM, local_date, long_date, short_date
from groeiruimte.records import guard
from groeiruimte.records.access import Actor
from groeiruimte.records.models import InterviewSlot, Membership, Practice, Scan
from groeiruimte.records.models.membership import ACTIVE
from groeiruimte.records.models.scan import PLANNED, REVIEWED
from groeiruimte.reports import calendar_feed

from . import outbox, scan_mail
from .obligations import lay_down
from .refusal import Refused
from .scan_mail import event_of
from .scan_steps import ScanWork, demand, locked
from .verb import Done, verb

TAKEN = ("Dit moment is niet meer vrij.", "Kies een ander moment.", "taken")


def pick_slot(*, practice: Practice, scan: Scan, slot: InterviewSlot, by: Actor, at: datetime, key: str) -> Scan:
    """Choose a moment; a mail with a calendar file goes to the practice and the specialist (M11)."""
    found: Scan = _pick_slot(practice=practice, scan=scan, slot=slot.pk, by=by, at=at, key=key)
    return found


@verb("scan.pick_slot", right="scan.fill")
def _pick_slot(*, practice: Practice, scan: Scan, slot: str, by: Actor, at: datetime) -> Done:
    """The moment by its id: it is of the region of the scan, which need not be that of the practice any more."""
    work = locked(scan, by.on)
    demand(work, REVIEWED)
    # A moment that another practice took cannot be seen from here (wall 2): then there is no row.
    held = InterviewSlot.objects.select_for_update(of=("self",)).filter(pk=slot, removed_on=None, scan=None)
    found = held.filter(region=work.scan.region_id).select_related("specialist", "region").first()
    if found is None:
        raise Refused(*TAKEN)
    if found.start <= at:
        raise Refused("Dit moment is voorbij.", "Kies een later moment.", code="past")
    if not still_held([found]):
        raise Refused(*TAKEN)
    found.scan, found.practice = work.scan, practice
    found.sequence += 1
    found.save(update_fields=["scan", "practice", "sequence"])
    work.scan.status, work.scan.specialist = PLANNED, found.specialist
    work.scan.save(update_fields=["status", "specialist"])
    _tell(work, found, at)
    lay_down(practice, work.scan.enrolment.region_year, by.on)
    return Done(work.scan, practice=practice, detail={"scan": work.scan.kind, "slot": found.pk})


@verb("scan.give_slot_back", right="scan.fill")
def give_slot_back(*, practice: Practice, scan: Scan, by: Actor, at: datetime) -> Done:
    """Give the moment back, until the day before; somebody else can have it then."""
    work = locked(scan, by.on)
    if work.scan.status != PLANNED:
        raise Refused("U hebt geen moment voor een gesprek.", "Kies een moment.", code="status")
    mine = InterviewSlot.objects.select_for_update(of=("self",)).filter(scan=work.scan, removed_on=None)
    slot = mine.select_related("specialist", "region").get()
    if local_date(slot.start) <= by.on:
        day = short_date(local_date(slot.start))
        raise Refused(
            f"Het gesprek is op {day}. Wijzigen kon tot de dag ervoor.", "Bel de specialist.", code="too_late"
        )
    slot.sequence += 1
    _tell(work, slot, at, cancelled=True)
    slot.scan = slot.practice = None
    slot.save(update_fields=["scan", "practice", "sequence"])
    work.scan.status = REVIEWED
    work.scan.save(update_fields=["status"])
    lay_down(practice, work.scan.enrolment.region_year, by.on)
    return Done(work.scan, practice=practice, detail={"scan": work.scan.kind, "slot": slot.pk})


def still_held(slots: Iterable[InterviewSlot]) -> list[InterviewSlot]:
    """Those of which the specialist works for the region on the day itself, in the same order."""
    found = list(slots)
    with guard.everything():  # a practice cannot see who works for its region (wall 2)
        active = Membership.objects.filter(role="it_specialist", status=ACTIVE, user__is_active=True)
        there = active.filter(user__in={slot.specialist_id for slot in found}, practice=None)
        spans = list(there.values_list("user_id", "region_id", "start", "end"))
    return [slot for slot in found if any(_covers(slot, *span) for span in spans)]


def _covers(slot: InterviewSlot, user: int, region: str, start: date, end: date | None) -> bool:
    day = local_date(slot.start)
    return (slot.specialist_id, slot.region_id) == (user, region) and start <= day and (end is None or day <= end)


def when(slot: InterviewSlot) -> str:
    """`dinsdag 12 april 2022, 13:00 tot 14:00 uur`."""
    start, end = slot.start.astimezone(AMSTERDAM), slot.end.astimezone(AMSTERDAM)
    return f"{long_date(start.date())}, {start:%H:%M} tot {end:%H:%M} uur"


def _tell(work: ScanWork, slot: InterviewSlot, at: datetime, *, cancelled: bool = False) -> None:
    """M11, to everybody who may read the scan, and the specialist."""
    day, title = short_date(local_date(slot.start)), work.definition.title
    subject = f"Gesprek {title} op {day}{' gaat niet door' if cancelled else ''}"
    of_practice = outbox.place(scan_mail.page_of(work.scan))
    for person in (*scan_mail.people_of(work.scan, at), slot.specialist):
        is_specialist = person.pk == slot.specialist_id
        link = outbox.place(scan_mail.desk_of(work.scan)) if is_specialist else of_practice
        other = work.scan.practice.name if is_specialist else slot.specialist.name
        said = f"Het gesprek met {other} {'gaat niet door' if cancelled else 'staat gepland'}."
        outbox.put(
            key=f"M11:{work.scan.pk}:{slot.pk}:{slot.sequence}:{person.pk}",
            kind="M11",
            user=person,
            practice=work.scan.practice,
            subject=subject[:200],
            body=f"Beste {person.name},\n\n{said}\n\n{when(slot)}\n{slot.place}\n\nBekijk de scan: {link}\n",
            calendar=calendar_feed.one(event_of(slot, work.definition, at, url=link, cancelled=cancelled)),
            why=f"U bent bij het gesprek over de {title}.",
            at=at,
        )
