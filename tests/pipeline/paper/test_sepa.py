"""The payment file: valid by its schema, the same bytes for the same run, every cent of every payment (R043)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sepaxml.validation import try_valid_xml

from groeiruimte.reports.sepa import SCHEMA, Payment, PaymentOrder, plain, write
from tests.naughty import NAUGHTY

SPACE = f"{{urn:iso:std:iso:20022:tech:xsd:{SCHEMA}}}"
ORDER = PaymentOrder(
    number="2022Q1-1-7",
    name="Rijnmond Dokters",
    iban="NL91ABNA0417164300",
    at=datetime(2022, 4, 20, 8, 30, tzinfo=UTC),
    execute_on=date(2022, 4, 21),
    payments=(
        Payment("De Linde", "NL02ABNA0123456789", 165_505, "2022Q1-1-01000001-7", "Afrekening kwartaal 1 van 2022"),
        Payment("Huisartsen Één & Co", "NL02ABNA0123456789", 1, "2022Q1-1-01000002-7", "Afrekening"),
    ),
)


def texts(content: bytes, *names: str) -> list[list[str]]:
    root = ElementTree.fromstring(content)
    return [[found.text or "" for found in root.iter(f"{SPACE}{name}")] for name in names]


def test_everything_stands_where_a_bank_looks_for_it() -> None:
    content, problem = write(ORDER)
    assert (content is not None, problem) == (True, "")
    try_valid_xml(content, SCHEMA)
    names = ("MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "Dt", "Nm", "IBAN", "InstdAmt", "EndToEndId")
    assert texts(content or b"", *names) == [
        ["2022Q1-1-7"],
        ["2022-04-20T10:30:00"],
        ["2", "2"],
        ["1655.06", "1655.06"],
        ["2022-04-21"],
        ["Rijnmond Dokters", "Rijnmond Dokters", "De Linde", "Huisartsen Een Co"],
        ["NL91ABNA0417164300", "NL02ABNA0123456789", "NL02ABNA0123456789"],
        ["1655.05", "0.01"],
        ["2022Q1-1-01000001-7", "2022Q1-1-01000002-7"],
    ]  # fmt: skip


def test_the_same_run_gives_the_same_bytes() -> None:
    assert write(ORDER) == write(ORDER)


def test_a_number_that_is_no_account_is_refused_with_a_sentence() -> None:
    assert write(replace(ORDER, iban="X")) == (
        None,
        "De bank kan dit bestand niet lezen. Controleer namen en rekeningnummers.",
    )


@pytest.mark.parametrize(
    "payments", [(), (replace(ORDER.payments[0], cents=0),), (replace(ORDER.payments[0], cents=-1),)]
)
def test_nobody_is_paid_nothing(payments: tuple[Payment, ...]) -> None:
    with pytest.raises(ValueError, match="pays something"):
        write(replace(ORDER, payments=payments))


def test_any_text_that_people_type_is_taken_by_every_bank() -> None:
    payments = tuple(replace(ORDER.payments[0], name=text, reference=text, text=text) for text in NAUGHTY)
    content, problem = write(replace(ORDER, payments=payments))
    assert (content is not None, problem) == (True, "")


@given(st.lists(st.integers(1, 10**11), min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_the_control_sum_is_the_sum_of_the_payments(cents: list[int]) -> None:
    payments = tuple(replace(ORDER.payments[0], cents=amount) for amount in cents)
    content, _ = write(replace(ORDER, payments=payments))
    assert content is not None  # what does not fit the schema is not given
    sums, amounts = texts(content, "CtrlSum", "InstdAmt")
    assert [int(each.replace(".", "")) for each in sums] == [sum(cents)] * 2
    assert [int(each.replace(".", "")) for each in amounts] == cents


@pytest.mark.parametrize(
    ("text", "found"), [("Één & Co", "Een Co"), ("  a\n b ", "a b"), ("😀", "-"), ("x" * 80, "x" * 70), ("", "-")]
)
def test_a_name_in_signs_that_every_bank_takes(text: str, found: str) -> None:
    assert plain(text, 70) == found
