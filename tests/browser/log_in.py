"""Logging in the ordinary way, once for each person on a site: a password is slow to check by design."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, StorageState

from groeiruimte.actions.demo.accounts import PASSWORD

from .deeds import press
from .site import Site

FRESH = 300.0
"""Seconds. After ten minutes some pages ask to confirm who it is, also on a slow machine."""


def log_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/account/inloggen/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    press(page, "Log in")


def session_of(browser: Browser, site: Site, email: str) -> tuple[StorageState, str]:
    """Cookies of somebody who logged in, and the page where that person begins."""
    if email not in site.sessions or time.monotonic() - site.sessions[email][2] > FRESH:
        context = browser.new_context(base_url=site.address)
        page = context.new_page()
        log_in(page, email)
        site.sessions[email] = (context.storage_state(), urlsplit(page.url).path, time.monotonic())
        context.close()
    state, home, _ = site.sessions[email]
    return state, home
