"""The claim file leaves, to the practice alone, and does not stay."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.pipeline.vektis.verify import verify
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import ClaimFile, Event, Practice
from tests.site.rijnmond import Rijnmond, make_person, make_practices

from .site import GOOD_BSNS, a_list, address, client_of, delivered, good_list, handed_in, post, row, text, texts

pytestmark = pytest.mark.django_db
PAGE, FILE = "vergoeding/2022Q2/", "vergoeding/2022Q2/declaratiebestand/"
TWO_INSURERS = a_list(row(GOOD_BSNS[0]), row(GOOD_BSNS[1]), row(GOOD_BSNS[2], uzovi="3313"))


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_file_keeps_the_format_and_holds_every_counted_patient(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, TWO_INSURERS)
    response = post(manager, address(linde, FILE))
    assert response.headers["Content-Disposition"] == 'attachment; filename="declaratie-01000001-2022Q2.zip"'
    found = members(response.content)
    assert [verify(content) for content in found.values()] == [[], []]
    insured = [line[12:21] for content in found.values() for line in content.decode().split("\r\n") if line[:2] == "02"]
    assert len(insured) == 3


def test_the_page_says_what_to_check_and_what_is_unknown(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, TWO_INSURERS)
    rail = texts(manager.get(address(linde, PAGE)), "rail")[0]
    said = [
        "Alleen uw praktijk kan dit ophalen",
        "Het bestand staat klaar tot en met donderdag 5 mei 2022.",
        "Dit is een testbestand.",
        "Als onbekend staat er: ",
        "AGB-code van uw praktijk 01000001",
        "Prestatiecode 99999",
        "Bedrag in het bestand € 2,37",
    ]
    assert [sentence for sentence in said if sentence not in rail] == []


def test_a_double_click_gives_the_same_file(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, TWO_INSURERS)
    key = new_id()
    first, second = (post(manager, address(linde, FILE), key).content for _ in range(2))
    assert first == second
    assert Event.objects.filter(event="claim.download").count() == 2  # every export is logged


def test_after_fetching_it_can_be_fetched_again_for_a_while(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, TWO_INSURERS)
    first = post(manager, address(linde, FILE)).content
    assert post(manager, address(linde, FILE)).content == first
    assert "Opnieuw ophalen kan tot " in texts(manager.get(address(linde, PAGE)), "rail")[0]


def test_after_thirty_days_it_is_gone_and_the_page_says_what_to_do(
    manager: Client, linde: Practice, settings: Settings
) -> None:
    handed_in(manager, linde, TWO_INSURERS)
    settings.TODAY = date(2022, 5, 6)
    assert "Lever de lijst opnieuw aan" in texts(manager.get(address(linde, PAGE)), "rail")[0]
    page = post(manager, address(linde, FILE))
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat Dit bestand is er niet meer. "
        "Lever de lijst opnieuw aan. Dan maken wij een nieuw bestand."
    ]


def test_nobody_else_gets_it(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    handed_in(manager, linde, TWO_INSURERS)
    (other,) = make_practices(rijnmond, ["De Sluis"])
    outsiders = [
        make_person("practice_manager", practice=other),
        make_person("practice_staff", practice=linde),
        *(make_person(role, region=rijnmond.region) for role in ("region_lead", "region_finance", "region_director")),
    ]
    assert {post(client_of(person), address(linde, FILE)).status_code for person in outsiders} == {404}
    assert ClaimFile.objects.get().downloaded_at is None


def test_without_a_counting_list_there_is_no_file(manager: Client, linde: Practice) -> None:
    assert post(manager, address(linde, FILE)).status_code == 404
    assert manager.get(address(linde, FILE)).status_code == 405


def test_when_nobody_counts_there_is_no_file_and_it_says_so(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(2, uzovi="7119"), confirmed="on")
    page = manager.get(address(linde, PAGE))
    assert texts(page, "rail") == ["Declaratiebestand Er is geen bestand, want er telt geen enkele patiënt mee."]
    assert "Het bedrag is daarom € 0,00." in text(page)


def corrected(client: Client, practice: Practice) -> None:
    """A first list whose claim file was fetched, and then a better one."""
    handed_in(client, practice, good_list(3))
    post(client, address(practice, FILE))
    handed_in(client, practice, good_list(4), reason="Een patiënt vergeten")


def test_a_correction_asks_to_credit_what_was_claimed_before(manager: Client, linde: Practice) -> None:
    corrected(manager, linde)
    rail = texts(manager.get(address(linde, PAGE)), "rail")[0]
    assert "U haalde op dinsdag 5 april 2022 al een bestand op van € 2,37." in rail
    assert "Factuurnummers daarin: 22K23311A001." in rail
    refused = post(manager, address(linde, FILE))
    assert "Crediteer dat eerst in uw eigen systeem" in texts(refused, "error-summary")[0]
    assert ClaimFile.objects.filter(downloaded_at__isnull=False).count() == 1
    given = post(manager, address(linde, FILE), credited="yes")
    assert given.headers["Content-Type"] == "application/zip"


def test_a_file_that_does_not_open_keeps_its_time(manager: Client, linde: Practice, settings: Settings) -> None:
    handed_in(manager, linde, TWO_INSURERS)
    right, settings.VAULT_KEY = settings.VAULT_KEY, bytes(range(32))
    assert "Wij kunnen dit bestand niet openen." in texts(post(manager, address(linde, FILE)), "error-summary")[0]
    assert ClaimFile.objects.get().downloaded_at is None
    settings.VAULT_KEY = right
    assert post(manager, address(linde, FILE)).headers["Content-Type"] == "application/zip"


def test_what_can_no_longer_be_handed_in_keeps_no_file(manager: Client, linde: Practice) -> None:
    delivered(manager, linde, good_list(3))
    delivered(manager, linde, good_list(2, uzovi="7119"))
    assert list(ClaimFile.objects.values_list("sealed", "wrapped_key")) == [(None, None)]
