"""What the journeys through a whole year share: the first page, the KPIs and the door of a training."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from groeiruimte.programme.calendar import long_date

from .deeds import go, path_of, press

IN_WORDS = {"met": "Gehaald", "nearly": "Bijna", "not_yet": "Nog niet"}
_DEFINITIONS = Path(__file__).parents[2] / "definitions/zilveren-kruis"


def home(page: Page) -> None:
    """The first page of the practice, where every journey begins."""
    page.goto(re.sub(r"(/praktijk/\w+/).*", r"\1", page.url))


def states(page: Page) -> dict[str, str]:
    """How every KPI that is asked of the practice stands, as its page of KPIs says; back to where we were."""
    before = page.url
    page.goto(re.sub(r"(/praktijk/\w+/).*", r"\1kpi/", page.url))
    found = {}
    for row in page.locator(".kpis").first.locator(".kpi__top").all():
        key = re.sub(r".*/kpi/(\w+)/.*", r"\1", row.locator("a").get_attribute("href") or "")
        found[key] = row.locator(".status").inner_text()
    page.goto(before)
    return found


def worked(programme: str, name: str) -> str:
    """What a worked example of a definition expects of a KPI, in the words of the page."""
    cases = tomllib.loads((_DEFINITIONS / f"{programme}.cases.toml").read_text())["case"]
    (case,) = [case for case in cases if case["name"] == name]
    return IN_WORDS[case["expect"]["state"]]


def code_at_the_door(lead: Page, region: str, title: str, day: date) -> str:
    """The code of a day, for who leads it."""
    lead.goto(f"/regio/{region}/scholing/")
    go(lead, lead.locator("main a", has_text=title).first)
    if "/dag/" not in path_of(lead):
        go(lead, lead.locator("main tbody tr", has_text=long_date(day)).locator("a").first)
    go(lead, lead.locator(".actions a", has_text=re.compile("^(Open de deur|Toon de code)$")))
    if lead.get_by_role("button", name="Open de deur").is_visible():
        press(lead, "Open de deur")
    return lead.locator(".door__digits").inner_text().replace(" ", "")


def download_of(page: Page, name: str, folder: Path) -> bytes:
    """What comes of a link that downloads."""
    with page.expect_download() as begun:
        page.get_by_text(name).first.click()
    begun.value.save_as(folder / "paper")
    return (folder / "paper").read_bytes()
