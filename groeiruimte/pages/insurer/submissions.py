"""What a region sent in about a year: which version a page shows, and what was said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from groeiruimte.pages.layout.actor import Request
from groeiruimte.records import access
from groeiruimte.records.models import DocumentSubmission, KpiTest, RegionYear
from groeiruimte.records.models.region_document import REGIONAL_PLAN

Tests = Mapping[str, Mapping[str, KpiTest]]
"""The verdict that counts per key of a KPI and per test."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The version that is read, the newest, and the one before the version that is read."""

    shown: DocumentSubmission
    newest: DocumentSubmission
    before: DocumentSubmission | None
    numbers: tuple[int, ...]

    @property
    def is_newest(self) -> bool:
        return self.shown.pk == self.newest.pk


def versions(request: Request, year: RegionYear, asked: str = "") -> Versions | None:
    """The versions of the plan of a year, `asked` or else the newest; None when nothing was sent in."""
    found = access.submissions_of_documents(request.actor).filter(region_year=year, document__kind=REGIONAL_PLAN)
    sent = list(found.order_by("number"))
    if not sent:
        if asked:
            raise Http404
        return None
    place = next((at for at, each in enumerate(sent) if str(each.number) == asked), None) if asked else len(sent) - 1
    if place is None:
        raise Http404
    return Versions(
        shown=sent[place],
        newest=sent[-1],
        before=sent[place - 1] if place else None,
        numbers=tuple(each.number for each in sent),
    )


def tests_of(request: Request, submission: DocumentSubmission) -> dict[str, dict[str, KpiTest]]:
    found: dict[str, dict[str, KpiTest]] = {}
    for row in access.kpi_tests(request.actor).filter(submission=submission).order_by("at", "id"):
        found.setdefault(row.kpi, {})[row.test] = row
    return found


def passes_of(tests: Tests) -> dict[str, dict[str, bool]]:
    return {kpi: {test: row.passes for test, row in rows.items()} for kpi, rows in tests.items()}
