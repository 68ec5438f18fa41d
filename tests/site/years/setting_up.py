"""A draft of 2023 for Rijnmond, copied from 2022 and mended until it can be published."""

from __future__ import annotations

from groeiruimte.actions import year_drafts
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import User, YearDraft
from tests.site.rijnmond import NOW, TODAY, Rijnmond

TARIFF = """
[[funding.tariffs]]
start = 2023-01-01
end = 2023-12-31
amount = "3.40"
per = "year"
"""
CASES = """[[case]]
name = "Het tarief van kwartaal 1"
rows = ["R061"]
kind = "amount"
quarter = "2023Q1"
counted = { "3311" = 100 }
expect = { tariff = "0.85", amount = "85.00" }
"""


def begun(rijnmond: Rijnmond, by: User) -> YearDraft:
    draft: YearDraft = year_drafts.start(
        region=rijnmond.region, edition=rijnmond.year.edition, by=access.actor(by, TODAY), at=NOW, key=new_id()
    )
    return draft


def mended(text: str) -> str:
    """The copy with a tariff of 2023 in the place of half a tariff."""
    return text.replace("\n[[funding.tariffs]]\nstart = 2023-01-01\n", TARIFF)


def good(rijnmond: Rijnmond, by: User) -> YearDraft:
    """A draft without problems."""
    draft = begun(rijnmond, by)
    return save(draft, by, mended(draft.text), CASES)


def save(draft: YearDraft, by: User, text: str, cases: str, *, version: int | None = None) -> YearDraft:
    saved: YearDraft = year_drafts.save(
        region=draft.region,
        draft=draft,
        version=draft.version if version is None else version,
        text=text,
        cases=cases,
        by=access.actor(by, TODAY),
        at=NOW,
        key=new_id(),
    )
    return saved
