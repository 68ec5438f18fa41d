"""R01, R02, R07 and the enrolments, and what the region sees of a practice."""

from __future__ import annotations

from playwright.sync_api import Page

from .. import people
from ..log_in import session_of
from ..people import Q1, Q2
from ..site import Site
from .screen import Screen

_LEAD, _FINANCE = people.PROJECT_LEAD, people.FINANCE
_DESK, _TABLE = "Werkvoorraad", "../praktijken/"
_UTRECHT_DIRECTOR = "directie.utrecht@example.org"
_LISTS = "Patiëntenlijsten van kwartaal"


def _amount_of_a_practice(site: Site, page: Page) -> None:
    _, home = session_of(site, people.LEAD.manager.email)
    page.goto(f"{home}vergoeding/")


def _prepared(site: Site, page: Page) -> None:
    """A run that the project leader prepared, as who closes it sees it."""
    browser = page.context.browser
    assert browser is not None
    state, _ = session_of(site, _LEAD)
    with browser.new_context(base_url=site.address, storage_state=state) as lead:
        preparing = lead.new_page()
        preparing.goto(page.url)
        button = preparing.get_by_role("button", name="Zet de afrekening klaar")
        if button.count():
            button.click()
            preparing.wait_for_load_state()
    page.reload()


def _statement(_: Site, page: Page) -> None:
    page.locator(".data th[scope=row] a").first.click()


def _beside_the_table(site: Site, page: Page) -> None:
    """A practice in short stands beside the table with scripts, and on its own page without."""
    page.locator(".data th[scope=row] a").first.click()
    page.locator("#kort h2").wait_for()


REGION = (
    Screen("R01", _LEAD, "", _DESK),
    Screen("R01 finance", _FINANCE, "", _DESK, bright=0),
    Screen("R02", _LEAD, _TABLE, "Praktijken", bright=0),
    Screen("R02 grouped", _LEAD, f"{_TABLE}?groep=wijk&laat=ja", "Praktijken", bright=0),
    Screen("R02 nobody found", _LEAD, f"{_TABLE}?zoek=bestaat-niet", "Praktijken", bright=0),
    Screen("R02 one", _LEAD, f"{_TABLE}?sorteer=naam", "Praktijken", _beside_the_table, bright=0),
    Screen("R02 remind", _LEAD, f"{_TABLE}herinneren/?alle=ja&vraag=laat%3Dja", "Herinner praktijken"),
    Screen("R02 remind nobody", _LEAD, f"{_TABLE}herinneren/", "Herinner praktijken", bright=0),
    Screen("R07", _LEAD, "../lijsten/", f"{_LISTS} 2 van 2022", bright=0),
    Screen("R07 finance", _FINANCE, "../lijsten/", f"{_LISTS} 2 van 2022", bright=0),
    Screen("R07 late", _LEAD, f"../lijsten/?kwartaal={Q1}&stand=in_late", f"{_LISTS} 1 van 2022", bright=0),
    Screen("R07 nobody found", _LEAD, "../lijsten/?zoek=bestaat-niet", f"{_LISTS} 2 van 2022", bright=0),
    Screen("R08", _LEAD, f"../afrekening/?kwartaal={Q2}", "Afrekening van kwartaal 2 van 2022"),
    Screen("R08 closed", _FINANCE, f"../afrekening/?kwartaal={Q1}", "Afrekening van kwartaal 1 van 2022", bright=0),
    Screen("R08 prepared", _FINANCE, f"../afrekening/?kwartaal={Q2}", "Afrekening van kwartaal 2 van 2022", _prepared),
    Screen("R08 statement", _FINANCE, f"../afrekening/?kwartaal={Q1}", "Specificatie kwartaal 1", _statement, bright=0),
    Screen("R08 kassier", _UTRECHT_DIRECTOR, "../afrekening/kassier/2022-utrecht/", "Wie betaalt de praktijken?"),
    Screen("R07 Utrecht", "projectleider.utrecht@example.org", "../lijsten/", "Patiëntenlijsten", bright=0),
    Screen("enrolments", _LEAD, "../aanmeldingen/", "Aanmeldingen", bright=0),
    Screen("enrolments ROHA", "projectleider.roha@example.org", "../aanmeldingen/?stand=wel", "Aanmeldingen", bright=0),
    Screen("P13 for the region", _LEAD, "", "Vergoeding", _amount_of_a_practice, bright=0),
)
