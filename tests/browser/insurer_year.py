"""What an insurer does in the year of a region, page by page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import State
from .deeds import follow, press
from .new_region import NAME, PRACTICES
from .region_year import ACTIVITY, SENT_BACK
from .year import download_of

QUESTION = "Hoe helpt u praktijken die achterblijven?"
DECISION = "Besluit over het regioplan"


def to_the_plan(buyer: Page) -> None:
    """From the list of regions."""
    buyer.goto("/verzekeraar/zilveren-kruis/regios/?jaar=2022")
    follow(buyer, NAME)


def ask_about_the_plan(buyer: Page, state: State) -> None:
    to_the_plan(buyer)
    expect(buyer.locator("main")).to_contain_text(ACTIVITY)
    buyer.locator("summary", has_text="Stel een vraag").first.click()
    buyer.get_by_label(re.compile("^Uw vraag over")).first.fill(QUESTION)
    press(buyer, "Verstuur uw vragen")
    expect(buyer.locator(".messages")).to_contain_text("Uw vraag is verstuurd.")
    state(buyer, "Regioplan")


def propose_too_early(buyer: Page, state: State) -> None:
    """V03: before every KPI was tested nobody decides."""
    to_the_plan(buyer)
    follow(buyer, "Ga naar het besluit")
    state(buyer, DECISION)
    agree(buyer, "24.000")
    state(buyer, DECISION, wrong=True)
    expect(buyer.locator("main")).to_contain_text("Toets eerst elke KPI.")


def propose(buyer: Page, says: str, oi: str, state: State) -> None:
    """R052, R054: every KPI tested, then a maximum, of which a part for the region. `says` is what the plan says."""
    to_the_plan(buyer)
    expect(buyer.locator("main")).to_contain_text(says)
    follow(buyer, "Toets de KPI's")
    for passes in buyer.locator("main input[type=radio][value=ja]").all():
        passes.check()
    press(buyer, "Bewaar de toetsen")
    follow(buyer, "Ga naar het besluit")
    agree(buyer, oi)
    expect(buyer.locator("main")).to_contain_text("U deed zelf het voorstel. Een collega moet besluiten.")
    expect(buyer.get_by_role("button", name="Bevestig dit voorstel")).to_have_count(0)
    state(buyer, DECISION, bright=0)


def agree(buyer: Page, oi: str) -> None:
    buyer.get_by_label("Akkoord", exact=True).click()
    buyer.get_by_label("Maximum van S3 en O&I samen").fill("260.000")
    buyer.get_by_label("Daarvan voor de regio (O&I)").fill(oi)
    press(buyer, "Doe dit voorstel")


def confirm(second: Page, state: State) -> None:
    to_the_plan(second)
    follow(second, "Ga naar het besluit")
    state(second, DECISION)
    press(second, "Bevestig dit voorstel")
    expect(second.locator(".messages")).to_contain_text("Het besluit is genomen.")


def to_the_report(buyer: Page) -> None:
    buyer.goto("/verzekeraar/zilveren-kruis/rapportages/?jaar=2022")
    follow(buyer, NAME)


def send_the_report_back(buyer: Page, state: State) -> None:
    """V06: not without a reason."""
    to_the_report(buyer)
    state(buyer, "Rapportage")
    press(buyer, "Stuur terug")
    state(buyer, "Rapportage", wrong=True)
    buyer.get_by_label("Wat moet de regio aanpassen?").fill(SENT_BACK)
    press(buyer, "Stuur terug")
    state(buyer, "Rapportage", bright=0)


def accept_the_report(buyer: Page) -> None:
    to_the_report(buyer)
    for plan in PRACTICES:
        assert plan.name not in buyer.locator("main").inner_text()
    press(buyer, "Geef akkoord")
    expect(buyer.get_by_role("button", name="Geef akkoord")).to_have_count(0)


def publish_the_results(second: Page, state: State) -> None:
    second.goto("/verzekeraar/zilveren-kruis/resultaten/?jaar=2022")
    state(second, "Resultaten van 2022")
    press(second, "Publiceer deze resultaten")
    follow(second, "Bekijk de openbare pagina")
    expect(second.locator("h1")).to_have_text("Resultaten van 2022")


def everybody_may_read(visitor: Page, folder: Path, state: State) -> None:
    """S02: per region how many practices, and nobody by name."""
    state(visitor, "Resultaten van 2022", bright=0)
    expect(visitor.locator("main")).to_contain_text(NAME)
    told = visitor.locator("main").inner_text() + download_of(visitor, "Download de cijfers (csv)", folder).decode()
    assert [plan.name for plan in PRACTICES if plan.name in told] == []
