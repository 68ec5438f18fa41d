"""What a screen is, and the small deeds that lead to its states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page

from .. import deeds
from ..site import APRIL_5, Site

DECEMBER_15, APRIL_20, NEXT_YEAR = date(2021, 12, 15), date(2022, 4, 20), date(2023, 1, 15)
Deed = Callable[[Site, Page], object]


@dataclass(frozen=True)
class Screen:
    """`path` counts from the first page of `who`, nobody when empty; `deed` does there what the screen answers to.

    `shows` is how the heading begins, so that a test cannot look at another page. `bright` is how many primary buttons
    there are: one, or none where there is nothing to do.
    """

    name: str
    who: str
    path: str
    shows: str
    deed: Deed | None = None
    day: date = APRIL_5
    bright: int = 1

    def visit(self, site: Site, come: Callable[..., Page], *, script: bool = True) -> Page:
        """Bring somebody to this screen; `come` is the fixture."""
        site.move_to(self.day)
        page = come(site, self.who, self.path, script=script)
        if self.deed:
            self.deed(site, page)
        return page


def then(*deeds: Deed) -> Deed:
    def all_of_them(site: Site, page: Page) -> None:
        for deed in deeds:
            deed(site, page)

    return all_of_them


def press(button: str) -> Deed:
    return lambda _, page: deeds.press(page, button)


def follow(text: str) -> Deed:
    return lambda _, page: deeds.follow(page, text)


def fill(**typed: str) -> Deed:
    """Fill in fields by the name that the form gives them."""

    def deed(_: Site, page: Page) -> None:
        for name, value in typed.items():
            page.locator(f'input[name="{name}"]:not([type=hidden]), textarea[name="{name}"]').fill(value)

    return deed


def tick(*labels: str) -> Deed:
    def deed(_: Site, page: Page) -> None:
        for label in labels:
            page.get_by_label(label).check()

    return deed


def row_of(text: str, table: int = 0) -> Deed:
    """Follow the first link of the row in which this stands; `table` counts from the first one of the page."""

    def deed(_: Site, page: Page) -> None:
        row = page.locator("table").nth(table).locator("tbody tr", has_text=text).first
        deeds.go(page, row.locator("a").first)

    return deed


def made(name: str, make: Callable[[Site, Page], str]) -> Deed:
    """Go to what was made before on this site, or make it now."""
    return lambda site, page: page.goto(site.once(name, lambda: make(site, page)))
