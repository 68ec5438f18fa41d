"""The run of two years in Utrecht: from ideas on a sheet to a final report, in three phases, together with a neighbour.

Everything goes through the pages, on the days it would happen (R138-R144, R160-R175). Every KPI stands where the
worked examples of the definition say.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from .conftest import Come
from .deeds import follow, go, heading, press
from .people import NEIGHBOUR, TWO_YEARS, UTRECHT_LEAD
from .site import Site
from .year import code_at_the_door, download_of, home, states, worked

MAY, LAST_DAY, SEPTEMBER = date(2022, 5, 10), date(2022, 8, 31), date(2022, 9, 5)
LESSON, MEETING, SPRING, OCTOBER = date(2022, 9, 8), date(2023, 2, 9), date(2023, 4, 3), date(2023, 10, 2)
IDEAS = (
    ("Een nieuwe folder", "Weinig", "Nu"),
    ("Beeldbellen op woensdag", "Veel", "Nu"),
    ("Een spreekuur in de wijk", "Redelijk veel", "Later"),
)
CHOSEN = IDEAS[1][0]
ONWARD = "Bewaar en ga verder"
LINK = "https://www.example.org/agenda-van-die-week"
PROGRAMME = "2022-utrecht"
NOTHING = dict.fromkeys(("plan", "milestones", "meeting_2023", "evaluation", "sustainment"), "Nog niet")


def test_two_years_from_ideas_to_a_final_report(travelled: Site, come: Come, tmp_path: Path) -> None:
    travelled.move_to(MAY)
    page, lead = come(travelled, TWO_YEARS.owner.email, script=False), come(travelled, UTRECHT_LEAD)
    neighbour = come(travelled, NEIGHBOUR.manager.email)
    assert states(page) == NOTHING

    rank_ideas(page, tmp_path)
    write_the_plan(page)
    copy_milestones(page)
    work_together(page, neighbour)
    assert phases(page) == ["Bezig", "Kan nog niet", "Kan nog niet"]

    travelled.move_to(LAST_DAY)
    send_the_plan(page, tmp_path)
    assert states(page) == NOTHING | {"plan": worked(PROGRAMME, "Fase 1: een verstuurd plan van aanpak telt")}
    assert phases(page) == ["Bezig", "Kan nog niet", "Kan nog niet"]

    travelled.move_to(SEPTEMBER)
    ask_for_more(lead)
    answer_the_remark(page)
    agree(lead)
    assert phases(page) == ["Klaar", "Bezig", "Kan nog niet"]

    travelled.move_to(LESSON)
    attend("Beeldbellen en e-consult", LESSON, page, lead)
    training_is_followed(page)
    finish_a_milestone(page, "Het programma voor beeldbellen is gekozen en staat klaar", "1-9-2022")
    assert states(page)["milestones"] == worked(PROGRAMME, "Fase 2: één mijlpaal die klaar is, telt")

    travelled.move_to(MEETING)
    attend("TBHZ-bijeenkomst begin 2023", MEETING, page, lead)
    assert states(page)["meeting_2023"] == worked(
        PROGRAMME, "Eén medewerker bij de bijeenkomst van begin 2023 is genoeg"
    )

    travelled.move_to(SPRING)
    add_evidence(page)
    finish_a_milestone(page, "Beeldbellen is een week lang een vaste keuze geweest", "31-3-2023", proof="De agenda")
    assert phases(page) == ["Klaar", "Klaar", "Bezig"]

    travelled.move_to(OCTOBER)
    look_back(page)
    report(page, tmp_path)
    assert states(page) == dict.fromkeys(NOTHING, "Gehaald")
    assert phases(page) == ["Klaar", "Klaar", "Klaar"]
    read_and_agree(lead)


# --- Phase one: the plan --------------------------------------------------------------------------------------------


def rank_ideas(page: Page, folder: Path) -> None:
    """R167: the sheet to print, the ideas in order, and one of them chosen."""
    home(page)
    follow(page, "Plan")
    assert download_of(page, "Druk het blad af", folder)[:5] == b"%PDF-"
    follow(page, "Inventarisatieblad")
    for place, (idea, impact, priority) in enumerate(IDEAS):
        if place:
            press(page, "Voeg een regel toe")
        row = page.locator(f"[name^='v-ideas.{place}.']")
        row.nth(0).fill(idea)
        row.nth(1).select_option(impact)
        row.nth(2).select_option(priority)
    press(page, "Bewaar en controleer")
    said = page.locator("main").inner_text()
    order = [said.index(f"{idea} (") for idea in (CHOSEN, IDEAS[0][0], IDEAS[2][0])]
    assert order == sorted(order)
    page.get_by_label(CHOSEN).click()
    press(page, "Bewaar en controleer")
    press(page, "Teken en verstuur")
    expect(page.locator(".confirmation")).to_contain_text("Verstuurd.")


def write_the_plan(page: Page) -> None:
    """R160, R163, R138, R038: theme and idea stand ready."""
    home(page)
    follow(page, "Begin: Plan van aanpak inleveren")
    follow(page, "Begin: Uw keuze")
    assert page.get_by_label("Zorg op afstand").is_checked()
    expect(page.get_by_label("Iets anders, namelijk")).to_have_value(CHOSEN)
    press(page, ONWARD)
    page.get_by_label("Waarom past dit bij uw praktijk?").fill("Veel patiënten werken overdag.")
    page.get_by_label("Te weinig personeel op de arbeidsmarkt").click()
    page.get_by_label("Wat is er straks anders voor patiënt en team?").fill("Een consult kan ook van huis.")
    press(page, ONWARD)
    row = page.locator("[name^='v-tasks.0.']")
    row.nth(0).fill("Vragen aan de balie indelen")
    row.nth(1).select_option("huisarts")
    row.nth(2).select_option("doktersassistent")
    press(page, ONWARD)
    page.get_by_role("group", name="Werkt u samen met andere praktijken?").get_by_label("Ja").click()
    press(page, ONWARD)
    page.get_by_label("Met welke praktijken werkt u samen?").fill(NEIGHBOUR.name)
    press(page, ONWARD)
    page.get_by_label("Scholing", exact=True).click()
    press(page, ONWARD)
    page.get_by_role("group", name="Krijgt u voor dit project ook ander geld?").get_by_label("Nee").click()
    press(page, "Bewaar en controleer")
    assert heading(page) == "Controleer en verstuur"


def copy_milestones(page: Page) -> None:
    """R169, R143: two examples, with the training that one of them needs."""
    home(page)
    follow(page, "Plan")
    follow(page, "Kies uit voorbeelden")
    for example in ("Het programma voor beeldbellen is gekozen", "Beeldbellen is een week lang"):
        page.get_by_label(example).click()
    press(page, "Neem de gekozen mijlpalen over")
    expect(page.locator("article.card")).to_have_count(2)
    expect(page.locator("main")).to_contain_text("Nog te volgen: zorg op afstand")


def work_together(page: Page, neighbour: Page) -> None:
    """R138: one asks, the other says yes on its own page, and from then on they see each other's milestones."""
    home(page)
    follow(page, "Plan")
    follow(page, "Vraag een praktijk om mee te doen")
    page.get_by_label("Met welke praktijk werkt u samen?").select_option(NEIGHBOUR.name)
    page.get_by_label("Wat doet u samen?").fill("Samen beeldbellen")
    press(page, "Vraag deze praktijk")
    expect(page.locator("main")).to_contain_text(f"U vroeg {NEIGHBOUR.name} om dit samen te doen.")
    home(neighbour)
    follow(neighbour, "Plan")
    expect(neighbour.locator("main")).to_contain_text(f"{TWO_YEARS.name} vraagt of u dit samen wilt doen.")
    press(neighbour, "Werk samen")
    expect(neighbour.locator("main")).to_contain_text("Beeldbellen is een week lang een vaste keuze geweest")


