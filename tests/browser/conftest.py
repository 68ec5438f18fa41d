"""Two demos, and visitors whose every page is watched.

Opening a window takes the browser longer than showing a screen. Who only looks shares one window (`look`); who does
something for several pages has a window of its own (`come`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize

from tests.first_start import world_in

from .chromium import ARGUMENTS, chromium
from .good import good
from .log_in import session_of
from .look import HIGH, WIDE
from .site import Site, copy_of, prepared_in, started
from .watch import Watch

SIZE: ViewportSize = {"width": WIDE, "height": HIGH}
Come = Callable[..., Page]
State = Callable[..., None]
LAST_DAY = date(2022, 4, 20)
"""Of the demo that screens are looked at in: surveys that are open in it would close."""


@dataclass(frozen=True)
class Window:
    """A page in a browser that nobody used before, with a watch over all that it asks and hears."""

    context: BrowserContext
    page: Page
    watch: Watch


def opened(browser: Browser, site: Site, state: StorageState | None, *, script: bool) -> Window:
    context = browser.new_context(
        base_url=site.address,
        storage_state=state,
        java_script_enabled=script,
        viewport=SIZE,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
    )
    watch = Watch(site.address)
    watch.over(context)
    page = context.new_page()
    # From the beginning, for Space may be faster than who begins to wait for the window that it opens.
    page.on("filechooser", lambda _: None)
    page.set_default_timeout(20_000)
    return Window(context, page, watch)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own chromium."""
    return browser_type_launch_args | {"executable_path": chromium(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def judged() -> set[str]:
    """Texts on a background whose contrast was found good on another screen."""
    return set()


@pytest.fixture
def state(judged: set[str]) -> State:
    """`state(page, "Heading")` measures, halfway a journey, a screen in a state that only this journey leads to."""

    def measure(page: Page, shows: str, *, bright: int = 1, wrong: bool = False) -> None:
        good(page, shows, judged, bright=bright, wrong=wrong)
        page.set_viewport_size(SIZE)

    return measure


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared_in(tmp_path_factory.mktemp("seeded") / "demo", world_in(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def site(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo in which most is looked at. Its tests each have their own practice; none counts on what another did."""
    with started(copy_of(seeded, tmp_path_factory.mktemp("site") / "demo")) as running:
        running.until = LAST_DAY
        yield running
    assert "trouble" not in running.said


@pytest.fixture(scope="session")
def travelled(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A second demo, for years that are played from day to day, each by a practice of its own."""
    with started(copy_of(seeded, tmp_path_factory.mktemp("travelled") / "demo")) as running:
        yield running
    assert "trouble" not in running.said


@pytest.fixture
def come(browser: Browser) -> Iterator[Come]:
    """`come(site, email, path)` opens the browser of somebody; `path` counts from the first page of that person.

    Without an address it is somebody who did not log in. Every page is watched to the end of the test.
    """
    with ExitStack() as visits:
        windows: list[Window] = []

        def visit(site: Site, email: str = "", path: str = "", *, script: bool = True) -> Page:
            state, home = session_of(site, email) if email else (None, "/")
            windows.append(opened(browser, site, state, script=script))
            visits.callback(windows[-1].context.close)
            windows[-1].page.goto(urljoin(home, path))
            return windows[-1].page

        yield visit
        assert [fault for window in windows for fault in window.watch.faults] == []


@pytest.fixture(scope="session")
def shared(browser: Browser, site: Site) -> Iterator[dict[bool, Window]]:
    """The windows that are open for who looks: one with scripts, one without."""
    windows: dict[bool, Window] = {}
    yield windows
    for window in windows.values():
        window.context.close()


@pytest.fixture
def look(browser: Browser, shared: dict[bool, Window]) -> Iterator[Come]:
    """As `come`, for one page at a time: everybody looks through the same window, with cookies of their own.

    Only for the first demo.
    """
    for window in shared.values():
        window.watch.faults.clear()

    def visit(site: Site, email: str = "", path: str = "", *, script: bool = True) -> Page:
        state, home = session_of(site, email) if email else (None, "/")
        window = shared.get(script) or shared.setdefault(script, opened(browser, site, None, script=script))
        for other in window.context.pages:
            if other is not window.page:
                other.close()
        window.context.clear_cookies()
        if state:
            window.context.add_cookies(state["cookies"])
        if window.page.viewport_size != SIZE:
            window.page.set_viewport_size(SIZE)
        window.page.goto(urljoin(home, path))
        return window.page

    yield visit
    assert [fault for window in shared.values() for fault in window.watch.faults] == []
