"""Logging in the ordinary way, once for each person on a site: a password is slow to check by design."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, StorageState

from groeiruimte.actions.demo.accounts import PASSWORD

from .site import Site


def log_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/account/inloggen/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def session_of(browser: Browser, site: Site, email: str) -> tuple[StorageState, str]:
    """Cookies of somebody who logged in, and the page where that person begins."""
    if email not in site.sessions:
        context = browser.new_context(base_url=site.address)
        page = context.new_page()
        log_in(page, email)
        site.sessions[email] = (context.storage_state(), urlsplit(page.url).path)
        context.close()
    return site.sessions[email]
