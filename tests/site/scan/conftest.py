"""Rijnmond with a small scan, a practice and a specialist, on the fifth of April 2022."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from groeiruimte.records.models import Practice, User
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices, make_region

from .example import make_specialist, with_scans


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond(db: None) -> Rijnmond:
    return with_scans(make_region())


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    """With a manager and an owner."""
    practice = make_practices(rijnmond, ["De Linde"])[0]
    make_person("practice_manager", practice=practice)
    make_person("practice_owner", practice=practice)
    return practice


@pytest.fixture
def specialist(rijnmond: Rijnmond) -> User:
    return make_specialist(rijnmond)
