"""P20: each KPI with its reason, the facts that were found, and what to do."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from groeiruimte.records.models import Employee, Enrolment, Event, Practice
from groeiruimte.records.models.training import Attendance
from tests.site.rijnmond import Rijnmond, make_person, make_practices

from .site import address, client_of, queries, text, texts

pytestmark = pytest.mark.django_db
TOPIC = "zorg-op-afstand"


def attend(practice: Practice, title: str, day: date, topic: str = TOPIC) -> None:
    employee, _ = Employee.objects.get_or_create(
        practice=practice, region=practice.region, name="Vera Duin", function="gp"
    )
    Attendance.objects.create(
        practice=practice,
        region=practice.region,
        employee=employee,
        title=title,
        topics=[topic],
        day=day,
        certificate=title[:40],
        noted_at="2022-04-05T08:30:00Z",
    )


def test_nothing_done_is_not_yet_with_the_reason_and_the_way(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, "kpi/"))
    assert texts(page, "lead") == ["U haalde 0 van de 4 KPI's. Van deze 4 vullen wij er 1 voor u in."]
    first = texts(page, "kpi")[2]
    assert first == (
        "Patiënten kunnen hun metingen digitaal doorgeven Nog niet "
        "Vastgelegd: 0 digitale kanalen voor metingen. Nodig: 1. Leg er nog 1 vast. "
        "Uit wat u vastlegt Leg vast: digitaal middel voor metingen"
    )
    assert f'href="{address(linde, "vastleggen/measurement_channel/nieuw/")}"' in page.content.decode()


def test_a_training_counts_by_itself_and_is_shown_as_the_fact(manager: Client, linde: Practice) -> None:
    attend(linde, "Beeldbellen in de praktijk", date(2022, 3, 1))
    one = manager.get(address(linde, "kpi/a1/"))
    assert texts(one, "kpi__state") == ["Bijna"]
    assert "Volg nog 1 scholing of bijeenkomst over zorg op afstand." in text(one)
    assert texts(one, "tbody") == ["Beeldbellen in de praktijk 1 maart 2022 Scholing"]
    attend(linde, "E-consult", date(2022, 4, 1))
    assert texts(manager.get(address(linde, "kpi/a1/")), "kpi__state") == ["Gehaald"]
    assert texts(manager.get(address(linde, "kpi/")), "lead") == [
        "U haalde 1 van de 4 KPI's. Van deze 4 vullen wij er 1 voor u in."
    ]


def test_the_source_and_where_it_comes_from_are_told(manager: Client, linde: Practice) -> None:
    facts = texts(manager.get(address(linde, "kpi/a1/")), "facts")[0]
    assert "Waar het vandaan komt Automatisch uit scholing" in facts
    assert facts.endswith("Waar dit staat Rijnmond Dokters, Aanmelding, declaratie en verantwoording 2022, r. 20")


def test_what_is_not_asked_says_why(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, "kpi/b1/"))
    assert texts(page, "kpi__state") == ["Niet gevraagd"]
    assert "Die doelstelling koos u niet." in text(page)
    assert texts(manager.get(address(linde, "kpi/")), "summary") == ["Niet gevraagd van uw praktijk (11)"]


def test_a_kpi_from_the_scan_leads_to_it(manager: Client, linde: Practice) -> None:
    Enrolment.objects.filter(practice=linde).update(objectives=["D"])
    page = manager.get(address(linde, "kpi/d1/"))
    assert f'href="{address(linde, "scan/ict_scan/")}"' in page.content.decode()
    assert "Open de ICT-praktijkscan" in text(page)
    assert "Automatisch uit de ICT-praktijkscan" in text(page)


def test_an_unknown_kpi_is_not_there(manager: Client, linde: Practice) -> None:
    assert manager.get(address(linde, "kpi/zz9/")).status_code == 404


def test_who_did_not_enrol_is_told_what_comes(rijnmond: Rijnmond) -> None:
    (later,) = make_practices(rijnmond, ["De Wilg"], enrolled=False)
    client = client_of(make_person("practice_manager", practice=later))
    page = client.get(address(later, "kpi/"))
    assert texts(page, "empty-state") == ["U hebt nog geen KPI's. Uw KPI's komen zodra u een doelstelling kiest."]
    assert client.get(address(later, "kpi/a1/")).status_code == 404


def test_staff_reads_and_is_offered_nothing_that_they_may_not_do(linde: Practice) -> None:
    staff = client_of(make_person("practice_staff", practice=linde))
    page = staff.get(address(linde, "kpi/"))
    assert (page.status_code, "Leg vast" in text(page), "Uw bewijzen" in text(page)) == (200, False, False)
    assert staff.get(address(linde, "vastleggen/measurement_channel/")).status_code == 404


def test_the_region_reads_without_names_of_staff(linde: Practice, rijnmond: Rijnmond, manager: Client) -> None:
    attend(linde, "E-consult", date(2022, 4, 1))
    lead = client_of(make_person("region_lead", region=rijnmond.region))
    page = lead.get(address(linde, "kpi/a1/"))
    assert page.status_code == 200
    assert "Vera Duin" not in page.content.decode()


def test_looking_is_written_down(manager: Client, linde: Practice) -> None:
    manager.get(address(linde, "kpi/"))
    manager.get(address(linde, "kpi/a1/"))
    assert [(e.event, e.detail) for e in Event.objects.filter(event__startswith="kpi.").order_by("seq")] == [
        ("kpi.list", {}),
        ("kpi.view", {"kpi": "a1"}),
    ]


def test_one_and_three_trainings_take_the_same_queries(manager: Client, linde: Practice) -> None:
    attend(linde, "Een", date(2022, 3, 1))
    one = queries(manager, address(linde, "kpi/"))
    attend(linde, "Twee", date(2022, 3, 2))
    attend(linde, "Drie", date(2022, 3, 3))
    assert queries(manager, address(linde, "kpi/")) == one
