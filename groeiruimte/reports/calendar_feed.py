"""Sessions as a calendar file (ics, RFC 5545), for one mail or as somebody's whole calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import icalendar

from groeiruimte.programme.calendar import AMSTERDAM

Method = Literal["PUBLISH", "CANCEL"]
CONTENT_TYPE = "text/calendar; charset=utf-8"
_MAKER = "-//Groeiruimte//Scholing//NL"
_REFRESH = timedelta(hours=6)
# By rule, as calendars have understood it since 1996; a list of all moments until 2038 is what the library would write.
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Event:
    """A session in a calendar. `id` never changes and `sequence` goes up with every change; times are aware.

    `organiser` is an e-mail address, `url` the page of the session; names of people who come are never in it.
    """

    id: str
    title: str
    start: datetime
    end: datetime
    place: str
    sequence: int
    at: datetime
    about: str = ""
    url: str = ""
    organiser: str = ""
    cancelled: bool = False


def feed(events: Iterable[Event], *, name: str = "", method: Method = "PUBLISH") -> bytes:
    """The calendar with these events, in the time of Amsterdam. `name` is what a calendar shows as its title."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", icalendar.vDuration(_REFRESH), {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(_REFRESH))
    calendar.add_component(icalendar.Timezone.from_ical(_ZONE))
    for event in events:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def one(event: Event) -> str:
    """The calendar file that goes along with a mail: take this up, or take it out when it was called off."""
    return feed([event], method="CANCEL" if event.cancelled else "PUBLISH").decode()


def _component(event: Event) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", f"{event.id}@groeiruimte")
    made.add("dtstamp", event.at)
    made.add("dtstart", event.start.astimezone(AMSTERDAM))
    made.add("dtend", event.end.astimezone(AMSTERDAM))
    made.add("summary", event.title)
    made.add("location", event.place)
    made.add("sequence", event.sequence)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if event.about:
        made.add("description", event.about)
    if event.url:
        made.add("url", event.url)
    if event.organiser:
        made.add("organizer", f"mailto:{event.organiser}")
    return made
