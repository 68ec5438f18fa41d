"""A claim read back is the claim that was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.pipeline.vektis.breach import Breach
from groeiruimte.pipeline.vektis.read import Comment, Message, Performance, read
from groeiruimte.pipeline.vektis.spelling import normal
from groeiruimte.pipeline.vektis.write import write

from .sample_claims import ANNA, BSNS, LINES, NOBODY, ORDER, changed, made, orders, people


@given(st.data())
@settings(max_examples=60)
def test_written_then_read_is_the_same_content(data: st.DataObject) -> None:
    order = data.draw(orders())
    insured = data.draw(people(order.uzovi_code))
    file = write(order, insured)
    day = order.quarter.first_day
    assert read(file.content) == (
        Message(
            order=order,
            insured=tuple(normal(one) for one in insured),
            performances=tuple(
                Performance(
                    insured=place,
                    begin=day,
                    end=day,
                    count=1,
                    tariff_cents=order.tariff_cents,
                    amount_cents=order.tariff_cents,
                    reference=f"{order.invoice_number}R{place + 1:06d}",
                    earlier_reference="",
                )
                for place in range(len(insured))
            ),
            comments=(),
            total_cents=file.total_cents,
        ),
        [],
    )
    assert file.total_cents == order.tariff_cents * len(insured)


def test_what_is_plain_already_comes_back_as_it_was() -> None:
    message, breaches = read(write(ORDER, [ANNA, NOBODY]).content)
    assert breaches == []
    assert message is not None
    assert message.insured == (ANNA, NOBODY)


def test_comments_and_credits_are_read() -> None:
    message, breaches = read(made(LINES))
    assert breaches == []
    assert message is not None
    assert message.order == replace(ORDER, test=False, invoice_date=date(2022, 7, 1))
    assert message.comments == (Comment(detail=2, line=1, text="Twee keer"),)
    assert [one.bsn for one in message.insured] == BSNS[:2]
    assert [(one.insured, one.count, one.amount_cents, one.earlier_reference) for one in message.performances] == [
        (0, 2, 158, ""),
        (1, 1, -79, "OUD1"),
    ]
    assert message.total_cents == 79


def test_a_file_with_a_breach_is_not_read() -> None:
    message, breaches = read(changed(7, "9902", "000003"))
    assert message is None
    assert breaches == [
        Breach(7, "99", "9902", 3, 8, "Aantal verzekerdenrecords klopt niet met de records erboven.", "Vul 2 in.")
    ]


@pytest.mark.parametrize(
    ("line", "values", "element"),
    [
        (0, {"0113": "02", "0110": "01054321"}, "0113"),
        (0, {"0114": "99990101", "0115": "99990101", "0117": "99990101"}, "0114"),
        (5, {"0411": "88888"}, "0411"),
        (5, {"0414": "158", "0415": "158", "0418": "158"}, "0414"),
    ],
)
def test_a_sound_file_that_says_more_than_one_order_is_named(line: int, values: dict[str, str], element: str) -> None:
    lines = list(LINES)
    lines[line] = (lines[line][0], lines[line][1] | values)
    if element == "0414":
        lines[6] = ("99", lines[6][1] | {"9907": "0"})
    message, breaches = read(made(lines))
    assert message is None
    assert [(breach.line, breach.element) for breach in breaches] == [(line + 1, element)]
