"""The year 2022 of a practice in Rijnmond with objective A: from its intention to the report that the region agrees to.

Everything goes through the pages, on the days it would happen, and without a script. Every KPI stands where the worked
examples of the definition say. What each step costs is counted once more with scripts, and held to its budget.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from groeiruimte.actions.demo.sample_lists import GOOD_CSV
from groeiruimte.programme.calendar import Quarter

from .budget import counting, over
from .conftest import Come
from .deeds import deliver, follow, go, hand_in, heading, press
from .known import look
from .people import COUNTED, PROJECT_LEAD, TRAINER, YEAR_ROUND, content_of
from .site import Site
from .year import IN_WORDS, code_at_the_door, home, states, worked

AUGUST, DECEMBER = date(2021, 8, 16), date(2021, 12, 15)
MAY, SEPTEMBER = date(2022, 5, 12), date(2022, 9, 22)
CLOSING = date(2022, 12, 12)
QUARTERS = {Quarter(2022, 1): date(2022, 1, 10), Quarter(2022, 2): date(2022, 4, 5)} | {
    Quarter(2022, 3): date(2022, 7, 4),
    Quarter(2022, 4): date(2022, 10, 3),
}
FIRST, SECOND = "Digitaal vaardig in de praktijk", "Metingen van thuis"
NOTED = ("digital_skills/", "measurement_channel/nieuw/", "econsult_action/nieuw/", "low_literacy_action/nieuw/")
PROGRAMME = "2022-rijnmond"
_CASES = Path(__file__).parents[2] / f"definitions/zilveren-kruis/{PROGRAMME}.cases.toml"


def test_the_year_from_intention_to_an_agreed_report(travelled: Site, come: Come, tmp_path: Path) -> None:
    page = come(travelled, YEAR_ROUND.owner.email, script=False)
    trainer, lead = come(travelled, TRAINER, script=False), come(travelled, PROJECT_LEAD, script=False)

    it_is(AUGUST, travelled, page)
    known = look(page, "voornemen/")
    home(page)
    intend(page)
    known += look(page, "doelstelling/")
    home(page)
    choose_an_objective(page)

    it_is(DECEMBER, travelled, page)
    known += look(page, "aanmelden/", "profiel/wijzigen/")
    home(page)
    enrol(page)
    assert states(page) == dict.fromkeys(("a1", "a2", "a3", "a4"), says("Zonder scholing is de KPI nog niet gehaald"))

    for quarter, day in QUARTERS.items():
        it_is(day, travelled, page)
        deliver(page, quarter, content_of(YEAR_ROUND, quarter, GOOD_CSV))
        hand_in(page)
        if quarter.number == 2:
            it_is(MAY, travelled, page)
            attend(FIRST, MAY, page, trainer)
            assert states(page)["a1"] == says("Eén scholing over zorg op afstand is niet genoeg")
        if quarter.number == 3:
            it_is(SEPTEMBER, travelled, page)
            attend(SECOND, SEPTEMBER, page, trainer)

    known += look(page, "kpi/", *(f"vastleggen/{kind}" for kind in NOTED))
    home(page)
    note_what_was_done(page)
    assert states(page) == {
        "a1": says("Twee scholingen over zorg op afstand is genoeg"),
        "a2": says("Aandacht voor elke medewerker haalt de KPI"),
        "a3": says("Een digitaal kanaal dat op de laatste dag van het jaar begint, telt"),
        "a4": says("Een actie voor iedereen en een voor mensen die moeite hebben, haalt de KPI"),
    }

    it_is(CLOSING, travelled, page)
    known += look(page, *(f"formulier/accountability_a/{part}/" for part in ("a1", "a2", "a3", "a4", "money")))
    assert known.share >= 75, known
    home(page)
    account_for_the_year(page, "Begin: Verantwoording insturen")
    receipt = receipt_of(page, tmp_path)

    send_back(lead)
    home(page)
    answer_the_remark(page)
    assert receipt_of(page, tmp_path) != receipt
    agree(lead)

    home(page)
    follow(page, "Verantwoording insturen: zorg op afstand")
    expect(page.locator("main")).to_contain_text("Rijnmond Dokters is akkoord")
    assert met_on_the_day_it_was_sent(lead) == ["Gehaald"] * 4


def test_what_each_step_costs(travelled: Site, come: Come) -> None:
    """The steps of the year that the other tests of budgets do not count, each from the first page on."""
    page = come(travelled, COUNTED.owner.email)
    spent = counting(page)
    trainer = come(travelled, TRAINER)
    steps: tuple[tuple[date, str, Callable[[Page], None]], ...] = (
        (AUGUST, "intention", intend),
        (AUGUST, "objective", choose_an_objective),
        (DECEMBER, "enrol", enrol),
        (MAY, "training", lambda page: attend(FIRST, MAY, page, trainer)),
        (SEPTEMBER, "training", lambda page: attend(SECOND, SEPTEMBER, page, trainer)),
        (CLOSING, "kpis and evidence", note_what_was_done),
        (CLOSING, "accountability", lambda page: account_for_the_year(page, "Verantwoording insturen")),
    )
    for day, journey, step in steps:
        it_is(day, travelled, page)
        spent.again()
        step(page)
        assert over(journey, spent) == {}, journey


# --- What the practice does -----------------------------------------------------------------------------------------


def it_is(day: date, site: Site, page: Page) -> None:
    site.move_to(day)
    home(page)


def intend(page: Page) -> None:
    """R048, R049."""
    follow(page, "Begin: Laat weten of u meedoet met")
    page.get_by_label("Ja", exact=True).click()
    page.get_by_label("Welke hulp hebt u nodig?").fill("Hulp bij het kiezen van een digitaal middel.")
    press(page, "Bewaar mijn voornemen")
    expect(page.locator(".confirmation")).to_contain_text("Uw voornemen is bewaard.")


def choose_an_objective(page: Page) -> None:
    """R137, R180."""
    follow(page, "Doelstelling kiezen")
    page.get_by_label("A Zorg op afstand").click()
    press(page, "Bewaar mijn keuze")
    expect(page.locator("main")).to_contain_text("Uw keuze nu")


def enrol(page: Page) -> None:
    """With the choice of before and the KPIs that are signed for (R017, R053)."""
    follow(page, "Begin: Meld uw praktijk aan")
    assert page.get_by_label("A Zorg op afstand").is_checked()
    page.get_by_label("Ik teken namens de praktijk").click()
    press(page, "Meld de praktijk aan")
    expect(page.locator(".confirmation")).to_contain_text("Uw praktijk is aangemeld.")
    follow(page, "Mijn jaar")


def attend(title: str, day: date, page: Page, trainer: Page) -> None:
    """Sign up, and be there with the six digits that the trainer shows (R067, R090)."""
    follow(page, "Scholing")
    offer = page.locator(".offer", has_text=title).first
    go(page, offer.get_by_role("button", name=re.compile("^Schrijf mij in")))
    expect(page.locator(".messages")).to_contain_text("U staat op de lijst.")
    code = code_at_the_door(trainer, "rijnmond", title, day)
    home(page)
    follow(page, f"Vul de code in: U bent bij “{title}”")
    page.get_by_label("Code van 6 cijfers").press_sequentially(code)
    press(page, "Bewaar aanwezigheid")
    expect(page.locator(".messages")).to_contain_text(f"U bent er. Dit is bewaard: {title}.")


def note_what_was_done(page: Page) -> None:
    """R068 for everybody at once, R069, and R070 for everybody and for the target group."""
    follow(page, "KPI's en bewijs")
    follow(page, "Leg vast: aandacht voor digitale vaardigheden")
    everybody = page.locator(".person--all")
    everybody.get_by_label("Samen geoefend").click()
    everybody.get_by_label("Op welke dag?").fill("15-3-2022")
    press(page, "Bewaar voor iedereen")
    note(page, "Leg vast: digitaal middel voor metingen", "Patiëntenportaal", "14-2-2022")
    note(page, "Leg vast: actie voor e-consulten", "Uitleg aan de balie", "1-3-2022")
    note(page, "Leg vast: actie voor wie moeite heeft", "Samen oefenen in de praktijk", "1-4-2022")


def note(page: Page, link: str, choice: str, day: str) -> None:
    follow(page, link)
    page.get_by_label(choice).click()
    page.get_by_label("Vanaf welke dag").fill(day)
    press(page, "Leg vast")
    expect(page.locator(".messages")).to_contain_text("Vastgelegd")


def account_for_the_year(page: Page, begin: str) -> None:
    """R062, R063: nothing is typed; what was done through the year stands there, and the owner signs."""
    follow(page, begin)
    press(page, "Controleer alles")
    assert heading(page) == "Controleer en verstuur"
    expect(page.locator(".read")).to_have_count(5)
    for told in (FIRST, SECOND, "Samen geoefend", "Patiëntenportaal", "Uitleg aan de balie"):
        expect(page.locator("main")).to_contain_text(told)
    expect(page.locator(".sign-box")).to_contain_text("Uw praktijk haalde 4 van de 4 KPI’s.")
    press(page, "Teken en verstuur")
    expect(page.locator(".confirmation")).to_contain_text("Verstuurd.")


def answer_the_remark(page: Page) -> None:
    follow(page, "Bekijk en pas aan: Uw regio stelde een vraag bij")
    follow(page, "Vul aan: Vul aan: Wat deed u per medewerker?")
    page.get_by_label("Wat deed u per medewerker?").fill("Iedereen oefende een uur met het portaal, met een collega.")
    press(page, "Bewaar en controleer")
    press(page, "Teken en verstuur")
    expect(page.locator(".facts")).to_contain_text("Versie")


def receipt_of(page: Page, folder: Path) -> str:
    """The number of the confirmation; the receipt and everything that was sent come along as PDF."""
    for name in ("Download het ontvangstbewijs", "Download alle antwoorden"):
        with page.expect_download() as begun:
            page.get_by_text(name, exact=True).click()
        begun.value.save_as(folder / "paper.pdf")
        assert (folder / "paper.pdf").read_bytes()[:5] == b"%PDF-"
    number = re.search(r"\b2022-[A-Z0-9]{8}\b", page.locator(".confirmation").inner_text())
    assert number is not None
    return number[0]


# --- What the region does -------------------------------------------------------------------------------------------


def to_its_form(lead: Page) -> None:
    lead.goto("/regio/rijnmond/plannen/")
    go(lead, lead.locator("tbody tr", has_text=YEAR_ROUND.name).locator("a").first)


def send_back(lead: Page) -> None:
    to_its_form(lead)
    lead.get_by_text("Maak een opmerking bij: Wat deed u per medewerker?").click()
    lead.locator("#id_r-a2_how").fill("Deden de waarnemers ook mee?")
    press(lead, "Stuur terug")


def agree(lead: Page) -> None:
    to_its_form(lead)
    expect(lead.locator("main")).to_contain_text("Deden de waarnemers ook mee?")
    expect(lead.locator("main")).to_contain_text("Iedereen oefende een uur met het portaal")
    press(lead, "Geef akkoord")


def met_on_the_day_it_was_sent(lead: Page) -> list[str]:
    lead.goto("/regio/rijnmond/plannen/?stand=klaar")
    go(lead, lead.locator("tbody tr", has_text=YEAR_ROUND.name).locator("a").first)
    table = lead.locator("table", has=lead.locator("caption", has_text="KPI's op de dag van versturen"))
    return [row.inner_text().split("\n")[0] for row in table.locator("tbody tr > :last-child").all()]


# --- What must be true ----------------------------------------------------------------------------------------------


def says(name: str) -> str:
    return worked(PROGRAMME, name)


@pytest.mark.parametrize("state", IN_WORDS)
def test_the_worked_examples_know_every_state(state: str) -> None:
    assert state in {case["expect"].get("state") for case in tomllib.loads(_CASES.read_text())["case"]}