def send_the_plan(page: Page, folder: Path) -> None:
    """R170: the last day counts to its end."""
    page.goto(urljoin(first_page(page), "formulier/action_plan/-/controleer/"))
    expect(page.locator(".sign-box")).not_to_contain_text("te laat")
    press(page, "Teken en verstuur")
    expect(page.locator(".confirmation")).to_contain_text("Verstuurd.")
    expect(page.locator("main")).not_to_contain_text("dit kwam na de laatste dag")
    for paper in ("Download het ontvangstbewijs", "Download alle antwoorden"):
        assert download_of(page, paper, folder)[:5] == b"%PDF-"


def answer_the_remark(page: Page) -> None:
    home(page)
    follow(page, "Bekijk en pas aan")
    expect(page.locator("main")).to_contain_text("Hoe vaak per week is dat?")
    follow(page, "Vul aan")
    page.get_by_label("Wat is er straks anders voor patiënt en team?").fill("Elke woensdag tien consulten van huis.")
    press(page, "Bewaar en controleer")
    press(page, "Teken en verstuur")
    expect(page.locator(".confirmation")).to_contain_text("Verstuurd.")
    expect(page.locator("main")).not_to_contain_text("dit kwam na de laatste dag")


# --- Phase two: doing it --------------------------------------------------------------------------------------------


def attend(title: str, day: date, page: Page, lead: Page) -> None:
    """Signed up and there, with the code that the project leader shows (R144, R148, R149)."""
    home(page)
    follow(page, "Scholing")
    go(page, page.locator(".offer", has_text=title).first.get_by_role("button", name=re.compile("^Schrijf mij in")))
    code = code_at_the_door(lead, "utrecht", title, day)
    home(page)
    follow(page, f"Vul de code in: U bent bij “{title}”")
    page.get_by_label("Code van 6 cijfers").fill(code)
    press(page, "Bewaar aanwezigheid")
    expect(page.locator(".messages")).to_contain_text(f"U bent er. Dit is bewaard: {title}.")


