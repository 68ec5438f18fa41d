"""Logging in the ordinary way, where a test is about that, and being logged in already everywhere else."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page, StorageState

from groeiruimte.actions.demo.accounts import PASSWORD

from .deeds import press
from .site import Site


def log_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/account/inloggen/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    press(page, "Log in")


def session_of(site: Site, email: str) -> tuple[StorageState, str]:
    """The cookie of somebody who is logged in (see prepare.py), and the page where that person begins."""
    key = site.sessions[email]
    home = site.once(f"first page of {email}", lambda: site.leads_to("/", f"session={key}"))
    host = urlsplit(site.address).hostname or ""
    rest = {"domain": host, "path": "/", "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    return {"cookies": [{"name": "session", "value": key, **rest}], "origins": []}, home  # type: ignore[typeddict-item]
