"""What a practice has time for: the journeys of the lists, the plan and the final report, each held to its budget.

The other journeys are counted where they are played: in the year of Rijnmond.
"""

from __future__ import annotations

from playwright.sync_api import expect

from groeiruimte.actions.demo.sample_lists import GOOD_CSV

from .budget import counting, over
from .conftest import Come
from .deeds import follow, go, press
from .people import BUDGET, NEW, Q2, content_of
from .screens.screen import DECEMBER_15
from .site import APRIL_5, Site


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
    assert spent.numbers == {"clicks": 2, "characters": 8, "pages": 1}
    assert len(spent.fields) == 1
    assert over("look at the amount", spent) == {"clicks": 1, "characters": 8}
