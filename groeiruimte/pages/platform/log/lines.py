"""A line of the log in words, for the table and for the file: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.layout.roles import ROLE_WORDS
from groeiruimte.pages.templatetags.words import count, moment
from groeiruimte.programme.calendar import AMSTERDAM
from groeiruimte.records.models import Event
from groeiruimte.records.models.event import OK, REFUSED

COLUMNS = (Column("Regel"), Column("Wanneer"), Column("Wie"), Column("Wat"), Column("Waarvan"), Column("Uitkomst"))
ACTIONS = {"C": "maakte", "R": "bekeek", "U": "wijzigde", "D": "haalde weg", "E": "deed"}
OUTCOMES = {OK: ("Gelukt", "done"), REFUSED: ("Geweigerd", "late")}
_BROKEN = ("Mislukt", "late")
_SYSTEM = "Het systeem"
SHEET = (
    *("Regel", "Wanneer", "Wie", "Account", "Rol", "Handeling", "Gebeurtenis", "Uitkomst", "Praktijk", "Regio"),
    *("Soort gegeven", "Kenmerk", "Gevoeligheid", "Recht", "Protocol", "IP-adres", "Onderdeel", "Hash"),
)


def rows(events: Iterable[Event], names: Mapping[str, str]) -> list[list[Cell]]:
    """`names` are those of practices, by id."""
    return [_row(each, names) for each in events]


def _row(event: Event, names: Mapping[str, str]) -> list[Cell]:
    words, tone = OUTCOMES.get(event.outcome, _BROKEN)
    what = f"{ACTIONS[event.action].capitalize()}"
    about = f"{event.object_type} {event.object_id}".strip()
    place = names.get(event.practice_id or "", "") or str(event.region_id or "")
    return [
        Cell(count(event.seq)),
        Cell(moment(event.at)),
        Cell(event.actor_name or _SYSTEM, note=ROLE_WORDS.get(event.role, "")),
        Cell(what, note=event.event),
        Cell(place or "–", note=about),
        Cell(words, tone=tone),
    ]


def sheet(events: Iterable[Event], names: Mapping[str, str]) -> list[tuple[str | int, ...]]:
    return [
        (
            event.seq,
            event.at.astimezone(AMSTERDAM).isoformat(timespec="seconds"),
            event.actor_name or _SYSTEM,
            event.actor_id,
            ROLE_WORDS.get(event.role, event.role),
            ACTIONS[event.action],
            event.event,
            OUTCOMES.get(event.outcome, _BROKEN)[0],
            names.get(event.practice_id or "", event.practice_id or ""),
            str(event.region_id or ""),
            event.object_type,
            event.object_id,
            event.sensitivity,
            event.policy,
            event.authz_protocol,
            event.ip,
            event.component,
            event.hash,
        )
        for event in events
    ]
