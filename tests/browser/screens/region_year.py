"""R02 to R10: plans, evidence, trainings, the library, questions and the post of a region."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page

from .. import people
from ..site import Site
from .screen import Screen, fill, follow, press, row_of, then

_LEAD, _UTRECHT, _TRAINER = people.PROJECT_LEAD, people.UTRECHT_LEAD, people.TRAINER
_ROHA = "projectleider.roha@example.org"
_PLANS, _TRAININGS, _LIBRARY = "../plannen/", "../scholing/", "../bibliotheek/"
_QUESTIONS, _POST, _EVIDENCE = "../vragen/", "../post/", "../bewijs/"
_OLDEST = "Besluit over uw regioplan"
_TODAY, _LATER, _TALK = "Metingen van thuis", "Workshop LEAN-management", "Mag het contract later komen?"
_MAY_12 = date(2022, 5, 12)
_ASKED, _LOOKED = "Waarom past dit bij uw praktijk?", "Pagina over beeldbellen op onze website"


def _door(site: Site, page: Page) -> None:
    """The code at the door, opened now or before."""
    then(row_of("Digitaal vaardig in de praktijk"), lambda _, at: at.locator("main .button").first.click())(site, page)
    if page.get_by_role("button", name="Open de deur").count():
        press("Open de deur")(site, page)


REGION_YEAR = (
    Screen("R02", _UTRECHT, _PLANS, "Plannen en verantwoordingen"),
    Screen("R02 nothing", _LEAD, _PLANS, "Plannen en verantwoordingen", bright=0),
    Screen("R02 at the practice", _UTRECHT, f"{_PLANS}?stand=praktijk", "Plannen en verantwoordingen"),
    Screen("R03", _UTRECHT, _PLANS, "Plan van aanpak", row_of(people.UTRECHT.name)),
    Screen(
        "R03 no checks",
        _UTRECHT,
        _PLANS,
        "Plan van aanpak",
        then(row_of(people.UTRECHT.name), press("Stuur terug")),
    ),
    Screen("R03 agreed", _UTRECHT, f"{_PLANS}?stand=klaar", "Plan van aanpak", row_of(people.AGREED.name), bright=0),
    Screen("R04", _ROHA, _EVIDENCE, "Bewijs bekijken", bright=0),
    Screen("R04 nothing", _LEAD, _EVIDENCE, "Bewijs bekijken", bright=0),
    Screen("R04 look", _ROHA, _EVIDENCE, _LOOKED, row_of(_LOOKED)),
    Screen("R04 look empty", _ROHA, _EVIDENCE, _LOOKED, then(row_of(_LOOKED), press("Noteer dat u keek"))),
    Screen("R05", _LEAD, _TRAININGS, "Scholing"),
    Screen("R05 trainer", _TRAINER, "", "Scholing", bright=0),
    Screen("R05 taking part", _LEAD, f"{_TRAININGS}deelname/", "Deelname per praktijk", bright=0),
    Screen("R05 new", _LEAD, f"{_TRAININGS}nieuw/", "Maak een scholing"),
    Screen("R05 new empty", _LEAD, f"{_TRAININGS}nieuw/", "Maak een scholing", press("Bewaar de scholing")),
    Screen("R05 training", _LEAD, _TRAININGS, _LATER, row_of(_LATER, table=1)),
    Screen("R05 text", _LEAD, _TRAININGS, "Wijzig de tekst", then(row_of(_LATER, table=1), follow("Wijzig de tekst"))),
    Screen("R05 plan", _LEAD, _TRAININGS, "Plan een dag", then(row_of(_LATER, table=1), follow("Plan een dag"))),
    Screen(
        "R05 plan empty",
        _LEAD,
        _TRAININGS,
        "Plan een dag",
        then(row_of(_LATER, table=1), follow("Plan een dag"), press("Bewaar de dag")),
    ),
    Screen("R05 day", _LEAD, _TRAININGS, _TODAY, row_of(_TODAY)),
    Screen("R05 day to come", _LEAD, _TRAININGS, _LATER, row_of(_LATER), bright=0),
    Screen("R05 day edit", _LEAD, _TRAININGS, "Wijzig de dag", then(row_of(_LATER), follow("Wijzig de dag"))),
    Screen(
        "R05 day edit wrong",
        _LEAD,
        _TRAININGS,
        "Wijzig de dag",
        then(row_of(_LATER), follow("Wijzig de dag"), fill(day="gauw", seats="veel"), press("Bewaar de dag")),
    ),
    Screen("R05 call off", _LEAD, _TRAININGS, "Zegt u", then(row_of(_LATER), follow("Zeg de dag af"))),
    Screen("R05 door", _TRAINER, "", _TODAY, then(row_of(_TODAY), follow("Open de deur"))),
    Screen("R05 code", _TRAINER, "", "Digitaal vaardig in de praktijk", _door, _MAY_12, bright=0),
    Screen("R05 list", _TRAINER, "", "Vul de lijst aan", then(row_of(_TODAY), follow("Vul de lijst aan"))),
    Screen(
        "R05 list empty",
        _TRAINER,
        "",
        "Vul de lijst aan",
        then(row_of(_TODAY), follow("Vul de lijst aan"), press("Zet op de lijst")),
    ),
    Screen("R08", _LEAD, _LIBRARY, "Bibliotheek"),
    Screen("R08 add", _LEAD, f"{_LIBRARY}nieuw/", "Schrijf een artikel"),
    Screen("R08 add empty", _LEAD, f"{_LIBRARY}nieuw/", "Schrijf een artikel", press("Bewaar het artikel")),
    Screen("R08 article", _LEAD, _LIBRARY, "Van lijst naar vergoeding", follow("Van lijst naar vergoeding")),
    Screen("R08 stories", _LEAD, f"{_LIBRARY}verhalen/", "Verhalen van praktijken", bright=0),
    Screen("R08 story", _LEAD, f"{_LIBRARY}verhalen/", "Samen oefenen", row_of("Samen oefenen"), bright=0),
    Screen("R09", _LEAD, _QUESTIONS, "Vragen van praktijken", bright=0),
    Screen("R09 nothing", _UTRECHT, _QUESTIONS, "Vragen van praktijken", bright=0),
    Screen("R09 question", _LEAD, _QUESTIONS, _TALK, follow(_TALK)),
    Screen("R09 question empty", _LEAD, _QUESTIONS, _TALK, then(follow(_TALK), press("Stuur het antwoord"))),
    Screen("R09 needs", _UTRECHT, f"{_QUESTIONS}behoefte/", "Waar is hulp bij nodig?"),
    Screen("R10", _LEAD, _POST, "Post", bright=0),
    # The oldest mail stands on the last page, however many went since.
    Screen("R10 mail", _LEAD, f"{_POST}?pagina=999", _OLDEST, follow(_OLDEST), bright=0),
    Screen("R10 remind", _LEAD, _POST, "Herinner praktijken", follow("Herinner deze praktijken")),
)
