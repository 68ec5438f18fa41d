"""V04 Budget: what is booked and expected per region, S3 and O&I apart, beside the maximum."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.pages.insurer.bought import Bought, bought, calendar_years, insurer_or_404
from groeiruimte.pages.insurer.forecasts import Expected, forecasts
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.money import Cents
from groeiruimte.records.models import RegionYear

from .drawing import COLUMNS, HEIGHT, WIDTH, BurnUp, burn_up

TOTALS = (
    Column("Regio"),
    Column("Maximum", "money"),
    Column("Geboekt", "money"),
    Column("Prognose", "money"),
    Column("Verschil met maximum", "money"),
)


@dataclass(frozen=True, slots=True)
class RegionBudget:
    """A region with its two streams; they are never added up (R013)."""

    year: RegionYear
    programme: str
    streams: tuple[tuple[str, BurnUp], ...]


@require_safe
def budget(request: Request, insurer_key: str) -> HttpResponse:
    insurer = insurer_or_404(request, insurer_key)
    asked, years = calendar_years(request, insurer)
    found = bought(request, insurer, asked)
    expected = forecasts(request, found)
    context = {
        "insurer": insurer,
        "asked_year": str(asked),
        "years": [str(each) for each in years],
        "any_booked": any(each.s3 or each.oi for each in found),
        "regions": [
            RegionBudget(each.year, each.programme.short_title, _streams(expected[each.year.pk])) for each in found
        ],
        "totals": [
            ("S3: vergoeding van praktijken", "s3", [_of_s3(each, expected[each.year.pk]) for each in found]),
            ("O&I: budget van de regio", "oi", [_of_oi(each, expected[each.year.pk]) for each in found]),
        ],
        "total_columns": TOTALS,
        "columns": COLUMNS,
        "width": str(WIDTH),
        "height": str(HEIGHT),
    }
    return render(request, "insurer/budget/page.html", context)


def _streams(expected: Expected) -> tuple[tuple[str, BurnUp], ...]:
    s3, oi = expected.per_quarter
    return (
        ("s3", burn_up("S3: praktijken", expected.s3, s3, expected.quarters)),
        ("oi", burn_up("O&I: regio", expected.oi, oi, expected.quarters)),
    )


def _of_s3(found: Bought, expected: Expected) -> list[Cell]:
    return _total(found.year, found.year.s3_maximum, found.s3, expected.s3.total)


def _of_oi(found: Bought, expected: Expected) -> list[Cell]:
    return _total(found.year, found.year.oi_cents, found.oi, expected.oi.total)


def _total(year: RegionYear, maximum: Cents | None, booked: Cents, forecast: Cents) -> list[Cell]:
    left = None if maximum is None else maximum - forecast
    return [
        Cell(year.region.name, url=f"#{year.region_id}-{year.programme}"),
        Cell(maximum),
        Cell(booked),
        Cell(forecast),
        Cell(left, note="boven het maximum" if left is not None and left < 0 else ""),
    ]
