"""When something was filled in wrongly: one hears it first, knows where, and loses nothing.

The screens in `WRONG` are looked at in test_accessibility.py, in the same visit as all else that holds for a screen.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Come
from .deeds import press
from .good import told_first
from .people import LEAD, NEW, TYPING
from .screens import SCREENS
from .screens.screen import DECEMBER_15, fill
from .site import APRIL_5, Site

WRONG = [
    "S03 empty",
    "S03 wrong",
    "S04 wrong",
    "password forgotten empty",
    "password change wrong",
    "app wrong",
    "P02 edit wrong",
    "P05 empty",
    "P11 nothing chosen",
    "P12 jump no reason",
    "P12 nil not confirmed",
    "P12 columns empty",
    "P13 claim not credited",
    "P07 examples empty",
    "P07 milestone wrong",
    "P07 own milestone empty",
    "P07 progress wrong",
    "P07 together empty",
    "P08 add empty",
    "P08 edit wrong",
    "P09 wrong",
    "P14 training nobody",
    "P15 empty",
    "P15 wrong code",
    "P16 elsewhere empty",
    "P18 everybody wrong",
    "P18 add empty",
    "P18 edit wrong",
    "P19 add empty",
    "P20 ask empty",
    "P20 thread empty",
    "P21 empty",
    "R03 no checks",
    "R04 look empty",
    "R05 new empty",
    "R05 plan empty",
    "R05 day edit wrong",
    "R05 list empty",
    "R08 add empty",
    "R09 question empty",
    "P13 agree wrong",
    "R08 kassier wrong",
    "R12 text wrong",
    "A02 publish not confirmed",
    "succession empty",
    "succession of the platform empty",
    "demo wrong day",
    "scan moments nothing chosen",
    "device add empty",
    "scan report nothing chosen",
    "praktijkscan follow-up empty",
    "T01 moments empty",
    "T02 interview wrong",
    "T03 own advice empty",
    "survey begin wrong",
    "survey of a team no cards",
    "S06 no answer",
]
UNSCRIPTED = ["S03 wrong", "P02 edit wrong", "P05 empty", "P09 wrong", "P11 nothing chosen", "P15 wrong code"]
_BY_NAME = {screen.name: screen for screen in SCREENS}


def test_every_screen_where_something_is_wrong_is_visited() -> None:
    assert [name for name in WRONG if name not in _BY_NAME] == []


@pytest.mark.parametrize("name", UNSCRIPTED)
def test_that_needs_no_script(name: str, site: Site, look: Come) -> None:
    told_first(_BY_NAME[name].visit(site, look, script=False))


def test_a_profile_keeps_what_was_typed(site: Site, come: Come) -> None:
    typed = {"name": "Onze praktijk", "street": "Kade 12", "postcode": "3011", "phone": "nul tien", "email": "praktijk"}
    page = come(site, TYPING.manager.email, "profiel/wijzigen/")
    fill(**typed, registered_patients="vier")(site, page)
    press(page, "Bewaar de gegevens")
    assert page.title() == "Fout: Gegevens wijzigen – Groeiruimte"
    kept = {name: page.locator(f"input[name={name}]").input_value() for name in [*typed, "registered_patients"]}
    assert kept == {**typed, "registered_patients": "vier"}


def test_a_choice_is_kept_when_the_signature_was_forgotten(site: Site, come: Come) -> None:
    site.move_to(DECEMBER_15)
    page = come(site, NEW.owner.email, "aanmelden/")
    page.get_by_label("C Meer persoonsgerichte zorg").check()
    press(page, "Meld de praktijk aan")
    assert page.title() == "Fout: Aanmelden – Groeiruimte"
    chosen = [box.is_checked() for box in page.locator("input[name=objectives]").all()]
    assert (chosen, page.get_by_label("Ik teken").is_checked()) == ([False, False, True, False], False)


def test_a_password_is_asked_again_and_the_address_is_not(site: Site, come: Come) -> None:
    page = come(site, path="/account/inloggen/")
    fill(login=LEAD.owner.email, password="vergeten")(site, page)
    press(page, "Log in")
    assert page.title() == "Fout: Inloggen – Groeiruimte"
    assert (
        page.get_by_label("E-mailadres").input_value(),
        page.get_by_label("Wachtwoord", exact=True).input_value(),
    ) == (
        LEAD.owner.email,
        "",
    )


def test_what_was_typed_survives_the_end_of_a_session(site: Site, come: Come) -> None:
    """The page of the absence carries the text along: log in beside it, go on, and it is saved."""
    site.move_to(APRIL_5)
    page = come(site, TYPING.owner.email, "profiel/wijzigen/")
    fill(district="Achter de dijk")(site, page)
    page.context.clear_cookies(name="session")
    press(page, "Bewaar de gegevens")
    assert page.locator("h1").inner_text() == "U was te lang weg"
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log in op een nieuw tabblad").click()
    opened.value.get_by_label("E-mailadres").fill(TYPING.owner.email)
    opened.value.get_by_label("Wachtwoord", exact=True).fill("demo-groeiruimte")
    press(opened.value, "Log in")
    press(page, "Ga verder")
    if page.locator("h1").inner_text() == "U was te lang weg":  # the form was made for the session that ended
        press(page, "Verstuur opnieuw")
    expect(page.locator(".messages")).to_contain_text("Uw gegevens zijn bewaard.")
    expect(page.locator("main")).to_contain_text("Achter de dijk")
