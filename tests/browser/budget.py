"""Counts in the browser itself what a journey costs: clicks, fields and characters that were typed, pages.

`budgets.json` holds the most that each may take, from the first page (P01) on. Choosing a file in the window of the
system counts as a click. Who types goes from field to field with the tab key: a field is not clicked first. A journey
that needs more than its budget is redesigned; the budget does not grow.

What a journey takes in seconds is worked out of the same counts and of the words that stand on its pages. A line that
stood on an earlier page is known: somebody sees what it is without reading it again, three times as fast.
- Reading: people read 238 words a minute in silence (Brysbaert 2019, 190 studies); we take 200.
- A click: pointing takes 1.1 seconds and pressing 0.2 (Card, Moran and Newell 1980); choosing an answer makes it 1.5.
- Typing: 0.28 seconds a character (the same), as somebody does who seldom types.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

BUDGETS: dict[str, dict[str, int]] = json.loads((Path(__file__).parent / "budgets.json").read_text())

WORDS_A_MINUTE, KNOWN_WORDS_A_MINUTE = 200, 600
SECONDS_A_CLICK, SECONDS_A_CHARACTER = 1.5, 0.28

_COUNT = """{
const typed = (it) => it.matches('textarea, input:not([type=radio], [type=checkbox], [type=file], [type=hidden])')
addEventListener('DOMContentLoaded', () => tallyLines((document.querySelector('main')?.innerText ?? '').split('\\n')))
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
    lines: set[str] = field(default_factory=set)

    def add(self, kind: str, number: int) -> None:
        self.numbers[kind] += number

    def type_in(self, name: str) -> None:
        self.fields.add(name)

    def read(self, lines: list[str]) -> None:
        for line in lines:
            self.numbers["known words" if line in self.lines else "words"] += len(line.split())
            self.lines.add(line)

    def seconds(self) -> float:
        """What all of it took."""
        read = 60 * (self.of("words") / WORDS_A_MINUTE + self.of("known words") / KNOWN_WORDS_A_MINUTE)
        return read + SECONDS_A_CLICK * self.of("clicks") + SECONDS_A_CHARACTER * self.of("characters")

    def of(self, kind: str) -> int:
        return len(self.fields) if kind == "fields" else self.numbers[kind]

    def again(self) -> None:
        """Begin at nothing, for the next journey on the same page."""
        self.numbers.clear()
        self.fields.clear()
        self.lines.clear()


def counting(page: Page) -> Spent:
    """What somebody does on a page from its next load on; that load is not counted."""
    spent = Spent()
    page.expose_function("tally", spent.add)
    page.expose_function("tallyField", spent.type_in)
    page.expose_function("tallyLines", spent.read)
    page.add_init_script(_COUNT)
    page.reload()
    page.on("domcontentloaded", lambda _: spent.add("pages", 1))
    return spent


def over(journey: str, spent: Spent) -> dict[str, int]:
    """By how much a journey is over its budget; empty when it keeps to it."""
    assert spent.of("pages") > 0
    assert spent.of("clicks") > 0
    return {kind: spent.of(kind) - most for kind, most in BUDGETS[journey].items() if spent.of(kind) > most}
