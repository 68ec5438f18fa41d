"""What keeps a proposal about a plan from being made: amounts, tests, conditions (R040-R042, R052, R054)."""

from __future__ import annotations

from typing import Any

import pytest

from groeiruimte.rules.decision import (
    TESTS,
    Booked,
    Proposal,
    failing,
    kpis,
    minutes,
    objection,
    places,
    untested,
)

NOTHING = Booked(0, 0)
PASSED = {"k1": dict.fromkeys(TESTS, True), "k2": dict.fromkeys(TESTS, True)}
CONTENT: dict[str, Any] = {
    "parts": {
        "section": [{"key": "approach", "title": "Aanpak", "text": "Samen"}],
        "activity": [{"key": "a1", "title": "Avond"}],
        "kpi": [{"key": "k1", "title": "Beeldbellen", "source": "x1"}, {"key": "k2", "title": "Rust", "source": ""}],
    },
    "figures": {"minutes": {"x1": 25}},
}
FINE = Proposal("approve", maximum=100_00, oi=40_00)


def said(proposal: Proposal, booked: Booked = NOTHING, tested: Any = PASSED) -> tuple[str, str] | None:
    found = objection(proposal, CONTENT, tested, booked)
    return (found.field, found.message) if found else None


def test_a_sound_proposal_meets_no_objection() -> None:
    assert said(FINE) is None
    assert said(Proposal("approve", maximum=0)) is None


@pytest.mark.parametrize(
    ("proposal", "expected"),
    [
        (Proposal("approve"), ("maximum", "Het maximum ontbreekt.")),
        (Proposal("approve", maximum=-1), ("maximum", "Een maximum is nooit lager dan nul.")),
        (Proposal("approve", maximum=1, oi=-1), ("oi", "Een bedrag is nooit lager dan nul.")),
        (Proposal("approve", maximum=1, oi=2), ("oi", "O&I is hoger dan het maximum.")),
        (
            Proposal("approve", maximum=1, service_code="1234"),
            ("service_code", "Een prestatiecode heeft vijf cijfers."),
        ),
        (
            Proposal("approve", maximum=1, service_code="१२३४५"),
            ("service_code", "Een prestatiecode heeft vijf cijfers."),
        ),
        (Proposal("send_back", conditions="  "), ("conditions", "U gaf nog geen reden.")),
    ],
)
def test_what_is_missing_or_wrong(proposal: Proposal, expected: tuple[str, str]) -> None:
    assert said(proposal) == expected


@pytest.mark.parametrize(
    ("booked", "expected"),
    [
        (Booked(60_00, 40_00), None),
        (Booked(60_01, 40_00), ("maximum", "Voor praktijken (S3) is al € 60,01 geboekt.")),
        (Booked(60_00, 40_01), ("oi", "Voor O&I is al € 40,01 geboekt.")),
    ],
)
def test_no_stream_below_what_is_booked_in_it(booked: Booked, expected: tuple[str, str] | None) -> None:
    assert said(FINE, booked) == expected


def test_what_would_be_enough_is_said() -> None:
    found = objection(FINE, CONTENT, PASSED, Booked(75_00, 0))
    assert found is not None
    assert found.mend == "Kies een maximum van minstens € 115,00."


def test_every_kpi_is_tested_before_an_approval_and_not_before_sending_back() -> None:
    half = {"k1": {"burden": True}}
    assert said(FINE, tested=half) == ("", "Bij 2 KPI's ontbreekt een toets.")
    assert said(FINE, tested={"k1": PASSED["k1"]}) == ("", "Bij 1 KPI ontbreekt een toets.")
    assert said(Proposal("send_back", conditions="Meet minder"), tested={}) is None
    assert untested(CONTENT, half) == ["k1", "k2"]


def test_a_kpi_that_fails_asks_for_a_condition() -> None:
    tested = {**PASSED, "k2": {**PASSED["k2"], "policy": False}}
    assert failing(CONTENT, tested) == ["k2"]
    assert said(FINE, tested=tested) == ("conditions", "Een KPI voldoet niet aan een toets.")
    assert said(Proposal("approve", conditions="Anders meten", maximum=1), tested=tested) is None


def test_places_kpis_and_minutes_of_a_plan() -> None:
    assert places(CONTENT) == {
        "section:approach": "Aanpak",
        "activity:a1": "Avond",
        "kpi:k1": "Beeldbellen",
        "kpi:k2": "Rust",
    }
    assert kpis(CONTENT) == {"k1": "Beeldbellen", "k2": "Rust"}
    assert minutes(CONTENT) == {"k1": 25, "k2": None}
