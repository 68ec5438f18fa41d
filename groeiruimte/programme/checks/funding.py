"""Tariffs cover the period once, and a UZOVI code stands there once a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from ..calendar import Quarter, short_date
from ..funding import EligibleInsurer, Tariff, TariffUnknown
from ..problems import Problem
from ..schedule import Period

_DAY = timedelta(days=1)


def tariffs(period: Period, known: Sequence[Tariff], unknown: Sequence[TariffUnknown]) -> Iterator[Problem]:
    """When there is any tariff, every day of the period has one, or the text says that it is not known."""
    spans: list[tuple[Period, str]] = [(span, f"funding.tariffs[{span.start}]") for span in known]
    for span, where in spans:
        if span.start != Quarter.of(span.start).first_day:
            mend = f"Schrijf bijvoorbeeld {Quarter.of(span.start).first_day}."
            yield Problem(f"{where}.start", "Een tarief begint op de eerste dag van een kwartaal.", mend)
        if span.end != Quarter.of(span.end).last_day:
            mend = f"Schrijf bijvoorbeeld {Quarter.of(span.end).last_day}."
            yield Problem(f"{where}.end", "Een tarief eindigt op de laatste dag van een kwartaal.", mend)
    if known:
        spans += [(span, f"funding.tariffs_unknown[{span.start}]") for span in unknown]
        spans.sort(key=lambda found: (found[0].start, found[0].end))
        yield from _overlaps(spans)
        yield from _gaps(period, [span for span, _ in spans])


def _overlaps(spans: Sequence[tuple[Period, str]]) -> Iterator[Problem]:
    for (first, _), (second, where) in combinations(spans, 2):
        if second.start <= first.end:
            what = f"Op {short_date(second.start)} gelden twee tarieven tegelijk."
            yield Problem(where, what, "Laat het ene eindigen op de dag voor het andere begint.")


def _gaps(period: Period, spans: Sequence[Period]) -> Iterator[Problem]:
    day = period.start
    for span in spans:
        if day < span.start and day <= period.end:
            yield _gap(day, min(span.start - _DAY, period.end))
        day = max(day, span.end + _DAY)
    if day <= period.end:
        yield _gap(day, period.end)


def _gap(first: date, last: date) -> Problem:
    what = f"Van {short_date(first)} tot en met {short_date(last)} is er geen tarief."
    return Problem("funding.tariffs", what, "Voeg een tarief toe, of noem deze periode in tariffs_unknown.")


def insurers(eligible: Sequence[EligibleInsurer]) -> Iterator[Problem]:
    """A code may come back later, after a merger, but not twice on one day: its insured would count twice."""
    for first, second in combinations(eligible, 2):
        if first.code == second.code and _meet(first, second):
            what = f"UZOVI-code {second.code} staat er op dezelfde dagen twee keer."
            yield Problem(f"funding.eligible[{second.code}]", what, "Haal er één weg, of verbeter start en end.")


def _meet(first: EligibleInsurer, second: EligibleInsurer) -> bool:
    return (first.start or date.min) <= (second.end or date.max) and (second.start or date.min) <= (
        first.end or date.max
    )
