"""Every screen, measured: axe, a narrow window, a phone, a heading, one next step, and what was filled in wrongly."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from .conftest import HIGH, WIDE, Come
from .look import OF_THE_WIDTH, breaches, inline, sideways, small_targets
from .screens import SCREENS, Screen
from .site import Site
from .test_errors import WRONG, told_first


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_for_everybody(screen: Screen, site: Site, look: Come) -> None:
    """At 320 pixels, which is 400% of zoom, nothing may ask to scroll sideways; at 390 a thumb must hit it."""
    page = screen.visit(site, look)
    assert page.locator("h1").inner_text().startswith(screen.shows)
    if screen.name in WRONG:
        told_first(page)
    found = {"inline": inline(page), "wide": breaches(page)}
    page.set_viewport_size({"width": 320, "height": HIGH})
    found |= {"narrow": breaches(page, OF_THE_WIDTH), "sideways": [str(sideways(page))] if sideways(page) > 0 else []}
    page.set_viewport_size({"width": 390, "height": HIGH})
    found["small"] = small_targets(page)
    assert {what: where for what, where in found.items() if where} == {}
    page.set_viewport_size({"width": WIDE, "height": HIGH})
    headings, bright = page.locator("h1").count(), page.locator("main .button:not(.button--quiet, .button--warn)")
    assert (headings, bright.count(), page.title().endswith(" – Groeiruimte")) == (1, screen.bright, True)


def test_what_is_wrong_would_be_found(browser: Browser) -> None:
    with browser.new_context(viewport={"width": 320, "height": HIGH}) as context:
        page = context.new_page()
        page.set_content(_WRONG)
        rules = {line.partition(":")[0] for line in breaches(page)}
        assert {"button-name", "color-contrast", "image-alt", "label", "target-size"} <= rules
        assert sideways(page) == 400 - 320
        assert [line.rpartition(": ")[2] for line in small_targets(page)] == ["100 x 43", "20 x 20"]


_WRONG = """<!doctype html><html lang="nl"><title>x</title><style>* {margin: 0; padding: 0; border: 0}</style>
<main style="width: 400px"><h1>x</h1><img src="data:,x"><p style="color: #999">grijs</p><input>
<button class="button" style="width: 100px; height: 43px; display: block">Stuur in</button>
<button class="link-button" style="width: 20px; height: 20px"></button><a href="#" style="display: inline-block">1</a>
</main>"""
