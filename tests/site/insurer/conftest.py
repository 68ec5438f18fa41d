"""A region whose plan came in, the insurer that buys it, and another insurer that does not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from groeiruimte.records.access import Actor
from groeiruimte.records.models import DocumentSubmission, Insurer, Practice, RegionDocument, User
from tests.site import plans
from tests.site.rijnmond import Rijnmond, make_person, make_practices, make_region


@dataclass(frozen=True)
class Desk:
    """`plan` is the first version. Nothing was approved yet, and no maximum agreed."""

    rijnmond: Rijnmond
    practices: list[Practice]
    people: dict[str, User]
    document: RegionDocument
    plan: DocumentSubmission

    def actor(self, who: str) -> Actor:
        return plans.actor(self.people[who])

    @property
    def home(self) -> str:
        return f"/verzekeraar/{self.rijnmond.year.insurer_id}"

    @property
    def year_home(self) -> str:
        return f"{self.home}/regios/rijnmond/{self.rijnmond.year.programme}"


def make_desk() -> Desk:
    rijnmond = make_region()
    year = rijnmond.year
    year.approved_on, year.maximum_cents, year.service_code = None, None, ""
    year.save()
    practices = make_practices(rijnmond, ["De Linde", "Singel"])
    other = Insurer.objects.create(key="andere", name="Andere")
    people = {
        "director": make_person("region_director", region=rijnmond.region),
        "lead": make_person("region_lead", region=rijnmond.region),
        "purchaser": plans.make_buyer("purchaser", year.insurer),
        "approver": plans.make_buyer("purchase_approver", year.insurer),
        "second approver": plans.make_buyer("purchase_approver", year.insurer, "tweede@example.org"),
        "other": plans.make_buyer("purchase_approver", other),
    }
    director = plans.actor(people["director"])
    document = plans.write_plan(year, director)
    return Desk(rijnmond, practices, people, document, plans.submit(document, director))


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()
