"""Who looks after the platform, and a region with a practice to look after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Membership, Practice, User
from tests.site.practice.site import client_of
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices, make_region


@dataclass(frozen=True)
class Office:
    rijnmond: Rijnmond
    linde: Practice
    admin: User
    log_manager: User
    owner: User
    lead: User
    director: User

    def actor(self, user: User) -> Actor:
        return access.actor(user, TODAY)

    def browser(self, who: str) -> Client:
        return client_of(getattr(self, who))

    def membership(self, who: str) -> Membership:
        return Membership.objects.get(user=getattr(self, who))


@pytest.fixture(autouse=True)
def one_step(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR, settings.TODAY = False, TODAY


@pytest.fixture
def office(db: None) -> Office:
    rijnmond = make_region()
    (linde,) = make_practices(rijnmond, ["De Linde"])
    return Office(
        rijnmond=rijnmond,
        linde=linde,
        admin=make_person("functional_admin"),
        log_manager=make_person("log_manager"),
        owner=make_person("practice_owner", practice=linde),
        lead=make_person("region_lead", region=rijnmond.region),
        director=make_person("region_director", region=rijnmond.region),
    )


def send(client: Client, path: str, key: str = "", **given: str) -> Any:
    return client.post(path, {"submission_key": key or new_id(), **given})
