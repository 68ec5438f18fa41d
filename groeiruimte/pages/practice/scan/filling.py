"""A scan as one practice does it: its definition, its answers, how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from groeiruimte.actions import scans
from groeiruimte.actions.form_answers import latest
from groeiruimte.actions.scan_steps import known_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.practice.asking.filling import Asking
from groeiruimte.pages.practice.participation import of_year
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records import access
from groeiruimte.records.models import Scan
from groeiruimte.records.models.scan import ANSWERING
from groeiruimte.rules.forms import Availability
from groeiruimte.rules.scan_offer import availability


@dataclass(frozen=True, slots=True)
class ScanFilling(Asking):
    """`scan` is None when nobody began."""

    scan_definition: Definition
    scan: Scan | None
    availability: Availability

    @property
    def record(self) -> Scan | None:
        return self.scan

    @property
    def status(self) -> str:
        return self.scan.status if self.scan else ANSWERING

    @property
    def may_change(self) -> bool:
        return self.availability.state == "open" and self.status == ANSWERING

    def url(self, name: str, **more: str) -> str:
        """The address of a page of this scan, in the same year."""
        given = {"practice_id": self.year.practice.pk, "scan": self.definition.key, **more}
        return reverse(f"practice:{name}", kwargs=given) + self.year.query

    @property
    def home_url(self) -> str:
        return self.url("scan")

    @property
    def check_url(self) -> str:
        return self.url("scan_check")

    def section_url(self, section: str) -> str:
        return self.url("scan_section", section=section)

    def save(self, request: Request, section: str, version: int, answers: Mapping[str, Any], here: str) -> None:
        scans.save(
            enrolment=self.year.enrolment,
            kind=self.definition.key,
            section=section,
            version=version,
            answers=answers,
            here=here,
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )

    def again(self, request: Request) -> ScanFilling:
        return filling_of(request, self.year.practice.pk, self.definition.key)


def filling_of(request: Request, practice_id: str, scan: str) -> ScanFilling:
    """The scan that an address names. Not there, not for this practice, or not yours: Http404."""
    year = of_year(request, practice_id, "scan.fill")
    definition = year.programme.scan(scan)
    if definition is None:
        raise Http404
    mine = [each for each in year.practice.scans.all() if each.enrolment_id == year.enrolment.pk and each.kind == scan]
    found = next(iter(mine), None)
    available = availability(year.programme, year.facts, definition, request.actor.on)
    if available.state == "not_for_you" and found is None:
        raise Http404
    return ScanFilling(
        year=year,
        definition=definition.form,
        rows=latest(access.scan_answers(request.actor).filter(scan=found)) if found else {},
        known=known_of(year.programme, year.facts, definition, year.enrolment, request.actor.on),
        on=request.actor.on,
        scan_definition=definition,
        scan=found,
        availability=available,
    )


def begun(request: Request, practice_id: str, scan: str) -> tuple[ScanFilling, Scan]:
    """The same, once somebody began."""
    filling = filling_of(request, practice_id, scan)
    if filling.scan is None:
        raise Http404
    return filling, filling.scan
