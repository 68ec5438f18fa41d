"""Calendar files: the time of Amsterdam, one uid for a session, a sequence that goes up, cancelling."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import icalendar
import pytest

from groeiruimte.reports.calendar_feed import Event, feed, one

EVENT = Event(
    id="bcdfg",
    title="Beeldbellen; voor iedereen, ook u",
    start=datetime(2022, 4, 12, 17, 30, tzinfo=UTC),
    end=datetime(2022, 4, 12, 19, 30, tzinfo=UTC),
    place="Online",
    sequence=3,
    at=datetime(2022, 4, 5, 8, 30, tzinfo=UTC),
)


def read(content: bytes | str) -> icalendar.Event:
    (found,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert isinstance(found, icalendar.Event)
    return found


def lines(content: str) -> list[str]:
    return content.replace("\r\n ", "").split("\r\n")


def test_what_goes_in_comes_out() -> None:
    found = read(one(EVENT))
    assert [str(found[name]) for name in ("UID", "SUMMARY", "LOCATION", "STATUS", "SEQUENCE")] == [
        "bcdfg@groeiruimte",
        "Beeldbellen; voor iedereen, ook u",
        "Online",
        "CONFIRMED",
        "3",
    ]
    assert (found.start, found.end) == (EVENT.start, EVENT.end)


@pytest.mark.parametrize(
    ("start", "written"),
    [
        (datetime(2022, 3, 26, 18, tzinfo=UTC), "20220326T190000"),
        (datetime(2022, 3, 27, 18, tzinfo=UTC), "20220327T200000"),
        (datetime(2022, 10, 30, 18, tzinfo=UTC), "20221030T190000"),
    ],
)
def test_times_are_those_of_amsterdam_in_summer_and_winter(start: datetime, written: str) -> None:
    said = one(replace(EVENT, start=start, end=start.replace(hour=20)))
    assert f"DTSTART;TZID=Europe/Amsterdam:{written}" in lines(said)
    assert read(said).start == start


def test_the_zone_is_in_the_file_by_rule() -> None:
    said = lines(one(EVENT))
    assert said.count("BEGIN:VTIMEZONE") == 1
    assert [line for line in said if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]


def test_called_off_leaves_the_calendar() -> None:
    said = lines(one(replace(EVENT, cancelled=True)))
    assert ("METHOD:CANCEL" in said, "STATUS:CANCELLED" in said) == (True, True)


def test_a_calendar_holds_every_session_and_refreshes_itself() -> None:
    other = replace(EVENT, id="klmnp", cancelled=True)
    content = feed([EVENT, other], name="Scholing")
    found = icalendar.Calendar.from_ical(content)
    assert [str(each["UID"]) for each in found.walk("VEVENT")] == ["bcdfg@groeiruimte", "klmnp@groeiruimte"]
    said = lines(content.decode())
    assert ("METHOD:PUBLISH" in said, "X-WR-CALNAME:Scholing" in said) == (True, True)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in said


def test_text_that_looks_like_a_line_of_the_file_stays_text() -> None:
    sly = replace(EVENT, title="Een\r\nATTENDEE:mailto:iemand@example.org", about="é" * 200)
    found = read(one(sly))
    assert ("ATTENDEE" in found, str(found["DESCRIPTION"])) == (False, "é" * 200)
    assert max(len(line.encode()) for line in one(sly).split("\r\n")) <= 75


def test_the_same_session_is_the_same_file() -> None:
    assert feed([EVENT], name="Scholing") == feed([EVENT], name="Scholing")
