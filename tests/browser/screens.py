"""Every screen of the product with the states that matter, and how somebody comes to see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from django.template.loader import render_to_string
from playwright.sync_api import Page

from groeiruimte.actions.demo.sample_lists import GOOD_CSV

from . import people
from .deeds import deliver, hand_in, of_other_insurers, path_of, without_rows
from .people import Q1, Q2, content_of
from .site import APRIL_5, Site

DECEMBER_15, APRIL_20, NEXT_YEAR = date(2021, 12, 15), date(2022, 4, 20), date(2023, 1, 15)
Deed = Callable[[Site, Page], None]


@dataclass(frozen=True)
class Screen:
    """`path` counts from the first page of `who`, nobody when empty; `deed` does there what the screen answers to.

    `shows` are words of the heading, so that a test cannot look at another page. `status` is that of the last answer.
    """

    name: str
    who: str
    path: str
    shows: str
    deed: Deed | None = None
    day: date = APRIL_5
    buttons: int = 1

    def arrive(self, site: Site, page: Page) -> None:
        """Bring a visitor who stands on the first page to this screen."""
        if self.path:
            page.goto(urljoin(page.url, self.path))
        if self.deed:
            self.deed(site, page)


# --- what is done on the way ------------------------------------------------------------------------------------


def press(name: str) -> Deed:
    return lambda _, page: page.get_by_role("button", name=name, exact=True).click()


def fill(press_then: str, **typed: str) -> Deed:
    """Fill in fields by the name that the form gives them, and send."""

    def deed(site: Site, page: Page) -> None:
        for name, value in typed.items():
            page.locator(f'[name="{name}"]').fill(value)
        press(press_then)(site, page)

    return deed


def tick(press_then: str, *labels: str) -> Deed:
    def deed(site: Site, page: Page) -> None:
        for label in labels:
            page.get_by_label(label).check()
        press(press_then)(site, page)

    return deed


def first_link(name: str) -> Deed:
    return lambda _, page: page.get_by_role("link", name=re.compile(name)).first.click()


def made(name: str, make: Callable[[Page], str]) -> Deed:
    """Go to what was made before on this site, or make it now."""

    def deed(site: Site, page: Page) -> None:
        page.goto(site.once(name, lambda: make(page)))

    return deed


def _jump(page: Page) -> str:
    good = content_of(people.JUMPS, Q2, GOOD_CSV)
    return deliver(page, Q2, without_rows(good, keep=1200))


def _nobody(page: Page) -> str:
    return deliver(page, Q2, of_other_insurers(content_of(people.NOBODY, Q2, GOOD_CSV)))


def _pdf(page: Page) -> str:
    return deliver(page, Q2, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "lijst.xlsx")


def _own_columns(page: Page) -> str:
    _, *rows = content_of(people.UNREADABLE, Q2, GOOD_CSV).splitlines(keepends=True)
    return deliver(page, Q2, b"A;B;C;D;E;F;G;H;I;J;K;L\r\n" + b"".join(rows[:200]))


def _correct(site: Site, page: Page) -> None:
    """A closed quarter, and a list that comes in after that."""

    def make() -> str:
        good = content_of(people.CORRECTS, Q1, GOOD_CSV)
        outcome = deliver(page, Q1, without_rows(good, keep=good.count(b"\n") - 60))
        hand_in(page)
        return outcome

    page.goto(site.once("correction", make))


def _conflict(site: Site, page: Page) -> None:
    """A colleague saves first."""
    other = page.context.new_page()
    other.goto(page.url)
    for tab, district in ((other, "Noord"), (page, "Zuid")):
        tab.get_by_label("Wijk").fill(f"{district} {site.found.setdefault('conflicts', '')}")
        tab.get_by_role("button", name="Bewaar de gegevens").click()
    other.close()
    site.found["conflicts"] += "I"


def _away(press_then: str) -> Deed:
    """The session ends while somebody looks at the page."""

    def deed(site: Site, page: Page) -> None:
        page.context.clear_cookies(name="session")
        press(press_then)(site, page)

    return deed


def _without_key(site: Site, page: Page) -> None:
    page.evaluate("document.querySelector('[name=submission_key]').value = ''")
    press("Bewaar de gegevens")(site, page)


def _mailed_link(site: Site, page: Page) -> None:
    fill("Stuur mij een link", email=people.MANY_FORMS.owner.email)(site, page)
    page.goto(re.findall(r"http://\S+/account/wachtwoord/nieuw/\S+", site.mails()[-1])[-1])


def _drawn(template: str, **context: object) -> Deed:
    """A page of trouble that cannot be had without trouble: made here, with the style of the site."""

    def deed(site: Site, page: Page) -> None:
        page.route("**/stuk", lambda route: route.fulfill(body=render_to_string(template, context), content_type="text/html; charset=utf-8"))
        page.goto("/stuk")

    return deed


# --- the screens --------------------------------------------------------------------------------------------------

_LEAD, _LEAD_OWNER, _MANY = people.LEAD.manager.email, people.LEAD.owner.email, people.MANY_FORMS.owner.email
_LOG_IN = "/account/inloggen/"

ENTRY = (
    Screen("S01", "", "/", "Meer tijd voor de patiënt"),
    Screen("S01 places", _LEAD, "/plaatsen", "Waar werkt u nu?", buttons=0),
    Screen("S01 nothing to do", people.PURCHASER, "", "Waar werkt u nu?", buttons=0),
    Screen("S03", "", _LOG_IN, "Inloggen"),
    Screen("S03 empty", "", _LOG_IN, "Inloggen", press("Log in")),
    Screen("S03 wrong", "", _LOG_IN, "Inloggen", fill("Log in", login="niemand@example.org", password="onbekend")),
    Screen("S03 sign-up", "", "/account/aanvragen/", "Zo krijgt u toegang"),
    Screen("S03 log out", _LEAD, "/account/uitloggen/", "Wilt u uitloggen?"),
    Screen("S04", "", "/demo/", "Neem uw account in gebruik", first_link("Bekijk de uitnodiging")),
    Screen("S04 wrong", "", "/demo/", "Neem uw account in gebruik", lambda site, page: (
        first_link("Bekijk de uitnodiging")(site, page),
        fill("Neem in gebruik", name="", password1="een lange zin als wachtwoord", password2="een andere zin")(site, page),
    )),
    Screen("S04 over", "", "/uitnodiging/bestaat-niet", "Deze uitnodiging is verlopen"),
    Screen("S04 logged in", _LEAD, "/uitnodiging/bestaat-niet", "U bent al ingelogd"),
    Screen("S05", "", "/over", "Over deze site", buttons=0),
    Screen("password forgotten", "", "/account/wachtwoord/vergeten/", "Wachtwoord vergeten"),
    Screen("password forgotten empty", "", "/account/wachtwoord/vergeten/", "Wachtwoord vergeten", press("Stuur mij een link")),
    Screen("password sent", "", "/account/wachtwoord/vergeten/", "Kijk in uw mail", fill("Stuur mij een link", email="niemand@example.org")),
    Screen("password new", "", "/account/wachtwoord/vergeten/", "Kies een nieuw wachtwoord", _mailed_link),
    Screen("password link over", "", "/account/wachtwoord/nieuw/1-onzin/", "Deze link werkt niet meer"),
    Screen("password changed", "", "/account/wachtwoord/gewijzigd/", "Uw wachtwoord is gewijzigd"),
    Screen("password change", _LEAD, "/account/wachtwoord/", "Wachtwoord wijzigen"),
    Screen("password change wrong", _LEAD, "/account/wachtwoord/", "Wachtwoord wijzigen", fill("Wijzig wachtwoord", oldpassword="onjuist", password1="kort", password2="anders")),
    Screen("account", _LEAD, "/account/veilig/", "Uw account"),
    Screen("account closed", "", "/account/gesloten/", "U kunt hier niet meer inloggen"),
    Screen("confirm", _LEAD, "/account/bevestigen/", "Bevestig dat u het bent"),
    Screen("app", _LEAD, "/account/app/instellen/", "Stel een app met codes in"),
    Screen("app wrong", _LEAD, "/account/app/instellen/", "Stel een app met codes in", fill("Zet de tweede stap aan", code="000000")),
    Screen("passkeys", _LEAD, "/account/passkeys/", "Uw passkeys"),
    Screen("passkey add", _LEAD, "/account/passkeys/toevoegen/", "Voeg een passkey toe"),
)  # fmt: skip

PRACTICE = (
    Screen("P01", _LEAD, "", "Mijn jaar 2022"),
    Screen("P01 owner", _LEAD_OWNER, "", "Mijn jaar 2022"),
    Screen("P01 not yet enrolled", people.NEW.owner.email, "", "Mijn jaar 2021", day=DECEMBER_15),
    Screen("P01 refused", people.PILOT.owner.email, "", "Mijn jaar 2021", day=DECEMBER_15),
    Screen("P01 late", _LEAD, "", "Mijn jaar 2022", day=APRIL_20),
    Screen("P01 after the year", _LEAD, "", "Mijn jaar 2023", day=NEXT_YEAR, buttons=0),
    Screen("P01 waiting", people.CHECKED.manager.email, "", "Mijn jaar 2022"),
    Screen("P01 Utrecht", people.UTRECHT.manager.email, "", "Mijn jaar 2022", buttons=0),
    Screen("P01 ROHA", people.ROHA.manager.email, "", "Mijn jaar 2022", buttons=0),
    Screen("P02", _LEAD, "profiel/", "Onze praktijk", buttons=0),
    Screen("P02 edit", _LEAD, "profiel/wijzigen/", "Gegevens wijzigen"),
    Screen("P02 edit wrong", _LEAD, "profiel/wijzigen/", "Gegevens wijzigen", fill("Bewaar de gegevens", name="", postcode="onzin", phone="bel mij", email="praktijk", registered_patients="veel")),
    Screen("P05", people.NEW.owner.email, "aanmelden/", "Aanmelden voor Rijnmond 2022", day=DECEMBER_15),
    Screen("P05 not the owner", people.NEW.manager.email, "aanmelden/", "Aanmelden voor Rijnmond 2022", day=DECEMBER_15, buttons=0),
    Screen("P05 empty", people.NEW.owner.email, "aanmelden/", "Aanmelden voor Rijnmond 2022", press("Meld de praktijk aan"), DECEMBER_15),
    Screen("P05 two objectives", people.NEW.owner.email, "aanmelden/", "Aanmelden voor Rijnmond 2022", tick("Meld de praktijk aan", "A Zorg op afstand", "B Meer tijd voor de patiënt", "Ik teken namens de praktijk"), DECEMBER_15),
    Screen("P05 refused", people.PILOT.owner.email, "aanmelden/", "Aanmelden voor Rijnmond 2022", day=DECEMBER_15, buttons=0),
    Screen("P05 done", _LEAD, "aanmelden/", "Aanmelding Rijnmond 2022", buttons=0),
    Screen("P05 ROHA", people.ROHA.owner.email, "aanmelden/", "Aanmelding", buttons=0),
    Screen("P11", _LEAD, "lijst/", "Patiëntenlijst aanleveren"),
    Screen("P11 nothing chosen", _LEAD, "lijst/", "Patiëntenlijst aanleveren", press("Controleer de lijst")),
    Screen("P11 again", people.MENDED.manager.email, f"lijst/kwartaal/{Q1}/", "Patiëntenlijst aanleveren"),
    Screen("P11 not open", _LEAD, "lijst/kwartaal/2022Q3/", "Patiëntenlijst aanleveren", buttons=0),
    Screen("P11 late", _LEAD, "lijst/", "Patiëntenlijst aanleveren", day=APRIL_20),
    Screen("P11 not asked", people.UTRECHT.manager.email, "lijst/", "Patiëntenlijst aanleveren", buttons=0),
    Screen("P11 not enrolled", people.NEW.manager.email, "lijst/", "Patiëntenlijst aanleveren", buttons=0),
    Screen("P12 checked", people.CHECKED.manager.email, "lijst/", "Uitkomst controle", first_link("^Bekijk: Lijst 1")),
    Screen("P12 counts", people.EARLY.manager.email, "lijst/", "Uw aantallen zijn binnen", first_link("^Bekijk: Lijst 1")),
    Screen("P12 overtaken", people.MENDED.manager.email, f"lijst/kwartaal/{Q1}/", "Uitkomst controle", first_link("^Bekijk: Lijst 1"), buttons=0),
    Screen("P12 jump", people.JUMPS.manager.email, "", "Uitkomst controle", made("jump", _jump)),
    Screen("P12 jump no reason", people.JUMPS.manager.email, "", "Uitkomst controle", lambda site, page: (made("jump", _jump)(site, page), press("Stuur aantallen in")(site, page))),
    Screen("P12 nil", people.NOBODY.manager.email, "", "Uitkomst controle", made("nobody", _nobody)),
    Screen("P12 nil not confirmed", people.NOBODY.manager.email, "", "Uitkomst controle", lambda site, page: (made("nobody", _nobody)(site, page), press("Stuur aantallen in")(site, page))),
    Screen("P12 refused", people.UNREADABLE.manager.email, "", "Uitkomst controle", made("pdf", _pdf)),
    Screen("P12 refused columns", people.UNREADABLE.manager.email, "", "Uitkomst controle", made("columns", _own_columns)),
    Screen("P12 columns", people.UNREADABLE.manager.email, "", "Kolommen aanwijzen", lambda site, page: (made("columns", _own_columns)(site, page), page.get_by_role("link", name="Wijs de kolommen aan").click())),
    Screen("P12 columns empty", people.UNREADABLE.manager.email, "", "Kolommen aanwijzen", lambda site, page: (made("columns", _own_columns)(site, page), page.get_by_role("link", name="Wijs de kolommen aan").click(), press("Bewaar de kolommen")(site, page))),
    Screen("P12 correction", people.CORRECTS.manager.email, "", "Uw aantallen zijn binnen", _correct),
    Screen("P13", _LEAD, "vergoeding/", "Vergoeding", buttons=0),
    Screen("P13 nothing yet", people.NEW.owner.email, "vergoeding/", "Vergoeding", buttons=0),
    Screen("P13 Utrecht", people.UTRECHT.manager.email, "vergoeding/", "Vergoeding", buttons=0),
    Screen("P13 quarter", _LEAD, f"vergoeding/{Q1}/", "Vergoeding kwartaal 1 van 2022", lambda _, page: page.locator("details.amount summary").first.click(), buttons=0),
    Screen("P13 claim file", people.EARLY.manager.email, f"vergoeding/{Q2}/", "Vergoeding kwartaal 2 van 2022"),
    Screen("P13 no amount", _LEAD, f"vergoeding/{Q2}/", "Vergoeding kwartaal 2 van 2022", buttons=0),
    Screen("P13 corrected", people.CORRECTS.manager.email, "", "Vergoeding kwartaal 1 van 2022", lambda site, page: (_correct(site, page), page.goto(urljoin(page.url, f"../../vergoeding/{Q1}/")))),
)  # fmt: skip

REGION = (
    Screen("R07", people.PROJECT_LEAD, "", "Patiëntenlijsten van kwartaal 2 van 2022", buttons=0),
    Screen("R07 finance", people.FINANCE, "", "Patiëntenlijsten van kwartaal 2 van 2022", buttons=0),
    Screen("R07 late", people.PROJECT_LEAD, f"?kwartaal={Q1}&stand=in_late", "Patiëntenlijsten van kwartaal 1", buttons=0),
    Screen("R07 nobody found", people.PROJECT_LEAD, "?zoek=bestaat-niet", "Patiëntenlijsten", buttons=0),
    Screen("R07 close", people.FINANCE, f"2022-rijnmond/{Q2}/sluiten/", "Sluit de afrekening van kwartaal 2 van 2022"),
    Screen("R07 Utrecht", "projectleider.utrecht@example.org", "", "Patiëntenlijsten", buttons=0),
    Screen("enrolments", people.PROJECT_LEAD, "../aanmeldingen/", "Aanmeldingen", buttons=0),
    Screen("enrolments ROHA", "projectleider.roha@example.org", "../aanmeldingen/?stand=wel", "Aanmeldingen", buttons=0),
    Screen("P13 of a practice, for the region", people.PROJECT_LEAD, "", "Vergoeding", lambda site, page: page.goto(f"{practice_home(site, page)}vergoeding/"), buttons=0),
)  # fmt: skip

REST = (
    Screen("demo", "", "/demo/", "Voorbeeldomgeving"),
    Screen("demo wrong day", "", "/demo/", "Voorbeeldomgeving", fill("Zet de klok", day="31-4-2022")),
    Screen("demo logged in", _LEAD, "/demo/", "Voorbeeldomgeving"),
    Screen("demo lists", _LEAD, "/demo/", "Lijsten om aan te leveren", first_link("^Lijsten voor")),
    Screen("demo no lists", people.UTRECHT.manager.email, "/demo/", "Lijsten om aan te leveren", first_link("^Lijsten voor"), buttons=0),
    Screen("style", "", "/stijl", "Stijl", buttons=-1),
    Screen("E01", _LEAD, "/praktijk/bestaat-niet/", "Deze pagina bestaat niet, of u mag haar niet zien"),
    Screen("E02", _MANY, "profiel/wijzigen/", "Iemand anders was u voor", _conflict),
    Screen("E03 typed", _MANY, "profiel/wijzigen/", "U was te lang weg", _away("Bewaar de gegevens")),
    Screen("E03 no key", _MANY, "profiel/wijzigen/", "Wij begrijpen niet wat uw browser stuurde", _without_key),
    Screen("E03 broken", "", "/", "Er ging iets mis bij ons", _drawn("layout/trouble/broken.html", code="7F3A")),
    Screen("E03 wait", "", "/", "Even geduld", _drawn("layout/trouble/wait.html", code="7F3A")),
    Screen("too often", "", "/", "Wacht even", _drawn("429.html")),
)  # fmt: skip

SCREENS = (*ENTRY, *PRACTICE, *REGION, *REST)
