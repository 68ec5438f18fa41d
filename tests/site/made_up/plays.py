"""A practice that takes part in any definition, with everything that one can choose."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from groeiruimte.actions import programmes
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Employee, Enrolment, Evidence, Insurer, Practice, Region, RegionYear
from tests.definition_texts import texts

from .veenrand import KEY, definition


def plays(key: str) -> tuple[Programme, Enrolment]:
    """A practice in this programme with every objective and every choice, a colleague, and one piece of evidence."""
    text, base, cases = definition() if key == KEY else texts(key, settings.DEFINITIONS)
    at = datetime(2020, 8, 1, 8, 0, tzinfo=UTC)
    by = access.system(at.date(), "test")
    edition = programmes.publish(text=text, base=base, cases=cases, by=by, at=at, key=new_id())
    programme = programmes.programme_of(edition)
    start, region = programme.period.start, Region.objects.create(key=programme.region or "elders", name="Regio")
    year = RegionYear.objects.create(
        region=region, insurer=Insurer.objects.create(key="zilveren-kruis", name="Zilveren Kruis"), edition=edition,
        programme=key, start=start, end=programme.period.end, approved_on=start, maximum_cents=1,
    )  # fmt: skip
    practice = Practice.objects.create(region=region, agb_code="01077002", name="De Proef", registered_patients=2400)
    Employee.objects.create(practice=practice, region=region, name="Sam de Wit", function="gp")
    Evidence.objects.create(
        practice=practice, region=region, title="Foto", day=start, link="https://example.org/", added_at=at
    )
    enrolment = Enrolment.objects.create(
        practice=practice, region=region, region_year=year, year=start.year, objectives=list("ABCD"), effective=start,
        choices=[choice.key for choice in programme.choices], enrolled_on=start, signed_at=at,
    )  # fmt: skip
    return programme, enrolment
