"""How many of the fields of a practice's year stand filled in before anybody types: counted on the pages themselves.

A field is what a page asks for: text, a date, a choice out of a few; own words beside a choice belong to it. What a
page answers by itself counts as a field that is known: a condition for taking part, and whether a KPI is met. The
details of the practice, that it signs for when it enrols, count with the enrolment. A signature is no field, and
neither is what is folded away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

_FIELDS = """() => {
const seen = [...document.querySelectorAll('main input, main select, main textarea')].filter((it) =>
  it.checkVisibility() && !it.matches('[type=hidden], [type=file], [name=sign]'))
const names = new Map()
for (const it of seen) {
  const known = it.matches('[type=radio], [type=checkbox]') ? it.checked : it.value.trim() !== ''
  const name = it.name.replace(/\\.(other|text)$/, '')
  names.set(name, names.get(name) || known)
}
const told = document.querySelectorAll('main .conditions > li, main .kpis:not(details .kpis) > .kpi').length
return [[...names.values()].filter(Boolean).length + told, names.size + told]
}"""


@dataclass(frozen=True, slots=True)
class Fields:
    """`known` of `every` fields stand there already."""

    known: int
    every: int

    def __add__(self, other: Fields) -> Fields:
        return Fields(self.known + other.known, self.every + other.every)

    @property
    def share(self) -> int:
        """In whole percents, rounded down."""
        return 100 * self.known // self.every


def look(page: Page, *paths: str) -> Fields:
    """Count the fields of pages of the practice, as they come for the first time."""
    found = Fields(0, 0)
    for path in paths:
        page.goto(re.sub(r"(/praktijk/\w+/).*", rf"\g<1>{path}", page.url))
        known, every = page.evaluate(_FIELDS)
        assert every > 0, path
        found += Fields(known, every)
    return found
