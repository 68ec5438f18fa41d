"""One region with two practices, and people who work there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.records.models import Practice, Region, User
from tests.site.rijnmond import TODAY, make_person


@dataclass(frozen=True)
class Town:
    region: Region
    linde: Practice
    singel: Practice
    manager: User


@pytest.fixture(autouse=True)
def the_day(settings: Settings) -> date:
    """5 April 2022; a second step only where a test asks for it; no tries counted from an earlier test."""
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False
    cache.clear()
    return TODAY


@pytest.fixture
def town(db: None) -> Town:
    region = Region.objects.create(key="rijnmond", name="Rijnmond Dokters")
    linde, singel = (
        Practice.objects.create(region=region, agb_code=agb, name=name)
        for agb, name in (("01000001", "Praktijk De Linde"), ("01000002", "Praktijk Singel"))
    )
    return Town(region, linde, singel, make_person("practice_manager", practice=linde))


@pytest.fixture
def manager(town: Town, client: Client) -> Client:
    """A browser in which the manager of De Linde is logged in. Errors become pages, as they do for people."""
    client.raise_request_exception = False
    client.force_login(town.manager)
    return client
