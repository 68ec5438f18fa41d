"""Texts of a list in the signs and lengths of the message."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from groeiruimte.pipeline.vektis.claim import Insured
from groeiruimte.pipeline.vektis.spelling import normal, plain

from .sample_claims import ANNA, NOBODY, people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visser", "Visser"),
        ("Müller é Ñ", "Muller e N"),
        ("Groß", "Gross"),
        ("Łukasz Øst Æbel Đ", "Lukasz Ost AEbel D"),
        ("Ǿster", "Oster"),
        ("Ijsbrand ĳ", "Ijsbrand ij"),
        ("D’Arc – Nö", "D'Arc - No"),
        ("İnci ışık Şahin", "Inci isik Sahin"),
        ("Иван", "????"),
        ("a\x00b", "a?b"),
        ("  a \t\n b\u00a0 ", "a b"),
        ("", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (replace(NOBODY, name="A" * 26), replace(NOBODY, name="A" * 25)),
        (replace(NOBODY, name="A" * 24 + " B"), replace(NOBODY, name="A" * 24)),
        (replace(NOBODY, prefix="van der grote"), replace(NOBODY, prefix="van der gr")),
        (replace(NOBODY, initials="j.h. é"), replace(NOBODY, initials="JHE")),
        (replace(NOBODY, initials="A.B.C.D.E.F.G."), replace(NOBODY, initials="ABCDEF")),
        (replace(NOBODY, insured_number="1" * 16), NOBODY),
        (replace(NOBODY, insured_number="12Ж"), NOBODY),
        (replace(NOBODY, sex="0"), NOBODY),
        (replace(NOBODY, sex="M"), NOBODY),
        (replace(NOBODY, sex="9"), replace(NOBODY, sex="9")),
        (replace(NOBODY, postcode="1506 ck"), replace(NOBODY, postcode="1506CK")),
        (replace(NOBODY, postcode="0506CK"), NOBODY),
        (replace(NOBODY, postcode="1506"), NOBODY),
        (replace(NOBODY, house_number="0012"), replace(NOBODY, house_number="12")),
        (replace(NOBODY, house_number="12 bis"), replace(NOBODY, house_number="12", house_number_addition="bis")),
        (replace(NOBODY, house_number="12-14"), replace(NOBODY, house_number="12", house_number_addition="14")),
        (
            replace(NOBODY, house_number="12a", house_number_addition="b"),
            replace(NOBODY, house_number="12", house_number_addition="b"),
        ),
        (replace(NOBODY, house_number="123456"), NOBODY),
        (replace(NOBODY, house_number="Boot", house_number_addition="A"), replace(NOBODY, house_number_addition="A")),
        (replace(NOBODY, house_number_addition="achterin"), replace(NOBODY, house_number_addition="achter")),
        (ANNA, ANNA),
    ],
)
def test_normal(before: Insured, after: Insured) -> None:
    assert normal(before) == after


@given(people("3311"))
def test_normal_twice_is_normal_once(insured: list[Insured]) -> None:
    once = [normal(one) for one in insured]
    assert [normal(one) for one in once] == once
