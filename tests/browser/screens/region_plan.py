"""R06 the regional plan: as it stands, its parts, signing, the receipt and what changed."""

from __future__ import annotations

from .. import people
from .screen import Screen, press

_LEAD, _UTRECHT, _ROHA = people.PROJECT_LEAD, "projectleider.utrecht@example.org", "projectleider.roha@example.org"
_DIRECTOR = "directie.rijnmond@example.org"
_PLAN = "../regioplan/"
_HERE = f"{_PLAN}2022-rijnmond/"

REGION_PLAN = (
    Screen("R06", _LEAD, _PLAN, "Regioplan", bright=0),
    Screen("R06 director", _DIRECTOR, _PLAN, "Regioplan", bright=0),
    Screen("R06 finance", people.FINANCE, _PLAN, "Regioplan", bright=0),
    Screen("R06 Utrecht", _UTRECHT, _PLAN, "Regioplan", bright=0),
    Screen("R06 ROHA", _ROHA, _PLAN, "Regioplan", bright=0),
    Screen("R06 section", _LEAD, f"{_HERE}onderdeel/approach-A/", "Aanpak: A"),
    Screen("R06 activity", _LEAD, f"{_HERE}activiteit/nieuw/?doelstelling=A", "Activiteit toevoegen"),
    Screen("R06 activity empty", _LEAD, f"{_HERE}activiteit/nieuw/", "Activiteit toevoegen", press("Bewaar")),
    Screen("R06 KPI", _LEAD, f"{_HERE}kpi/nieuw/", "KPI toevoegen"),
    Screen("R06 agreement", _LEAD, f"{_HERE}afspraak/all/", "Werkafspraak met alle praktijken"),
    Screen("R06 aims", _LEAD, f"{_HERE}kpis/", "Doelen van de KPI's"),
    Screen("R06 sign", _DIRECTOR, f"{_HERE}tekenen/", "Controleer en teken", bright=0),
    Screen("R06 receipt", _LEAD, f"{_HERE}ontvangst/", "Regioplan verstuurd"),
    Screen("R06 changes", _LEAD, f"{_HERE}verschil/", "Wat er wijzigde", bright=0),
)
