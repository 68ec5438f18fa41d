"""What people do on the pages, in as few words as a test needs."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Locator, Page, expect

from groeiruimte.actions.demo.sample_lists import Kind
from groeiruimte.programme.calendar import Quarter


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def heading(page: Page) -> str:
    """The one h1."""
    return page.locator("h1").inner_text()


def link(page: Page, text: str) -> Locator:
    """The first link whose text begins like this, the words for screen readers included."""
    return page.locator("a", has_text=re.compile(f"^{re.escape(text)}")).first


def go(page: Page, to: Locator) -> None:
    """Click on what leads to another page, and wait until that page is there."""
    with page.expect_navigation():
        to.click()


def press(page: Page, button: str) -> None:
    go(page, page.get_by_role("button", name=button, exact=True))


def follow(page: Page, text: str) -> None:
    go(page, link(page, text))


def choose_file(page: Page, name: str, content: bytes) -> None:
    kind = "text/csv" if name.endswith(".csv") else "application/octet-stream"
    page.get_by_label("Uw patiëntenlijst").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def deliver(page: Page, quarter: Quarter, content: bytes, name: str = "lijst.csv") -> str:
    """Hand a file over at the page of a quarter, from the first page of the practice; gives where its outcome is."""
    page.goto(urljoin(page.url, f"lijst/kwartaal/{quarter}/"))
    choose_file(page, name, content)
    press(page, "Controleer de lijst")
    expect(page).to_have_title("Uitkomst controle – Groeiruimte")
    return path_of(page)


def hand_in(page: Page) -> None:
    press(page, "Stuur aantallen in")
    expect(page.locator("h1")).to_have_text("Uw aantallen zijn binnen")


def fetch_sample(page: Page, quarter: Quarter, kind: Kind, folder: Path) -> Path:
    """Save a sample list from the demo's page of lists, as a visitor does; `page` shows that page."""
    with page.expect_download() as begun:
        link(page, f"{kind.title} van {quarter.label}").click()
    saved = folder / begun.value.suggested_filename
    begun.value.save_as(saved)
    return saved


def without_rows(content: bytes, *, keep: int) -> bytes:
    """The same csv with only its first rows, the header not counted."""
    return b"".join(content.splitlines(keepends=True)[: keep + 1])


def of_other_insurers(content: bytes) -> bytes:
    """The same csv with only the rows that no eligible insurer pays."""
    header, *rows = content.splitlines(keepends=True)
    return header + b"".join(row for row in rows if b";7119;" in row)
