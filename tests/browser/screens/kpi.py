"""P17, P18 and P19: the KPIs, what is noted for them, the social map, and the evidence."""

from __future__ import annotations

from urllib.parse import urljoin

from playwright.sync_api import Page

from .. import people
from ..site import Site
from .screen import Screen, fill, follow, made, press, then

_LEAD, _NEW, _MAPS = people.LEAD.manager.email, people.NEW.manager.email, people.MAPS.manager.email
_KPIS, _EVIDENCE, _ADD_EVIDENCE, _MAP = "KPI's en bewijs", "Uw bewijzen", "Bewijs toevoegen", "Sociale kaart"
_EVERYBODY, _CHANNELS = "vastleggen/digital_skills/", "vastleggen/measurement_channel/"
_ACTION, _CHANNEL = "vastleggen/econsult_action/nieuw/", "Patiëntenportaal"


def _partners(site: Site, page: Page) -> str:
    """Two partners of one district; gives where the map is."""
    home = page.url
    for partner in ("Wijkteam Noord", "Fysiotherapie aan de kade"):
        page.goto(urljoin(home, "vastleggen/social_map_partner/nieuw/"))
        page.get_by_label("Welke organisatie is dit?").fill(partner)
        page.get_by_label("Welzijn").check()
        page.get_by_label("Waarvoor verwijst u hierheen?").fill("Samen eten en bewegen")
        press("Leg vast")(site, page)
    return urljoin(home, "sociale-kaart/")


KPI = (
    Screen("P17", _LEAD, "kpi/", _KPIS, bright=0),
    Screen("P17 Utrecht", people.UTRECHT.manager.email, "kpi/", _KPIS, bright=0),
    Screen("P17 not enrolled", _NEW, "kpi/", _KPIS, bright=0),
    Screen("P17 KPI", _LEAD, "kpi/a2/", "Voor elke medewerker", bright=0),
    Screen("P17 KPI met", _LEAD, "kpi/a3/", "Patiënten kunnen hun metingen", bright=0),
    Screen("P17 KPI not asked", _LEAD, "kpi/c2/", "U hebt een sociale kaart", bright=0),
    Screen("P18 everybody", _LEAD, _EVERYBODY, "Aandacht voor digitale vaardigheden"),
    Screen(
        "P18 everybody wrong",
        _LEAD,
        _EVERYBODY,
        "Aandacht voor digitale vaardigheden",
        then(
            lambda _, page: page.locator(".person--all").get_by_label("Samen geoefend").check(),
            lambda _, page: page.locator(".person--all").get_by_label("Op welke dag?").fill("vorige week"),
            press("Bewaar voor iedereen"),
        ),
    ),
    Screen("P18", _LEAD, _CHANNELS, "Digitale middelen voor metingen"),
    Screen("P18 nothing", _LEAD, "vastleggen/low_literacy_action/", "Acties voor wie moeite heeft"),
    Screen("P18 add", _LEAD, _ACTION, "Actie voor e-consulten"),
    Screen("P18 add empty", _LEAD, _ACTION, "Actie voor e-consulten", press("Leg vast")),
    Screen("P18 edit", _LEAD, _CHANNELS, _CHANNEL, follow(_CHANNEL)),
    Screen(
        "P18 edit wrong",
        _LEAD,
        _CHANNELS,
        _CHANNEL,
        then(follow(_CHANNEL), fill(**{"v-day": "31-2-2022"}), press("Bewaar")),
    ),
    Screen("P18 no map", people.NO_MAP.manager.email, "sociale-kaart/", _MAP),
    Screen("P18 map", _MAPS, "", _MAP, made("map", _partners)),
    Screen("P19", _LEAD, "bewijs/", _EVIDENCE),
    Screen("P19 nothing", people.UTRECHT.manager.email, "bewijs/", _EVIDENCE),
    Screen("P19 add", _LEAD, "bewijs/nieuw/", _ADD_EVIDENCE),
    Screen("P19 add empty", _LEAD, "bewijs/nieuw/", _ADD_EVIDENCE, press("Voeg toe")),
)
