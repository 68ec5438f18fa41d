"""A region with practices whose lists came in, ready to be settled; and one that pays its practices out itself."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.test import Client

from groeiruimte.actions import programmes, settlement, settlement_runs
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    CashierConsent,
    Edition,
    Enrolment,
    ListCount,
    ListFindings,
    PatientList,
    Practice,
    SettlementRun,
    User,
)
from groeiruimte.records.models.patient_list import COUNTS, REPLACED
from tests.site.rijnmond import Rijnmond, make_person, make_practices, make_region, steps_taken

Q1, Q2, Q3, Q4 = (Quarter(2022, number) for number in (1, 2, 3, 4))
AFTER = datetime(2023, 1, 20, 9, 0, tzinfo=UTC)
"""When every quarter of the year can be settled."""

REGION_ACCOUNT, ACCOUNT = "NL91ABNA0417164300", "NL02ABNA0123456789"
_lists = count(1)


def make_settled_region(names: list[str]) -> tuple[Rijnmond, list[Practice]]:
    rijnmond = make_region()
    return rijnmond, make_practices(rijnmond, names)


def let_region_pay(
    rijnmond: Rijnmond, practices: list[Practice], *, over: str = "proportional", agreed: bool = True
) -> None:
    """The same programme, but the region pays: each practice has an account, and `agreed`."""
    was = rijnmond.year.edition.wording
    text = was.text.replace('route = "direct" # R060', f'route = "cashier"\nover_maximum = "{over}"')
    by = access.system(AFTER.date(), "test")
    made: Edition = programmes.publish(text=text, base=was.base, cases=was.cases, by=by, at=AFTER, key=new_id())
    rijnmond.year.edition, rijnmond.year.cashier = made, True
    rijnmond.year.save()
    rijnmond.region.bank_account = REGION_ACCOUNT
    rijnmond.region.save()
    owner = make_person("practice_owner", practice=practices[0], email="eigenaar@example.org")
    for practice in practices:
        practice.bank_account = ACCOUNT
        practice.save()
    if agreed:
        CashierConsent.objects.bulk_create(
            CashierConsent(
                practice=practice, region=rijnmond.region, region_year=rijnmond.year, given_by=owner, given_at=AFTER
            )
            for practice in practices
        )


def hand_in(practice: Practice, counted: int, quarter: Quarter = Q1, at: datetime = AFTER) -> PatientList:
    """A list that counts from now on, with its lines booked by the rules; an earlier one is replaced."""
    enrolment = Enrolment.objects.get(practice=practice)
    user = User.objects.first() or make_person("practice_manager", practice=practice)
    before = PatientList.objects.filter(enrolment=enrolment, quarter=str(quarter))
    before.update(status=REPLACED)
    number = before.count() + 1
    found = PatientList.objects.create(
        enrolment=enrolment,
        practice=practice,
        region=practice.region,
        quarter=str(quarter),
        number=number,
        receipt=f"{quarter}-{practice.agb_code}-{next(_lists)}",
        status=COUNTS,
        delivered_at=at,
        delivered_by=user,
        handed_in_at=at,
        sha256="0" * 64,
        size=1,
        rows=counted,
        counted=counted,
    )
    ListFindings.objects.create(patient_list=found, practice=practice)
    ListCount.objects.create(
        patient_list=found, practice=practice, region=practice.region, uzovi_code="3311", count=counted
    )
    settlement.book(found, at)
    return found


def actor_of(user: User) -> access.Actor:
    return access.actor(user, AFTER.date())


def desk(rijnmond: Rijnmond) -> tuple[User, User]:
    """Who prepares and who closes."""
    found = [
        User.objects.filter(email=f"{role}.rijnmond@example.org").first() or make_person(role, region=rijnmond.region)
        for role in ("region_lead", "region_finance")
    ]
    return found[0], found[1]


def prepare(rijnmond: Rijnmond, quarter: Quarter, by: User | None = None) -> SettlementRun:
    made: SettlementRun = settlement_runs.prepare(
        region=rijnmond.region,
        region_year=rijnmond.year,
        quarter=quarter,
        by=actor_of(by or desk(rijnmond)[0]),
        at=AFTER,
        key=new_id(),
    )
    return made


def close(rijnmond: Rijnmond, run: SettlementRun, by: User | None = None, key: str = "") -> SettlementRun:
    made: SettlementRun = settlement_runs.close(
        region=rijnmond.region, run=run, by=actor_of(by or desk(rijnmond)[1]), at=AFTER, key=key or new_id()
    )
    return made


def drop(rijnmond: Rijnmond, run: SettlementRun) -> SettlementRun:
    by = actor_of(desk(rijnmond)[0])
    gone: SettlementRun = settlement_runs.drop(region=rijnmond.region, run=run, by=by, at=AFTER, key=new_id())
    return gone


def settle(rijnmond: Rijnmond, quarter: Quarter) -> SettlementRun:
    return close(rijnmond, prepare(rijnmond, quarter))


def client_of(user: User, ago: float = 0) -> Client:
    client = Client()
    client.force_login(user)
    session: Any = client.session
    session.update(steps_taken(user, "password", ago=ago))
    session.save()
    return client
