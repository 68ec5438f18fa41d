"""A region with two practices, of which one owes things and one has a manager as well as an owner."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pytest_django.fixtures import Settings

from groeiruimte.actions import obligations
from groeiruimte.records.models import Practice, User
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices, make_region


@dataclass(frozen=True)
class Post:
    rijnmond: Rijnmond
    linde: Practice
    singel: Practice
    manager: User
    owner: User
    singels_owner: User
    lead: User


@pytest.fixture
def post(db: None, settings: Settings) -> Post:
    settings.TODAY, settings.REQUIRE_SECOND_FACTOR = TODAY, False
    rijnmond = make_region()
    linde, singel = make_practices(rijnmond, ["De Linde", "Singel"])
    for practice in (linde, singel):
        obligations.lay_down(practice, rijnmond.year, TODAY)
    return Post(
        rijnmond,
        linde,
        singel,
        manager=make_person("practice_manager", practice=linde),
        owner=make_person("practice_owner", practice=linde),
        singels_owner=make_person("practice_owner", practice=singel),
        lead=make_person("region_lead", region=rijnmond.region),
    )
