"""What the years that an insurer buys will come to, per stream; two queries for all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.money import Cents
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.rules.budget import Forecast, forecast

from .bought import Bought

_PerQuarter = dict[int, dict[Quarter, Cents]]


@dataclass(frozen=True, slots=True)
class Expected:
    """The two streams of one year; they are never added up (R013). `per_quarter` holds what each quarter came to."""

    s3: Forecast
    oi: Forecast
    quarters: tuple[Quarter, ...]
    per_quarter: tuple[dict[Quarter, Cents], dict[Quarter, Cents]]

    @property
    def over(self) -> bool:
        """Whether either stream is expected to end above its maximum."""
        return bool(self.s3.over or self.oi.over)


def forecasts(request: Request, years: Sequence[Bought]) -> dict[int, Expected]:
    """By the key of the year."""
    keys, who = [found.year.pk for found in years], request.actor
    lines = access.bought_lines(who).filter(enrolment__region_year__in=keys).order_by()
    of_oi = access.oi_lines(who).filter(region_year__in=keys).order_by()
    s3 = _sums(lines.values_list("enrolment__region_year", "quarter").annotate(cents=Sum("amount_cents")))
    oi = _sums(of_oi.values_list("region_year", "quarter").annotate(cents=Sum("amount_cents")))
    return {found.year.pk: _expected(request, found, s3, oi) for found in years}


def _expected(request: Request, found: Bought, s3: _PerQuarter, oi: _PerQuarter) -> Expected:
    year, asked, today = found.year, quarters_of(found.programme), request.actor.on
    of_s3, of_oi = s3.get(year.pk, {}), oi.get(year.pk, {})
    return Expected(
        s3=forecast(of_s3, asked, year.s3_maximum, today=today),
        oi=forecast(of_oi, asked, year.oi_cents, today=today),
        quarters=asked,
        per_quarter=(of_s3, of_oi),
    )


def quarters_of(programme: Programme) -> tuple[Quarter, ...]:
    """Every quarter that begins within the programme: O&I is booked also where no lists are asked."""
    every = (Quarter(year, number) for year in programme.period.years for number in range(1, 5))
    return tuple(quarter for quarter in every if programme.period.holds(quarter.first_day))


def _sums(rows: Iterable[tuple[int, str, Cents]]) -> _PerQuarter:
    found: _PerQuarter = {}
    for year, quarter, cents in rows:
        found.setdefault(year, {})[Quarter.read(quarter)] = cents
    return found
