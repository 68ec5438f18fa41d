"""Counts in the browser itself what a journey costs: clicks, fields and characters that were typed, pages.

`budgets.json` holds the most that each may take, from the first page (P01) on. Choosing a file in the window of the
system counts as a click. Who types goes from field to field with the tab key: a field is not clicked first. A journey
that needs more than its budget is redesigned; the budget does not grow.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

BUDGETS: dict[str, dict[str, int]] = json.loads((Path(__file__).parent / "budgets.json").read_text())

_COUNT = """{
const typed = (it) => it.matches('textarea, input:not([type=radio], [type=checkbox], [type=file], [type=hidden])')
addEventListener('pointerdown', () => tally('clicks', 1), true)
addEventListener('change', (event) => event.target.type === 'file' && tally('clicks', 1), true)
addEventListener('beforeinput', (event) => tally('characters', (event.data || '').length), true)
addEventListener('input', ({target}) => typed(target) && tallyField(location.pathname + ' ' + target.name), true)
}"""


@dataclass
class Spent:
    """What was done since the counting began; a field counts once, however often somebody types in it."""

    numbers: Counter[str] = field(default_factory=Counter)
    fields: set[str] = field(default_factory=set)

    def add(self, kind: str, number: int) -> None:
        self.numbers[kind] += number

    def type_in(self, name: str) -> None:
        self.fields.add(name)

    def of(self, kind: str) -> int:
        return len(self.fields) if kind == "fields" else self.numbers[kind]

    def again(self) -> None:
        """Begin at nothing, for the next journey on the same page."""
        self.numbers.clear()
        self.fields.clear()


def counting(page: Page) -> Spent:
    """What somebody does on a page from its next load on; that load is not counted."""
    spent = Spent()
    page.expose_function("tally", spent.add)
    page.expose_function("tallyField", spent.type_in)
    page.add_init_script(_COUNT)
    page.reload()
    page.on("domcontentloaded", lambda _: spent.add("pages", 1))
    return spent


def over(journey: str, spent: Spent) -> dict[str, int]:
    """By how much a journey is over its budget; empty when it keeps to it."""
    assert spent.of("pages") > 0
    assert spent.of("clicks") > 0
    return {kind: spent.of(kind) - most for kind, most in BUDGETS[journey].items() if spent.of(kind) > most}