def add_evidence(page: Page) -> None:
    page.goto(urljoin(first_page(page), "bewijs/nieuw/"))
    page.get_by_label("Of een link").fill(LINK)
    page.get_by_label("Naam").fill("De agenda")
    press(page, "Voeg toe")


def finish_a_milestone(page: Page, title: str, day: str, proof: str = "") -> None:
    """R141, R142: only the practice says how far it is."""
    home(page)
    follow(page, "Plan")
    follow(page, f"Meld voortgang: {title}")
    page.get_by_label("Op welke dag was het klaar?").fill(day)
    press(page, "Bewaar de voortgang")
    expect(page.locator(".error-summary")).to_contain_text("Niets laat nog zien dat deze mijlpaal klaar is.")
    if proof:
        chosen = page.locator("option", has_text=proof).get_attribute("value")
        page.get_by_label("Welk bewijs hoort hierbij?").select_option(chosen)
    else:
        page.get_by_label("Hoe ver bent u?").fill("De proef tussen twee collega's lukte.")
    press(page, "Bewaar de voortgang")
    card = page.locator("article.card", has_text=title)
    expect(card.locator(".status")).to_have_text("Klaar")


def training_is_followed(page: Page) -> None:
    """R143: the milestone that needs it says so by itself."""
    home(page)
    follow(page, "Plan")
    expect(page.locator("main")).to_contain_text("Gevolgd: zorg op afstand")


# --- Phase three: looking back --------------------------------------------------------------------------------------


def look_back(page: Page) -> None:
    """R173: with the team; what is written here stands ready in the report."""
    home(page)
    follow(page, "Terugkijken met uw team")
    page.get_by_label("Wat ging goed?").fill("De agenda hield woensdag vrij.")
    page.get_by_label("Wat leerde u?").fill("Oefen eerst met een collega.")
    page.get_by_label("Wat moet u doen om de verandering te houden?").fill("Elke maand een uur oefenen.")
    press(page, "Bewaar en controleer")
    press(page, "Teken en verstuur")


def report(page: Page, folder: Path) -> None:
    """R173-R175: what happened stands there; one thing is told, and the owner signs."""
    home(page)
    follow(page, "Begin: Eindrapportage inleveren")
    follow(page, "Begin: Uw project")
    expect(page.get_by_label("Welk verbeterinitiatief voerde u uit?")).to_have_value(CHOSEN)
    press(page, ONWARD)
    expect(page.get_by_label("Wat wilde u veranderen?")).to_have_value("Elke woensdag tien consulten van huis.")
    page.get_by_label("Wat is er veranderd?").fill("Een op de tien consulten is nu van huis.")
    press(page, ONWARD)
    expect(page.get_by_label("Wat ging goed, en wat leerde u?")).to_have_value("Oefen eerst met een collega.")
    press(page, ONWARD)
    expect(page.get_by_label("Hoe zorgt u dat de verandering blijft?")).to_have_value("Elke maand een uur oefenen.")
    press(page, ONWARD)
    page.get_by_role("group", name="Mag uw regio dit delen met andere praktijken?").get_by_label("Ja").click()
    press(page, "Bewaar en controleer")
    expect(page.locator(".sign-box")).to_contain_text("Uw praktijk haalde 5 van de 5 KPI’s.")
    press(page, "Teken en verstuur")
    expect(page.locator(".confirmation")).to_contain_text("Verstuurd.")
    assert download_of(page, "Download alle antwoorden", folder)[:5] == b"%PDF-"


# --- What the region does -------------------------------------------------------------------------------------------


def to_what_waits(lead: Page) -> None:
    lead.goto("/regio/utrecht/plannen/")
    go(lead, lead.locator("tbody tr", has_text=TWO_YEARS.name).locator("a").first)


def ask_for_more(lead: Page) -> None:
    to_what_waits(lead)
    lead.get_by_text("Maak een opmerking bij: Wat is er straks anders voor patiënt en team?").click()
    lead.locator("#id_r-change").fill("Hoe vaak per week is dat?")
    press(lead, "Stuur terug")


def agree(lead: Page) -> None:
    to_what_waits(lead)
    for answer in lead.get_by_label("Ja", exact=True).all():
        answer.click()
    press(lead, "Geef akkoord")


def read_and_agree(lead: Page) -> None:
    to_what_waits(lead)
    expect(lead.locator("main")).to_contain_text("Een op de tien consulten is nu van huis.")
    press(lead, "Geef akkoord")


# --- What must be true ----------------------------------------------------------------------------------------------


def first_page(page: Page) -> str:
    return re.sub(r"(/praktijk/\w+/).*", r"\1", page.url)


def phases(page: Page) -> list[str]:
    """How the three phases stand, in order, as the page of the plan says."""
    page.goto(urljoin(first_page(page), "plan/"))
    return [state.inner_text() for state in page.locator("ol.steps .status").all()]
