"""The second step of logging in: an app with codes, and a passkey that needs no password at all."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

from playwright.sync_api import Page, expect

from .conftest import Come
from .deeds import follow, heading, press
from .log_in import log_in
from .look import breaches
from .people import APP, PASSKEY
from .site import APRIL_5, Site


def code_now(secret: str) -> str:
    """The six digits that an app shows (RFC 6238)."""
    while 30 - time.time() % 30 < 3:  # a code that is about to end may be over before it arrives
        time.sleep(0.2)
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_an_app_with_codes(site: Site, come: Come) -> None:
    site.move_to(APRIL_5)
    page = come(site, APP.manager.email, "/account/app/instellen/")
    page.get_by_text("Scannen lukt niet").click()
    page.locator("[name=code]").fill(code_now(page.locator(".steps code").inner_text()))
    press(page, "Zet de tweede stap aan")
    assert heading(page) == "Uw noodcodes"
    codes = page.locator(".codes li").all_inner_texts()
    found = breaches(page)
    for path in ("/account/veilig/", "/account/noodcodes/maken/", "/account/app/stoppen/", "/account/bevestigen/code/"):
        page.goto(path)
        found += breaches(page)

    press(page, "Log uit")
    log_in(page, APP.manager.email)
    assert heading(page) == "Bevestig dat u het bent"
    found += breaches(page)
    page.locator("[name=code]").fill("000000")
    press(page, "Log in")
    assert page.title() == "Fout: Tweede stap – Groeiruimte"
    found += breaches(page)
    page.locator("[name=code]").fill(codes[0])
    press(page, "Log in")
    assert (len(codes), heading(page), found) == (10, "Mijn jaar 2022", [])


def test_a_passkey_instead_of_a_password(site: Site, come: Come) -> None:
    site.move_to(APRIL_5)
    page = come(site, PASSKEY.manager.email)
    give_key(page)
    page.goto("/account/passkeys/toevoegen/")
    page.get_by_label("Naam").fill("telefoon")
    page.get_by_label("Ik wil inloggen met alleen deze passkey").check()
    press(page, "Voeg de passkey toe")
    expect(page.locator("h1")).not_to_have_text("Voeg een passkey toe")
    page.goto("/account/passkeys/")
    assert page.locator("tbody th").all_inner_texts() == ["telefoon"]
    found = breaches(page)
    for deed in ("Wijzig de naam van telefoon", "Haal weg: telefoon"):
        page.goto("/account/passkeys/")
        follow(page, deed)
        found += breaches(page)

    press(page, "Log uit")
    page.goto("/account/inloggen/")
    press(page, "Log in met een passkey")
    expect(page.locator("h1")).to_have_text("Mijn jaar 2022")
    assert found == []


def give_key(page: Page) -> None:
    """A key in the browser that says yes by itself, as a finger on a telephone does."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})
