"""V01 to V04: what the insurer sees of the regions that it buys from."""

from __future__ import annotations

from .. import people
from .screen import Screen

_BUYER, _SECOND = people.PURCHASER, people.APPROVER
_RIJNMOND = "rijnmond/2022-rijnmond/"

INSURER = (
    Screen("V01", _BUYER, "", "Regio's in 2022", bright=0),
    Screen("V01 nothing", _SECOND, "?jaar=2027", "Regio's in 2027", bright=0),
    Screen("V02", _BUYER, f"{_RIJNMOND}plan/", "Regioplan", bright=0),
    Screen("V02 tests", _BUYER, f"{_RIJNMOND}plan/toetsen/", "Toets de KPI's"),
    Screen("V03", _SECOND, f"{_RIJNMOND}besluit/", "Besluit over het regioplan", bright=0),
    Screen("V04", _BUYER, "../budget/", "Budget van 2022", bright=0),
    Screen("V04 nothing", _BUYER, "../budget/?jaar=2027", "Budget van 2027", bright=0),
)
