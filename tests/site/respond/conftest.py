"""A practice of Rijnmond that asks its team and its patients, on the fifth of April 2022."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.pages.respond import views
from groeiruimte.pages.respond.limits import Limit
from groeiruimte.records.models import Practice, User
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices, make_region
from tests.site.surveys import with_surveys


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture(autouse=True)
def nobody_came_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts with an empty count of this process."""
    monkeypatch.setattr(views, "LIMIT", Limit())


@pytest.fixture
def rijnmond() -> Rijnmond:
    return with_surveys(make_region())


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Linde"])[0]


@pytest.fixture
def who(linde: Practice) -> User:
    return make_person("practice_manager", practice=linde)


@pytest.fixture
def somebody() -> Client:
    """A phone without an account."""
    return Client(enforce_csrf_checks=True)
