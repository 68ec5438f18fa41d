"""R03 the dossier of a practice, its page for a visit and what changes it (Z21); R04 the heat map and the funnel."""

from __future__ import annotations

from .. import people
from .screen import Screen, fill, follow, press, row_of, then, tick

_LEAD, _UTRECHT, _ROHA = people.PROJECT_LEAD, people.UTRECHT_LEAD, "projectleider.roha@example.org"
_MAP, _FUNNEL = "../stand/", "../stand/trechter/"
_HERE = row_of(people.LEAD.name)
_CHANGES = f"Wat verandert er bij {people.LEAD.name}?"
_CHANGE = then(_HERE, follow("Leg een verandering van de praktijk vast"))
_ANOTHER_CODE = then(
    tick("Andere AGB-code"), fill(effective="1-7-2022", new_agb="01099987"), press("Bekijk wat er volgt")
)
_OF_PLATFORM = then(follow(people.LEAD.name), follow("Leg een verandering vast"))

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
    Screen("succession", _LEAD, f"{_MAP}?sorteer=naam", _CHANGES, _CHANGE),
    Screen("succession empty", _LEAD, f"{_MAP}?sorteer=naam", _CHANGES, then(_CHANGE, press("Bekijk wat er volgt"))),
    Screen("succession what follows", _LEAD, f"{_MAP}?sorteer=naam", _CHANGES, then(_CHANGE, _ANOTHER_CODE)),
    Screen("succession of the platform", people.ADMIN, f"?zoek={people.LEAD.agb_code}", _CHANGES, _OF_PLATFORM),
    Screen(
        "succession of the platform empty",
        people.ADMIN,
        f"?zoek={people.LEAD.agb_code}",
        _CHANGES,
        then(_OF_PLATFORM, press("Bekijk wat er volgt")),
    ),
)
