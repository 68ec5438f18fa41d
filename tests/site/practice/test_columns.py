"""Pointing out columns by hand, once for a practice."""

from __future__ import annotations

import pytest
from django.test import Client

from groeiruimte.pages.practice.deliver.columns import name_or_place, recognised
from groeiruimte.programme.list_layout import ListLayout
from groeiruimte.programme.read import load
from groeiruimte.records.models import ColumnMapping, Practice
from groeiruimte.records.models.patient_list import CHECKED, REFUSED
from tests.site.rijnmond import PROGRAMME

from .site import GOOD_BSNS, a_list, address, delivered, hand_in, post, row, texts

pytestmark = pytest.mark.django_db

STRANGE = a_list(*(row(bsn) for bsn in GOOD_BSNS[:3]), header="Klantcode;Wie;Verjaardag;Maatschappij;Sinds;Weg")
POINTED_OUT = {"bsn": "0", "birth_date": "2", "uzovi_code": "3", "ion_start": "4", "ion_end": "5", "version": "0"}


@pytest.fixture
def layout(settings: object) -> ListLayout:
    programme, _ = load(PROGRAMME, settings.DEFINITIONS)  # type: ignore[attr-defined]
    assert programme is not None
    assert programme.lists is not None
    return programme.lists


def test_unknown_headers_lead_to_pointing_them_out(manager: Client, linde: Practice) -> None:
    patient_list = delivered(manager, linde, STRANGE)
    page = manager.get(address(linde, f"lijst/{patient_list.pk}/"))
    assert patient_list.status == REFUSED
    assert texts(page, "notice__title") == [
        "Wij vinden niet alle kolommen. Wij missen: BSN, Geboortedatum, UZOVI-code, Begin inschrijving (ION)."
    ]
    assert texts(page, "actions") == ["Wijs de kolommen aan Kies een ander bestand"]


def test_pointed_out_once_the_next_list_is_read(manager: Client, linde: Practice) -> None:
    first = delivered(manager, linde, STRANGE)
    answer = post(manager, address(linde, f"lijst/{first.pk}/kolommen/"), **POINTED_OUT)
    assert (answer.status_code, answer.url) == (302, address(linde, "lijst/kwartaal/2022Q2/"))
    assert ColumnMapping.objects.get().headers == {
        "bsn": "Klantcode",
        "birth_date": "Verjaardag",
        "uzovi_code": "Maatschappij",
        "ion_start": "Sinds",
        "ion_end": "Weg",
    }
    assert texts(manager.get(answer.url), "messages") == ["Wij kennen uw kolommen nu. Kies uw bestand nog één keer."]
    second = delivered(manager, linde, STRANGE)
    assert (second.status, second.counted) == (CHECKED, 3)
    assert hand_in(manager, second).status_code == 302


def test_a_list_without_any_header_is_pointed_out_by_place(manager: Client, linde: Practice) -> None:
    bare = "\r\n".join([*(row(bsn) for bsn in GOOD_BSNS[:3]), ""]).encode()
    first = delivered(manager, linde, bare)
    page = manager.get(address(linde, f"lijst/{first.pk}/kolommen/"))
    assert texts(page, "select")[0] == "Kies een kolom Kolom A Kolom B Kolom C Kolom D Kolom E Kolom F"
    post(manager, address(linde, f"lijst/{first.pk}/kolommen/"), **POINTED_OUT)
    second = delivered(manager, linde, bare)
    assert (second.status, second.counted, second.rows) == (CHECKED, 3, 3)


def test_what_is_missing_or_double_is_told_and_the_rest_stays(manager: Client, linde: Practice) -> None:
    first = delivered(manager, linde, STRANGE)
    where = address(linde, f"lijst/{first.pk}/kolommen/")
    missing = post(manager, where, **(POINTED_OUT | {"uzovi_code": ""}))
    assert texts(missing, "field__errors") == ["Fout: Kies de kolom met “UZOVI-code”."]
    assert missing.context["form"]["birth_date"].value() == "2"
    double = post(manager, where, **(POINTED_OUT | {"uzovi_code": "0"}))
    assert texts(double, "error-summary") == [
        "Verbeter dit voordat u verdergaat U koos dezelfde kolom twee keer. Kies voor elk gegeven een eigen kolom."
    ]
    assert ColumnMapping.objects.count() == 0


def test_columns_that_we_know_are_filled_in(layout: ListLayout) -> None:
    headers = ["Kenmerk", "Geb.datum", "UZOVI", "Sinds"]
    assert recognised(layout, headers, {}) == {"birth_date": "1", "uzovi_code": "2"}
    assert recognised(layout, headers, {"bsn": "kenmerk", "ion_start": 3}) == {
        "bsn": "0",
        "birth_date": "1",
        "uzovi_code": "2",
        "ion_start": "3",
    }


def test_a_header_that_says_too_little_is_kept_by_place() -> None:
    headers = ["Datum", "Datum", "Kolom C", "x" * 40, "Sinds…", "Begin"]
    assert [name_or_place(headers, place) for place in range(6)] == [0, 1, 2, 3, 4, "Begin"]
