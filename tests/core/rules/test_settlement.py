"""The amount to the cent, and corrections that leave no cent behind. Source: R040, R044, R060, R061, R157."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.programme.calendar import AMSTERDAM, Quarter
from groeiruimte.programme.funding import Tariff
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.text import Source
from groeiruimte.rules.facts import BookedLine, CountedList, Facts
from groeiruimte.rules.settlement import Line, Room, Statement, against_maximum, settle, year_total
from groeiruimte.rules.why import Trace

from .practice import FEW, Varied, tables

SMALL = Programme.model_validate(tables())
YEAR = [Quarter(2022, number) for number in (1, 2, 3, 4)]
Q2 = YEAR[1]


def listed(quarter: Quarter, counted: dict[str, int], number: int = 1) -> Facts:
    at = datetime(2022, 4, 5, 14, 3, tzinfo=AMSTERDAM)
    return Facts(lists=(CountedList(quarter, counted, rows=2500, number=number, delivered_at=at, receipt="R-77"),))


def with_tariff(cents: int, per: str = "year") -> Programme:
    """The small programme with another tariff."""
    tariff = SMALL.funding.tariffs[0]
    euros = f"{cents // 100}.{cents % 100:02d}"
    other = Tariff.model_validate({**tariff.model_dump(), "amount": euros, "per": per})
    return SMALL.model_copy(update={"funding": SMALL.funding.model_copy(update={"tariffs": (other,)})})


def booked(lines: tuple[Line, ...], start: int = 0) -> tuple[BookedLine, ...]:
    """Lines as records book them, each with a reference of its own."""
    return tuple(
        BookedLine(
            f"B{start + index}", line.quarter, line.uzovi_code, line.count, line.tariff, line.amount, line.corrects
        )
        for index, line in enumerate(lines)
    )


def plain(line: Line) -> tuple[str, int, int, int, str]:
    return line.uzovi_code, line.count, line.tariff, line.amount, line.corrects


@pytest.mark.parametrize("quarter", YEAR)
def test_the_amount_of_a_quarter(quarter: Quarter) -> None:
    statement = settle(SMALL, listed(quarter, {"3311": 2095}), quarter=quarter)
    assert [plain(line) for line in statement.lines] == [("3311", 2095, 79, 165505, "")]
    assert (statement.total, statement.route, statement.problems) == (165505, "direct", ())


def test_the_amount_of_a_year() -> None:
    assert year_total(SMALL, {quarter: {"3311": 2095} for quarter in YEAR}) == 662020
    assert year_total(SMALL, {Q2: {"3311": 2000, "3313": 95, "7095": 400}}) == 165505


def test_a_tariff_that_four_does_not_divide_is_spread_over_the_quarters() -> None:
    programme = with_tariff(327)
    tariffs = [settle(programme, listed(q, {"3311": 1}), quarter=q).lines[0].tariff for q in YEAR]
    assert tariffs == [82, 82, 81, 82]


def test_a_tariff_per_quarter_is_taken_as_it_is() -> None:
    line = settle(with_tariff(79, "quarter"), listed(Q2, {"3311": 10}), quarter=Q2).lines[0]
    assert (line.tariff, line.amount) == (79, 790)
    rounding = [step.value for step in line.trace if step.label == "Afronding"]
    assert rounding == ["Er is niets afgerond: het tarief is al per kwartaal."]


def test_every_insurer_has_a_line_and_a_name() -> None:
    statement = settle(SMALL, listed(Q2, {"3313": 5, "3311": 7, "3314": 0}), quarter=Q2)
    assert [(line.uzovi_code, line.insurer_name, line.count) for line in statement.lines] == [
        ("3311", "Zilveren Kruis", 7),
        ("3313", "Interpolis", 5),
    ]


def test_an_insurer_that_is_not_in_force_is_left_out_and_named() -> None:
    july = Quarter(2022, 3)
    statement = settle(SMALL, listed(july, {"3311": 7, "3314": 1, "7095": 1200}), quarter=july)
    assert [line.uzovi_code for line in statement.lines] == ["3311"]
    assert statement.problems == (
        "UZOVI-code 3314 doet niet mee op 1 juli 2022. Er telt 1 patiënt niet mee.",
        "UZOVI-code 7095 doet niet mee op 1 juli 2022. Er tellen 1.200 patiënten niet mee.",
    )
    assert [line.uzovi_code for line in settle(SMALL, listed(Q2, {"3314": 5}), quarter=Q2).lines] == ["3314"]


def test_a_line_explains_itself_step_by_step() -> None:
    assert settle(SMALL, listed(Q2, {"3311": 2095}), quarter=Q2).lines[0].trace == (
        Trace(
            "Ingeschreven op 1 april 2022",
            "2.095 van Zilveren Kruis (3311)",
            "Patiëntenlijst kwartaal 2 van 2022, lijst 1",
        ),
        Trace("Aanlevering", "Lijst 1 met 2.500 rijen, binnen op 5 april 2022 om 14:03", "Ontvangstbewijs R-77"),
        Trace(
            "Tarief per ingeschreven patiënt",
            "€ 3,16 per jaar, van 1 januari 2022 t/m 31 december 2022",
            "Regiotekst, r. 59",
        ),
        Trace("Bevestigd tarief", "Nee, dit is onze lezing. Wij lezen: per jaar.", "Regiotekst, r. 59"),
        Trace("Tarief voor kwartaal 2 van 2022", "€ 0,79", "Regiotekst, r. 59"),
        Trace("Berekening", "2.095 × € 0,79 = € 1.655,05", "Regiotekst, r. 5"),
        Trace(
            "Afronding",
            "Het jaartarief is verdeeld in hele centen. Vier kwartalen zijn samen precies € 3,16.",
            "Rekenregel Groeiruimte",
        ),
        Trace("Uitbetaling", "U declareert zelf bij de verzekeraar.", "Regiotekst, r. 5"),
    )


def test_a_confirmed_tariff_and_a_list_without_receipt_say_so() -> None:
    sure = SMALL.funding.tariffs[0].model_copy(update={"source": Source(text="regio", at="r. 1")})
    funding = SMALL.funding.model_copy(update={"tariffs": (sure,), "route": "cashier", "route_source": None})
    programme = SMALL.model_copy(update={"funding": funding})
    facts = Facts(lists=(CountedList(Q2, {"3311": 1}, rows=1, number=3),))
    trace = {step.label: (step.value, step.source) for step in settle(programme, facts, quarter=Q2).lines[0].trace}
    assert trace["Bevestigd tarief"] == ("Ja, dit staat in de bron.", "Regiotekst, r. 1")
    assert trace["Aanlevering"] == ("Lijst 3 met 1 rij", "Zonder ontvangstbewijs")
    assert trace["Uitbetaling"] == ("Uw regio betaalt u uit.", "Klein programma 2022")
    assert trace["Berekening"] == ("1 × € 0,79 = € 0,79", "Regiotekst, r. 6")


def test_without_any_source_the_programme_itself_is_named(varied: Varied) -> None:
    funding = {name: value for name, value in tables()["funding"].items() if name != "route_source"}
    programme = varied(funding=funding, lists=None, lists_source=None)
    line = settle(programme, listed(Q2, {"3311": 1}), quarter=Q2).lines[0]
    assert next(step.source for step in line.trace if step.label == "Berekening") == "Klein programma 2022"
    layout = varied(funding=funding, lists_source=None)
    line = settle(layout, listed(Q2, {"3311": 1}), quarter=Q2).lines[0]
    assert next(step.source for step in line.trace if step.label == "Berekening") == "Regiotekst, r. 6"


def test_a_correction_turns_the_line_back_and_books_the_new_one() -> None:
    first = booked(settle(SMALL, listed(Q2, {"3311": 2095}), quarter=Q2).lines)
    facts = replace(listed(Q2, {"3311": 2100}, number=2), booked=first)
    statement = settle(SMALL, facts, quarter=Q2)
    assert [plain(line) for line in statement.lines] == [
        ("3311", -2095, 79, -165505, "B0"),
        ("3311", 2100, 79, 165900, ""),
    ]
    assert statement.total == 395
    assert statement.lines[0].trace == (
        Trace("Eerder geboekt", "2.095 × € 0,79 = € 1.655,05", "Boeking B0"),
        Trace("Correctie", "Deze regel draait de boeking helemaal terug: € -1.655,05.", "Regiotekst, r. 5"),
        Trace(
            "Ingeschreven op 1 april 2022",
            "2.100 van Zilveren Kruis (3311)",
            "Patiëntenlijst kwartaal 2 van 2022, lijst 2",
        ),
        Trace("Aanlevering", "Lijst 2 met 2.500 rijen, binnen op 5 april 2022 om 14:03", "Ontvangstbewijs R-77"),
    )


def test_only_the_insurer_that_changed_is_corrected() -> None:
    first = booked(settle(SMALL, listed(Q2, {"3311": 20, "3313": 5}), quarter=Q2).lines)
    facts = replace(listed(Q2, {"3311": 20, "3313": 6}, number=2), booked=first)
    assert [plain(line) for line in settle(SMALL, facts, quarter=Q2).lines] == [
        ("3313", -5, 79, -395, "B1"),
        ("3313", 6, 79, 474, ""),
    ]


def test_an_insurer_that_is_gone_is_only_turned_back() -> None:
    first = booked(settle(SMALL, listed(Q2, {"3311": 20, "3313": 5}), quarter=Q2).lines)
    facts = replace(listed(Q2, {"3311": 20}, number=2), booked=first)
    assert [plain(line) for line in settle(SMALL, facts, quarter=Q2).lines] == [("3313", -5, 79, -395, "B1")]


def test_a_line_is_turned_back_at_the_tariff_of_then() -> None:
    first = booked(settle(SMALL, listed(Q2, {"3311": 20}), quarter=Q2).lines)
    facts = replace(listed(Q2, {"3311": 20}), booked=first)
    assert [plain(line) for line in settle(with_tariff(400), facts, quarter=Q2).lines] == [
        ("3311", -20, 79, -1580, "B0"),
        ("3311", 20, 100, 2000, ""),
    ]


def test_lines_of_another_quarter_stay_out_of_it() -> None:
    other = booked(settle(SMALL, listed(YEAR[0], {"3311": 20}), quarter=YEAR[0]).lines)
    facts = replace(listed(Q2, {"3311": 20}), booked=other)
    assert [plain(line) for line in settle(SMALL, facts, quarter=Q2).lines] == [("3311", 20, 79, 1580, "")]


def test_the_last_list_counts_whatever_the_order() -> None:
    lists = (*listed(Q2, {"3311": 30}, number=3).lists, *listed(Q2, {"3311": 10}, number=1).lists)
    assert settle(SMALL, Facts(lists=lists), quarter=Q2).total == 30 * 79


def test_without_a_list_nothing_is_settled_and_nothing_is_turned_back() -> None:
    first = booked(settle(SMALL, listed(Q2, {"3311": 20}), quarter=Q2).lines)
    assert settle(SMALL, Facts(booked=first), quarter=Q2) == Statement(
        (), 0, "direct", ("Voor kwartaal 2 van 2022 is er nog geen patiëntenlijst. Lever de lijst aan.",)
    )


def test_an_empty_list_settles_to_nothing() -> None:
    assert settle(SMALL, listed(Q2, {}), quarter=Q2) == Statement((), 0, "direct", ())


def unknown(varied: Varied, **more: Any) -> Programme:
    funding = tables()["funding"]
    return varied(funding={**funding, "tariffs": [], **more})


def test_without_a_tariff_nothing_is_settled(varied: Varied) -> None:
    assert settle(unknown(varied), listed(Q2, {"3311": 20}), quarter=Q2) == Statement(
        (), 0, "direct", ("Voor kwartaal 2 van 2022 is geen tarief bekend. Vraag uw regio naar het tarief.",)
    )
    part = {
        "start": date(2022, 1, 1),
        "end": date(2022, 12, 31),
        "note": "Het tarief komt in mei.",
        "source": {"text": "regio"},
    }
    told = unknown(varied, tariffs_unknown=[part])
    assert settle(told, Facts(), quarter=Q2).problems == (
        "Voor kwartaal 2 van 2022 is er nog geen patiëntenlijst. Lever de lijst aan.",
        "Voor kwartaal 2 van 2022 is geen tarief bekend. Het tarief komt in mei.",
    )
    with pytest.raises(LookupError, match=r"Voor kwartaal 2 van 2022 is geen tarief bekend\."):
        year_total(told, {Q2: {"3311": 20}})


@pytest.mark.parametrize("quarter", [Quarter(2021, 4), Quarter(2023, 1)])
def test_no_line_lies_outside_the_programme(quarter: Quarter) -> None:
    statement = settle(SMALL, listed(quarter, {"3311": 20}), quarter=quarter)
    assert (statement.lines, statement.problems) == (
        (),
        (
            f"Kwartaal {quarter.number} van {quarter.year} valt buiten het programma. "
            "Het programma loopt van 1 januari 2022 t/m 31 december 2022.",
        ),
    )


@pytest.mark.parametrize(
    ("total", "maximum", "room"),
    [
        (1000, None, Room(1000, None, None, 0)),
        (1000, 1001, Room(1000, 1001, 1, 0)),
        (1000, 1000, Room(1000, 1000, 0, 0)),
        (1001, 1000, Room(1001, 1000, 0, 1)),
        (-500, 1000, Room(-500, 1000, 1500, 0)),
        (1, 0, Room(1, 0, 0, 1)),
    ],
)
def test_a_total_beside_its_maximum(total: int, maximum: int | None, room: Room) -> None:
    assert against_maximum(total, maximum) == room


COUNTS = st.dictionaries(st.sampled_from(["3311", "3313", "3314", "7095"]), st.integers(0, 20_000), max_size=4)
ELIGIBLE = {"3311", "3313", "3314"}


@FEW
@given(st.integers(0, 9_999_99), st.integers(0, 20_000))
def test_four_quarters_of_one_count_make_the_year_exactly(tariff: int, count: int) -> None:
    programme = with_tariff(tariff)
    totals = [settle(programme, listed(q, {"3311": count}), quarter=q).total for q in YEAR]
    assert sum(totals) == count * tariff
    assert year_total(programme, {quarter: {"3311": count} for quarter in YEAR}) == count * tariff


@settings(FEW, max_examples=20)
@given(st.lists(st.tuples(COUNTS, st.integers(0, 2000)), min_size=1, max_size=4))
def test_what_is_booked_always_comes_to_the_last_list(deliveries: list[tuple[dict[str, int], int]]) -> None:
    ledger: tuple[BookedLine, ...] = ()
    for number, (counts, tariff) in enumerate(deliveries, start=1):
        programme = with_tariff(tariff)
        facts = replace(listed(Q2, counts, number), booked=ledger)
        statement = settle(programme, facts, quarter=Q2)
        of = {line.reference: line for line in ledger}
        for line in statement.lines:
            assert line.trace
            assert line.amount == line.count * line.tariff
            if line.corrects:
                turned = of[line.corrects]
                assert (line.count, line.tariff, line.amount) == (-turned.count, turned.tariff, -turned.amount)
        assert statement.total == sum(line.amount for line in statement.lines)
        ledger += booked(statement.lines, start=len(ledger))
        price = programme.funding.quarter_tariff(Q2)
        assert price is not None
        wanted = {code: count for code, count in counts.items() if code in ELIGIBLE}
        assert sum(line.amount for line in ledger) == sum(wanted.values()) * price
        for code in ELIGIBLE:
            assert sum(line.count for line in ledger if line.uzovi_code == code) == wanted.get(code, 0)
        assert len({line.corrects for line in ledger if line.corrects}) == sum(bool(line.corrects) for line in ledger)
        again = replace(listed(Q2, counts, number + 1), booked=ledger)
        assert settle(programme, again, quarter=Q2).lines == ()
