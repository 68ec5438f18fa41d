"""A year at ROHA: the track of video calls in 2021, and a practice with cBoards (R111-R119).

Everything goes through the pages, on the days it would happen. Every KPI stands where the worked examples of the
definition say.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import Come
from .deeds import follow, go, heading, press
from .people import BOARDS, ROHA_LEAD, VIDEO
from .site import Site
from .year import download_of, home, states, worked

FEBRUARY, JUNE, CLOSING = date(2021, 2, 8), date(2021, 6, 14), date(2021, 12, 6)
IN_2022 = date(2022, 3, 7)
PROGRAMME, PAGE_OF_SITE = "2021-roha", "https://www.example.org/beeldbellen"
WAY = "De assistent biedt beeldbellen aan als de vraag geen onderzoek nodig heeft."
SEEN = b"\x89PNG\r\n\x1a\n what there was to see"


def test_a_year_of_video_calls(travelled: Site, come: Come, tmp_path: Path) -> None:
    travelled.move_to(FEBRUARY)
    page, lead = come(travelled, VIDEO.owner.email, script=False), come(travelled, ROHA_LEAD)
    assert states(page) == {"1a": "Nog niet", "1b": "Nog niet"}

    travelled.move_to(JUNE)
    describe(page)
    assert states(page) == {
        "1a": worked(PROGRAMME, "Een pagina die ROHA nog niet bekeek, is bijna genoeg"),
        "1b": worked(PROGRAMME, "Een uitleg zonder akkoord van ROHA telt nog niet"),
    }
    look_at_the_page(lead)
    agree(lead, "Beeldbellen in uw praktijk")
    assert set(states(page).values()) == {worked(PROGRAMME, "Een uitleg over beeldbellen die ROHA goedkeurde, telt")}
    tell_of_the_track(page)

    travelled.move_to(CLOSING)
    account(page, "Begin: Verantwoording insturen", tmp_path)
    agree(lead, "Verantwoording 2021: beeldbellen")
    assert states(page) == {"1a": "Gehaald", "1b": "Gehaald"}


def test_boards_with_partners(travelled: Site, come: Come, tmp_path: Path) -> None:
    """R114, R119: one doctor and one nurse; four boards are not enough, the fifth is."""
    travelled.move_to(IN_2022)
    page = come(travelled, BOARDS.owner.email, script=False)
    assert states(page) == {"1c": "Nog niet", "1d": "Nog niet"}

    take_part(page, "Leg vast: huisarts met cBoards", BOARDS.owner.name)
    assert states(page)["1c"] == worked(PROGRAMME, "Twee huisartsen zonder praktijkondersteuner is niet genoeg")
    nurse = next(worker.name for worker in BOARDS.workers if worker.function == "practice_nurse_somatic")
    take_part(page, "Leg vast: praktijkondersteuner met cBoards", nurse)
    assert states(page)["1c"] == worked(PROGRAMME, "Eén huisarts en één praktijkondersteuner met cBoards is genoeg")

    for number in range(1, 5):
        make_a_board(page, number)
    assert states(page)["1d"] == worked(PROGRAMME, "Vier boards is net niet genoeg")
    make_a_board(page, 5)
    assert states(page)["1d"] == worked(PROGRAMME, "Vijf boards is genoeg")
    account(page, "Verantwoording 2021: cBoards Ouderen", tmp_path)


# --- The track of video calls ---------------------------------------------------------------------------------------


def describe(page: Page) -> None:
    """R112, R113: the page of the website goes on the shelf once; how it is offered is told."""
    home(page)
    follow(page, "KPI's en bewijs")
    follow(page, "Voeg bewijs toe: pagina over beeldbellen")
    page.get_by_label("Of een link").fill(PAGE_OF_SITE)
    press(page, "Voeg toe")
    home(page)
    follow(page, "Beeldbellen in uw praktijk")
    expect(page.locator(".known")).to_contain_text("Dit weten wij al.")
    page.get_by_label("Hoe biedt u beeldbellen standaard als keuze aan?").fill(WAY)
    press(page, "Bewaar en controleer")
    press(page, "Teken en verstuur")
    expect(page.locator(".confirmation")).to_contain_text("Verstuurd.")


def tell_of_the_track(page: Page) -> None:
    """R116, R117."""
    home(page)
    follow(page, "Uw beeldbeltraject")
    page.get_by_label("Wanneer was het digitale intakegesprek?").fill("15-2-2021")
    page.get_by_label("Wanneer kwam ROHA in uw praktijk?").fill("18-3-2021")
    page.get_by_label("Welk programma adviseerde ROHA?").fill("Het programma in ons informatiesysteem")
    page.get_by_label("Het programma staat klaar in onze praktijk").click()
    page.get_by_label("Welke consulten kunt u goed met beeldbellen doen?").fill("Uitslagen en controles.")
    press(page, "Bewaar en controleer")
    press(page, "Teken en verstuur")


def account(page: Page, way: str, folder: Path) -> None:
    """What was done stands there; nothing is typed, and the owner signs."""
    home(page)
    follow(page, way)
    press(page, "Bewaar en controleer")
    assert heading(page) == "Controleer en verstuur"
    expect(page.locator(".sign-box")).to_contain_text("Uw praktijk haalde 2 van de 2 KPI’s.")
    press(page, "Teken en verstuur")
    expect(page.locator(".confirmation")).to_contain_text("Verstuurd.")
    assert download_of(page, "Download alle antwoorden", folder)[:5] == b"%PDF-"


# --- Boards ---------------------------------------------------------------------------------------------------------


def take_part(page: Page, link: str, who: str) -> None:
    home(page)
    follow(page, "KPI's en bewijs")
    follow(page, link)
    chosen = page.get_by_label("Medewerker").locator("option", has_text=who).get_attribute("value")
    page.get_by_label("Medewerker").select_option(chosen)
    press(page, "Leg vast")


def make_a_board(page: Page, number: int) -> None:
    """A number, and organisations: never somebody's name."""
    home(page)
    follow(page, "KPI's en bewijs")
    follow(page, "Leg vast: board")
    page.get_by_label("Welk nummer heeft het board?").fill(str(number))
    page.get_by_label("Welke partners uit de wijk doen mee?").fill("Buurtteam, wijkverpleging")
    press(page, "Leg vast")


# --- What the region does -------------------------------------------------------------------------------------------


def look_at_the_page(lead: Page) -> None:
    """R112: the region looks, notes the day, and keeps a copy of what it saw."""
    lead.goto("/regio/roha/bewijs/")
    go(lead, lead.locator("tbody tr", has_text=VIDEO.name).locator("a").first)
    lead.get_by_label("Afbeelding of pdf van wat u zag").set_input_files(
        {"name": "gezien.png", "mimeType": "image/png", "buffer": SEEN}
    )
    press(lead, "Noteer dat u keek")


def agree(lead: Page, form: str) -> None:
    lead.goto("/regio/roha/plannen/")
    go(lead, lead.locator("tbody tr", has_text=VIDEO.name).filter(has_text=form).locator("a").first)
    press(lead, "Geef akkoord")
