"""Measures a page as it stands in the browser: axe, sideways scroll, small targets, the frame of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "selectors": False,
    "rules": {"target-size": {"enabled": True}},
}
_AXE = Axe().axe_script
_BREACHES = """async (asked) => (await axe.run(asked)).violations
  .flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`))"""

_SMALL_BUTTONS = """[...document.querySelectorAll('.button, .link-button, select, .field input, summary')]
  .filter((it) => it.checkVisibility({visibilityProperty: true}))
  .map((it) => [it, it.getBoundingClientRect(), it.matches('.button') ? 44 : 24])
  .filter(([it, box, least]) => Math.min(box.width, box.height) < least)
  .map(([it, box]) => `${it.outerHTML.slice(0, 80)}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""

_INLINE = """[...document.querySelectorAll('*')].flatMap((it) => {
  const name = it.tagName.toLowerCase()
  if (name === 'style') return ['<style>']
  if (name === 'script') return it.src || it.type === 'application/json' ? [] : ['<script>']
  return [...it.attributes].flatMap(({name: key, value}) =>
    key === 'style' || key.startsWith('on') ? [`<${name} ${key}>`]
      : value.trim().toLowerCase().startsWith('javascript:') ? [`<${name} ${key}=javascript:>`] : [])
})"""


# What another width can change: the rest of axe reads the same page again.
OF_THE_WIDTH = ("target-size", "scrollable-region-focusable", "bypass", "skip-link", "link-name", "button-name")


def breaches(page: Page, only: Sequence[str] = ()) -> list[str]:
    """What axe finds, a line for each place; empty when all is well. `only` names the rules to ask, else all."""
    if not page.evaluate("'axe' in window"):  # half a megabyte: once a page
        page.evaluate(_AXE)
    asked = {"runOnly": {"type": "rule", "values": list(only)}} if only else {}
    found: list[str] = page.evaluate(_BREACHES, _RULES | asked)
    return found


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def small_targets(page: Page) -> list[str]:
    """Buttons under 44 pixels and other controls under 24. Of links, axe knows which stand free enough (WCAG 2.5.8)."""
    found: list[str] = page.evaluate(_SMALL_BUTTONS)
    return found


def inline(page: Page) -> list[str]:
    """Style and code that stand in the page itself; the policy of the site forbids both."""
    found: list[str] = page.evaluate(_INLINE)
    return found
