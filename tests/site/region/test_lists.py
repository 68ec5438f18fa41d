"""R07: who delivered, and the totals beside the maximum."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from groeiruimte.actions import settlement
from groeiruimte.pages.region.lists.monitor import Monitor, monitor
from groeiruimte.programme.calendar import AMSTERDAM, Quarter
from groeiruimte.records import access
from groeiruimte.records.models import (
    Enrolment,
    ListCount,
    ListFindings,
    PatientList,
    Practice,
    User,
)
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
Q2 = Quarter(2022, 2)
DUE = date(2022, 4, 14)
ADDRESS = "/regio/rijnmond/lijsten/"


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


def handed_in(
    practice: Practice,
    counted: int,
    *,
    at: datetime = NOW,
    status: str = "counts",
    faults: int = 0,
    jump: int | None = None,
    number: int = 1,
) -> PatientList:
    """A delivery as the records hold it, with its lines booked by the rules."""
    enrolment = Enrolment.objects.get(practice=practice)
    user = User.objects.first() or make_person("practice_manager", practice=practice)
    found = PatientList.objects.create(
        enrolment=enrolment,
        practice=practice,
        region=practice.region,
        quarter=str(Q2),
        number=number,
        receipt=f"{Q2}-{practice.agb_code}-{number}",
        status=status,
        delivered_at=at,
        delivered_by=user,
        handed_in_at=at if status == "counts" else None,
        sha256="0" * 64,
        size=1,
        rows=counted + faults,
        counted=counted,
        faults=faults,
        jump_percent=jump,
    )
    ListFindings.objects.create(patient_list=found, practice=practice)
    ListCount.objects.create(
        patient_list=found, practice=practice, region=practice.region, uzovi_code="3311", count=counted
    )
    if status == "counts":
        settlement.book(found, at)
    return found


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def the_monitor(rijnmond: Rijnmond, on: date = TODAY) -> Monitor:
    who = access.actor(make_person("region_lead", region=rijnmond.region), on)
    return monitor(who, rijnmond.year, Q2, due=DUE, jump_percent=10)


def test_every_state_has_its_word(rijnmond: Rijnmond) -> None:
    names = ["Binnen", "Gecontroleerd", "Geweigerd", "Niets", "Laat"]
    inside, checked, refused, _, late = make_practices(rijnmond, names)
    handed_in(inside, 1000)
    handed_in(checked, 10, status="checked")
    handed_in(refused, 0, status="refused")
    handed_in(late, 5, at=datetime(2022, 4, 15, tzinfo=AMSTERDAM))
    found = the_monitor(rijnmond)
    assert {row.practice: row.words for row in found.rows} == {
        "Binnen": "Binnen",
        "Gecontroleerd": "Gecontroleerd, nog niet ingestuurd",
        "Geweigerd": "Bestand kon niet gelezen worden",
        "Niets": "Nog niet binnen",
        "Laat": "Binnen, te laat",
    }
    assert (found.counted, found.amount) == (1005, 1005 * 79)


def test_after_the_last_day_what_is_missing_is_late(rijnmond: Rijnmond) -> None:
    make_practices(rijnmond, ["Niets"])
    assert [row.state for row in the_monitor(rijnmond, DUE).rows] == ["missing"]
    User.objects.all().delete()
    assert [row.state for row in the_monitor(rijnmond, date(2022, 4, 15)).rows] == ["overdue"]


def test_faults_and_jumps_are_counted(rijnmond: Rijnmond) -> None:
    steady, jumped = make_practices(rijnmond, ["Rustig", "Sprong"])
    handed_in(steady, 100, jump=10)
    handed_in(jumped, 200, jump=-11, faults=3)
    found = the_monitor(rijnmond)
    assert (found.jumped, found.faults) == (1, 1)


def test_the_one_that_counts_is_shown_not_a_later_try(rijnmond: Rijnmond) -> None:
    (practice,) = make_practices(rijnmond, ["De Linde"])
    handed_in(practice, 100)
    handed_in(practice, 0, status="refused", number=2)
    (row,) = the_monitor(rijnmond).rows
    assert (row.state, row.delivery and row.delivery.counted) == ("in", 100)


def test_the_page_shows_totals_beside_the_maximum(rijnmond: Rijnmond) -> None:
    (practice,) = make_practices(rijnmond, ["De Linde"])
    lead = make_person("region_lead", region=rijnmond.region)
    handed_in(practice, 2095)
    page = client_of(lead).get(ADDRESS)
    text = page.content.decode().replace("\xa0", " ")
    assert page.status_code == 200
    assert [word in text for word in ("De Linde", "€ 1.655,05", "€ 1.000.000,00", "€ 998.344,95")] == [True] * 4


def test_over_the_maximum_is_said_to_the_cent(rijnmond: Rijnmond) -> None:
    (practice,) = make_practices(rijnmond, ["De Linde"])
    rijnmond.year.maximum_cents = 165_504
    rijnmond.year.save()
    handed_in(practice, 2095)
    page = client_of(make_person("region_lead", region=rijnmond.region)).get(ADDRESS)
    assert "Boven het maximum" in page.content.decode()
    assert page.context["room"].over == 1


@pytest.mark.parametrize("role", ["practice_owner", "practice_manager", "practice_staff"])
def test_a_practice_does_not_get_in(rijnmond: Rijnmond, role: str) -> None:
    (practice,) = make_practices(rijnmond, ["De Linde"])
    assert client_of(make_person(role, practice=practice)).get(ADDRESS).status_code == 404


@pytest.mark.parametrize("role", ["trainer", "it_specialist"])
def test_a_trainer_or_specialist_of_the_region_does_not_get_in(rijnmond: Rijnmond, role: str) -> None:
    assert client_of(make_person(role, region=rijnmond.region)).get(ADDRESS).status_code == 404


def test_another_region_does_not_get_in(rijnmond: Rijnmond) -> None:
    from_elsewhere = make_person("region_lead", region=rijnmond.region.__class__.objects.create(key="x", name="X"))
    assert client_of(from_elsewhere).get(ADDRESS).status_code == 404


def test_filters_stand_in_the_address(rijnmond: Rijnmond) -> None:
    inside, _ = make_practices(rijnmond, ["De Linde", "Singel"])
    handed_in(inside, 10)
    client = client_of(make_person("region_staff", region=rijnmond.region))
    shown = {
        query: [row[0].value for row in client.get(f"{ADDRESS}?{query}").context["rows"]]
        for query in ("stand=in", "stand=missing", "zoek=sing", "zoek=01000001", "stand=fouten")
    }
    assert shown == {
        "stand=in": ["De Linde"],
        "stand=missing": ["Singel"],
        "zoek=sing": ["Singel"],
        "zoek=01000001": ["De Linde"],
        "stand=fouten": [],
    }


@pytest.mark.parametrize("query", ["kwartaal=2023Q1", "kwartaal=x", "programma=2021-roha"])
def test_what_is_not_there_is_not_found(rijnmond: Rijnmond, query: str) -> None:
    client = client_of(make_person("region_staff", region=rijnmond.region))
    assert client.get(f"{ADDRESS}?{query}").status_code == 404


def test_as_many_queries_for_one_as_for_thirty(
    rijnmond: Rijnmond, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, *others = make_practices(rijnmond, [f"Praktijk {number}" for number in range(30)])
    client = client_of(make_person("region_lead", region=rijnmond.region))
    handed_in(first, 10)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    for practice in others:
        handed_in(practice, 10)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(ADDRESS)


def test_the_page_leads_to_the_settlement_of_its_quarter(rijnmond: Rijnmond) -> None:
    client = client_of(make_person("region_finance", region=rijnmond.region))
    text = client.get(f"{ADDRESS}?kwartaal=2022Q2").content.decode()
    assert '/regio/rijnmond/afrekening/?programma=2022-rijnmond&amp;kwartaal=2022Q2"' in text
