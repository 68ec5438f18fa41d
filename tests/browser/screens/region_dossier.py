"""R03 the dossier of a practice and its page for a visit; R04 the heat map and the funnel."""

from __future__ import annotations

from .. import people
from .screen import Screen, follow, press, row_of, then

_LEAD, _UTRECHT, _ROHA = people.PROJECT_LEAD, people.UTRECHT_LEAD, "projectleider.roha@example.org"
_MAP, _FUNNEL = "../stand/", "../stand/trechter/"
_HERE = row_of(people.LEAD.name)

REGION_DOSSIER = (
    Screen("R04 map", _LEAD, f"{_MAP}?doelstelling=A", "Stand van zaken", bright=0),
    Screen("R04 map by district", _ROHA, f"{_MAP}?groep=wijk&sorteer=naam", "Stand van zaken", bright=0),
    Screen("R04 funnel", _UTRECHT, _FUNNEL, "Van voornemen tot verantwoording", bright=0),
    Screen("R03 dossier", _LEAD, f"{_MAP}?sorteer=naam", people.LEAD.name, _HERE),
    Screen("R03 dossier finance", people.FINANCE, f"{_MAP}?sorteer=naam", people.LEAD.name, _HERE, bright=0),
    Screen(
        "R03 note empty",
        _LEAD,
        f"{_MAP}?sorteer=naam",
        "Schrijf een notitie",
        then(_HERE, press("Bewaar de notitie")),
    ),
    Screen(
        "R03 visit",
        _LEAD,
        f"{_MAP}?sorteer=naam",
        "Bezoek aan",
        then(_HERE, follow("Bekijk de pagina voor een bezoek")),
        bright=0,
    ),
)
