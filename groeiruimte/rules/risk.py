"""Which practice needs help first, and why. Source: R04 (ux.md 2b.5), R140: a region calls who falls behind.

No source says from when a region must call; the limits below are choices of this product, in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from groeiruimte.programme.calendar import short_date

from .why import sentences

QUIET_MONTHS = 3
"""So many whole months without contact is long."""

Level = Literal["call", "watch", "none"]
_ORDER: dict[Level, int] = {"call": 0, "watch": 1, "none": 2}


@dataclass(frozen=True, slots=True)
class Signals:
    """What is seen of a practice on a day: how many tasks are late, and since when the oldest was due; of how many
    KPIs asked nothing was found; when there was contact, and since when the practice takes part."""

    late: int = 0
    late_since: date | None = None
    missing: int = 0
    asked: int = 0
    last_contact: date | None = None
    since: date | None = None


def months_without_contact(signals: Signals, on: date) -> int:
    """Whole months since the last contact, or since the practice takes part; 0 before that."""
    start = signals.last_contact or signals.since
    if start is None or start > on:
        return 0
    return (on.year - start.year) * 12 + on.month - start.month - (on.day < start.day)


def level(signals: Signals, on: date) -> Level:
    """Call when something is late; watch when half of the KPIs have nothing and it is long quiet."""
    if signals.late:
        return "call"
    quiet = months_without_contact(signals, on) >= QUIET_MONTHS
    return "watch" if quiet and signals.missing and 2 * signals.missing >= signals.asked else "none"


def order(signals: Signals, on: date) -> tuple[int, ...]:
    """A key to sort by, who needs help most first: most late, longest late, most KPIs not begun, longest quiet."""
    days = (on - signals.late_since).days if signals.late_since else 0
    return (
        _ORDER[level(signals, on)],
        -signals.late,
        -days,
        -signals.missing,
        -months_without_contact(signals, on),
    )


def because(signals: Signals, on: date) -> str:
    """Why somebody needs help, in sentences; "" when nobody has to call."""
    found = level(signals, on)
    if found == "none":
        return ""
    return sentences(_late(signals), _missing(signals), _quiet(signals, on))


def _late(signals: Signals) -> str:
    if not signals.late or signals.late_since is None:
        return ""
    day = short_date(signals.late_since)
    return (
        f"1 taak te laat, sinds {day}" if signals.late == 1 else f"{signals.late} taken te laat, de oudste sinds {day}"
    )


def _missing(signals: Signals) -> str:
    if not signals.missing:
        return ""
    return f"Bij {signals.missing} van {signals.asked} KPI's is nog niets gevonden"


def _quiet(signals: Signals, on: date) -> str:
    if months_without_contact(signals, on) < QUIET_MONTHS:
        return ""
    return f"Geen contact sinds {short_date(signals.last_contact)}" if signals.last_contact else "Nog geen contact"
