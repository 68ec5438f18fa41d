"""Keeps how each KPI of an enrolled practice stands, as its region sees it: then a map of a region only reads rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Enrolment, KpiState, Practice, RegionYear
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.kpi import of_practice
from groeiruimte.rules.region_view import as_a_region_sees

Place = tuple[str, str]
"""The practice and the key of a KPI, within one programme."""

_SAYS = ("state", "have", "need", "note")


def wanted(enrolment: Enrolment | None, programme: Programme, facts: Facts, on: date) -> list[KpiState]:
    """The rows as the rules want them, not saved; nothing for a practice that did not enrol."""
    if enrolment is None:
        return []
    return [
        KpiState(
            enrolment=enrolment,
            practice_id=enrolment.practice_id,
            region_id=enrolment.region_id,
            kpi=result.key,
            state=result.state,
            have=result.have,
            need=result.need,
            note=result.because,
            worked_out_on=on,
        )
        for result in of_practice(programme, as_a_region_sees(programme, facts))
    ]


def there(practices: Iterable[Practice], region_year: RegionYear) -> dict[Place, KpiState]:
    """The rows that stand."""
    found = KpiState.objects.filter(practice__in=practices, enrolment__region_year=region_year).order_by()
    return {place(row): row for row in found}


def place(row: KpiState) -> Place:
    return row.practice_id, row.kpi


def write(before: Mapping[Place, KpiState], new: Mapping[Place, KpiState]) -> None:
    """Make the rows that stand say what is wanted; a row that says the same keeps the day it was worked out."""
    gone = [row.pk for where, row in before.items() if where not in new]
    if gone:
        KpiState.objects.filter(pk__in=gone).delete()
    KpiState.objects.bulk_create(row for where, row in new.items() if where not in before)
    changed = []
    for where, row in new.items():
        if where in before and differ(before[where], row):
            row.pk = before[where].pk
            changed.append(row)
    KpiState.objects.bulk_update(changed, (*_SAYS, "worked_out_on"))


def differ(old: KpiState | None, new: KpiState | None) -> bool:
    return old is None or new is None or any(getattr(old, name) != getattr(new, name) for name in _SAYS)
