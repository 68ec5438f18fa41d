"""R112: the region looks at a link, notes the day, and keeps a copy of what it saw. ROHA asks this in 2021."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import evidence as verbs
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Event, Evidence, Practice, Region, StoredFile
from tests.site.practice.site import client_of, post, text, texts
from tests.site.rijnmond import make_person
from tests.site.roha import NOW, TODAY, make_roha

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n what there was to see"
LINK = "https://www.example.org/beeldbellen"


@dataclass(frozen=True)
class Roha:
    region: Region
    practice: Practice
    proof: Evidence


@pytest.fixture(autouse=True)
def on_the_fourth_of_october(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def roha() -> Roha:
    practice = make_roha("A", choices=("beeldbeltraject",))
    return Roha(practice.region, practice, put(practice))


def put(practice: Practice, kind: str = "website_video_consult", link: str = LINK) -> Evidence:
    by = access.actor(make_person("practice_manager", practice=practice, email=f"{kind}@example.org"), TODAY)
    day = date(2021, 10, 1)
    return verbs.add(
        practice=practice, title="Beeldbellen op de site", kind=kind, day=day, link=link, by=by, at=NOW, key=new_id()
    )


@pytest.fixture
def lead(roha: Roha) -> Client:
    return client_of(make_person("region_lead", region=roha.region))


def check(client: Client, proof: Evidence, key: str = "", content: bytes | None = PNG, **fields: str) -> Any:
    file = {"file": SimpleUploadedFile("gezien.png", content)} if content else {}
    return post(client, f"/regio/roha/bewijs/{proof.pk}/", key, **({"on": "4-10-2021", "version": "1"} | fields | file))


def state(client: Client, practice: Practice) -> list[str]:
    return texts(client.get(f"/praktijk/{practice.pk}/kpi/"), "kpi__top")


def test_what_waits_is_looked_at_and_then_counts(lead: Client, roha: Roha) -> None:
    title = "Uw website vertelt dat een patiënt ook kan beeldbellen"
    assert f"{title} Bijna" in state(lead, roha.practice)
    page = lead.get("/regio/roha/bewijs/")
    assert texts(page, "tbody") == ["De IJsvogel Beeldbellen op de site 1 oktober 2021 –"]
    response = check(lead, roha.proof)
    assert (response.status_code, response.url) == (302, "/regio/roha/bewijs/")
    roha.proof.refresh_from_db()
    assert (roha.proof.checked_on, roha.proof.checked_by and roha.proof.checked_by.name) == (TODAY, "Region lead")
    page = lead.get(response.url)
    assert "Er wacht niets op u." in text(page)
    assert f"{title} Gehaald" in state(lead, roha.practice)


def test_the_copy_is_kept_and_the_practice_can_see_it(lead: Client, roha: Roha) -> None:
    check(lead, roha.proof)
    manager = client_of(make_person("practice_owner", practice=roha.practice))
    response = manager.get(f"/praktijk/{roha.practice.pk}/bewijs/{roha.proof.pk}/kopie/")
    assert (response.content, response.headers["Content-Type"]) == (PNG, "image/png")
    assert "Uw regio keek op 4 oktober 2021." in text(manager.get(f"/praktijk/{roha.practice.pk}/bewijs/"))


@pytest.mark.parametrize(
    ("content", "day", "sentence"),
    [
        (None, "4-10-2021", "Voeg een afbeelding of pdf toe. Een website verandert."),
        (PNG, "5-10-2021", "Deze dag is nog niet geweest. Vul de dag in waarop u keek."),
        (PNG, "30-9-2021", "Deze dag ligt voor de dag van het bewijs. Vul de dag in waarop u keek."),
        (b"GIF89a", "4-10-2021", "Dit soort bestand bewaren wij niet. Kies een pdf, jpg, png, docx of xlsx."),
    ],
)
def test_what_cannot_be_right_is_told(lead: Client, roha: Roha, content: bytes | None, day: str, sentence: str) -> None:
    page = check(lead, roha.proof, content=content, on=day)
    assert texts(page, "error-summary") == [f"Verbeter dit voordat u verdergaat {sentence}"]
    assert (StoredFile.objects.count(), Evidence.objects.get().checked_on) == (0, None)


def test_a_double_click_is_one_look(lead: Client, roha: Roha) -> None:
    key = new_id()
    assert [check(lead, roha.proof, key).status_code for _ in range(2)] == [302, 302]
    assert (Evidence.objects.get().version, StoredFile.objects.count()) == (2, 1)


def test_who_looks_second_sees_that_a_colleague_did(lead: Client, roha: Roha) -> None:
    check(lead, roha.proof)
    colleague = client_of(make_person("region_staff", region=roha.region))
    page = check(colleague, roha.proof, on="3-10-2021")
    assert page.status_code == 409
    assert [word in text(page) for word in ("3 oktober 2021", "4 oktober 2021", "Region lead")] == [True] * 3


def test_the_list_names_what_the_programme_wants_looked_at(lead: Client, roha: Roha) -> None:
    other = put(roha.practice, kind="contract", link="https://www.example.org/contract")
    assert lead.get(f"/regio/roha/bewijs/{other.pk}/").status_code == 200
    assert texts(lead.get("/regio/roha/bewijs/"), "tbody") == ["De IJsvogel Beeldbellen op de site 1 oktober 2021 –"]


def test_others_find_nothing_here(roha: Roha) -> None:
    elsewhere = Region.objects.create(key="elders", name="Elders")
    owner = make_person("practice_owner", practice=roha.practice)
    people = [client_of(owner), client_of(make_person("region_lead", region=elsewhere))]
    paths = ("/regio/roha/bewijs/", f"/regio/roha/bewijs/{roha.proof.pk}/")
    assert {client.get(path).status_code for client in people for path in paths} == {404}
    finance = client_of(make_person("region_finance", region=roha.region))
    assert [finance.get(path).status_code for path in paths] == [200, 404]


def test_looking_is_written_down(lead: Client, roha: Roha) -> None:
    lead.get(f"/regio/roha/bewijs/{roha.proof.pk}/")
    seen = Event.objects.get(event="evidence.view")
    assert (seen.object_type, seen.object_id, seen.role) == ("evidence", roha.proof.pk, "region_lead")
