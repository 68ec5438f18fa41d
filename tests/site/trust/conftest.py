"""Two regions, three practices, and somebody in every role and every relation to the first practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Insurer, Membership, Practice, Region, User
from groeiruimte.records.models.membership import (
    ACTIVE,
    INSURER_ROLES,
    INVITED,
    PRACTICE_ROLES,
    REGION_ROLES,
    SUSPENDED,
)

TODAY = date(2022, 4, 5)
NOW = datetime(2022, 4, 5, 8, 30, tzinfo=UTC)
RELATIONS = ("own", "same_region", "other_region", "invited", "suspended", "ended", "not_yet")


@dataclass(frozen=True)
class World:
    """`linde` is the practice that the tests are about; `singel` shares its region, `duin` lies elsewhere."""

    region: Region
    elsewhere: Region
    insurer: Insurer
    linde: Practice
    singel: Practice
    duin: Practice

    def person(self, role: str, relation: str) -> User:
        """Somebody with a role, in a relation to `linde`."""
        user = User.objects.create_user(
            f"{role}.{relation}@example.org", "a-long-test-password", name=f"{role} {relation}"
        )
        practice = {"same_region": self.singel, "other_region": self.duin}.get(relation, self.linde)
        region = self.elsewhere if relation == "other_region" else self.region
        Membership.objects.create(
            user=user,
            role=role,
            status={"invited": INVITED, "suspended": SUSPENDED}.get(relation, ACTIVE),
            practice=practice if role in PRACTICE_ROLES else None,
            region=region if role in PRACTICE_ROLES + REGION_ROLES else None,
            insurer=self.insurer if role in INSURER_ROLES else None,
            start=date(2022, 4, 6) if relation == "not_yet" else date(2020, 1, 1),
            end=date(2022, 4, 4) if relation == "ended" else None,
        )
        return user

    def actor(self, role: str, relation: str = "own") -> Actor:
        return access.actor(self.person(role, relation), TODAY)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def make_world() -> World:
    region = Region.objects.create(key="noord", name="Noord")
    elsewhere = Region.objects.create(key="zuid", name="Zuid")
    return World(
        region=region,
        elsewhere=elsewhere,
        insurer=Insurer.objects.create(key="verzekeraar", name="Verzekeraar"),
        linde=Practice.objects.create(region=region, agb_code="01000001", name="De Linde"),
        singel=Practice.objects.create(region=region, agb_code="01000002", name="Singel"),
        duin=Practice.objects.create(region=elsewhere, agb_code="01000003", name="Duin"),
    )
