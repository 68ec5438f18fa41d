"""P12: what came of a list, and handing in its counts."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django.fixtures import Settings

from groeiruimte.pages.practice.deliver.findings import runs
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, PatientList, Practice, QuarterClose, SettlementLine
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REPLACED
from tests.site.rijnmond import Rijnmond, make_person, make_practices

from .site import (
    GOOD_BSNS,
    HEADER,
    a_list,
    address,
    client_of,
    delivered,
    good_list,
    hand_in,
    handed_in,
    queries,
    row,
    text,
    texts,
)

pytestmark = pytest.mark.django_db

FAULTY = a_list(
    row(GOOD_BSNS[0]),
    row("999990018"),  # no BSN: fails the elfproef
    row(GOOD_BSNS[1], birth="18-06-2049"),
    row(GOOD_BSNS[2], uzovi="7119"),  # another insurer
    row(GOOD_BSNS[3], end="31-03-2022"),
    row(GOOD_BSNS[0]),
    row(GOOD_BSNS[4], uzovi="3313"),
)


def page_of(client: Client, patient_list: PatientList) -> object:
    return client.get(address(patient_list.practice, f"lijst/{patient_list.pk}/"))


def test_every_row_has_one_place(manager: Client, linde: Practice) -> None:
    page = page_of(manager, delivered(manager, linde, FAULTY))
    assert texts(page, "big-number") == ["2 patiënten tellen mee"]
    assert texts(page, "bar__legend") == [
        "Tellen mee 2 Andere verzekeraar 1 Niet ingeschreven op de peildatum 1 Dubbel 1 Met een fout 2 Samen 7"
    ]
    assert texts(page, "tbody") == ["Zilveren Kruis 3311 1 Interpolis 3313 1"]
    assert texts(page, "tfoot") == ["Samen 2"]


def test_findings_stand_together_by_reason_with_their_rows(manager: Client, linde: Practice) -> None:
    page = page_of(manager, delivered(manager, linde, FAULTY))
    assert texts(page, "finding") == [
        "Verbeter: In 1 rij klopt het BSN niet. Meestal is dat een typefout. "
        "Zoek het BSN op in uw HIS en verbeter het. Rij: 3. Kolom: BSN.",
        "Verbeter: In 1 rij kan de geboortedatum niet kloppen. Kijk de datum na in uw HIS. "
        "Schrijf die als dag-maand-jaar, zoals 18-06-1949. Rij: 4. Kolom: Geboortedatum.",
        "Verbeter: In 1 rij staat een patiënt die al eerder in de lijst staat. "
        "Haal deze rij weg, of verbeter het BSN. Rij: 7. Kolom: BSN.",
        "Ter informatie: In 1 rij was de patiënt op de peildatum niet ingeschreven. "
        "U hoeft niets te doen als de datums kloppen. Rij: 6. Kolom: Uitschrijfdatum.",
    ]


def test_all_rows_of_a_large_group_can_be_seen() -> None:
    assert list(runs([14, 88, 89, 90, 91, 130, 131])) == ["14", "88–91", "130", "131"]


def test_handing_in_gives_a_receipt_and_books_the_amount(manager: Client, linde: Practice) -> None:
    patient_list = handed_in(manager, linde, good_list(5))
    page = page_of(manager, patient_list)
    assert (patient_list.status, SettlementLine.objects.get().amount_cents) == (COUNTS, 5 * 79)
    assert texts(page, "h1") == ["Uw aantallen zijn binnen"]
    assert texts(page, "confirmation")[0].startswith(
        f"Ingestuurd door Practice manager Ontvangstbewijs {patient_list.receipt} dinsdag 5 april 2022 om "
    )
    assert texts(page, "fingerprint") == [patient_list.sha256]


def test_a_double_click_hands_in_once(manager: Client, linde: Practice) -> None:
    patient_list, key = delivered(manager, linde, good_list()), new_id()
    answers = [hand_in(manager, patient_list, key).url for _ in range(2)]
    assert answers == [address(linde, f"lijst/{patient_list.pk}/")] * 2
    assert SettlementLine.objects.count() == 1


def test_handing_in_again_is_told_calmly(manager: Client, linde: Practice) -> None:
    patient_list = handed_in(manager, linde, good_list())
    hand_in(manager, patient_list)
    page = page_of(manager, patient_list)
    assert texts(page, "messages") == ["Deze lijst is al ingestuurd of vervangen. Bekijk de laatste levering."]


def test_a_jump_asks_for_a_reason_and_keeps_what_was_typed(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(4), "2022Q1")
    patient_list = delivered(manager, linde, good_list(8))
    refused = hand_in(manager, patient_list, reason="  ")
    assert texts(refused, "field__errors") == ["Fout: Schrijf waardoor het aantal zo veel verandert."]
    short = hand_in(manager, patient_list, reason="ja")
    assert texts(short, "textarea") == ["ja"]
    assert texts(short, "error-summary") == [
        "Verbeter dit voordat u verdergaat Het aantal wijkt meer dan gewoonlijk af van vorig kwartaal. "
        "Schrijf waardoor dat komt."
    ]
    assert hand_in(manager, patient_list, reason="Een collega is gestopt.").status_code == 302
    patient_list.refresh_from_db()
    assert (patient_list.status, patient_list.reason) == (COUNTS, "Een collega is gestopt.")


def test_a_reason_that_holds_a_bsn_is_not_taken(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(4), "2022Q1")
    patient_list = delivered(manager, linde, good_list(8))
    page = hand_in(manager, patient_list, reason="Mevrouw met BSN 9999.90.019 kwam erbij")
    assert texts(page, "field__errors") == ["Fout: In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."]


def test_last_quarter_stands_beside_this_one(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(8), "2022Q1")
    page = page_of(manager, delivered(manager, linde, good_list(8)))
    assert texts(page, "big-number") == ["8 patiënten tellen mee vorig kwartaal 8 (0)"]
    assert texts(page, "tbody") == ["Zilveren Kruis 3311 8 8 0"]


@pytest.mark.parametrize("content", [a_list(), good_list(3, uzovi="7119")], ids=["no rows", "nobody counts"])
def test_a_list_on_which_nobody_counts_must_be_confirmed(manager: Client, linde: Practice, content: bytes) -> None:
    patient_list = delivered(manager, linde, content)
    page = hand_in(manager, patient_list)
    assert texts(page, "field__errors") == [
        "Fout: Bevestig dat er geen patiënten meetellen, of kies een ander bestand."
    ]
    hand_in(manager, patient_list, confirmed="on")
    patient_list.refresh_from_db()
    assert (patient_list.status, SettlementLine.objects.count()) == (COUNTS, 0)


def test_a_later_list_replaces_an_earlier_one(manager: Client, linde: Practice) -> None:
    first = handed_in(manager, linde, good_list(8))
    second = handed_in(manager, linde, good_list(7))
    first.refresh_from_db()
    assert (first.status, second.status) == (REPLACED, COUNTS)
    assert texts(page_of(manager, first), "notice__title") == ["Deze lijst telt niet meer"]
    assert sum(line.amount_cents for line in SettlementLine.objects.all()) == 7 * 79


def test_an_older_list_points_at_the_last_one(manager: Client, linde: Practice) -> None:
    first = delivered(manager, linde, good_list(3))
    last = delivered(manager, linde, good_list(4))
    page = page_of(manager, first)
    assert texts(page, "notice__title") == ["U leverde daarna nog een lijst aan"]
    assert "Stuur aantallen in" not in text(page)
    assert texts(hand_in(manager, first), "error-summary") == [
        "Verbeter dit voordat u verdergaat U leverde daarna nog een lijst aan. Stuur de laatste lijst in."
    ]
    assert (PatientList.objects.get(pk=first.pk).status, last.status) == (CHECKED, CHECKED)


def test_after_closing_handing_in_is_a_correction(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    handed_in(manager, linde, good_list(8))
    finance = make_person("region_finance", region=rijnmond.region)
    QuarterClose.objects.create(
        region_year=rijnmond.year,
        region=rijnmond.region,
        quarter="2022Q2",
        closed_at="2022-04-05T07:00Z",
        closed_by=finance,
    )
    corrected = handed_in(manager, linde, good_list(7))
    lines = SettlementLine.objects.order_by("booked_at", "count").values_list("count", "after_close", "corrects")
    first = SettlementLine.objects.get(count=8).pk
    assert list(lines) == [(8, False, None), (-8, True, first), (7, True, None)]
    assert "Dit is een correctie. De afrekening van dit kwartaal was al gesloten." in text(page_of(manager, corrected))


def test_what_the_claim_file_will_lack_is_said_before_sending(manager: Client, linde: Practice) -> None:
    page = page_of(manager, delivered(manager, linde, good_list()))
    assert "Als onbekend staat er: " in texts(page, "rail")[0]


def test_the_findings_leave_as_a_sheet_without_patients(manager: Client, linde: Practice) -> None:
    patient_list = delivered(manager, linde, FAULTY)
    response = manager.get(address(linde, f"lijst/{patient_list.pk}/bevindingen.xlsx"))
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert response.headers["Content-Disposition"] == 'attachment; filename="bevindingen-2022Q2-lijst-1.xlsx"'
    assert rows[0] == ["Rij", "Kolom", "Wat is er", "Zo lost u het op"]
    assert [line[:2] for line in rows[1:]] == [[3, "BSN"], [4, "Geboortedatum"], [6, "Uitschrijfdatum"], [7, "BSN"]]
    values = [str(value) for line in rows for value in line]
    assert [value for value in values if "99999" in value or "Jansen" in value] == []


def test_a_header_cannot_act_as_a_formula(manager: Client, linde: Practice) -> None:
    content = a_list(row(GOOD_BSNS[0], start=""), header=HEADER.replace("Inschrijfdatum", "=Inschrijfdatum"))
    patient_list = delivered(manager, linde, content)
    response = manager.get(address(linde, f"lijst/{patient_list.pk}/bevindingen.xlsx"))
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    last = sheet["B"][-1]
    assert (last.value, last.data_type) == ("=Inschrijfdatum", "s")


def test_only_the_practice_sees_its_list(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    patient_list = delivered(manager, linde, FAULTY)
    (other,) = make_practices(rijnmond, ["De Sluis"])
    outsiders = [
        make_person("practice_manager", practice=other),
        make_person("practice_staff", practice=linde),
        *(make_person(role, region=rijnmond.region) for role in ("region_lead", "region_finance", "region_director")),
    ]
    paths = [f"lijst/{patient_list.pk}/{rest}" for rest in ("", "bevindingen.xlsx", "kolommen/")]
    seen = {client_of(person).get(address(linde, path)).status_code for person in outsiders for path in paths}
    through_their_own = client_of(outsiders[0]).get(address(other, f"lijst/{patient_list.pk}/")).status_code
    assert (seen, through_their_own) == ({404}, 404)
    assert hand_in(client_of(outsiders[2]), patient_list).status_code == 404


def test_one_and_three_findings_take_the_same_queries(manager: Client, linde: Practice) -> None:
    few = delivered(manager, linde, a_list(row("999990018")))
    many = delivered(manager, linde, FAULTY)
    paths = [address(linde, f"lijst/{each.pk}/") for each in (few, many)]
    assert queries(manager, paths[0]) == queries(manager, paths[1])


def test_without_an_approved_plan_counts_come_in_and_nothing_is_booked(
    manager: Client, linde: Practice, rijnmond: Rijnmond, settings: Settings
) -> None:
    rijnmond.year.approved_on = None
    rijnmond.year.save(update_fields=["approved_on"])
    handed_in(manager, linde, good_list())
    assert (SettlementLine.objects.count(), Enrolment.objects.get().lists.get().status) == (0, COUNTS)
