"""What goes wrong while somebody fills in a form: nothing is lost, nothing is doubled, every refusal is a sentence."""

from __future__ import annotations

from datetime import date
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from groeiruimte.actions.demo.accounts import PASSWORD

from .conftest import Come
from .deeds import heading, press
from .people import DOUBLE, LEFT_OPEN, TOGETHER, WENT_AWAY
from .screens.screen import fill
from .site import APRIL_5, Site

IN_TIME, LAST_DAY, TOO_LATE = date(2022, 12, 12), date(2022, 12, 31), date(2023, 1, 2)
REPORT, RESULT = "formulier/accountability_a/", "formulier/project_plan/result/"
INTENDED = "Welk resultaat wilt u met de extra tijd bereiken?"


def test_a_double_click_sends_once(travelled: Site, come: Come) -> None:
    travelled.move_to(IN_TIME)
    page = come(travelled, DOUBLE.owner.email, REPORT)
    to_the_signature(page)
    with page.expect_navigation(url="**/verstuurd/"):
        page.get_by_role("button", name="Teken en verstuur").dblclick()
    expect(page.locator(".confirmation")).to_contain_text("Verstuurd.")
    page.goto(urljoin(page.url, "../../"))
    assert heading(page) == "Verantwoording 2022: zorg op afstand"
    assert page.locator(".history li").filter(has_text="Verstuurd, versie").count() == 1


def test_a_tab_left_open_over_the_deadline_comes_in_late(travelled: Site, come: Come) -> None:
    travelled.move_to(LAST_DAY)
    page = come(travelled, LEFT_OPEN.owner.email, REPORT)
    to_the_signature(page)
    travelled.move_to(TOO_LATE)
    press(page, "Teken en verstuur")
    expect(page.locator(".confirmation")).to_contain_text("maandag 2 januari 2023")
    expect(page.locator("main")).to_contain_text("Nee, dit kwam na de laatste dag. Wij bewaarden het wel.")


def test_what_was_typed_in_a_form_survives_the_end_of_a_session(site: Site, come: Come) -> None:
    site.move_to(APRIL_5)
    page = come(site, WENT_AWAY.manager.email, RESULT)
    page.get_by_label(INTENDED).fill("Meer tijd voor oudere patiënten.")
    page.context.clear_cookies(name="session")
    press(page, "Bewaar en ga verder")
    assert heading(page) == "U was te lang weg"
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log in op een nieuw tabblad").click()
    fill(login=WENT_AWAY.manager.email, password=PASSWORD)(site, opened.value)
    press(opened.value, "Log in")
    press(page, "Ga verder")
    if heading(page) == "U was te lang weg":  # the form was made for the session that ended
        press(page, "Verstuur opnieuw")
    page.goto(urljoin(page.url, "../result/"))
    assert page.get_by_label(INTENDED).input_value() == "Meer tijd voor oudere patiënten."


def test_two_people_in_one_part_of_a_plan_lose_nothing(site: Site, come: Come) -> None:
    """What only one of them changed is kept; of what both changed each text is shown, and one of them chooses."""
    site.move_to(APRIL_5)
    manager, owner = come(site, TOGETHER.manager.email, RESULT), come(site, TOGETHER.owner.email, RESULT)
    owner.get_by_label(INTENDED).fill("Elke week een uur voor moeilijke vragen.")
    bottleneck = owner.locator("input[name='v-bottlenecks']").first
    chosen = bottleneck.get_attribute("value") or ""
    bottleneck.check()
    press(owner, "Bewaar en ga verder")

    manager.get_by_label(INTENDED).fill("Minder drukte aan de balie.")
    press(manager, "Bewaar en ga verder")
    assert heading(manager) == "Iemand anders was u voor"
    sides = manager.locator(".versus__text").all_inner_texts()
    assert sides == ["Minder drukte aan de balie.", "Elke week een uur voor moeilijke vragen."]
    manager.get_by_label("Uw tekst").check()
    press(manager, "Bewaar mijn keuze")

    manager.goto(urljoin(manager.url, "../result/"))
    assert manager.get_by_label(INTENDED).input_value() == "Minder drukte aan de balie."
    boxes = manager.locator("input[name='v-bottlenecks']:checked").all()
    assert [box.get_attribute("value") for box in boxes] == [chosen]


def to_the_signature(page: Page) -> None:
    press(page, "Controleer alles")
    expect(page.locator(".sign-box")).to_contain_text("U tekent voor")
