"""R07 and the enrolments, and what the region sees of a practice."""

from __future__ import annotations

from playwright.sync_api import Page

from .. import people
from ..log_in import session_of
from ..people import Q1, Q2
from ..site import Site
from .screen import Screen

_LEAD, _FINANCE = people.PROJECT_LEAD, people.FINANCE
_LISTS = "Patiëntenlijsten van kwartaal"


def _amount_of_a_practice(site: Site, page: Page) -> None:
    browser = page.context.browser
    assert browser is not None
    _, home = session_of(browser, site, people.LEAD.manager.email)
    page.goto(f"{home}vergoeding/")


REGION = (
    Screen("R07", _LEAD, "", f"{_LISTS} 2 van 2022", bright=0),
    Screen("R07 finance", _FINANCE, "", f"{_LISTS} 2 van 2022", bright=0),
    Screen("R07 late", _LEAD, f"?kwartaal={Q1}&stand=in_late", f"{_LISTS} 1 van 2022", bright=0),
    Screen("R07 nobody found", _LEAD, "?zoek=bestaat-niet", f"{_LISTS} 2 van 2022", bright=0),
    Screen("R07 close", _FINANCE, f"2022-rijnmond/{Q2}/sluiten/", "Sluit de afrekening van kwartaal 2 van 2022"),
    Screen("R07 Utrecht", "projectleider.utrecht@example.org", "", "Patiëntenlijsten", bright=0),
    Screen("enrolments", _LEAD, "../aanmeldingen/", "Aanmeldingen", bright=0),
    Screen("enrolments ROHA", "projectleider.roha@example.org", "../aanmeldingen/?stand=wel", "Aanmeldingen", bright=0),
    Screen("P13 for the region", _LEAD, "", "Vergoeding", _amount_of_a_practice, bright=0),
)
