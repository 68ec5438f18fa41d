"""Who looks after the platform: organisations and people, the log, the state of the system; and a region's own team."""

from __future__ import annotations

from .. import people
from .screen import Screen, follow, press

_ADMIN, _LOG = people.ADMIN, people.LOG_MANAGER
_REGION, _TEAM = "regio/rijnmond/", "../team/"

PLATFORM = (
    Screen("A01 organisations", _ADMIN, "", "Organisaties en gebruikers", bright=0),
    Screen("A01 found", _ADMIN, "?zoek=linde", "Organisaties en gebruikers", bright=0),
    Screen("A01 add", _ADMIN, "nieuw/", "Organisatie toevoegen"),
    Screen("A01 add empty", _ADMIN, "nieuw/", "Organisatie toevoegen", press("Voeg toe")),
    Screen("A01 region", _ADMIN, _REGION, "Rijnmond"),
    Screen("A01 invite", _ADMIN, f"{_REGION}uitnodigen/", "Iemand uitnodigen"),
    Screen("A01 invite empty", _ADMIN, f"{_REGION}uitnodigen/", "Iemand uitnodigen", press("Stuur de uitnodiging")),
    Screen("A01 period", _ADMIN, _REGION, "Periode van", follow("Wijzig periode")),
    Screen("A01 stop", _ADMIN, _REGION, "Toegang van", follow("Stop toegang")),
    Screen("A03 log", _LOG, "", "Logboek"),
    Screen("A03 log nothing", _LOG, "?soort=bestaat-niet", "Logboek"),
    Screen("A03 log not a day", _LOG, "?van=32-1-2022", "Logboek"),
    Screen("A03 people", _LOG, "mensen/?zoek=projectleider", "Logboek per persoon"),
    Screen("A03 who did", _LOG, "mensen/?zoek=projectleider", "", follow("Toon wat deze persoon deed"), bright=0),
    Screen("A03 who saw", _LOG, "mensen/?zoek=projectleider", "", follow("Toon wie deze persoon zag"), bright=0),
    Screen("A03 weeks", _LOG, "weken/", "Weken aftekenen"),
    Screen("A05 status", _ADMIN, "../status/", "Systeemstatus", bright=0),
    Screen("A01 team of a region", people.PROJECT_LEAD, _TEAM, "Team van de regio"),
    Screen("A01 invite to a region", people.PROJECT_LEAD, f"{_TEAM}uitnodigen/", "Collega uitnodigen"),
    Screen(
        "A01 stop at a region",
        people.PROJECT_LEAD,
        _TEAM,
        "Toegang van",
        follow("Stop toegang"),
    ),
)
