"""Tariffs cover the period once and stay under their maximum; a UZOVI code stands there once a day.

Source: R040-R042, R045, R046.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from ..calendar import Quarter, short_date
from ..funding import EligibleInsurer, Index, RegionBudget, Tariff, TariffMaximum, TariffUnknown
from ..money import euro
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


def maxima(known: Sequence[Tariff], most: Sequence[TariffMaximum]) -> Iterator[Problem]:
    """No tariff is above the maximum that holds on one of its days (R041), and there is one maximum at a time."""
    spans: list[tuple[Period, str]] = [(span, f"funding.maxima[{span.start}]") for span in most]
    for (first, _), (second, where) in combinations(sorted(spans, key=lambda found: found[0].start), 2):
        if second.start <= first.end:
            what = f"Op {short_date(second.start)} gelden twee maxima tegelijk."
            yield Problem(where, what, "Laat het ene eindigen op de dag voor het andere begint.")
    for tariff in known:
        for maximum in most:
            if tariff.start <= maximum.end and maximum.start <= tariff.end and tariff.a_year > maximum.amount:
                what = f"{euro(tariff.a_year)} per jaar is hoger dan het maximum van {euro(maximum.amount)}."
                yield Problem(
                    f"funding.tariffs[{tariff.start}].amount", what, "Verlaag het tarief, of verhoog het maximum."
                )


def indexes(known: Sequence[Tariff], given: Sequence[Index]) -> Iterator[Problem]:
    """A tariff of a year with an index is the one of the year before times that index, rounded as agreed (R046)."""
    for index in given:
        before = [tariff for tariff in known if tariff.end.year == index.year - 1]
        after = [tariff for tariff in known if tariff.start.year == index.year]
        for old in before:
            for new in after:
                if old.per == new.per and old.end + _DAY == new.start and index.of(old.amount) != new.amount:
                    percent, right = index.percent.replace(".", ","), euro(index.of(old.amount))
                    what = f"{euro(old.amount)} met {percent}% erbij is {right}."
                    mend = "Neem dat bedrag over, of verbeter het percentage."
                    yield Problem(f"funding.tariffs[{new.start}].amount", what, mend)


def budget(period: Period, given: RegionBudget | None) -> Iterator[Problem]:
    """Practices are counted on a day that the programme knows (R042)."""
    if given is not None and given.reference_date > period.end:
        what = f"{short_date(given.reference_date)} ligt na het einde van het programma."
        yield Problem("funding.region_budget.reference_date", what, "Kies een dag voor of in het programma.")
