"""Moments that a specialist offers for an interview. A practice picks one of them after the review (R102, R103)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from groeiruimte.programme.calendar import AMSTERDAM, short_date
from groeiruimte.records import lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import InterviewSlot, Region
from groeiruimte.records.models.scan import PLANNED, REVIEWED

from . import scan_mail
from .form_steps import person
from .refusal import Refused
from .scan_facts import definition_of, performed
from .verb import Done, verb

SHORTEST, LONGEST, MOST = 15, 240, 40
ONLINE = "Online"
GONE = ("Dit moment staat er niet meer.", "Bekijk uw lijst met momenten.", "gone")


@verb("slot.offer", right="scan.review", purpose="scan")
def offer(
    *,
    region: Region,
    starts: Sequence[datetime],
    minutes: int,
    place: str,
    online_link: str = "",
    by: Actor,
    at: datetime,
) -> Done:
    """Offer moments, by their aware start; each takes `minutes`. All of them or none."""
    mine = person(by)
    _demand_sound(starts, minutes, place, online_link, at)
    lock.hold(f"slots {mine.pk}")
    spans = sorted((start, start + timedelta(minutes=minutes)) for start in starts)
    _demand_apart(spans)
    there = InterviewSlot.objects.filter(specialist=mine, removed_on=None)
    for start, end in spans:
        other = there.filter(start__lt=end, end__gt=start).first()
        if other is not None:
            raise Refused(
                f"U hebt al een moment op {said(other.start)}.", "Kies een andere tijd, of haal dat weg.", code="starts"
            )
    made = [
        InterviewSlot(
            region=region,
            specialist=mine,
            start=start,
            end=end,
            place=place.strip() or ONLINE,
            online_link=online_link.strip(),
        )
        for start, end in spans
    ]
    InterviewSlot.objects.bulk_create(made)
    return Done(made[0], region=region, lifecycle="create", detail={"slots": len(made)})


@verb("slot.remove", right="scan.review", purpose="scan")
def remove(*, region: Region, slot: InterviewSlot, by: Actor, at: datetime) -> Done:
    """Take a moment away. When a practice has it, that practice chooses another one, and hears so by mail.

    Also one that is past, as long as no interview was held: somebody did not come.
    """
    seen = InterviewSlot.objects.filter(pk=slot.pk, removed_on=None).first()
    scan = performed(seen.scan, by.on) if seen is not None and seen.scan is not None else None
    stored = InterviewSlot.objects.select_for_update().filter(pk=slot.pk, removed_on=None).first()
    if stored is None or stored.scan_id != (scan.pk if scan else None):
        raise Refused(*GONE)
    if scan is not None and scan.status != PLANNED:
        raise Refused("Dit gesprek is al gehouden.", "U hoeft niets te doen.", code="held")
    stored.removed_on = by.on
    stored.sequence += 1
    stored.version += 1
    stored.save(update_fields=["removed_on", "sequence", "version"])
    if scan is not None:
        scan.status = REVIEWED
        scan.save(update_fields=["status"])
        scan_mail.slot_gone(scan, definition_of(scan), stored, at)
    practice = scan.practice if scan else None
    return Done(stored, practice=practice, region=region, lifecycle="delete", detail={"taken": scan is not None})


def said(start: datetime) -> str:
    """`12 april 2022 om 14:00 uur`."""
    local = start.astimezone(AMSTERDAM)
    return f"{short_date(local.date())} om {local:%H:%M} uur"


def _demand_sound(starts: Sequence[datetime], minutes: int, place: str, online_link: str, at: datetime) -> None:
    if not starts:
        raise Refused("U koos nog geen moment.", "Vul een dag en een tijd in.", code="starts")
    if len(starts) > MOST:
        raise Refused("Dit zijn te veel momenten tegelijk.", f"Kies er hoogstens {MOST}.", code="starts")
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused("Zo lang duurt een gesprek niet.", f"Vul {SHORTEST} tot {LONGEST} minuten in.", code="minutes")
    if not place.strip() and not online_link.strip():
        raise Refused("Nog niemand weet waar het gesprek is.", "Vul een plaats of een link in.", code="place")
    past = next((start for start in sorted(starts) if start <= at), None)
    if past is not None:
        raise Refused(f"{said(past)} is al voorbij.", "Kies een later moment.", code="starts")


def _demand_apart(spans: Sequence[tuple[datetime, datetime]]) -> None:
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise Refused(
                f"Het moment op {said(start)} begint voor het vorige klaar is.", "Kies een latere tijd.", code="starts"
            )
