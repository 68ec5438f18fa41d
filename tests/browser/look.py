"""Measures a page as it stands in the browser: axe, sideways scroll, small targets, the frame of a screen."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_AXE = Axe()

# Links inside a sentence are exempt (WCAG 2.5.8); so is what is not to be seen until it has the focus.
_SMALL = """(() => {
  const inSentence = (it) => getComputedStyle(it).display === 'inline' && it.tagName === 'A'
    && [...it.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
  const name = (it) => `${it.className || it.name || it.tagName} "${it.innerText.trim().slice(0, 30)}"`
  const least = (it) => it.matches('.button:not(.button--quiet)') ? 44 : 24
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((it) => it.checkVisibility({visibilityProperty: true}) && !it.closest('.visually-hidden, .skip-link'))
    .filter((it) => !inSentence(it))
    .map((it) => [it, it.getBoundingClientRect()])
    .filter(([it, box]) => Math.min(box.width, box.height) < least(it))
    .map(([it, box]) => `${name(it)}: ${Math.round(box.width)} x ${Math.round(box.height)}`)
})()"""


def breaches(page: Page) -> list[str]:
    """What axe finds, a line for each place; empty when all is well."""
    found: list[dict[str, Any]] = _AXE.run(page, options=_RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def small_targets(page: Page) -> list[str]:
    """What can be clicked and is under 24 pixels, or for the primary button under 44."""
    found: list[str] = page.evaluate(_SMALL)
    return found
