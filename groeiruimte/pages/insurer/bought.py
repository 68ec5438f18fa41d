"""What an insurer buys: which year a page is about, and how each year stands.

As many queries for thirty regions as for three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404

from groeiruimte.actions.programmes import programme_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.money import Cents
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.schedule import Deadline
from groeiruimte.records import access
from groeiruimte.records.models import Decision, DocumentSubmission, Insurer, RegionYear
from groeiruimte.records.models.region_document import APPROVED, CHANGES_REQUESTED, REGIONAL_PLAN, REPORT, SUBMITTED

TALK = "regional_plan_talk"
"""The deadline by which a region discusses its plan with the purchaser (R050)."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Where a year stands, in words; `tone` is a key of STATUSES, `place` its order in the year."""

    words: str
    tone: str
    place: int


@dataclass(frozen=True, slots=True)
class Bought:
    """One programme in one region. Amounts in whole cents. `plan` and `report` are what came in last, if anything."""

    year: RegionYear
    programme: Programme
    enrolled: int
    s3: Cents
    oi: Cents
    plan: DocumentSubmission | None
    report: DocumentSubmission | None
    proposal: Decision | None

    @property
    def waits(self) -> bool:
        """Whether the insurer must do something about the plan."""
        return self.plan is not None and self.plan.document.status == SUBMITTED

    def phase(self, on: date) -> Phase:
        version = "Nieuwe versie" if self.year.approved_on else "Plan"
        if self.waits and self.proposal:
            return Phase(f"{version}: voorstel wacht op besluit", "todo", 2)
        if self.waits:
            return Phase(f"{version} wacht op u", "todo", 1)
        if self.plan and self.plan.document.status == CHANGES_REQUESTED:
            return Phase(f"{version} ligt bij de regio", "in_progress", 3)
        if self.year.approved_on is None:
            return Phase("Plan nog niet ingediend", "late" if self.plan_is_late(on) else "not_asked", 0)
        if on < self.year.start:
            return Phase(f"Akkoord, begint {short_date(self.year.start)}", "done", 4)
        if on <= self.year.end:
            return Phase(f"Loopt tot en met {short_date(self.year.end)}", "done", 5)
        return Phase("Afgelopen", "done", 6)

    def plan_is_late(self, on: date) -> bool:
        """Whether the first plan came after the last day, or did not come and that day is over."""
        asked = self.programme.regional_plan
        if self.plan is not None:
            return self.plan.late and self.plan.document.status != APPROVED
        return bool(asked and asked.due and on > asked.due and self.year.approved_on is None)

    def report_is_late(self, on: date) -> bool:
        asked = self.programme.report
        if self.report is not None:
            return self.report.late and self.report.document.status != APPROVED
        return bool(asked and asked.due and on > asked.due)

    @property
    def talk(self) -> Deadline | None:
        return next((found for found in self.programme.deadlines if found.key == TALK), None)


def insurer_or_404(request: Request, insurer_key: str, right: str = "insurer.read") -> Insurer:
    return get_object_or_404(access.insurers_of(request.actor, right), pk=insurer_key)


def year_or_404(request: Request, insurer_key: str, region: str, programme_key: str) -> RegionYear:
    """A year that the insurer of the address buys; another one is the same as none."""
    found = access.bought_years(request.actor).filter(insurer=insurer_or_404(request, insurer_key))
    return get_object_or_404(found, region=region, programme=programme_key)


def calendar_years(request: Request, insurer: Insurer) -> tuple[int, list[int]]:
    """The calendar year of a page (`?jaar=`, else this one, else the last), and all in which something is bought."""
    spans = access.bought_years(request.actor).filter(insurer=insurer).values_list("start", "end")
    years = sorted({year for start, end in spans for year in range(start.year, end.year + 1)})
    today = request.actor.on.year
    asked = request.GET.get("jaar", "")
    if asked:
        if not (asked.isascii() and asked.isdecimal() and len(asked) == 4 and asked >= "2000"):
            raise Http404
        return int(asked), years
    return today if today in years or not years else years[-1], years


def bought(request: Request, insurer: Insurer, year: int) -> list[Bought]:
    """Every programme of this insurer that runs in a calendar year, by the name of its region."""
    mine = access.bought_years(request.actor).filter(insurer=insurer, start__year__lte=year, end__year__gte=year)
    return _with_figures(request, list(mine.order_by("region__name", "start")))


def bought_year(request: Request, year: RegionYear) -> Bought:
    return _with_figures(request, [year])[0]


def _with_figures(request: Request, years: list[RegionYear]) -> list[Bought]:
    who, keys = request.actor, [year.pk for year in years]
    enrolled = access.bought_enrolments(who).filter(region_year__in=keys)
    lines = access.bought_lines(who).filter(enrolment__region_year__in=keys)
    oi = access.oi_lines(who).filter(region_year__in=keys)
    practices = _per_year(enrolled.order_by().values_list("region_year").annotate(n=Count("practice", distinct=True)))
    s3 = _per_year(lines.order_by().values_list("enrolment__region_year").annotate(n=Sum("amount_cents")))
    region = _per_year(oi.order_by().values_list("region_year").annotate(n=Sum("amount_cents")))
    sent = _newest(request, keys)
    waiting = access.decisions(who).filter(region_year__in=keys, outcome="").defer("submission__content")
    open_ones = {decision.submission_id: decision for decision in waiting}
    return [
        Bought(
            year=year,
            programme=programme_of(year.edition),
            enrolled=practices.get(year.pk, 0),
            s3=s3.get(year.pk, 0),
            oi=region.get(year.pk, 0),
            plan=sent.get((year.pk, REGIONAL_PLAN)),
            report=sent.get((year.pk, REPORT)),
            proposal=_of(open_ones, sent.get((year.pk, REGIONAL_PLAN))),
        )
        for year in years
    ]


def _of(decisions: Mapping[int, Decision], submission: DocumentSubmission | None) -> Decision | None:
    return decisions.get(submission.pk) if submission else None


def _per_year(rows: Iterable[tuple[int, int]]) -> dict[int, int]:
    return dict(rows)


def _newest(request: Request, keys: list[int]) -> dict[tuple[int, str], DocumentSubmission]:
    """What came in last, per year and kind; without its text."""
    found = access.submissions_of_documents(request.actor).filter(region_year__in=keys)
    rows = found.defer("content").order_by("number")
    return {(row.region_year_id, row.document.kind): row for row in rows}
