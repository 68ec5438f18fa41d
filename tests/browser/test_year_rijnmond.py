"""The year 2022 of a practice in Rijnmond with objective A: from its intention to the report that the region agrees to.

Everything goes through the pages, on the days it would happen. What each step costs is held to its budget, and every
KPI stands where the worked examples of the definition say.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from groeiruimte.actions.demo.sample_lists import GOOD_CSV
from groeiruimte.programme.calendar import Quarter

from .budget import Spent, counting, over
from .conftest import Come
from .deeds import deliver, follow, go, hand_in, heading, path_of, press
from .known import look
from .people import NEW, PROJECT_LEAD, TRAINER, content_of
from .site import Site

AUGUST, DECEMBER = date(2021, 8, 16), date(2021, 12, 15)
MAY, SEPTEMBER = date(2022, 5, 12), date(2022, 9, 22)
CLOSING = date(2022, 12, 12)
QUARTERS = {Quarter(2022, 1): date(2022, 1, 10), Quarter(2022, 2): date(2022, 4, 5)} | {
    Quarter(2022, 3): date(2022, 7, 4),
    Quarter(2022, 4): date(2022, 10, 3),
}
NOTED = ("digital_skills/", "measurement_channel/nieuw/", "econsult_action/nieuw/", "low_literacy_action/nieuw/")
IN_WORDS = {"met": "Gehaald", "nearly": "Bijna", "not_yet": "Nog niet"}
_CASES = Path(__file__).parents[2] / "definitions/zilveren-kruis/2022-rijnmond.cases.toml"


def test_the_year_from_intention_to_an_agreed_report(fresh_site: Site, come: Come, tmp_path: Path) -> None:
    page = come(fresh_site, NEW.owner.email)
    spent = counting(page)
    trainer, lead = come(fresh_site, TRAINER), come(fresh_site, PROJECT_LEAD)

    it_is(AUGUST, fresh_site, page, spent)
    known = look(page, "voornemen/")
    home(page, spent)
    intend(page)
    assert over("intention", spent) == {}
    known += look(page, "doelstelling/")
    home(page, spent)
    choose_an_objective(page)
    assert over("objective", spent) == {}

    it_is(DECEMBER, fresh_site, page, spent)
    known += look(page, "aanmelden/", "profiel/wijzigen/")
    home(page, spent)
    enrol(page)
    assert over("enrol", spent) == {}
    assert states(page) == dict.fromkeys(("a1", "a2", "a3", "a4"), worked("Zonder scholing is de KPI nog niet gehaald"))

    for quarter, day in QUARTERS.items():
        it_is(day, fresh_site, page, spent)
        deliver(page, quarter, content_of(NEW, quarter, GOOD_CSV))
        hand_in(page)
        if quarter.number == 2:
            it_is(MAY, fresh_site, page, spent)
            attend("Digitaal vaardig in de praktijk", page, trainer, lead, spent)
            assert over("training", spent) == {}
            assert states(page)["a1"] == worked("Eén scholing over zorg op afstand is niet genoeg")
        if quarter.number == 3:
            it_is(SEPTEMBER, fresh_site, page, spent)
            attend("Metingen van thuis", page, trainer, lead, spent)

    known += look(page, "kpi/", *(f"vastleggen/{kind}" for kind in NOTED))
    home(page, spent)
    note_what_was_done(page)
    assert over("kpis and evidence", spent) == {}
    assert states(page) == {
        "a1": worked("Twee scholingen over zorg op afstand is genoeg"),
        "a2": worked("Aandacht voor elke medewerker haalt de KPI"),
        "a3": worked("Een digitaal kanaal dat op de laatste dag van het jaar begint, telt"),
        "a4": worked("Een actie voor iedereen en een voor mensen die moeite hebben, haalt de KPI"),
    }

    it_is(CLOSING, fresh_site, page, spent)
    known += look(page, *(f"formulier/accountability_a/{part}/" for part in ("a1", "a2", "a3", "a4", "money")))
    assert known.share >= 75, known
    home(page, spent)
    account_for_the_year(page)
    assert over("accountability", spent) == {}
    receipt = receipt_of(page, tmp_path)

    send_back(lead)
    home(page, spent)
    answer_the_remark(page)
    assert receipt_of(page, tmp_path) != receipt
    agree(lead)

    home(page, spent)
    follow(page, "Verantwoording insturen: zorg op afstand")
    expect(page.locator("main")).to_contain_text("Rijnmond Dokters is akkoord")
    assert met_on_the_day_it_was_sent(lead) == ["Gehaald"] * 4


def test_the_beginning_and_the_end_without_scripts(fresh_site: Site, come: Come, tmp_path: Path) -> None:
    page = come(fresh_site, NEW.owner.email, script=False)
    spent = Spent()
    it_is(AUGUST, fresh_site, page, spent)
    intend(page)
    home(page, spent)
    choose_an_objective(page)
    it_is(DECEMBER, fresh_site, page, spent)
    enrol(page)

    it_is(CLOSING, fresh_site, page, spent)
    page.goto(urljoin(page.url, "formulier/accountability_a/a1/"))
    for _ in range(5):
        press(page, page.locator(".actions .button").first.inner_text())
    assert heading(page) == "Controleer en verstuur"
    press(page, "Teken en verstuur")
    receipt_of(page, tmp_path)


# --- What the practice does -----------------------------------------------------------------------------------------


def it_is(day: date, site: Site, page: Page, spent: Spent) -> None:
    site.move_to(day)
    home(page, spent)


def home(page: Page, spent: Spent) -> None:
    """The first page of the practice, where every journey begins."""
    found = re.match(r".*/praktijk/\w+/", page.url)
    assert found is not None, page.url
    page.goto(found[0])
    spent.again()


def intend(page: Page) -> None:
    """R048, R049."""
    follow(page, "Begin: Laat weten of u meedoet met Rijnmond 2022")
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


def attend(title: str, page: Page, trainer: Page, lead: Page, spent: Spent) -> None:
    """Sign up, and be there with the six digits that the trainer shows (R067, R090)."""
    follow(page, "Scholing")
    offer = page.locator(".offer", has_text=title).first
    go(page, offer.get_by_role("button", name=re.compile("^Schrijf mij in")))
    expect(page.locator(".messages")).to_contain_text("U staat op de lijst.")
    code = code_at_the_door(title, trainer, lead)
    page.goto(re.sub(r"scholing/.*", "", page.url))
    follow(page, f"Vul de code in: U bent bij “{title}”")
    page.get_by_label("Code van 6 cijfers").press_sequentially(code)
    press(page, "Bewaar aanwezigheid")
    expect(page.locator(".messages")).to_contain_text(f"U bent er. Dit is bewaard: {title}.")
    spent.numbers["pages"] -= 1  # coming back, on the evening itself


def code_at_the_door(title: str, trainer: Page, lead: Page) -> str:
    """The trainer opens the door. The region lets it last the evening first, so that the hour of the test is good."""
    trainer.goto("/regio/rijnmond/scholing/")
    go(trainer, trainer.locator("main a", has_text=title).first)
    lead.goto(f"{path_of(trainer)}wijzigen/")
    lead.get_by_label("Eindigt om").fill("22:59")
    press(lead, "Bewaar de dag")
    trainer.reload()
    follow(trainer, "Open de deur")
    press(trainer, "Open de deur")
    return trainer.locator(".door__digits").inner_text().replace(" ", "")


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


def account_for_the_year(page: Page) -> None:
    """R062, R063: nothing is typed; what was done through the year stands there, and the owner signs."""
    follow(page, "Begin: Verantwoording insturen")
    press(page, "Controleer alles")
    assert heading(page) == "Controleer en verstuur"
    expect(page.locator(".read")).to_have_count(5)
    for told in ("Digitaal vaardig in de praktijk", "Samen geoefend", "Patiëntenportaal", "Uitleg aan de balie"):
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
    go(lead, lead.locator("tbody tr", has_text=NEW.name).locator("a").first)


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
    go(lead, lead.locator("tbody tr", has_text=NEW.name).locator("a").first)
    table = lead.locator("table", has=lead.locator("caption", has_text="KPI's op de dag van versturen"))
    return [row.inner_text().split("\n")[0] for row in table.locator("tbody tr > :last-child").all()]


# --- What must be true ----------------------------------------------------------------------------------------------


def states(page: Page) -> dict[str, str]:
    """How every KPI of the practice stands, as its page of KPIs says; back to where we were."""
    before = page.url
    page.goto(re.sub(r"(/praktijk/\w+/).*", r"\1kpi/", page.url))
    rows = page.locator(".kpis").first.locator(".kpi__top")
    links = [row.locator("a").get_attribute("href") or "" for row in rows.all()]
    keys = [re.sub(r".*/kpi/(\w+)/.*", r"\1", link) for link in links]
    found = dict(zip(keys, rows.locator(".status").all_inner_texts(), strict=True))
    page.goto(before)
    return found


def worked(name: str) -> str:
    """What a worked example of the definition expects, in the words of the page."""
    cases = tomllib.loads(_CASES.read_text())["case"]
    (case,) = [case for case in cases if case["name"] == name]
    return IN_WORDS[case["expect"]["state"]]


@pytest.mark.parametrize("state", IN_WORDS)
def test_the_worked_examples_know_every_state(state: str) -> None:
    assert state in {case["expect"].get("state") for case in tomllib.loads(_CASES.read_text())["case"]}
