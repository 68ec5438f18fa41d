"""Choices, supported objectives, support, tracks and double funding of a region."""

from __future__ import annotations

from .. import people
from .screen import Screen, follow, press, row_of, then

_LEAD, _UTRECHT, _ROHA = people.PROJECT_LEAD, people.UTRECHT_LEAD, "projectleider.roha@example.org"
_CHOICES, _OBJECTIVES = "../aanmeldingen/keuzes/", "../aanmeldingen/doelstellingen/"
_SUPPORT, _TRACK = "../ondersteuning/", "../ondersteuning/traject/beeldbeltraject/"
_FIRST = follow("Begin met de eerste")

REGION_SUPPORT = (
    Screen("R02 choices", _LEAD, _CHOICES, "Keuzes van praktijken"),
    Screen("R02 choices nothing", _LEAD, f"{_CHOICES}?stand=overleg", "Keuzes van praktijken", bright=0),
    Screen("R02 choice", _LEAD, _CHOICES, "", _FIRST),
    Screen("R02 choice not yet", _LEAD, _CHOICES, "", then(_FIRST, press("Bevestig de keuze"))),
    Screen("R02 choices together", _LEAD, f"{_CHOICES}samen/?alle=ja", "Beoordeel"),
    Screen("R02 choices together nothing", _LEAD, f"{_CHOICES}samen/", "Beoordeel 0", bright=0),
    Screen("R02 objectives", _LEAD, _OBJECTIVES, "Welke doelstellingen ondersteunt u?", bright=0),
    Screen("R02 objective", _LEAD, f"{_OBJECTIVES}A/", "A "),
    Screen("R02 support", _UTRECHT, _SUPPORT, "Ondersteuning"),
    Screen("R02 support of tracks", _ROHA, _SUPPORT, "Ondersteuning"),
    Screen("R02 support add", _LEAD, f"{_SUPPORT}nieuw/", "Leg ondersteuning vast"),
    Screen("R02 support add empty", _LEAD, f"{_SUPPORT}nieuw/", "Leg ondersteuning vast", press("Leg vast")),
    Screen("R02 support edit", _UTRECHT, _SUPPORT, "Wijzig de ondersteuning", row_of("Proces", table=3)),
    Screen("R02 track", _ROHA, _TRACK, "Beeldbeltraject", bright=0),
    Screen("R02 track step", _ROHA, _TRACK, "Digitaal intakegesprek", row_of("Klaar", table=1)),
    Screen("R02 double funding", _LEAD, f"{_SUPPORT}dubbel/", "Dubbele bekostiging", bright=0),
)
