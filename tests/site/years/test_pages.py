"""R12 and A02: setting up a year at a region and at the platform (R055)."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Enrolment,
    ListCount,
    PatientList,
    Practice,
    RegionYear,
    User,
    YearDraft,
)
from groeiruimte.records.models.patient_list import COUNTS
from tests.site.practice.site import client_of, text
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices, make_region

from .setting_up import CASES, begun, good, mended

pytestmark = pytest.mark.django_db
HOME, PLATFORM = "/regio/rijnmond/jaar/", "/beheer/jaren/"


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def practices(rijnmond: Rijnmond) -> list[Practice]:
    return make_practices(rijnmond, ["De Linde", "De Singel"])


@pytest.fixture
def lead(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def desk(lead: User) -> Client:
    return client_of(lead)


@pytest.fixture
def admin() -> Client:
    return client_of(make_person("functional_admin"))


def counted(practice: Practice, count: int) -> None:
    found = PatientList.objects.create(
        practice=practice,
        region=practice.region,
        enrolment=Enrolment.objects.get(practice=practice),
        quarter="2022Q1",
        number=1,
        status=COUNTS,
        rows=count,
        size=1,
        sha256=new_id(),
        delivered_by=User.objects.order_by("pk")[0],
        delivered_at=datetime(2022, 1, 10, tzinfo=UTC),
        handed_in_at=datetime(2022, 1, 10, tzinfo=UTC),
        receipt=f"2022Q1-{new_id()}",
    )
    ListCount.objects.create(
        patient_list=found, practice=practice, region=practice.region, uzovi_code="3311", count=count
    )


def send(client: Client, address: str, **given: object) -> HttpResponse:
    return client.post(address, {"submission_key": new_id(), **given})  # type: ignore[return-value]


def saved(client: Client, address: str, version: int, new: str, cases: str = CASES) -> HttpResponse:
    return send(client, address, version=version, text=new, cases=cases)


def test_a_region_copies_its_year_and_mends_it(rijnmond: Rijnmond, desk: Client) -> None:
    """R055"""
    assert "Kopieer 2022-rijnmond" in text(desk.get(HOME))
    begun = send(desk, HOME, jaar=rijnmond.year.pk)
    draft = YearDraft.objects.get()
    assert begun["Location"] == f"{HOME}{draft.pk}/"
    page = text(desk.get(begun["Location"]))
    assert '"amount" ontbreekt. Voeg het toe: tekst tussen aanhalingstekens.' in page
    assert saved(desk, begun["Location"], 1, mended(draft.text)).status_code == 302
    page = text(desk.get(begun["Location"]))
    assert "Er zijn geen problemen." in page
    assert "1 voorbeelden, 0 anders dan verwacht" in page
    assert "Kopieer 2022-rijnmond" not in text(desk.get(HOME))


def test_a_file_takes_the_place_of_the_text(rijnmond: Rijnmond, lead: User, desk: Client) -> None:
    draft = begun(rijnmond, lead)
    copied = draft.text
    file = SimpleUploadedFile("2023.toml", mended(copied).encode(), "text/plain")
    assert send(desk, f"{HOME}{draft.pk}/", version=1, text="weg", cases=CASES, text_file=file).status_code == 302
    draft.refresh_from_db()
    assert draft.text == mended(copied)
    wrong = SimpleUploadedFile("2023.toml", b"\xff\xfe\x00", "text/plain")
    answer = send(desk, f"{HOME}{draft.pk}/", version=2, text="weg", cases=CASES, text_file=wrong)
    assert "Dit bestand is geen tekst in UTF-8. Sla het op als UTF-8." in text(answer)


def test_who_saves_second_sees_the_lines_that_differ(rijnmond: Rijnmond, lead: User, desk: Client) -> None:
    draft = begun(rijnmond, lead)
    saved(desk, f"{HOME}{draft.pk}/", 1, "a = 1\nb = 2\n", "")
    answer = saved(desk, f"{HOME}{draft.pk}/", 1, "a = 1\nb = 3\n", "")
    assert answer.status_code == 409
    assert "Regels die verschillen Uw tekst Staat er nu b = 3 b = 2" in text(answer)
    draft.refresh_from_db()
    assert draft.text == "a = 1\nb = 2\n"


def test_the_effects_add_up_per_practice(
    rijnmond: Rijnmond, practices: list[Practice], lead: User, desk: Client
) -> None:
    """R055, Z3: the tariff rises from 3.16 to 3.40, so 0.79 a quarter becomes 0.85."""
    counted(practices[0], 1000)
    counted(practices[1], 500)
    draft = good(rijnmond, lead)
    address = f"{HOME}{draft.pk}/gevolgen/"
    page = text(desk.get(address))
    assert "Praktijken die meededen 2 Vallen af 0 Komen erbij 0" in page
    assert "Vorig jaar samen € 1.185,00 Nieuw samen € 1.275,00 Verschil € 90,00" in page
    rows = list(csv.reader(io.StringIO(desk.get(f"{address}gevolgen.csv").content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["De Singel", "De Linde"]
    assert [row[6:] for row in rows[1:]] == [["€ 395,00", "€ 425,00", "€ 30,00"], ["€ 790,00", "€ 850,00", "€ 60,00"]]


def test_what_if_says_when_the_maximum_is_hit(
    rijnmond: Rijnmond, practices: list[Practice], lead: User, desk: Client
) -> None:
    """Z4"""
    counted(practices[0], 1000)
    draft = good(rijnmond, lead)
    answer = desk.get(
        f"{HOME}{draft.pk}/gevolgen/", {"deelname": "100", "groei": "10", "index": "0", "maximum": "467,50"}
    )
    assert "Samen € 935,00. Het maximum is bereikt op 14 februari 2023. Er is € 467,50 te veel." in text(answer)
    answer = desk.get(f"{HOME}{draft.pk}/gevolgen/", {"deelname": "veel"})
    assert "Vul een percentage in, bijvoorbeeld 2,5." in text(answer)


def test_the_year_is_played_with_its_collisions(
    rijnmond: Rijnmond, practices: list[Practice], lead: User, desk: Client
) -> None:
    """Z15"""
    make_person("practice_manager", practice=practices[0])
    draft = good(rijnmond, lead)
    page = text(desk.get(f"{HOME}{draft.pk}/afspelen/"))
    assert "14 april 2023 Uiterste dag Patiëntenlijst kwartaal 2 van 2023" in page
    assert "31 december 2023 Botst Verantwoording insturen: zorg op afstand: de uiterste datum valt op zondag." in page
    assert "13 april 2023 Mail MailAan hoogstens 1 persoon. Patiëntenlijst kwartaal 2 van 2023: nog 1 dag." in page


def test_the_platform_publishes_what_a_region_prepared(rijnmond: Rijnmond, lead: User, admin: Client) -> None:
    """R055"""
    draft = good(rijnmond, lead)
    assert "Kopie van 2022-rijnmond" in text(admin.get(PLATFORM))
    address = f"{PLATFORM}{draft.pk}/publiceren/"
    assert "wordt 2023-rijnmond" not in text(admin.get(address))
    assert "sleutel 2022-rijnmond 2023-rijnmond" in text(admin.get(address))
    answer = send(admin, address, version=draft.version)
    assert "Publiceren kunt u niet terugdraaien. Bevestig dat u de verschillen las." in text(answer)
    assert send(admin, address, version=draft.version, confirmed="on")["Location"] == PLATFORM
    assert RegionYear.objects.get(programme="2023-rijnmond").edition.number == 1
    assert "2023-rijnmond Rijnmond Dokters" in text(admin.get(PLATFORM))


def test_the_platform_plays_a_year_and_sees_no_practice(rijnmond: Rijnmond, lead: User, admin: Client) -> None:
    draft = good(rijnmond, lead)
    assert admin.get(f"{PLATFORM}{draft.pk}/afspelen/").status_code == 200
    assert admin.get(f"{HOME}{draft.pk}/gevolgen/").status_code == 404
    assert "gevolgen" not in admin.get(f"{PLATFORM}{draft.pk}/").content.decode()


@pytest.mark.parametrize("role", ["region_staff", "region_director", "log_manager", "practice_owner"])
def test_for_anybody_else_it_is_not_there(role: str, rijnmond: Rijnmond, practices: list[Practice], lead: User) -> None:
    draft = good(rijnmond, lead)
    practice = practices[0] if role == "practice_owner" else None
    stranger = client_of(make_person(role, practice=practice, region=rijnmond.region if "region" in role else None))
    for address in (HOME, f"{HOME}{draft.pk}/", f"{HOME}{draft.pk}/gevolgen/", PLATFORM, f"{PLATFORM}{draft.pk}/"):
        assert stranger.get(address).status_code == 404
    assert send(stranger, f"{PLATFORM}{draft.pk}/publiceren/", version=1, confirmed="on").status_code == 404


def test_a_region_does_not_reach_the_text_of_another(rijnmond: Rijnmond, lead: User) -> None:
    draft = good(rijnmond, lead)
    elsewhere = type(rijnmond.region).objects.create(key="utrecht", name="Utrecht")
    stranger = client_of(make_person("region_lead", region=elsewhere))
    assert stranger.get(f"/regio/utrecht/jaar/{draft.pk}/").status_code == 404
