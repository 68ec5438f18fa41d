"""A region that plays Rijnmond's real programme of 2022, for tests of the site."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

from groeiruimte.actions import programmes
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Edition,
    Enrolment,
    Insurer,
    Membership,
    Practice,
    Region,
    RegionYear,
    Standing,
    User,
)
from groeiruimte.records.models.membership import ACTIVE, PRACTICE_ROLES
from tests.definition_texts import texts

PROGRAMME = "2022-rijnmond"
PASSWORD = "a-long-test-password"
TODAY = date(2022, 4, 5)
NOW = datetime(2022, 4, 5, 8, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Rijnmond:
    region: Region
    year: RegionYear


def edition(key: str = PROGRAMME) -> Edition:
    """The real definition, published."""
    text, base, cases = texts(key, settings.DEFINITIONS)
    at = datetime(2021, 10, 1, 8, 0, tzinfo=UTC)
    who = access.system(at.date(), "test")
    return programmes.publish(text=text, base=base, cases=cases, by=who, at=at, key=new_id())


def make_region() -> Rijnmond:
    """Rijnmond with an approved plan, a maximum, and a service code that is plainly not a real one."""
    region = Region.objects.create(key="rijnmond", name="Rijnmond Dokters")
    year = RegionYear.objects.create(
        region=region,
        insurer=Insurer.objects.create(key="zilveren-kruis", name="Zilveren Kruis"),
        edition=edition(),
        programme=PROGRAMME,
        start=date(2022, 1, 1),
        end=date(2022, 12, 31),
        approved_on=date(2021, 12, 1),
        maximum_cents=100_000_000,
        service_code="99999",
    )
    return Rijnmond(region, year)


def make_practices(rijnmond: Rijnmond, names: list[str], *, enrolled: bool = True) -> list[Practice]:
    """Practices that meet every condition, enrolled for 2022 on objective A."""
    first = Practice.objects.count() + 1
    practices = Practice.objects.bulk_create(
        Practice(region=rijnmond.region, agb_code=f"010{number:05d}", name=name, registered_patients=3000)
        for number, name in enumerate(names, first)
    )
    Standing.objects.bulk_create(
        Standing(practice=practice, region=rijnmond.region, standing=standing, value=value, start=date(2019, 1, 1))
        for practice in practices
        for standing, value in (
            ("affiliation", "rijnmond"),
            ("region_contract", "rijnmond"),
            ("preferred_insurer", "zilveren-kruis"),
            ("insurer_contract", "zilveren-kruis"),
            ("poh_s_policy", "current"),
        )
    )
    if enrolled:
        Enrolment.objects.bulk_create(
            Enrolment(
                practice=practice,
                region=rijnmond.region,
                region_year=rijnmond.year,
                year=2022,
                objectives=["A"],
                effective=date(2022, 1, 1),
                enrolled_on=date(2021, 12, 15),
                signed_at=datetime(2021, 12, 15, 9, 0, tzinfo=UTC),
            )
            for practice in practices
        )
    return practices


def make_person(role: str, *, practice: Practice | None = None, region: Region | None = None, email: str = "") -> User:
    """Somebody with one role, active since 2019."""
    address = email or f"{role}.{practice.agb_code if practice else region.key if region else 'land'}@example.org"
    user = User.objects.create_user(address, PASSWORD, name=role.replace("_", " ").capitalize())
    Membership.objects.create(
        user=user,
        role=role,
        status=ACTIVE,
        practice=practice if role in PRACTICE_ROLES else None,
        region=practice.region if practice else region,
        start=date(2019, 1, 1),
    )
    return user


def steps_taken(user: User, *methods: str, ago: float = 0) -> dict[str, Any]:
    """What a session holds of who gave a `password`, and perhaps a second step (`mfa`), so many seconds ago."""
    steps = [{"method": method, "at": time.time() - ago} for method in methods]
    return {"account_authentication_methods": steps, "account_authentication_methods_user": str(user.pk)}
