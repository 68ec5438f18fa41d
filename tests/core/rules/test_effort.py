"""May these hours be booked, may the money go there? Source: R018-R029, R075-R079, R095, R158, R172."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.effort import Verdict, may_book, may_spend
from groeiruimte.rules.facts import BookedHours, Facts, StandingFact

from .practice import Varied, tables

MAY = date(2022, 5, 1)
HOURS = BookedHours("B", "practice_rn", "non_patient_time", 4, by_contract=True, claimed_nowhere_else=True)
CURRENT = Facts(standings=(StandingFact("poh_s_policy", "current", date(2022, 1, 1)),))
FORMER = Facts(standings=(StandingFact("poh_s_policy", "former", date(2020, 1, 1)),))


def test_hours_of_a_nurse_with_contract_and_statement_are_allowed(small: Programme) -> None:
    assert may_book(small, Facts(), HOURS, MAY) == Verdict(
        True, "“Anders organiseren” vergoedt organisatietijd.", "Regiotekst, r. 39"
    )


@pytest.mark.parametrize("function", ["gp", "locum_gp", "practice_rn"])
def test_every_other_function_is_allowed(small: Programme, function: str) -> None:
    assert may_book(small, Facts(), replace(HOURS, function=function), MAY).allowed


def test_an_excluded_function_is_refused_with_the_ones_that_are_not(small: Programme) -> None:
    assert may_book(small, Facts(), replace(HOURS, function="medical_assistant"), MAY) == Verdict(
        False,
        "Uren van een doktersassistent tellen niet mee bij “Anders organiseren”. "
        "Kies een andere functie, zoals praktijkverpleegkundige of huisarts.",
        "Regiotekst, r. 35",
    )


def test_without_examples_every_function_that_is_not_excluded_is_named(varied: Varied) -> None:
    objectives = tables()["objectives"]
    objectives[1]["example_functions"] = []
    verdict = may_book(varied(objectives=objectives), Facts(), replace(HOURS, function="medical_assistant"), MAY)
    assert verdict.because == (
        "Uren van een doktersassistent tellen niet mee bij “Anders organiseren”. "
        "Kies een andere functie, zoals huisarts, waarnemend huisarts of praktijkverpleegkundige."
    )


def test_the_exclusion_holds_for_its_own_objective_alone(small: Programme) -> None:
    assert may_book(small, Facts(), replace(HOURS, objective="A", function="medical_assistant"), MAY).allowed


@pytest.mark.parametrize(
    ("function", "because"),
    [
        ("", "De functie ontbreekt. Kies eerst een functie."),
        ("driver", "De functie driver staat niet in dit programma. Kies een functie uit de lijst."),
    ],
)
def test_a_function_must_be_one_of_the_programme(small: Programme, function: str, because: str) -> None:
    assert may_book(small, Facts(), replace(HOURS, function=function), MAY).because == because


@pytest.mark.parametrize(
    ("contract", "statement", "because"),
    [
        (False, True, "Het contract met deze uren ontbreekt. Voeg het contract toe."),
        (True, False, "Uw verklaring ontbreekt. Verklaar dat u deze uren nergens anders declareert."),
        (
            False,
            False,
            "Het contract met deze uren ontbreekt. Voeg het contract toe. "
            "Uw verklaring ontbreekt. Verklaar dat u deze uren nergens anders declareert.",
        ),
    ],
)
def test_hours_by_contract_need_contract_and_statement(
    small: Programme, contract: bool, statement: bool, because: str
) -> None:
    hours = replace(HOURS, by_contract=contract, claimed_nowhere_else=statement)
    verdict = may_book(small, Facts(), hours, MAY)
    assert (verdict.allowed, verdict.because) == (False, because)
    assert may_book(small, Facts(), replace(hours, objective="C"), MAY).allowed


def test_a_type_of_time_that_is_not_paid_names_the_one_that_is(small: Programme) -> None:
    assert may_book(small, Facts(), replace(HOURS, objective="A", type="patient_time"), MAY) == Verdict(
        False, "“Zorg op afstand” vergoedt deze soort tijd niet. Kies organisatietijd.", "Regiotekst, r. 16"
    )


@pytest.mark.parametrize("type_", ["patient_time", "non_patient_time"])
def test_an_objective_may_pay_both_types(small: Programme, type_: str) -> None:
    assert may_book(small, Facts(), replace(HOURS, objective="C", type=type_), MAY).allowed


def test_time_under_a_condition_is_paid_when_the_standing_holds(small: Programme) -> None:
    hours = replace(HOURS, type="patient_time")
    assert may_book(small, CURRENT, hours, MAY) == Verdict(
        True,
        "“Anders organiseren” vergoedt consulten. Dit mag voor een deel van de uren. "
        "Wij vonden: keuze voor de huidige POH-S-regeling, vanaf 1 januari 2022.",
        "Regiotekst, r. 36",
    )
    assert may_book(small, FORMER, hours, MAY) == Verdict(
        False,
        "“Anders organiseren” vergoedt consulten alleen onder een voorwaarde. "
        "Wij vonden op 1 mei 2022: keuze voor de vorige POH-S-regeling. "
        "Nodig: keuze voor de huidige POH-S-regeling, op 1 mei 2022. "
        "Dit is genoeg: keuze voor de huidige POH-S-regeling, op 1 mei 2022. "
        "Of kies organisatietijd.",
        "Regiotekst, r. 36",
    )


def test_the_standing_counts_on_the_day_itself(small: Programme) -> None:
    later = Facts(standings=(StandingFact("poh_s_policy", "current", date(2022, 5, 2)),))
    hours = replace(HOURS, type="patient_time")
    assert not may_book(small, later, hours, MAY).allowed
    assert may_book(small, later, hours, date(2022, 5, 2)).allowed


def test_an_objective_that_is_not_there_is_refused(small: Programme) -> None:
    assert may_book(small, Facts(), replace(HOURS, objective="E"), MAY).because == (
        "Doelstelling E staat niet in dit programma. Kies A, B, C of D."
    )


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2021, 12, 31), False),
        (date(2022, 1, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_hours_lie_within_the_programme(small: Programme, day: date, allowed: bool) -> None:
    assert may_book(small, Facts(), HOURS, day).allowed is allowed


def test_a_day_outside_the_programme_says_which_days_do(small: Programme) -> None:
    assert may_book(small, Facts(), HOURS, date(2023, 1, 1)).because == (
        "De dag 1 januari 2023 valt buiten het programma. Kies een dag van 1 januari 2022 t/m 31 december 2022."
    )


@pytest.mark.parametrize(
    ("hours", "allowed"), [(-1, False), (0, False), (Decimal(0), False), (Decimal("0.5"), True), (1, True)]
)
def test_no_hours_is_nothing_to_book(small: Programme, hours: Decimal | int, allowed: bool) -> None:
    assert may_book(small, Facts(), replace(HOURS, hours=hours), MAY).allowed is allowed


def test_a_programme_without_functions_refuses_none_by_name(varied: Varied) -> None:
    assert may_book(varied(functions=[]), Facts(), replace(HOURS, function="driver"), MAY).allowed


def test_money_may_go_to_what_the_programme_names(small: Programme) -> None:
    assert may_spend(small, Facts(), "organisation_part", MAY) == Verdict(
        True, "Het geld mag naar organisatie van de zorg.", "Regiotekst, r. 36"
    )


def test_money_for_the_poh_s_i_asks_for_the_current_policy(small: Programme) -> None:
    assert may_spend(small, CURRENT, "poh_s_i", MAY) == Verdict(
        True,
        "Het geld mag naar de POH-S i. Wij vonden: keuze voor de huidige POH-S-regeling, vanaf 1 januari 2022.",
        "Regiotekst, r. 59",
    )
    assert may_spend(small, Facts(), "poh_s_i", MAY) == Verdict(
        False,
        "Het geld mag niet naar de POH-S i. Wij vonden geen keuze voor een POH-S-regeling. "
        "Nodig: keuze voor de huidige POH-S-regeling, op 1 mei 2022. "
        "Dit is genoeg: keuze voor de huidige POH-S-regeling, op 1 mei 2022.",
        "Regiotekst, r. 59",
    )
    assert not may_spend(small, FORMER, "poh_s_i", MAY).allowed


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2021, 12, 31), False),
        (date(2022, 1, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_money_goes_out_within_the_programme(small: Programme, day: date, allowed: bool) -> None:
    assert may_spend(small, Facts(), "organisation_part", day).allowed is allowed


def test_money_outside_the_programme_says_which_days_do(small: Programme) -> None:
    assert may_spend(small, CURRENT, "poh_s_i", date(2023, 1, 1)).because == (
        "De dag 1 januari 2023 valt buiten het programma. Kies een dag van 1 januari 2022 t/m 31 december 2022."
    )


def test_money_may_not_go_elsewhere(small: Programme, varied: Varied) -> None:
    assert may_spend(small, CURRENT, "car", MAY) == Verdict(
        False,
        "Dit programma noemt car niet. Kies organisatie van de zorg of de POH-S i.",
        "Klein programma 2022",
    )
    assert may_spend(varied(spending=[]), CURRENT, "car", MAY).because == (
        "Dit programma noemt car niet. Vraag uw regio waar het geld naartoe mag."
    )
