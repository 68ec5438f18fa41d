"""A list, the rows of a form and evidence with the keyboard alone; one always sees where one is."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from groeiruimte.actions.demo.sample_lists import GOOD_CSV

from .conftest import Come
from .people import KEYBOARD, Q2, ROWS, content_of
from .site import APRIL_5, Site

_MOST_STOPS = 60
_ROW_STOPS = 6
"""A row has an idea and two choices; then a button to take it away."""
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_WHERE = """(() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getClientRects()[0]
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2], there = document.elementFromPoint(x, y)
  const faults = []
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 3) faults.push('has no ring')
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) faults.push('is out of sight')
  else if (there !== it && !it.contains(there)) faults.push(`lies under ${there.outerHTML.slice(0, 60)}`)
  return {text: (it.labels?.[0] ?? it).innerText.trim().replace(/\\s+/g, ' '), id: it.id, faults}
})()"""


@dataclass
class Keys:
    """Somebody with only a keyboard. `lost` are the places where the focus could not be seen."""

    page: Page
    lost: list[str] = field(default_factory=list)

    def next(self) -> str:
        """The text of what has the focus after Tab."""
        self.page.keyboard.press("Tab")
        here = self.page.evaluate(_WHERE)
        self.lost += [f"{here['text']} {fault}" for fault in here["faults"]]
        return str(here["text"])

    def to(self, text: str) -> int:
        """Tab until this has the focus; gives how many stops that took."""
        for stops in range(1, _MOST_STOPS):
            if self.next().startswith(text):
                return stops
        raise AssertionError(f"{text} is not to be reached")

    def enter(self) -> None:
        """Go where the focus leads."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def skip(self) -> None:
        """Over the header and the menu, as the first stop of every page offers."""
        assert self.next() == "Ga naar de inhoud"
        self.page.keyboard.press("Enter")
        expect(self.page.locator("main")).to_be_focused()


def test_a_list_delivered_without_a_mouse(site: Site, come: Come) -> None:
    site.move_to(APRIL_5)
    page = come(site, KEYBOARD.manager.email)
    keys = Keys(page)

    keys.skip()
    assert keys.to("Begin") == 1
    keys.enter()
    expect(page.locator("h1")).to_have_text("Patiëntenlijst aanleveren")

    keys.skip()
    assert keys.to("Uw patiëntenlijst") == 1
    with page.expect_file_chooser() as window:
        page.keyboard.press("Space")
    content = content_of(KEYBOARD, Q2, GOOD_CSV)
    window.value.set_files({"name": "lijst.csv", "mimeType": "text/csv", "buffer": content})
    assert keys.to("Controleer de lijst") == 1
    keys.enter()
    expect(page.locator("h1")).to_have_text("Uitkomst controle")

    keys.skip()
    keys.to("Stuur aantallen in")
    keys.enter()
    expect(page.locator("h1")).to_have_text("Uw aantallen zijn binnen")

    keys.to("Bekijk de vergoeding")  # the page came back at its content: that is where somebody was
    keys.enter()
    expect(page.locator("h1")).to_have_text("Vergoeding kwartaal 2 van 2022")
    keys.to("Zilveren Kruis")
    page.keyboard.press("Enter")
    expect(page.locator("details.amount").first).to_have_attribute("open", "")
    assert keys.lost == []


def test_rows_come_and_go_without_a_mouse(site: Site, come: Come) -> None:
    """After a row came or went, one goes on at that table, and what was typed is there."""
    site.move_to(APRIL_5)
    page = come(site, ROWS.manager.email, "formulier/inventory/")
    keys, rows, idea = Keys(page), page.locator("fieldset.row"), page.get_by_label("Idee")

    keys.skip()
    keys.to("Idee")
    page.keyboard.type("Vaste tijden voor terugbellen")
    keys.to("Hoeveel levert het op?")
    page.keyboard.type("Veel")
    keys.to("Voeg een regel toe")
    keys.enter()
    expect(rows).to_have_count(2)

    keys.to("Idee")
    assert keys.to("Idee") < _ROW_STOPS
    page.keyboard.type("Nieuwe indeling van de voorraadkast")
    keys.to("Haal regel 2 weg")
    keys.enter()
    expect(rows).to_have_count(1)
    assert (idea.input_value(), page.get_by_label("Hoeveel levert het op?").input_value()) == (
        "Vaste tijden voor terugbellen",
        "Veel",
    )
    assert keys.lost == []


def test_evidence_with_a_file_without_a_mouse(site: Site, come: Come) -> None:
    site.move_to(APRIL_5)
    page = come(site, KEYBOARD.manager.email, "bewijs/nieuw/")
    keys = Keys(page)
    keys.skip()
    keys.to("Bestand")
    with page.expect_file_chooser() as window:
        page.keyboard.press("Space")
    window.value.set_files({"name": "folder.pdf", "mimeType": "application/pdf", "buffer": _PDF})
    keys.to("Voeg toe")
    keys.enter()
    expect(page.locator("h1")).to_have_text("Uw bewijzen")
    expect(page.locator(".proof")).to_contain_text("folder")
    assert keys.lost == []


def test_every_stop_of_a_long_page_is_seen(site: Site, come: Come) -> None:
    """From the top of the page of the style to its end: it has every control that there is."""
    page = come(site, path="/stijl")
    page.locator(".skip-link").focus()
    keys, stops = Keys(page), [""]
    while stops[-1] != "Status":
        stops.append(keys.next())
    assert len(stops) > _MOST_STOPS
    assert keys.lost == []
