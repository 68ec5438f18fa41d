"""Every screen, measured: axe, a narrow window, a phone, a heading, one next step, and what was filled in wrongly."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from .conftest import LAST_DAY, Come
from .good import good
from .look import HIGH, NARROW, breaches, sideways, small_targets
from .screens import SCREENS, Screen
from .site import Site
from .test_errors import WRONG


def of(screens: list[Screen]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("screen", screens, ids=lambda screen: screen.name)


@of([screen for screen in SCREENS if screen.day <= LAST_DAY])
def test_a_screen_for_everybody(screen: Screen, site: Site, look: Come, judged: set[str]) -> None:
    good(screen.visit(site, look), screen.shows, judged, bright=screen.bright, wrong=screen.name in WRONG)


@of([screen for screen in SCREENS if screen.day > LAST_DAY])
def test_a_screen_of_later(screen: Screen, travelled: Site, come: Come, judged: set[str]) -> None:
    """No day comes back as it was, so these are not looked at in the demo of the others."""
    good(screen.visit(travelled, come), screen.shows, judged, bright=screen.bright, wrong=screen.name in WRONG)


def test_what_is_wrong_would_be_found(browser: Browser) -> None:
    with browser.new_context(viewport={"width": NARROW, "height": HIGH}) as context:
        page = context.new_page()
        page.set_content(_WRONG)
        rules = {line.partition(":")[0] for line in breaches(page, judged=set())}
        assert {"button-name", "color-contrast", "image-alt", "label", "target-size"} <= rules
        assert sideways(page) == 400 - NARROW
        assert [line.rpartition(": ")[2] for line in small_targets(page)] == ["100 x 43", "20 x 20"]


def test_contrast_is_asked_of_every_text_that_looks_new(browser: Browser) -> None:
    """Once a text on a background was found good, only what looks otherwise is asked: in colour, behind it, in size."""
    page, judged = browser.new_page(), set[str]()
    page.set_content(_TEXT)
    assert breaches(page, judged=judged) == []
    for style in ("color: #999", "color: #555", "color: #555; font-size: 12px"):
        page.set_content(_TEXT.replace("<p>", f'<p style="{style}">'))
        faint = [line.partition(":")[0] for line in breaches(page, judged=judged)]
        assert faint == (["color-contrast"] if "#999" in style else []), style
    page.set_content(_TEXT.replace("<main>", '<main style="background: #333">'))
    assert {line.partition(":")[0] for line in breaches(page, judged=judged)} == {"color-contrast"}
    page.close()


_TEXT = """<!doctype html><html lang="nl"><title>x</title><main><h1>x</h1><p>tekst</p></main></html>"""
_WRONG = """<!doctype html><html lang="nl"><title>x</title><style>* {margin: 0; padding: 0; border: 0}</style>
<main style="width: 400px"><h1>x</h1><img src="data:,x"><p style="color: #999">grijs</p><input>
<button class="button" style="width: 100px; height: 43px; display: block">Stuur in</button>
<button class="link-button" style="width: 20px; height: 20px"></button><a href="#" style="display: inline-block">1</a>
</main>"""
