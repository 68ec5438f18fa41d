"""The first quarter of Rijnmond is settled before the demo starts: prepared by one person, closed by a second."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from groeiruimte.actions import settlement_runs
from groeiruimte.records.models import RegionYear

from .deliveries import FIRST_QUARTER
from .hands import hand
from .world import World

REGION, PREPARED, CLOSED = "rijnmond", date(2022, 2, 1), date(2022, 2, 3)


def write(world: World, years: Mapping[str, RegionYear]) -> None:
    """What came in later is a correction on the next statement."""
    people = {person.role: person for region, found in world.regions if region.key == REGION for person in found}
    year = RegionYear.objects.select_related("edition", "region").get(pk=years[REGION].pk)
    run = settlement_runs.prepare(
        region=year.region,
        region_year=year,
        quarter=FIRST_QUARTER,
        **hand(people["region_lead"], PREPARED, 10, 15, f"settlement-{REGION}"),
    )
    settlement_runs.close(
        region=year.region, run=run, **hand(people["region_finance"], CLOSED, 9, 40, f"closing-{REGION}")
    )
