"""May this practice take part? Source: R007, R008, R012, R054, R056-R058, R164, R186."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.eligibility import Answer, assess, first_day, may_take_part
from groeiruimte.rules.facts import Facts, StandingFact
from groeiruimte.rules.standing import Need, absent, holds

from .practice import AUTUMN, FEW, READY, STANDINGS, Varied, having, tables

PILOT = next(condition for condition in tables()["conditions"] if condition["key"] == "kbz_pilot")
CONTRACT = next(condition for condition in tables()["conditions"] if condition["key"] == "preferred_insurer")


def answer(programme: Programme, key: str, facts: Facts, on: date = AUTUMN, **other: object) -> Answer:
    answers = assess(programme, facts, on=on, **other)  # type: ignore[arg-type]
    return next(found for found in answers if found.key == key)


def test_a_practice_that_has_everything_may_take_part(small: Programme) -> None:
    answers = assess(small, READY, on=AUTUMN)
    assert [(found.key, found.met) for found in answers] == [
        ("affiliation", True),
        ("region_contract", True),
        ("preferred_insurer", True),
        ("insurer_contract", True),
        ("kbz_pilot", True),
        ("once_a_year", True),
        ("one_objective", True),
    ]
    assert may_take_part(answers)
    assert {found.mend for found in answers} == {""}
    assert [found.because for found in answers] == [
        "U bent aangesloten. Wij vonden: aansluiting bij Rijnmond, vanaf 1 januari 2019.",
        "U hebt een contract. Wij vonden: contract met Rijnmond, vanaf 1 november 2021.",
        "De verzekeraar klopt. Wij vonden: preferente verzekeraar Zilveren Kruis, vanaf 1 januari 2020.",
        "U hebt het contract. Wij vonden: contract met Zilveren Kruis, van 1 januari 2021 t/m 31 december 2023.",
        "U zit niet in de pilot. Wij vonden geen pilot Krachtige Basiszorg.",
        "U kunt starten. Uw deelname gaat in op 1 januari 2022.",
        "Het aantal is goed. U koos: Zorg op afstand.",
    ]


def test_another_preferred_insurer_is_named(small: Programme) -> None:
    other = StandingFact("preferred_insurer", "vgz", date(2020, 1, 1))
    assert answer(small, "preferred_insurer", having(other, without="preferred_insurer")) == Answer(
        key="preferred_insurer",
        title="Preferente verzekeraar",
        met=False,
        severity="refuse",
        because="De verzekeraar klopt niet. Wij vonden op 1 januari 2022: preferente verzekeraar VGZ. "
        "Nodig: preferente verzekeraar Zilveren Kruis, op 1 januari 2022.",
        mend="Bel uw regio. Dit is genoeg: preferente verzekeraar Zilveren Kruis, op 1 januari 2022.",
        source="Regiotekst, r. 4",
    )


def test_another_value_on_another_day_is_named_too(small: Programme) -> None:
    other = StandingFact("preferred_insurer", "cz", date(2018, 1, 1), date(2019, 12, 31))
    assert answer(small, "preferred_insurer", having(other, without="preferred_insurer")).because == (
        "De verzekeraar klopt niet. "
        "Wij vonden alleen: preferente verzekeraar CZ, van 1 januari 2018 t/m 31 december 2019. "
        "Nodig: preferente verzekeraar Zilveren Kruis, op 1 januari 2022."
    )


def test_nothing_found_is_said(small: Programme) -> None:
    assert answer(small, "affiliation", having(without="affiliation")).because == (
        "U bent niet aangesloten. Wij vonden geen aansluiting bij een regio-organisatie. "
        "Nodig: aansluiting bij Rijnmond, op 15 december 2021."
    )


@pytest.mark.parametrize(
    ("start", "end", "met"),
    [
        (None, AUTUMN - timedelta(days=1), False),
        (None, AUTUMN, True),
        (AUTUMN, None, True),
        (AUTUMN, AUTUMN, True),
        (AUTUMN + timedelta(days=1), None, False),
    ],
)
def test_affiliation_counts_on_the_day_of_enrolling(
    small: Programme, start: date | None, end: date | None, met: bool
) -> None:
    standing = StandingFact("affiliation", "rijnmond", start, end)
    assert answer(small, "affiliation", having(standing, without="affiliation")).met is met


def test_an_affiliation_that_ended_passes_when_it_runs_on(small: Programme) -> None:
    ended = replace(STANDINGS["affiliation"], end=date(2021, 6, 30))
    found = answer(small, "affiliation", having(ended, without="affiliation"))
    assert found.because == (
        "U bent niet aangesloten. "
        "Wij vonden: aansluiting bij Rijnmond, van 1 januari 2019 t/m 30 juni 2021. "
        "Nodig: aansluiting bij Rijnmond, op 15 december 2021."
    )
    assert found.mend == "Sluit u aan. U voldoet als uw aansluiting bij Rijnmond doorloopt tot en met 15 december 2021."
    mended = replace(ended, end=AUTUMN)
    assert answer(small, "affiliation", having(mended, without="affiliation")).met


def test_an_affiliation_that_starts_later_passes_when_one_waits(small: Programme) -> None:
    later = replace(STANDINGS["affiliation"], start=date(2021, 12, 20))
    found = answer(small, "affiliation", having(later, without="affiliation"))
    assert found.mend == (
        "Sluit u aan. Dit is genoeg: aansluiting bij Rijnmond, al op 15 december 2021. "
        "Of meld u aan op of na 20 december 2021."
    )
    assert answer(small, "affiliation", having(later, without="affiliation"), on=date(2021, 12, 20)).met


def test_a_contract_counts_on_the_first_day_of_taking_part(small: Programme) -> None:
    signed = StandingFact("region_contract", "rijnmond", date(2022, 1, 1))
    assert answer(small, "region_contract", having(signed, without="region_contract")).met
    late = StandingFact("region_contract", "rijnmond", date(2022, 1, 2))
    assert not answer(small, "region_contract", having(late, without="region_contract")).met


def test_the_last_day_there_is_means_no_end(small: Programme) -> None:
    endless = StandingFact("insurer_contract", "zilveren-kruis", date(2021, 1, 1), date.max)
    assert answer(small, "insurer_contract", having(endless, without="insurer_contract")).because == (
        "U hebt het contract. Wij vonden: contract met Zilveren Kruis, vanaf 1 januari 2021."
    )


def test_a_standing_for_the_whole_period_may_be_two_that_join(small: Programme) -> None:
    first = StandingFact("insurer_contract", "zilveren-kruis", date(2021, 1, 1), date(2022, 3, 31))
    second = StandingFact("insurer_contract", "zilveren-kruis", date(2022, 4, 1), date(2022, 12, 31))
    assert answer(small, "insurer_contract", having(first, second, without="insurer_contract")).because == (
        "U hebt het contract. Wij vonden: contract met Zilveren Kruis, van 1 januari 2021 t/m 31 december 2022."
    )
    gap = replace(second, start=date(2022, 4, 2))
    found = answer(small, "insurer_contract", having(first, gap, without="insurer_contract"))
    assert not found.met
    assert found.mend == (
        "Sluit het contract. U voldoet als uw contract met Zilveren Kruis doorloopt tot en met 31 december 2022."
    )


@pytest.mark.parametrize(
    ("start", "end", "met"),
    [
        (date(2020, 1, 1), date(2021, 12, 31), True),
        (date(2020, 1, 1), date(2022, 1, 1), False),
        (date(2020, 1, 1), None, False),
        (None, None, False),
        (date(2022, 6, 1), date(2022, 6, 1), False),
        (date(2022, 12, 31), None, False),
        (date(2023, 1, 1), None, True),
    ],
)
def test_a_pilot_on_any_day_of_the_programme_year_refuses(
    small: Programme, start: date | None, end: date | None, met: bool
) -> None:
    pilot = StandingFact("kbz_pilot", "", start, end)
    found = answer(small, "kbz_pilot", having(pilot))
    assert (found.met, may_take_part(assess(small, having(pilot), on=AUTUMN))) == (met, met)


def test_a_programme_year_is_no_longer_than_the_programme(varied: Varied) -> None:
    programme = varied(period={"start": date(2022, 3, 1), "end": date(2022, 10, 31)}, conditions=[PILOT])
    before = StandingFact("kbz_pilot", "", date(2020, 1, 1), date(2022, 2, 28))
    after = StandingFact("kbz_pilot", "", date(2022, 11, 1))
    assert answer(programme, "kbz_pilot", having(before, after)).met
    assert not answer(programme, "kbz_pilot", having(replace(before, end=date(2022, 3, 1)))).met
    assert not answer(programme, "kbz_pilot", having(replace(after, start=date(2022, 10, 31)))).met


def test_a_pilot_says_when_it_ended_or_when_it_should(small: Programme) -> None:
    ended = StandingFact("kbz_pilot", "", date(2020, 1, 1), date(2021, 12, 31))
    assert answer(small, "kbz_pilot", having(ended)).because == (
        "U zit niet in de pilot. Uw pilot Krachtige Basiszorg eindigde op 31 december 2021."
    )
    running = answer(small, "kbz_pilot", having(replace(ended, end=None)))
    assert running.because == (
        "U zit in de pilot. Wij vonden: pilot Krachtige Basiszorg, vanaf 1 januari 2020. "
        "Nodig: geen enkele dag van 1 januari 2022 t/m 31 december 2022."
    )
    assert running.mend == (
        "Wacht op het einde van de pilot. U voldoet als uw pilot Krachtige Basiszorg eindigt vóór 1 januari 2022."
    )
    starting = answer(small, "kbz_pilot", having(StandingFact("kbz_pilot", "", date(2022, 5, 1))))
    assert starting.mend.endswith("U voldoet als uw pilot Krachtige Basiszorg begint na 31 december 2022.")
    both = answer(
        small, "kbz_pilot", having(replace(ended, end=date(2022, 2, 1)), StandingFact("kbz_pilot", "", AUTUMN))
    )
    assert both.mend.endswith("U voldoet als uw pilot Krachtige Basiszorg eindigt vóór 1 januari 2022.")
    mixed = answer(
        small, "kbz_pilot", having(replace(ended, end=None), StandingFact("kbz_pilot", "", date(2022, 5, 1)))
    )
    assert mixed.mend.endswith("U voldoet zonder pilot Krachtige Basiszorg van 1 januari 2022 t/m 31 december 2022.")


def test_parts_of_the_concept_are_no_pilot(small: Programme) -> None:
    facts = having(objectives=("C",), choices=("krachtige-basiszorg",))
    assert may_take_part(assess(small, facts, on=AUTUMN))


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2020, 8, 1), date(2022, 1, 1)),
        (AUTUMN, date(2022, 1, 1)),
        (date(2022, 1, 1), date(2022, 1, 1)),
        (date(2022, 1, 2), date(2023, 1, 1)),
        (date(2022, 12, 31), date(2023, 1, 1)),
    ],
)
def test_taking_part_starts_on_the_first_of_january(small: Programme, on: date, first: date) -> None:
    assert first_day(small, on) == first


def test_a_later_year_starts_on_its_first_day(varied: Varied) -> None:
    period = {"start": date(2022, 1, 1), "end": date(2023, 12, 31)}
    programme = varied(period=period, conditions=[CONTRACT])
    to_the_day = StandingFact("preferred_insurer", "zilveren-kruis", date(2023, 1, 1), date(2023, 1, 1))
    facts = having(to_the_day, without="preferred_insurer")
    assert answer(programme, "preferred_insurer", facts, on=date(2022, 5, 1), year=2023).met
    assert not answer(programme, "preferred_insurer", facts, on=date(2022, 5, 1)).met
    assert assess(programme, facts, on=date(2023, 1, 2), year=2022)[0].key == "period"


def test_without_an_entry_day_one_starts_at_once(varied: Varied) -> None:
    programme = varied(conditions=[])
    assert first_day(programme, AUTUMN) == date(2022, 1, 1)
    assert first_day(programme, date(2022, 5, 3)) == date(2022, 5, 3)


def test_the_entry_day_itself_is_not_late(small: Programme) -> None:
    assert answer(small, "once_a_year", READY, on=date(2022, 1, 1)).because == (
        "U kunt starten. Uw deelname gaat in op 1 januari 2022."
    )


def test_who_is_late_waits_for_the_next_programme(small: Programme) -> None:
    found = answer(small, "once_a_year", READY, on=date(2022, 3, 1))
    assert (found.met, found.because, found.mend) == (
        False,
        "U kunt nu niet starten. U meldt zich aan op 1 maart 2022. Nodig: op of vóór 1 januari 2022.",
        "Kies een startdag. De volgende startdag is 1 januari 2023. Kijk bij het programma van dat jaar.",
    )


def test_who_is_late_in_a_programme_of_two_years_starts_in_the_second(varied: Varied) -> None:
    programme = varied(period={"start": date(2022, 1, 1), "end": date(2023, 12, 31)})
    moved = answer(programme, "once_a_year", READY, on=date(2022, 3, 1))
    assert (moved.met, moved.because) == (
        True,
        "U kunt starten. De vorige startdag is voorbij. Uw deelname gaat in op 1 januari 2023.",
    )
    asked = answer(programme, "once_a_year", READY, on=date(2022, 3, 1), year=2022)
    assert (asked.met, asked.mend) == (False, "Kies een startdag. U kunt meedoen vanaf 1 januari 2023.")


def test_one_enrolment_a_year(small: Programme, varied: Varied) -> None:
    again = having(enrolled_years=(2022,))
    found = answer(small, "once_a_year", again)
    assert (found.because, found.mend) == (
        "U kunt nu niet starten. Wij vonden al een aanmelding voor 2022. Meer dan één per jaar kan niet.",
        "Kies een startdag. Wacht op het programma van 2023.",
    )
    assert answer(small, "once_a_year", having(enrolled_years=(2021,))).met
    longer = varied(period={"start": date(2022, 1, 1), "end": date(2023, 12, 31)})
    assert answer(longer, "once_a_year", again).mend == "Kies een startdag. Meld u aan voor 2023."
    assert answer(longer, "once_a_year", again, year=2023).met


def test_two_objectives_warn_and_do_not_refuse(small: Programme) -> None:
    facts = having(objectives=("B", "A"))
    found = answer(small, "one_objective", facts)
    assert (found.met, found.severity) == (False, "warn")
    assert found.because == (
        "Eén is beter. U koos: Zorg op afstand en Anders organiseren. Nodig: hoogstens 1. U koos er 2."
    )
    assert found.mend == "Kies er één, of ga door. U voldoet als u 1 doelstelling minder kiest."
    assert may_take_part(assess(small, facts, on=AUTUMN))


def test_three_objectives_are_two_too_many(small: Programme) -> None:
    found = answer(small, "one_objective", having(objectives=("A", "B", "C")))
    assert found.mend == "Kies er één, of ga door. U voldoet als u 2 doelstellingen minder kiest."


def test_no_objective_yet_is_no_warning(small: Programme) -> None:
    assert answer(small, "one_objective", having(objectives=())).because == (
        "Het aantal is goed. U koos nog geen doelstelling."
    )


def test_objectives_that_a_region_takes_together_count_as_one(varied: Varied) -> None:
    subject = {"key": "2-3", "label": "Anders en slimmer", "objectives": ["B", "D"], "source": {"text": "regio"}}
    programme = varied(subjects=[subject])
    assert answer(programme, "one_objective", having(objectives=("B", "D"))).met
    assert not answer(programme, "one_objective", having(objectives=("B", "D", "A"))).met
    assert answer(programme, "one_objective", having(objectives=("B",))).met


def test_a_plan_must_be_approved_to_claim_not_to_enrol(small: Programme) -> None:
    assert "plan_approved" not in [found.key for found in assess(small, READY, on=AUTUMN)]
    facts = having(enrolled_on=AUTUMN)
    assert assess(small, facts, on=date(2022, 4, 1), stage="claim") == (
        Answer(
            key="plan_approved",
            title="Plan goedgekeurd",
            met=False,
            severity="refuse",
            because="Het plan is nog niet akkoord. Wij vonden geen goedkeuring van het plan. "
            "Nodig: goedkeuring op of vóór 1 april 2022.",
            mend="Vraag uw regio wanneer het besluit komt. U voldoet zodra het plan is goedgekeurd.",
            source="Regiotekst, r. 306",
        ),
    )


@pytest.mark.parametrize(("approved", "met"), [(date(2022, 4, 1), True), (date(2022, 4, 2), False)])
def test_approval_counts_from_its_day(small: Programme, approved: date, met: bool) -> None:
    facts = having(enrolled_on=AUTUMN, plan_approved_on=approved)
    answers = assess(small, facts, on=date(2022, 4, 1), stage="claim")
    assert may_take_part(answers) is met
    assert answers[0].mend.endswith("" if met else "U voldoet vanaf 2 april 2022.")


def test_a_condition_waits_for_the_one_it_needs(small: Programme) -> None:
    facts = having(without="affiliation")
    assert answer(small, "region_contract", facts) == Answer(
        key="region_contract",
        title="Contract met uw regio",
        met=False,
        severity="refuse",
        because="Wij kunnen dit nog niet controleren. Eerst moet dit in orde zijn: Aangesloten bij uw regio.",
        mend=answer(small, "affiliation", facts).mend,
        source="Regiotekst, r. 4",
        blocked_by="affiliation",
    )


def test_a_condition_of_another_stage_is_looked_at_when_it_is_needed(varied: Varied) -> None:
    conditions = tables()["conditions"]
    for condition in conditions:
        if condition["key"] == "plan_approved":
            condition["needs"] = ["preferred_insurer"]
    programme = varied(conditions=conditions)
    facts = having(without="preferred_insurer", enrolled_on=AUTUMN, plan_approved_on=AUTUMN)
    answers = assess(programme, facts, on=date(2022, 4, 1), stage="claim")
    assert [(found.key, found.blocked_by) for found in answers] == [
        ("preferred_insurer", ""),
        ("plan_approved", "preferred_insurer"),
    ]
    assert not may_take_part(answers)


def test_a_warning_stands_in_nobodys_way(varied: Varied) -> None:
    conditions = tables()["conditions"]
    for condition in conditions:
        if condition["key"] == "kbz_pilot":
            condition["needs"] = ["one_objective"]
    programme = varied(conditions=conditions)
    assert answer(programme, "kbz_pilot", having(objectives=("A", "B"))).met


def test_a_programme_without_entry_day_that_is_over_refuses(varied: Varied) -> None:
    programme = varied(conditions=[])
    assert assess(programme, READY, on=date(2022, 5, 1)) == ()
    assert assess(programme, READY, on=date(2022, 12, 31)) == ()
    answers = assess(programme, READY, on=date(2023, 5, 1))
    assert [(found.key, found.because, found.mend) for found in answers] == [
        (
            "period",
            "U zou beginnen op 1 mei 2023 voor het jaar 2023. "
            "Het programma loopt van 1 januari 2022 t/m 31 december 2022.",
            "Kies het programma van dat jaar.",
        )
    ]
    assert not may_take_part(answers)
    assert not may_take_part(assess(programme, READY, on=date(2022, 5, 1), year=2023))


def test_who_starts_after_the_programme_cannot_claim_in_it(small: Programme) -> None:
    late = having(enrolled_on=date(2022, 3, 1), plan_approved_on=date(2022, 3, 1))
    answers = assess(small, late, on=date(2022, 4, 1), stage="claim")
    assert [(found.key, found.met) for found in answers] == [("period", False), ("plan_approved", True)]


DAYS = st.dates(date(2021, 12, 1), date(2022, 2, 28))
PERIODS = st.builds(
    lambda start, end, value: StandingFact("affiliation", value, start, end),
    st.none() | DAYS,
    st.none() | DAYS,
    st.sampled_from(["rijnmond", "roha"]),
)


def _days(need: Need) -> list[date]:
    return [need.start + timedelta(days=n) for n in range((need.end - need.start).days + 1)]


@FEW
@given(st.lists(PERIODS, max_size=4), DAYS, st.integers(0, 40), st.sampled_from([None, "rijnmond"]))
def test_holds_is_every_day_counted_one_by_one(
    facts: list[StandingFact], start: date, length: int, value: str | None
) -> None:
    need = Need("affiliation", value, start, start + timedelta(days=length))
    right = [fact for fact in facts if value in (None, fact.value)]
    found = holds(need, facts)
    assert found.met == all(any(fact.holds(day) for fact in right) for day in _days(need))
    assert (found.nearest == "") == found.met


@FEW
@given(st.lists(PERIODS, max_size=4), DAYS, st.integers(0, 40))
def test_absent_is_no_day_at_all_counted_one_by_one(facts: list[StandingFact], start: date, length: int) -> None:
    need = Need("affiliation", None, start, start + timedelta(days=length))
    found = absent(need, [fact for fact in facts if not (fact.start and fact.end and fact.end < fact.start)])
    assert found.met == (not any(fact.holds(day) for fact in facts for day in _days(need)))
    assert (found.nearest == "") == found.met
