"""P11: a list comes in."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import PatientList, Practice, QuarterClose
from groeiruimte.records.models.patient_list import CHECKED, REFUSED
from tests.site.rijnmond import Rijnmond, make_person, make_practices

from .site import a_list, address, client_of, deliver, delivered, good_list, handed_in, post, queries, row, text, texts

pytestmark = pytest.mark.django_db
Q2 = "lijst/kwartaal/2022Q2/"


def test_the_quarter_that_is_asked_now_comes_first(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(), "2022Q1")
    page = manager.get(address(linde, "lijst/"))
    assert (page.status_code, texts(page, "h1")) == (200, ["Patiëntenlijst aanleveren"])
    assert texts(page, "lead") == [
        "De lijst voor kwartaal 2 van 2022 kunt u van vrijdag 1 april 2022 "
        "tot en met donderdag 14 april 2022 aanleveren."
    ]


def test_a_missed_quarter_is_asked_before_a_later_one(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, "lijst/"))
    assert texts(page, "title__caption") == ["De Linde · kwartaal 1 van 2022"]
    assert texts(page, "notice__title") == ["De uiterste datum is voorbij"]


def test_what_is_kept_is_said_in_two_sentences_before_the_act(manager: Client, linde: Practice) -> None:
    page = text(manager.get(address(linde, Q2)))
    kept = (
        page[page.index("Wat wij bewaren") : page.index("Controleer de lijst")].removeprefix("Wat wij bewaren").strip()
    )
    assert kept == (
        "Wij bewaren de aantallen en de rijnummers, niet het bestand en niet de BSN's. "
        "Het declaratiebestand bewaren wij versleuteld, alleen voor u en hoogstens 30 dagen."
    )


def test_a_good_list_is_counted_and_shown(manager: Client, linde: Practice) -> None:
    response = deliver(manager, linde, good_list(5))
    patient_list = PatientList.objects.get()
    assert (response.status_code, response.url) == (302, address(linde, f"lijst/{patient_list.pk}/"))
    assert (patient_list.status, patient_list.rows, patient_list.counted) == (CHECKED, 5, 5)


def test_a_double_click_is_one_delivery(manager: Client, linde: Practice) -> None:
    key = new_id()
    first, second = (deliver(manager, linde, good_list(), key=key) for _ in range(2))
    assert (first.url, PatientList.objects.count()) == (second.url, 1)


def test_without_a_file_the_page_asks_for_one(manager: Client, linde: Practice) -> None:
    page = post(manager, address(linde, Q2))
    assert texts(page, "error-summary") == ["Verbeter dit voordat u verdergaat Kies eerst uw patiëntenlijst."]
    assert texts(page, "title")[0].startswith("Fout: ")


def test_an_empty_file_is_told(manager: Client, linde: Practice) -> None:
    page = deliver(manager, linde, b"")
    assert texts(page, "field__errors") == [
        "Fout: Dit bestand is leeg. Maak de lijst opnieuw in uw HIS en kies dat bestand."
    ]


def test_a_file_that_is_too_big_is_told_with_its_size(manager: Client, linde: Practice, settings: Settings) -> None:
    settings.LARGEST_UPLOAD = 1 << 20
    page = deliver(manager, linde, b"x" * 1_900_000)
    assert texts(page, "field__errors") == [
        "Fout: Het bestand is te groot (2 MB). Het mag 1 MB zijn. "
        "Laat alleen het tabblad met patiënten staan en bewaar het opnieuw."
    ]
    assert PatientList.objects.count() == 0


def test_a_pdf_is_refused_and_nothing_is_handed_in(manager: Client, linde: Practice) -> None:
    patient_list = delivered(manager, linde, b"%PDF-1.7 " + b"x" * 100)
    page = manager.get(address(linde, f"lijst/{patient_list.pk}/"))
    assert patient_list.status == REFUSED
    assert texts(page, "notice__title") == ["Kies een Excel- of csv-bestand. U koos een pdf."]
    assert texts(page, "button") == ["Log uit", "Kies een ander bestand"]


def test_before_the_window_opens_nothing_comes_in(manager: Client, linde: Practice) -> None:
    page = deliver(manager, linde, good_list(), "2022Q3")
    assert (page.status_code, PatientList.objects.count()) == (200, 0)
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat De lijst voor kwartaal 3 van 2022 kunt u van vrijdag 1 juli 2022 tot en met "
        "donderdag 14 juli 2022 aanleveren. Kom terug op vrijdag 1 juli 2022."
    ]
    assert texts(page, "empty-state__title") == ["Dit kwartaal is nog niet open."]


def test_a_late_list_comes_in_and_is_marked(manager: Client, linde: Practice, settings: Settings) -> None:
    settings.TODAY = date(2022, 4, 15)
    patient_list = delivered(manager, linde, good_list())
    page = manager.get(address(linde, Q2))
    assert texts(page, "history__what") == [
        "Lijst 1: gecontroleerd, niet ingestuurd, te laat. Bekijk: Lijst 1: gecontroleerd, niet ingestuurd, te laat."
    ]
    outcome = text(manager.get(address(linde, f"lijst/{patient_list.pk}/")))
    assert "Deze lijst is te laat. Aanleveren kon tot en met donderdag 14 april 2022. Insturen kan nog." in outcome


def test_after_the_quarter_is_closed_a_list_is_announced_as_a_correction(
    manager: Client, linde: Practice, rijnmond: Rijnmond
) -> None:
    finance = make_person("region_finance", region=rijnmond.region)
    QuarterClose.objects.create(
        region_year=rijnmond.year,
        region=rijnmond.region,
        quarter="2022Q2",
        closed_at="2022-04-04T12:00Z",
        closed_by=finance,
    )
    page = manager.get(address(linde, Q2))
    assert texts(page, "notice__title") == ["De afrekening van dit kwartaal is gesloten"]


def test_a_quarter_that_is_not_asked_is_not_there(manager: Client, linde: Practice) -> None:
    paths = ("lijst/kwartaal/2021Q4/", "lijst/kwartaal/2023Q1/", "lijst/kwartaal/tweede/")
    assert [manager.get(address(linde, path)).status_code for path in paths] == [404, 404, 404]


def test_who_is_not_enrolled_is_sent_to_enrolling(rijnmond: Rijnmond) -> None:
    (practice,) = make_practices(rijnmond, ["De Vuurtoren"], enrolled=False)
    page = client_of(make_person("practice_manager", practice=practice)).get(address(practice, "lijst/"))
    assert texts(page, "empty-state__title") == ["U levert nog geen lijst aan."]


def test_others_find_nothing_here(rijnmond: Rijnmond, linde: Practice) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    people = [
        make_person("practice_manager", practice=other),
        make_person("practice_staff", practice=linde),
        make_person("region_lead", region=rijnmond.region),
    ]
    reached = [
        (
            client_of(person).get(address(linde, "lijst/")).status_code,
            deliver(client_of(person), linde, good_list()).status_code,
        )
        for person in people
    ]
    assert reached == [(404, 404)] * 3
    assert PatientList.objects.count() == 0


def test_one_and_three_deliveries_take_the_same_queries(manager: Client, linde: Practice) -> None:
    delivered(manager, linde, good_list())
    one = queries(manager, address(linde, Q2))
    for patients in (4, 5):
        delivered(manager, linde, good_list(patients))
    assert queries(manager, address(linde, Q2)) == one


def test_two_files_in_one_form_are_the_last_one(manager: Client, linde: Practice) -> None:
    files = [
        SimpleUploadedFile("a.csv", good_list(1)),
        SimpleUploadedFile("b.csv", a_list(row("999990019"), row("999990020"))),
    ]
    post(manager, address(linde, Q2), file=files)
    assert PatientList.objects.get().rows == 2
