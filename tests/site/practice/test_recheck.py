"""Every stored amount is proved again, and what does not follow from a list is found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from groeiruimte.actions import settlement
from groeiruimte.actions.settlement import CLAIM_FILE, Mismatch
from groeiruimte.records.models import ClaimFile, Enrolment, PatientList, Practice, RegionYear, SettlementLine

from .site import good_list, handed_in

pytestmark = pytest.mark.django_db


def found() -> list[Mismatch]:
    return [mismatch for _, mismatches in settlement.recheck() for mismatch in mismatches]


def test_what_was_handed_in_comes_out_the_same(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(3))
    handed_in(manager, linde, good_list(4), reason="Een patiënt vergeten")
    assert found() == []
    assert len(list(settlement.recheck())) == 1


def test_a_line_without_a_list_does_not_hide(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(3))
    SettlementLine.objects.create(
        reference="ghost",
        enrolment=Enrolment.objects.get(),
        practice=linde,
        region=linde.region,
        patient_list=PatientList.objects.get(),
        quarter="2022Q3",
        uzovi_code="3311",
        count=100,
        tariff_cents=79,
        amount_cents=7900,
        booked_at=datetime(2022, 7, 1, tzinfo=UTC),
    )
    assert found() == [Mismatch(linde.agb_code, "2022Q3", "3311", (100, 7900), (0, 0))]


def test_an_approval_that_was_taken_back_is_found(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(3))
    RegionYear.objects.update(approved_on=None)
    assert [mismatch.what for mismatch in found()] == ["3311", CLAIM_FILE]


def test_a_claim_file_with_another_total_is_found(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(3))
    ClaimFile.objects.update(total_cents=1)
    assert found() == [Mismatch(linde.agb_code, "2022Q2", CLAIM_FILE, (3, 1), (3, 237))]
