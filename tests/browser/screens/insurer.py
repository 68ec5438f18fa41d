"""V01 to V06: what the insurer sees of the regions that it buys from. What waits for it is in test_region_year.py."""

from __future__ import annotations

from .. import new_region, people
from .screen import Screen

_BUYER, _SECOND = people.PURCHASER, people.APPROVER
_RIJNMOND, _ROHA, _NEW = "rijnmond/2022-rijnmond/", "roha/2021-roha/", f"{new_region.KEY}/{new_region.PROGRAMME}/"
_RESULTS, _REPORTS = "../resultaten/?jaar=", "../rapportages/?jaar="

INSURER = (
    Screen("V01", _BUYER, "", "Regio's in 2022", bright=0),
    Screen("V01 nothing", _SECOND, "?jaar=2027", "Regio's in 2027", bright=0),
    Screen("V02", _BUYER, f"{_RIJNMOND}plan/", "Regioplan", bright=0),
    Screen("V02 tests", _BUYER, f"{_RIJNMOND}plan/toetsen/", "Toets de KPI's"),
    Screen("V02 nothing", _BUYER, f"{_NEW}plan/", "Regioplan", bright=0),
    Screen("V03 nothing", _SECOND, f"{_NEW}besluit/", "Besluit", bright=0),
    Screen("V03", _SECOND, f"{_RIJNMOND}besluit/", "Besluit over het regioplan", bright=0),
    Screen("V04", _BUYER, "../budget/", "Budget van 2022", bright=0),
    Screen("V04 nothing", _BUYER, "../budget/?jaar=2027", "Budget van 2027", bright=0),
    Screen("V05", _SECOND, f"{_RESULTS}2021", "Resultaten van 2021", bright=0),
    Screen("V05 nothing", _SECOND, f"{_RESULTS}2022", "Resultaten van 2022", bright=0),
    Screen("V06", _BUYER, f"{_REPORTS}2021", "Rapportages van 2021", bright=0),
    Screen("V06 nothing", _BUYER, f"{_REPORTS}2022", "Rapportages van 2022", bright=0),
    Screen("V06 report", _BUYER, f"{_ROHA}rapportage/", "Rapportage", bright=0),
    Screen("V06 report nothing", _BUYER, f"{_RIJNMOND}rapportage/", "Rapportage", bright=0),
)
