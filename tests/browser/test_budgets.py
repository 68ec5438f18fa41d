"""What a practice has time for: clicks, typed characters and pages of each journey, counted in the browser itself.

`budgets.json` holds the most that each may take, from the first page (P01) on. Choosing a file in the window of the
system counts as a click. A journey that needs more than its budget is redesigned; the budget does not grow.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from playwright.sync_api import Page, expect

from groeiruimte.actions.demo.sample_lists import GOOD_CSV

from .conftest import Come
from .deeds import follow, go, press
from .people import BUDGET, NEW, Q2, content_of
from .screens.screen import DECEMBER_15
from .site import APRIL_5, Site

BUDGETS: dict[str, dict[str, int]] = json.loads((Path(__file__).parent / "budgets.json").read_text())
_COUNT = """addEventListener('pointerdown', () => tally('clicks', 1), true)
addEventListener('change', (event) => event.target.type === 'file' && tally('clicks', 1), true)
addEventListener('beforeinput', (event) => tally('characters', (event.data || '').length), true)"""


def counting(page: Page) -> Counter[str]:
    """What somebody does on a page from its next load on; that load is not counted."""
    spent: Counter[str] = Counter()

    def add(kind: str, number: int) -> None:
        spent[kind] += number

    page.expose_function("tally", add)
    page.add_init_script(_COUNT)
    page.reload()
    page.on("domcontentloaded", lambda _: add("pages", 1))
    return spent


def over(journey: str, spent: Counter[str]) -> dict[str, int]:
    """By how much a journey is over its budget; empty when it keeps to it."""
    assert spent["pages"] > 0
    assert spent["clicks"] > 0
    return {kind: spent[kind] - most for kind, most in BUDGETS[journey].items() if spent[kind] > most}


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
    spent["clicks"] += 1  # the button that was pressed too early, once more
    spent["pages"] += 1
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
    assert spent == {"clicks": 2, "characters": 8, "pages": 1}
    assert over("look at the amount", spent) == {"clicks": 1, "characters": 8}
