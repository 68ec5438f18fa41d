"""The demo's own pages, the page of the style, and every page of trouble."""

from __future__ import annotations

from django.template.loader import render_to_string
from playwright.sync_api import Page

from groeiruimte.actions.demo.moments import at
from groeiruimte.pages.layout.headers import HEADERS

from .. import people
from ..site import APRIL_5, Site
from .screen import Deed, Screen, fill, follow, press, then

_LEAD, _MANY = people.LEAD.manager.email, people.MANY_FORMS.owner.email
_EDIT, _SAVE = "profiel/wijzigen/", "Bewaar de gegevens"
_NOTHING_YET = {"year": "2022", "comes": "2023", "request": {"at": at(APRIL_5)}}


def _conflict(site: Site, page: Page) -> None:
    """A colleague saves first."""
    other = page.context.new_page()
    other.goto(page.url)
    times = site.found["conflicts"] = site.found.get("conflicts", "") + "I"
    fill(district=f"Noord {times}")(site, other)
    press(_SAVE)(site, other)
    other.close()
    fill(district=f"Zuid {times}")(site, page)
    press(_SAVE)(site, page)


def _session_ends(_: Site, page: Page) -> None:
    page.context.clear_cookies(name="session")


def _key_goes(_: Site, page: Page) -> None:
    page.evaluate("document.querySelector('[name=submission_key]').value = ''")


def _drawn(template: str, **context: object) -> Deed:
    """A page that this demo cannot give, of trouble or of a first day: made here, with the style of the site."""

    def deed(_: Site, page: Page) -> None:
        body, headers = render_to_string(template, context), {**HEADERS, "Content-Type": "text/html; charset=utf-8"}
        page.route("**/stuk", lambda route: route.fulfill(body=body, headers=headers))
        page.goto("/stuk")

    return deed


REST = (
    Screen("demo", "", "/demo/", "Voorbeeldomgeving"),
    Screen("demo wrong day", "", "/demo/", "Voorbeeldomgeving", then(fill(day="31-4-2022"), press("Zet de klok"))),
    Screen("demo logged in", _LEAD, "/demo/", "Voorbeeldomgeving"),
    Screen("demo lists", _LEAD, "/demo/", "Lijsten om aan te leveren", follow("Lijsten voor")),
    Screen(
        "demo no lists",
        people.UTRECHT.manager.email,
        "/demo/",
        "Lijsten om aan te leveren",
        follow("Lijsten voor"),
        bright=0,
    ),
    Screen("style", "", "/stijl", "Stijl", bright=4),
    Screen("E01", _LEAD, "/praktijk/bestaat-niet/", "Deze pagina bestaat niet, of u mag die niet zien"),
    Screen("E02", _MANY, _EDIT, "Iemand anders was u voor", _conflict),
    Screen("E03", _MANY, _EDIT, "U was te lang weg", then(_session_ends, press(_SAVE))),
    Screen("E03 no key", _MANY, _EDIT, "Wij begrijpen niet wat uw browser stuurde", then(_key_goes, press(_SAVE))),
    Screen("E03 broken", "", "/", "Er ging iets mis bij ons", _drawn("layout/trouble/broken.html", code="7F3A")),
    Screen("E03 wait", "", "/", "Even geduld", _drawn("layout/trouble/wait.html", code="7F3A"), bright=0),
    Screen("S02 nothing", "", "/", "Resultaten", _drawn("public/no_results.html", **_NOTHING_YET), bright=0),
    Screen("too often", "", "/", "Wacht even", _drawn("429.html")),
)
