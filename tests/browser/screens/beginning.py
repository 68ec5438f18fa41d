"""P03, P04, P05 and P06: who has access, whether to take part, and with what."""

from __future__ import annotations

from datetime import date

from .. import people
from .screen import DECEMBER_15, Screen, fill, follow, press, then

_OWNER, _LEAD, _NEW = people.LEAD.owner.email, people.LEAD.manager.email, people.NEW.owner.email
_ROHA = people.ROHA.manager.email
_INTENTION, _CHOOSE = "Voornemen voor Rijnmond 2022", "Doelstelling kiezen"
_KPIS, _WITHIN = "Tekenen voor de KPI's", "Kiezen binnen uw doelstelling"
_JULY_1, _SEPTEMBER_1 = date(2021, 7, 1), date(2021, 9, 1)
_VERA = {"name": "", "hours_a_week": "heel veel"}

BEGINNING = (
    Screen("P03", _OWNER, "team/", "Team en toegang"),
    Screen("P03 manager", _LEAD, "team/", "Team en toegang"),
    Screen("P03 invite", _OWNER, "team/uitnodigen/", "Collega uitnodigen"),
    Screen("P03 invite wrong", _OWNER, "team/uitnodigen/", "Collega uitnodigen", press("Stuur de uitnodiging")),
    Screen(
        "P03 stop",
        _OWNER,
        "team/",
        "Toegang van ",
        then(follow(f"Stop toegang van {people.LEAD.owner.name}"), press("Stop de toegang")),
    ),
    Screen("P03 employee", _LEAD, "team/", people.LEAD.owner.name, follow(people.LEAD.owner.name)),
    Screen(
        "P03 employee wrong",
        _LEAD,
        "team/medewerkers/nieuw/",
        "Medewerker toevoegen",
        then(fill(**_VERA), press("Bewaar de gegevens")),
    ),
    Screen("P04", _NEW, "voornemen/", _INTENTION, day=_SEPTEMBER_1),
    Screen("P04 empty", _NEW, "voornemen/", _INTENTION, press("Bewaar mijn voornemen"), _SEPTEMBER_1),
    Screen("P04 too early", _NEW, "voornemen/", _INTENTION, day=_JULY_1, bright=0),
    Screen("P04 late", _NEW, "voornemen/", _INTENTION, day=DECEMBER_15),
    Screen("P04 enrolled", _LEAD, "voornemen/", _INTENTION, bright=0),
    Screen("P06", _NEW, "doelstelling/", _CHOOSE, day=_SEPTEMBER_1),
    Screen("P06 empty", _NEW, "doelstelling/", _CHOOSE, press("Bewaar mijn keuze"), _SEPTEMBER_1),
    Screen("P06 too early", _NEW, "doelstelling/", _CHOOSE, day=_JULY_1, bright=0),
    Screen("P06 enrolled", _LEAD, "doelstelling/", _CHOOSE, bright=0),
    Screen("P05 within", _ROHA, "aanmelden/2021-roha/keuze/", _WITHIN),
    Screen("P05 KPIs signed", _LEAD, "aanmelden/2022-rijnmond/kpi/", _KPIS, bright=0),
)
