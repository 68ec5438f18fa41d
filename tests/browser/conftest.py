"""One demo for each worker, fresh ones for who asks, and visitors whose every page is watched."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from .log_in import session_of
from .site import Site, copy_of, seeded_in, started
from .watch import Watch

WIDE, HIGH = 1280, 900
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
Come = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own chromium, which asks nobody anything."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "no chromium on this machine: `make chromium` installs it"
    return browser_type_launch_args | {"executable_path": chromium, "args": ["--no-sandbox", *_QUIET]}


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    base = tmp_path_factory.getbasetemp()
    return seeded_in(base if worker_id == "master" else base.parent)


@pytest.fixture(scope="session")
def site(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo of this worker. Its tests each have their own practice; none counts on what another did."""
    with started(copy_of(seeded, tmp_path_factory.mktemp("site") / "demo")) as running:
        yield running
    assert "trouble" not in running.said


@pytest.fixture
def fresh_site(seeded: Path, tmp_path: Path) -> Iterator[Site]:
    """A demo in which nobody did anything yet."""
    with started(copy_of(seeded, tmp_path / "demo")) as running:
        yield running
    assert "trouble" not in running.said


@pytest.fixture
def come(browser: Browser) -> Iterator[Come]:
    """`come(site, email, path)` opens the browser of somebody; `path` counts from the first page of that person.

    Without an address it is somebody who did not log in. Every page is watched to the end of the test.
    """
    with ExitStack() as visits:
        watches: list[Watch] = []

        def visit(site: Site, email: str = "", path: str = "", *, script: bool = True) -> Page:
            state, home = session_of(browser, site, email) if email else (None, "/")
            context = browser.new_context(
                base_url=site.address,
                storage_state=state,
                java_script_enabled=script,
                viewport={"width": WIDE, "height": HIGH},
                locale="nl-NL",
                timezone_id="Europe/Amsterdam",
            )
            visits.callback(context.close)
            watches.append(Watch(site.address))
            watches[-1].over(context)
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.goto(urljoin(home, path))
            return page

        yield visit
        assert [fault for watch in watches for fault in watch.faults] == []
