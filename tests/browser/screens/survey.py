"""Surveys: what a practice does with them (P18, P19), what somebody answers on a phone (S06), what a region sees."""

from __future__ import annotations

from playwright.sync_api import Page

from .. import people
from ..site import Site
from .screen import Deed, Screen, fill, follow, press, then

_SURVEYS = "vragenlijsten/"
_TEAM, _PATIENTS = "Werkplezier in uw team", "Wat vond u van onze zorg?"
_OUTCOME, _SMALL = people.TEAM_ASKED.manager.email, people.TEAM_SMALL.manager.email
_OPEN, _POSTER = people.TEAM_LATER.manager.email, people.PATIENTS_LATER.manager.email
_TO_START = people.SURVEY_BEGINS.manager.email
_FIRST = follow("Nulmeting")
_SENTENCE = "Mijn werk geeft mij energie."


def to_the_link(_: Site, page: Page) -> None:
    """From the page of a survey for patients to where they answer."""
    page.goto(page.locator(".secret").inner_text())


def chosen(word: str, times: int) -> Deed:
    """Answer so many questions alike."""

    def deed(site: Site, page: Page) -> None:
        for _ in range(times):
            page.get_by_label(word, exact=True).check()
            press("Ga verder")(site, page)

    return deed


def _unknown(_: Site, page: Page) -> None:
    address = page.locator(".secret").inner_text().rstrip("/")
    page.goto(address[:-4] + address[-4:][::-1])


_BEGIN = then(_FIRST, to_the_link, press("Begin"))

SURVEY = (
    Screen("surveys", _OUTCOME, _SURVEYS, "Vragenlijsten", bright=0),
    Screen("surveys to begin", _TO_START, _SURVEYS, "Vragenlijsten"),
    Screen("surveys nothing", people.LEAD.manager.email, _SURVEYS, "Vragenlijsten", bright=0),
    Screen("survey begin", _TO_START, f"{_SURVEYS}patient_satisfaction/uitzetten/", _PATIENTS),
    Screen(
        "survey begin wrong",
        _TO_START,
        f"{_SURVEYS}patient_satisfaction/uitzetten/",
        _PATIENTS,
        then(fill(closes="volgend jaar"), press("Zet de vragenlijst uit")),
    ),
    Screen("survey of a team", _OPEN, _SURVEYS, _TEAM, _FIRST),
    Screen(
        "survey of a team no cards", _OPEN, _SURVEYS, _TEAM, then(_FIRST, fill(number=""), press("Maak de kaarten"))
    ),
    Screen("survey of patients", _POSTER, _SURVEYS, _PATIENTS, _FIRST),
    Screen("survey close", _POSTER, _SURVEYS, "Wilt u", then(_FIRST, follow("Sluit of stop deze vragenlijst"))),
    Screen("survey outcome", _OUTCOME, _SURVEYS, _TEAM, _FIRST, bright=0),
    Screen("survey outcome small", _SMALL, _SURVEYS, _TEAM, _FIRST, bright=0),
    Screen("survey outcome of patients", people.PATIENTS_ASKED.manager.email, _SURVEYS, _PATIENTS, _FIRST, bright=0),
    Screen("S06", _POSTER, _SURVEYS, _PATIENTS, then(_FIRST, to_the_link)),
    Screen("S06 question", _POSTER, _SURVEYS, "Hoe goed kon u ons bereiken?", _BEGIN),
    Screen("S06 no answer", _POSTER, _SURVEYS, "Hoe goed kon u ons bereiken?", then(_BEGIN, press("Ga verder"))),
    Screen("S06 check", _POSTER, _SURVEYS, "Kijk uw antwoorden na", then(_BEGIN, chosen("Goed", 6))),
    Screen(
        "S06 thanks", _POSTER, _SURVEYS, "Bedankt", then(_BEGIN, chosen("Heel goed", 6), press("Verstuur")), bright=0
    ),
    Screen("S06 unknown", _POSTER, _SURVEYS, "Deze pagina bestaat niet", then(_FIRST, _unknown)),
    Screen("surveys of a region", people.PROJECT_LEAD, "../vragenlijsten/", "Vragenlijsten", bright=0),
    Screen("surveys of a region nothing", people.UTRECHT_LEAD, "../vragenlijsten/", "Vragenlijsten", bright=0),
)
