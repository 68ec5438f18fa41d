"""A region that plays ROHA's real programme of 2021, for tests of the site."""

from __future__ import annotations

from datetime import UTC, date, datetime

from groeiruimte.records.models import Enrolment, Insurer, Practice, Region, RegionYear

from .rijnmond import Rijnmond, edition, make_practices

TODAY = date(2021, 10, 4)
NOW = datetime(2021, 10, 4, 8, 30, tzinfo=UTC)


def make_roha(*objectives: str, choices: tuple[str, ...] = ()) -> Practice:
    """A practice of ROHA, enrolled for 2021 on these objectives, with these choices."""
    region = Region.objects.create(key="roha", name="ROHA")
    year = RegionYear.objects.create(
        region=region,
        insurer=Insurer.objects.create(key="zilveren-kruis", name="Zilveren Kruis"),
        edition=edition("2021-roha"),
        programme="2021-roha",
        start=date(2021, 7, 1),
        end=date(2021, 12, 31),
        approved_on=date(2021, 6, 1),
        maximum_cents=100_000_000,
    )
    (practice,) = make_practices(Rijnmond(region, year), ["De IJsvogel"])
    Enrolment.objects.update(year=2021, effective=date(2021, 7, 1), objectives=list(objectives), choices=list(choices))
    return practice
