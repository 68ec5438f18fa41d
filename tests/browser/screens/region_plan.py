"""R06 the regional plan and R11 the report: as they stand, their parts, signing, the receipt and what changed.

What a region that begins sees on its way, and a report that is written, sent and returned, is in test_region_year.py.
"""

from __future__ import annotations

from .. import new_region, people
from .screen import Screen, press

_LEAD, _UTRECHT, _ROHA = people.PROJECT_LEAD, "projectleider.utrecht@example.org", "projectleider.roha@example.org"
_DIRECTOR = "directie.rijnmond@example.org"
_PLAN = "../regioplan/"
_HERE = f"{_PLAN}2022-rijnmond/"
_BEGINS, _REPORT = new_region.PEOPLE["region_lead"], "../rapportage/"

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
    Screen("R01 nothing yet", _BEGINS, "", "Werkvoorraad", bright=0),
    Screen("R06 not begun", _BEGINS, _PLAN, "Regioplan"),
    Screen("R06 not begun finance", new_region.PEOPLE["region_finance"], _PLAN, "Regioplan", bright=0),
    Screen("R08 nothing yet", _BEGINS, "../afrekening/", "Afrekening", bright=0),
    Screen("R11 too early", _LEAD, _REPORT, "Rapportage", bright=0),
    Screen("R11 accepted", _ROHA, _REPORT, "Rapportage", bright=0),
    Screen("R11 receipt", _ROHA, f"{_REPORT}2021-roha/ontvangst/", "Rapportage verstuurd"),
)
