"""What every page of the plan starts from: the document, its parts, the figures of today, what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from groeiruimte.actions.alignments import programme_of_year
from groeiruimte.actions.region_content import content_of, parts_of
from groeiruimte.actions.region_figures import figures
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import RegionalPlanText
from groeiruimte.records import access
from groeiruimte.records.models import DocumentSubmission, Region, RegionDocument, RegionYear
from groeiruimte.records.models.region_document import APPROVED, REGIONAL_PLAN, SUBMITTED
from groeiruimte.rules.region_document import Missing, missing

# The words of a part in an address, and its kind.
KINDS = {"onderdeel": "section", "activiteit": "activity", "kpi": "kpi", "afspraak": "agreement"}
IN_ADDRESS = {kind: word for word, kind in KINDS.items()}
NEW = "nieuw"


@dataclass(frozen=True)
class Work:
    """A plan that was begun; `years` are all programmes of the region, to choose from."""

    request: Request
    region: Region
    year: RegionYear
    years: tuple[RegionYear, ...]
    programme: Programme
    text: RegionalPlanText
    document: RegionDocument

    @cached_property
    def parts(self) -> dict[str, dict[str, dict[str, Any]]]:
        return parts_of(self.document)

    @cached_property
    def figures(self) -> Mapping[str, Any]:
        return figures(self.year, self.parts, self.request.actor.on)

    @cached_property
    def gaps(self) -> tuple[Missing, ...]:
        return missing(self.programme, self.parts, self.figures)

    @cached_property
    def content(self) -> dict[str, Any]:
        """The plan as it would be sealed now."""
        return content_of(self.document, self.parts, self.figures)

    @cached_property
    def submissions(self) -> list[DocumentSubmission]:
        """What was sent in, the newest first."""
        return list(
            access.submissions_of_documents(self.request.actor).filter(document=self.document).order_by("-number")
        )

    @property
    def is_sent(self) -> bool:
        """Nothing is asked of the region: the insurer reads it, or agreed."""
        return self.document.status in (SUBMITTED, APPROVED)

    @property
    def may_edit(self) -> bool:
        return access.may(self.request.actor, "document.edit", region=self.region)

    @property
    def may_sign(self) -> bool:
        return access.may(self.request.actor, "document.sign", region=self.region)

    @property
    def home(self) -> str:
        return f"{reverse('region:plan', kwargs={'region_key': self.region.pk})}?programma={self.year.programme}"

    def url(self, name: str, **more: str) -> str:
        """The address of another page of this plan."""
        place = {"region_key": self.region.pk, "programme_key": self.year.programme}
        return reverse(f"region:{name}", kwargs=place | more)

    def part_url(self, kind: str, part: str) -> str:
        return self.url("plan_part", kind=IN_ADDRESS[kind], part=part)


def plan_or_404(request: Request, region_key: str, programme_key: str, right: str = "document.read") -> Work:
    """The plan of a programme, begun; and not there for who may not do this."""
    region = region_or_404(request, region_key, right)
    year, programme, years = year_or_404(request, region, programme_key)
    document = get_object_or_404(access.region_documents(request.actor, right), region_year=year, kind=REGIONAL_PLAN)
    return work_on(request, region, year, years, programme, document)


def work_on(
    request: Request,
    region: Region,
    year: RegionYear,
    years: list[RegionYear],
    programme: Programme,
    document: RegionDocument,
) -> Work:
    if programme.regional_plan is None:
        raise Http404
    return Work(request, region, year, tuple(years), programme_of_year(year), programme.regional_plan, document)
