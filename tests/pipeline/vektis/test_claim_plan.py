"""A plan becomes one file per insurer, survives JSON, and says in Dutch what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from groeiruimte.pipeline.vektis.plan import ClaimPlan, check, claim_files
from groeiruimte.pipeline.vektis.read import read
from groeiruimte.programme.problems import Problem

from .sample_claims import ANNA, BSNS, QUARTER

PLAN = ClaimPlan(
    practice_agb="01012345",
    service_code="99999",
    service_code_list="008",
    tariff_cents=79,
    serial=2,
    invoice_date=date(2022, 4, 12),
    test=True,
)


def test_a_plan_goes_through_json_unchanged() -> None:
    assert ClaimPlan.from_json(json.loads(json.dumps(PLAN.to_json()))) == PLAN


def test_one_file_per_insurer_in_order_of_its_code() -> None:
    codes = ["3313", "3311", "3313", "0201"]
    insured = [replace(ANNA, bsn=number, uzovi_code=code) for number, code in zip(BSNS, codes, strict=False)]
    files = claim_files(PLAN, QUARTER, iter(insured))
    assert [(file.name, file.insured, file.total_cents) for file in files] == [
        ("HA304_01012345_2022Q2_0201_22K20201A002_TEST.txt", 1, 79),
        ("HA304_01012345_2022Q2_3311_22K23311A002_TEST.txt", 1, 79),
        ("HA304_01012345_2022Q2_3313_22K23313A002_TEST.txt", 2, 158),
    ]
    messages = [read(file.content)[0] for file in files]
    assert [[one.bsn for one in message.insured] for message in messages if message] == [
        [BSNS[3]],
        [BSNS[1]],
        [BSNS[0], BSNS[2]],
    ]


def test_no_insured_makes_no_file() -> None:
    assert claim_files(PLAN, QUARTER, []) == []


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, []),
        ({"invoice_date": date(2022, 4, 1)}, []),
        (
            {"practice_agb": "02012345"},
            [
                Problem(
                    "practice", "De AGB-code van de praktijk klopt niet.", "Vul acht cijfers in die met 01 beginnen."
                )
            ],
        ),
        (
            {"service_code": "TBHZ1"},
            [Problem("code", "De prestatiecode klopt niet.", "Vul de vijf cijfers in die in uw contract staan.")],
        ),
        (
            {"service_code_list": "007"},
            [
                Problem(
                    "code_list",
                    "Deze lijst met prestatiecodes hoort niet bij huisartsen.",
                    "Zet 008 als lijst in het programma.",
                )
            ],
        ),
        (
            {"tariff_cents": 0},
            [Problem("tariff", "Het tarief past niet in het bericht.", "Controleer het tarief in het programma.")],
        ),
        (
            {"serial": 26_000},
            [
                Problem(
                    "serial", "Het volgnummer van de declaratie past niet.", "Kies een getal van 1 tot en met 25999."
                )
            ],
        ),
        (
            {"invoice_date": date(2022, 3, 31)},
            [
                Problem(
                    "date",
                    "De declaratie is van voor de peildatum, 1 april 2022.",
                    "Declareer op of na de peildatum.",
                )
            ],
        ),
    ],
)
def test_a_plan_says_what_is_wrong_with_it(changes: dict[str, Any], problems: list[Problem]) -> None:
    assert check(replace(PLAN, **changes), QUARTER) == problems
