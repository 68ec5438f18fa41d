"""P14, P15 and P16: trainings, who comes, the code at the door, and what the practice followed."""

from __future__ import annotations

from .. import people
from .screen import Screen, fill, follow, press, then

_LEAD, _NEW, _OWNER = people.LEAD.manager.email, people.NEW.manager.email, people.LEAD.owner.email
_WAITS = people.UTRECHT.manager.email
_CATALOGUE, _FOLLOWED = "Scholing en bijeenkomsten", "Wat uw praktijk volgde"
_THERE, _ELSEWHERE, _CALENDAR = "Bent u bij een scholing?", "Voeg een scholing van elders toe", "Scholing in uw agenda"
_TODAY, _FULL = "Metingen van thuis", "Organiseer je praktijk: taken, doelen en tijd"

TRAINING = (
    Screen("P14", _LEAD, "scholing/", _CATALOGUE),
    Screen("P14 one topic", _LEAD, "scholing/", _CATALOGUE, follow("Zorg op afstand")),
    Screen("P14 training", _LEAD, "scholing/", _TODAY, follow(_TODAY)),
    Screen("P14 training nobody", _LEAD, "scholing/", _TODAY, then(follow(_TODAY), press("Schrijf in"))),
    Screen("P14 training full", _LEAD, "scholing/", _FULL, follow(_FULL)),
    Screen("P14 calendar", _LEAD, "scholing/agenda/", _CALENDAR),
    Screen("P14 calendar made", _OWNER, "scholing/agenda/", _CALENDAR, press("Maak mijn adres"), bright=0),
    Screen("P15", _LEAD, "aanwezig/", _THERE),
    Screen("P15 empty", _LEAD, "aanwezig/", _THERE, press("Bewaar aanwezigheid")),
    Screen("P15 wrong code", _NEW, "aanwezig/", _THERE, then(fill(code="12 ab"), press("Bewaar aanwezigheid"))),
    Screen("P16", _WAITS, "aanwezigheid/", _FOLLOWED),
    Screen("P16 nothing", _NEW, "aanwezigheid/", _FOLLOWED),
    Screen("P16 elsewhere", _LEAD, "aanwezigheid/elders/", _ELSEWHERE),
    Screen("P16 elsewhere empty", _LEAD, "aanwezigheid/elders/", _ELSEWHERE, press("Bewaar deze scholing")),
)
