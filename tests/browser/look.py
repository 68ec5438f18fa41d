"""Measures a page as it stands in the browser: axe, sideways scroll, small targets, the frame of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, HIGH = 1280, 900
NARROW, PHONE = 320, 390

_RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "selectors": False,
    "rules": {"target-size": {"enabled": True}},
}
_AXE = Axe().axe_script
# Half a megabyte: carried to the browser once for each window, which keeps it for its next pages. Nothing comes back
# from a page that axe has yet to be carried to.
_CARRY = """(axe) => {
  (0, eval)(axe)
  try { localStorage.setItem('axe', axe) } catch { /* a page without an address keeps nothing */ }
}"""
_BREACHES = """async ({asked, looks}) => {
  try { if (!('axe' in window)) (0, eval)(localStorage.getItem('axe') ?? '') } catch { /* the same */ }
  if (!('axe' in window)) return null
  if (looks) {
    for (const look of looks) colours.get(look).dataset.contrast = 'ask'
    axe.configure({rules: [{id: 'color-contrast', selector: '[data-contrast=ask]'}]})
  }
  return (await axe.run(asked)).violations
    .flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`))
}"""

# What the contrast of a text follows from: its colour, size and weight, and every background up to one that hides the
# rest; what is placed over something else counts with its class.
_COLOURS = """() => {
  const [backs, found] = [new Map(), new Map()]
  const back = (it) => {
    if (!it) return ''
    if (!backs.has(it)) {
      const {backgroundColor, backgroundImage, opacity, position} = getComputedStyle(it)
      const over = position === 'static' ? '' : `${position} ${it.className}`
      const own = [backgroundColor, backgroundImage, opacity, over].join(' ')
      const hides = backgroundColor.startsWith('rgb(') && opacity === '1' && !over
      backs.set(it, hides ? own : `${own} < ${back(it.parentElement)}`)
    }
    return backs.get(it)
  }
  const says = (it) => it.matches('input, select, textarea')
    || [...it.childNodes].some((child) => child.nodeType === 3 && child.data.trim())
  for (const it of document.body.querySelectorAll('*')) {
    if (!says(it) || !it.checkVisibility({visibilityProperty: true})) continue
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(it)
    const look = [it.tagName, it.className, color, fontSize, fontWeight, textShadow, back(it)].join(' | ')
    if (!found.has(look)) found.set(look, it)
  }
  window.colours = found
  return [...found.keys()]
}"""

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


_FRAME = """() => ({
  title: document.title,
  headings: [...document.querySelectorAll('h1')].map((it) => it.innerText),
  bright: document.querySelectorAll('main .button:not(.button--quiet, .button--warn)').length,
})"""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every screen has once: its name, a heading, and at most one next step (`bright` buttons)."""

    title: str
    headings: list[str]
    bright: int


def frame(page: Page) -> Frame:
    return Frame(**page.evaluate(_FRAME))


# What another width can change: the rest of axe reads the same page again.
OF_THE_WIDTH = ("target-size", "scrollable-region-focusable", "bypass", "skip-link", "link-name", "button-name")


def breaches(page: Page, only: Sequence[str] = (), judged: set[str] | None = None) -> list[str]:
    """What axe finds, a line for each place; empty when all is well. `only` names the rules to ask, else all.

    Contrast is most of the work of axe and the same on every page: with `judged` it is asked once for each pair of text
    and background, of texts that were not seen before. What was found good is added to it.
    """
    looks = None if judged is None else set(page.evaluate(_COLOURS)) - judged
    ask = {
        "asked": _RULES | ({"runOnly": {"type": "rule", "values": list(only)}} if only else {}),
        "looks": None if looks is None else sorted(looks),
    }
    found: list[str] | None = page.evaluate(_BREACHES, ask)
    if found is None:
        page.evaluate(_CARRY, _AXE)
        found = page.evaluate(_BREACHES, ask)
    assert found is not None
    if judged is not None and looks and not found:
        judged |= looks
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


def amiss(page: Page, judged: set[str] | None = None) -> dict[str, list[str]]:
    """All that holds for every screen, and does not here; empty when all is well. Leaves the window as a phone's.

    At 320 pixels, which is 400% of zoom, nothing may ask to scroll sideways; at 390 a thumb must hit it.
    """
    found = {"inline": inline(page), "wide": breaches(page, judged=judged)}
    page.set_viewport_size({"width": NARROW, "height": HIGH})
    wider = sideways(page)
    found |= {"narrow": breaches(page, OF_THE_WIDTH), "sideways": [f"{wider} pixels"] if wider > 0 else []}
    page.set_viewport_size({"width": PHONE, "height": HIGH})
    found["small"] = small_targets(page)
    return {what: where for what, where in found.items() if where}
