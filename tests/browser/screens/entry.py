"""Before logging in: S01 to S05, the programmes in public (Z28), and the forgotten password."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from groeiruimte.records.identity import LETTERS

from .. import people
from ..site import Site
from .screen import Screen, fill, follow, press, then

_LEAD = people.LEAD.manager.email
_OLD_LINK = f"/uitnodiging/{LETTERS[0] * 32}"
_LOG_IN, _FORGOTTEN = "/account/inloggen/", "/account/wachtwoord/vergeten/"


def _mailed_link(site: Site, page: Page) -> None:
    fill(email=people.MANY_FORMS.owner.email)(site, page)
    press("Stuur mij een link")(site, page)
    page.goto(re.findall(r"http://\S+/account/wachtwoord/nieuw/\S+", "\n".join(site.mails()))[-1])


ENTRY = (
    Screen("S01", "", "/", "Meer tijd voor de patiënt"),
    Screen("S01 places", _LEAD, "/plaatsen", "Waar werkt u nu?", bright=0),
    Screen("S02", "", "/resultaten/", "Resultaten van 2021", bright=0),
    Screen("Z28", "", "/programma/2022-rijnmond/", "Toekomstbestendige huisartsenzorg", bright=0),
    Screen("Z28 Utrecht", "", "/programma/2022-utrecht/", "", bright=0),
    Screen("Z28 ROHA", "", "/programma/2021-roha/", "", bright=0),
    Screen("S03", "", _LOG_IN, "Inloggen"),
    Screen("S03 empty", "", _LOG_IN, "Inloggen", press("Log in")),
    Screen("S03 wrong", "", _LOG_IN, "Inloggen", then(fill(login="x@example.org", password="x"), press("Log in"))),
    Screen("S03 sign-up", "", "/account/aanvragen/", "Zo krijgt u toegang"),
    Screen("S03 log out", _LEAD, "/account/uitloggen/", "Wilt u uitloggen?"),
    Screen("S04", "", "/demo/", "Neem uw account in gebruik", follow("Bekijk de uitnodiging")),
    Screen(
        "S04 wrong",
        "",
        "/demo/",
        "Neem uw account in gebruik",
        then(
            follow("Bekijk de uitnodiging"),
            fill(name="", password1="een lange zin als wachtwoord", password2="een andere zin"),
            press("Neem in gebruik"),
        ),
    ),
    Screen("S04 over", "", _OLD_LINK, "Deze uitnodiging is verlopen"),
    Screen("S04 logged in", _LEAD, _OLD_LINK, "U bent al ingelogd"),
    Screen("S05", "", "/over", "Over deze site", bright=0),
    Screen("password forgotten", "", _FORGOTTEN, "Wachtwoord vergeten"),
    Screen("password forgotten empty", "", _FORGOTTEN, "Wachtwoord vergeten", press("Stuur mij een link")),
    Screen(
        "password sent",
        "",
        _FORGOTTEN,
        "Kijk in uw mail",
        then(fill(email="niemand@example.org"), press("Stuur mij een link")),
    ),
    Screen("password new", "", _FORGOTTEN, "Kies een nieuw wachtwoord", _mailed_link),
    Screen("password link over", "", "/account/wachtwoord/nieuw/1-onzin/", "Deze link werkt niet meer"),
    Screen("password changed", "", "/account/wachtwoord/gewijzigd/", "Uw wachtwoord is gewijzigd"),
    Screen("account closed", "", "/account/gesloten/", "U kunt hier niet meer inloggen"),
)
