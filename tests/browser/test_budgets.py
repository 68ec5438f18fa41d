"""What a practice has time for: the journeys of the lists, the plan and the final report, each held to its budget.

The other journeys are counted where they are played: in the year of Rijnmond.
"""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from groeiruimte.actions.demo.sample_lists import GOOD_CSV

from .budget import counting, over
from .conftest import Come
from .deeds import follow, go, press
from .people import BUDGET, NEW, PLANS, Q2, UTRECHT_LEAD, content_of
from .screens.screen import DECEMBER_15
from .site import APRIL_5, Site

ONWARD = "Bewaar en ga verder"


def test_enrolling(site: Site, come: Come) -> None:
    """Up to the signature, which is not set: this practice enrols once, in the test of the whole journey."""
    site.move_to(DECEMBER_15)
    page = come(site, NEW.owner.email)
    spent = counting(page)
    follow(page, "Begin")
    page.get_by_label("A Zorg op afstand").click()
    press(page, "Meld de praktijk aan")
    expect(page).to_have_title("Fout: Aanmelden – Groeiruimte")
    page.get_by_label("Ik teken namens de praktijk").click()
    spent.add("clicks", 1)  # the button that was pressed too early, once more
    spent.add("pages", 1)
    assert over("enrol", spent) == {}


def test_delivering_a_list(site: Site, come: Come) -> None:
    site.move_to(APRIL_5)
    page = come(site, BUDGET.manager.email)
    spent = counting(page)
    follow(page, "Begin")
    with page.expect_file_chooser() as window:
        page.get_by_label("Uw patiëntenlijst").click()
    content = content_of(BUDGET, Q2, GOOD_CSV)
    window.value.set_files({"name": "lijst.csv", "mimeType": "text/csv", "buffer": content})
    press(page, "Controleer de lijst")
    press(page, "Stuur aantallen in")
    expect(page.locator("h1")).to_have_text("Uw aantallen zijn binnen")
    assert over("deliver a list", spent) == {}


def test_looking_at_the_amount(site: Site, come: Come) -> None:
    site.move_to(APRIL_5)
    page = come(site, BUDGET.manager.email)
    spent = counting(page)
    go(page, page.locator(".money-line a"))
    expect(page.locator("h1")).to_have_text("Vergoeding")
    assert over("look at the amount", spent) == {}


def test_the_counter_counts(site: Site, come: Come) -> None:
    page = come(site, path="/account/inloggen/")
    spent = counting(page)
    page.get_by_label("E-mailadres").click()
    page.keyboard.type("acht tek")
    press(page, "Log in")
    expect(page).to_have_title("Fout: Inloggen – Groeiruimte")
    assert [spent.of(kind) for kind in ("clicks", "characters", "pages")] == [2, 8, 1]
    assert len(spent.fields) == 1
    assert over("look at the amount", spent) == {"clicks": 1, "characters": 8}


def test_a_plan_of_approach_and_the_final_report_on_it(travelled: Site, come: Come) -> None:
    """Of Utrecht: the plan with three milestones, and the report on it in the last quarter of 2023."""
    travelled.move_to(date(2022, 5, 16))
    page = come(travelled, PLANS.owner.email)
    home, spent = page.url, counting(page)
    write_a_plan(page)
    assert over("plan of approach", spent) == {}

    lead = come(travelled, UTRECHT_LEAD, "/regio/utrecht/plannen/")
    reviewed = counting(lead)
    go(lead, lead.locator("tbody tr", has_text=PLANS.name).locator("a").first)
    press(lead, "Zet alle punten op ja")
    press(lead, "Geef akkoord")
    assert over("review of a plan", reviewed) == {}

    travelled.move_to(date(2023, 10, 2))
    page.goto(home)
    spent.again()
    report(page)
    assert over("final report", spent) == {}


def write_a_plan(page: Page) -> None:
    follow(page, "Begin")
    follow(page, "Begin")
    page.get_by_label("Lean werken").click()
    press(page, ONWARD)
    page.get_by_label("Waarom past dit bij uw praktijk?").fill("Onze telefoon staat elke ochtend vast.")
    page.get_by_label("Wat is er straks anders voor patiënt en team?").fill("Patiënten wachten korter aan de telefoon.")
    press(page, ONWARD)
    press(page, ONWARD)
    page.get_by_role("group", name="Werkt u samen met andere praktijken?").get_by_label("Nee").click()
    press(page, ONWARD)
    press(page, ONWARD)
    page.get_by_role("group", name="Krijgt u voor dit project ook ander geld?").get_by_label("Nee").click()
    press(page, "Bewaar en controleer")
    press(page, "Teken en verstuur")
    follow(page, "Plan")
    follow(page, "Kies uit voorbeelden")
    for example in page.locator("input[name=examples]").all()[:3]:
        example.click()
    press(page, "Neem de gekozen mijlpalen over")
    expect(page.locator("article.card")).to_have_count(3)


def report(page: Page) -> None:
    follow(page, "Begin")
    follow(page, "Begin")
    press(page, ONWARD)
    page.get_by_label("Wat is er veranderd?").fill("Patiënten wachten nu drie minuten.")
    press(page, ONWARD)
    page.get_by_label("Wat ging goed, en wat leerde u?").fill("Elke week kort overleg werkt.")
    press(page, ONWARD)
    page.get_by_label("Hoe zorgt u dat de verandering blijft?").fill("Het bord blijft in de agenda staan.")
    press(page, ONWARD)
    press(page, "Bewaar en controleer")  # what others can learn may stay empty
    press(page, "Teken en verstuur")
    expect(page.locator(".confirmation")).to_contain_text("Verstuurd.")
