"""P01, P02, P05 and P13."""

from __future__ import annotations

from urllib.parse import urljoin

from .. import people
from ..people import Q1, Q2
from .lists import claimable, claimed_before, corrected
from .screen import APRIL_20, DECEMBER_15, NEXT_YEAR, Screen, fill, press, then, tick

_LEAD, _NEW = people.LEAD.manager.email, people.NEW.owner.email
_UTRECHT, _ROHA = people.UTRECHT.manager.email, people.ROHA.manager.email
_CLAIMS = people.CLAIMS.manager.email
_ENROL = "Aanmelden voor Rijnmond 2022"
_MEND = {"name": "", "postcode": "onzin", "phone": "bel mij", "email": "praktijk", "registered_patients": "veel"}
_TWO = ("A Zorg op afstand", "B Andere organisatie van de huisartsenzorg", "Ik teken namens de praktijk")

PRACTICE = (
    Screen("P01", _LEAD, "", "Mijn jaar 2022"),
    Screen("P01 not yet enrolled", _NEW, "", "Mijn jaar 2021", day=DECEMBER_15),
    Screen("P01 said no", people.PILOT.owner.email, "", "Mijn jaar 2021", day=DECEMBER_15, bright=0),
    Screen("P01 late", _LEAD, "", "Mijn jaar 2022", day=APRIL_20),
    Screen("P01 after the year", _LEAD, "", "Mijn jaar 2023", day=NEXT_YEAR),
    Screen("P01 waiting", people.CHECKED.manager.email, "", "Mijn jaar 2022"),
    Screen("P01 Utrecht", _UTRECHT, "", "Mijn jaar 2022"),
    Screen("P01 ROHA", _ROHA, "", "Mijn jaar 2022", bright=0),
    Screen("P02", _LEAD, "profiel/", "Onze praktijk", bright=0),
    Screen("P02 edit", _LEAD, "profiel/wijzigen/", "Gegevens wijzigen"),
    Screen(
        "P02 edit wrong",
        _LEAD,
        "profiel/wijzigen/",
        "Gegevens wijzigen",
        then(fill(**_MEND), press("Bewaar de gegevens")),
    ),
    Screen("P05", _NEW, "aanmelden/", _ENROL, day=DECEMBER_15),
    Screen("P05 not the owner", people.NEW.manager.email, "aanmelden/", _ENROL, day=DECEMBER_15, bright=0),
    Screen("P05 empty", _NEW, "aanmelden/", _ENROL, press("Meld de praktijk aan"), DECEMBER_15),
    Screen("P05 two", _NEW, "aanmelden/", _ENROL, then(tick(*_TWO), press("Meld de praktijk aan")), DECEMBER_15),
    Screen("P05 refused", people.PILOT.owner.email, "aanmelden/", _ENROL, day=DECEMBER_15, bright=0),
    Screen("P05 done", _LEAD, "aanmelden/", "Aanmelding Rijnmond 2022", bright=0),
    Screen("P05 ROHA", _ROHA, "aanmelden/", "Aanmelding", bright=0),
    Screen("P13", _LEAD, "vergoeding/", "Vergoeding", bright=0),
    Screen("P13 nothing yet", _NEW, "vergoeding/", "Vergoeding", bright=0),
    Screen("P13 Utrecht", _UTRECHT, "vergoeding/", "Vergoeding", bright=0),
    Screen(
        "P13 quarter",
        _LEAD,
        f"vergoeding/{Q1}/",
        "Vergoeding kwartaal 1 van 2022",
        lambda _, page: page.locator("details.amount summary").first.click(),
        bright=0,
    ),
    Screen("P13 claim file", _CLAIMS, "", "Vergoeding kwartaal 2 van 2022", claimable),
    Screen("P13 claim again", _CLAIMS, "", "Vergoeding kwartaal 2 van 2022", claimed_before),
    Screen(
        "P13 claim not credited",
        _CLAIMS,
        "",
        "Vergoeding kwartaal 2 van 2022",
        then(claimed_before, press("Haal declaratiebestand op")),
    ),
    Screen("P13 no amount", _LEAD, f"vergoeding/{Q2}/", "Vergoeding kwartaal 2 van 2022", bright=0),
    Screen(
        "P13 corrected",
        people.CORRECTS.manager.email,
        "",
        "Vergoeding kwartaal 1 van 2022",
        then(corrected, lambda _, page: page.goto(urljoin(page.url, f"../../vergoeding/{Q1}/"))),
    ),
)
