"""Takes the pictures of the README from a demo that runs: `make pictures`.

Plays what the pictures need (a list with mistakes, then the good one) and crops to what matters.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))  # the tests are no package that is installed

from groeiruimte.actions.demo.sample_lists import FAULTY, GOOD  # noqa: E402 - after the path
from groeiruimte.actions.demo.world import OUTCOME, REPORT_READY  # noqa: E402
from tests.browser.chromium import chromium  # noqa: E402
from tests.browser.deeds import deliver, follow, hand_in  # noqa: E402
from tests.browser.log_in import log_in  # noqa: E402
from tests.browser.people import LEAD, PROJECT_LEAD, PURCHASER, Q2, RIJNMOND, UTRECHT, content_of  # noqa: E402
from tests.browser.site import Site, started  # noqa: E402

DESK, PHONE = 1280, 390
MARGIN = 12
TALLEST, HEAVIEST = 1440, 250_000


@dataclass(frozen=True)
class Camera:
    """Takes pictures of what somebody sees on a desk or a phone."""

    browser: Browser
    site: Site

    def look(self, email: str, width: int) -> Page:
        context = self.browser.new_context(
            base_url=self.site.address, viewport={"width": width, "height": 900}, locale="nl-NL"
        )
        page = context.new_page()
        log_in(page, email)
        return page

    def take(self, page: Page, name: str, *, until: str, since: str = "body") -> None:
        """From just above `since` to where `until` begins."""
        page.evaluate("scrollTo(0, 0)")  # boxes count from the window
        top, end = page.locator(since).first.bounding_box(), page.locator(until).first.bounding_box()
        assert top is not None, since
        assert end is not None, until
        width = page.viewport_size["width"] if page.viewport_size else DESK
        start = max(0, top["y"] - MARGIN)
        height = end["y"] - start
        path = HERE / f"{name}.png"
        page.screenshot(path=path, full_page=True, clip={"x": 0, "y": start, "width": width, "height": height})
        assert height <= TALLEST, f"{path.name} is {height} pixels high"
        assert path.stat().st_size <= HEAVIEST, f"{path.name} is {path.stat().st_size} bytes"


def pictures(camera: Camera) -> None:
    """P01, P20, P07, P17, P19, P12 with a bad list, P13 after the good one, R07 after a quarter, R01, R04 and V01."""
    lead = LEAD.manager.email
    kpis = camera.look(lead, DESK)
    follow(kpis, "KPI's en bewijs")
    camera.take(kpis, "kpis", until="h2:has-text('Vastleggen')")
    plan = camera.look(UTRECHT.manager.email, DESK)
    follow(plan, "Plan")
    camera.take(plan, "plan", since="h2:has-text('Fasen')", until="h3 >> nth=1")
    camera.take(camera.look(lead, DESK), "my-year", until="h2:has-text('Het jaar')")
    camera.take(camera.look(lead, PHONE), "my-year-phone", until="h2:has-text('Uitvoeren')")

    report = camera.look(RIJNMOND[REPORT_READY].manager.email, DESK)
    report.goto(urljoin(report.url, "scan/ict_scan/rapport/"))
    camera.take(report, "scan-report", since="#rapport-kort", until=".scan-report .card >> nth=1")
    outcome = camera.look(RIJNMOND[OUTCOME].manager.email, DESK)
    outcome.goto(urljoin(outcome.url, "vragenlijsten/"))
    follow(outcome, "Nulmeting")
    camera.take(outcome, "survey-outcome", until="table")

    desk, phone = camera.look(lead, DESK), camera.look(lead, PHONE)
    home = desk.url
    phone.goto(deliver(desk, Q2, content_of(LEAD, Q2, FAULTY), "patientenlijst.xlsx"))
    camera.take(desk, "outcome", until=".finding >> nth=4")
    camera.take(phone, "outcome-phone", until=".finding >> nth=1")

    desk.goto(home)
    deliver(desk, Q2, content_of(LEAD, Q2, GOOD), "patientenlijst.xlsx")
    hand_in(desk)
    follow(desk, "Bekijk de vergoeding")
    desk.locator("details.amount summary").first.click()
    camera.take(desk, "entitlement", since=".title", until=".facts div:has-text('Uitbetaling')")

    region = camera.look(PROJECT_LEAD, DESK)
    camera.take(region, "work-queue", until="footer")
    region.goto(region.url.replace("werkvoorraad", "lijsten"))
    follow(region, "Kwartaal 1")
    camera.take(region, "region-lists", until="tbody tr >> nth=6")
    region.goto(region.url.partition("lijsten")[0] + "stand/?doelstelling=A")
    camera.take(region, "heat-map", until="tbody tr >> nth=8")
    camera.take(camera.look(PURCHASER, DESK), "insurer", until="footer")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="groeiruimte-pictures-"))
    with ExitStack() as after:
        after.callback(shutil.rmtree, folder, ignore_errors=True)
        site = after.enter_context(started(folder))
        # Not with what saves work in tests: drawn in one layer, a whole page is never ready for its picture.
        browser = after.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium(), args=["--no-sandbox"]
        )
        after.callback(browser.close)
        pictures(Camera(browser, site))


if __name__ == "__main__":
    main()
