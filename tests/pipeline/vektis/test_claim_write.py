"""Written claims: byte for byte against a file built by hand from the layout, and what cannot be written."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.pipeline.vektis.claim import ClaimOrder, Insured, claim_period, is_bsn, performance_period
from groeiruimte.pipeline.vektis.verify import verify
from groeiruimte.pipeline.vektis.write import ClaimFile, invoice_number, write
from groeiruimte.programme.calendar import Quarter

from .sample_claims import ANNA, BSNS, NOBODY, ORDER, QUARTER

GOLDEN = (
    # 01 voorlooprecord: mark, message, version, subversion, test, software (6+10), insurer, bureau, provider, practice,
    # institution, payee, period, invoice, date, btw, currency, reserve
    "01" "112" "04" "02" "T" "000000" "          " "3311" "00000000" "00000000" "01012345" "00000000" "03"
    "20220401" "20220401" "22K23311A001" "20220412" "              " "EUR" + " " * 193 + "\r\n"
    # 02 of Anna: mark, number, BSN, insurer, insured number, patient number, birth, sex, name code, name, prefix
    "02" "000000000001" f"{BSNS[0]}" "3311" "904080291      " "           " "19670413" "2" "0"
    "Test                     " "van de    "
    # second name code, name and prefix; initials, third name code, postcode (2), house (2), country
    "0" "                         " "          " "AB    " "0" "1506CK" "         " "00131" "A     " "  "
    # debtor, deceased, reserve
    "           " "2" + " " * 129 + "\r\n"
    # 04: mark, number, BSN, insurer, insured number, authorisation, forward, begin, end, list, code, count, provider
    "04" "000000000002" f"{BSNS[0]}" "3311" "904080291      " "               " "2" "20220401" "20220401" "008" "99999"
    "0001" "00000000"
    # tariff, computed, D, btw, claimed, D, reference, earlier reference, reserve
    "00000079" "00000079" "D" "0000" "00000079" "D" "22K23311A001R000001 " "                    " + " " * 146 + "\r\n"
    # 02 and 04 of somebody about whom the list brings nothing
    "02" "000000000003" "999999999" "3311" "               " "           " "20000229" "0" "0"
    + " " * 35 + "0" + " " * 41 + "0" + " " * 15 + "00000" + " " * 19 + "2" + " " * 129 + "\r\n"
    "04" "000000000004" "999999999" "3311" "               " "               " "2" "20220401" "20220401" "008" "99999"
    "0001" "00000000"
    "00000079" "00000079" "D" "0000" "00000079" "D" "22K23311A001R000002 " "                    " + " " * 146 + "\r\n"
    # 99 sluitrecord: insured, debtors, performances, comments, details, amount, side, reserve
    "99" "000002" "000000" "000002" "000000" "0000004" "00000000158" "D" + " " * 265 + "\r\n"
)  # fmt: skip


def test_a_claim_is_byte_for_byte_the_layout() -> None:
    assert write(ORDER, [ANNA, NOBODY]) == ClaimFile(
        name="HA304_01012345_2022Q2_3311_22K23311A001_TEST.txt",
        content=GOLDEN.encode("ascii"),
        insured=2,
        total_cents=158,
        unknown=("naam", "voorletters", "geslacht", "adres", "verzekerdennummer"),
    )


def test_a_claim_that_lacks_nothing_names_nothing_unknown() -> None:
    file = write(replace(ORDER, test=False), [ANNA])
    assert (file.name, file.unknown) == ("HA304_01012345_2022Q2_3311_22K23311A001.txt", ())


@pytest.mark.parametrize(
    ("dated", "period"),
    [
        (date(2022, 4, 1), (date(2022, 4, 1), date(2022, 4, 1))),
        (date(2022, 6, 29), (date(2022, 4, 1), date(2022, 4, 1))),
        (date(2022, 6, 30), (date(2022, 4, 1), date(2022, 6, 30))),
        (date(2023, 1, 2), (date(2022, 4, 1), date(2022, 6, 30))),
    ],
)
def test_the_claim_period_is_over_when_the_claim_is_dated(dated: date, period: tuple[date, date]) -> None:
    assert claim_period(QUARTER, dated) == period
    content = write(replace(ORDER, invoice_date=dated), [ANNA]).content
    assert content[64:80].decode() == f"{period[0]:%Y%m%d}{period[1]:%Y%m%d}"
    assert verify(content) == []


def test_the_performance_is_of_the_reference_date() -> None:
    assert performance_period(QUARTER) == (date(2022, 4, 1), date(2022, 4, 1))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("uzovi_code", "331"),
        ("uzovi_code", "0000"),
        ("practice_agb", "02012345"),
        ("practice_agb", "0101234"),
        ("service_code", "1234"),
        ("service_code", "00000"),
        ("service_code", "1234\u0665"),
        ("service_code_list", "007"),
        ("tariff_cents", 0),
        ("tariff_cents", 100_000_000),
        ("invoice_number", ""),
        ("invoice_number", " 1"),
        ("invoice_number", "1234567890123"),
        ("invoice_number", "é"),
        ("invoice_date", date(2022, 3, 31)),
    ],
)
def test_an_order_refuses_what_the_message_cannot_hold(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"a claim order cannot hold this {field}"):
        replace(ORDER, **{field: value})


@pytest.mark.parametrize(
    "wrong", [replace(ANNA, uzovi_code="3313"), replace(ANNA, bsn="999900001"), replace(ANNA, bsn="")]
)
def test_an_insured_that_cannot_be_claimed_is_refused_without_naming_it(wrong: Insured) -> None:
    with pytest.raises(ValueError) as refused:
        write(ORDER, [ANNA, wrong])
    assert str(refused.value) == "insured 2 cannot stand in this claim"


def test_no_insured_is_no_claim() -> None:
    with pytest.raises(ValueError, match="a claim holds 1 to 999999 insured, not 0"):
        write(ORDER, [])


def test_an_invoice_number_says_quarter_insurer_and_serial() -> None:
    assert invoice_number(Quarter(2022, 2), "3311", 1) == "22K23311A001"
    assert invoice_number(Quarter(2107, 4), "0201", 25_999) == "07K40201Z999"
    for serial in (0, 26_000):
        with pytest.raises(ValueError, match=f"serial {serial}"):
            invoice_number(QUARTER, "3311", serial)


@given(
    st.builds(Quarter, st.integers(2020, 2030), st.integers(1, 4)),
    st.from_regex(r"[0-9]{4}", fullmatch=True),
    st.integers(1, 25_999),
)
def test_numbers_in_a_claim_can_never_be_taken_for_a_bsn(quarter: Quarter, uzovi_code: str, serial: int) -> None:
    number = invoice_number(quarter, uzovi_code, serial)
    assert len(number) == 12
    assert re.findall(r"[0-9]{8,}", number + "R000001") == []


def test_every_test_bsn_passes_and_nine_nines_too() -> None:
    assert all(is_bsn(number) for number in BSNS)
    assert [is_bsn(text) for text in ("999999999", "000000000", "99990000", "99990001\u0666", "9999 0006")] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_2500_insured_are_written_in_a_blink() -> None:
    insured = [replace(ANNA, bsn=number, name="Łuk é", house_number="12 A") for number in BSNS[:2500]]
    order: ClaimOrder = ORDER
    start = time.process_time()
    file = write(order, insured)
    spent = time.process_time() - start
    assert (file.insured, len(file.content), file.total_cents) == (2500, 5002 * 312, 197_500)
    assert spent < 0.3
