"""A practice of Rijnmond with a manager and an owner, on the fifth of April 2022."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import reading
from groeiruimte.records.models import Commitment, Enrolment, Practice, User
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

from .site import client_of


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture(scope="session", autouse=True)
def readers_of_lists() -> Iterator[None]:
    """The child processes that read lists end with the tests."""
    yield
    reading.sandbox().close()


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    """Enrolled, and signed for the KPIs by an owner who is gone since."""
    practice = make_practices(rijnmond, ["De Linde"])[0]
    Commitment.objects.create(
        enrolment=Enrolment.objects.get(practice=practice),
        practice=practice,
        region=practice.region,
        edition=rijnmond.year.edition,
        signed_by=User.objects.create_user("vroeger@example.org", name="Practice owner"),
        signed_at=NOW,
    )
    return practice


@pytest.fixture
def manager(linde: Practice) -> Client:
    return client_of(make_person("practice_manager", practice=linde))


@pytest.fixture
def owner(linde: Practice) -> Client:
    return client_of(make_person("practice_owner", practice=linde))
