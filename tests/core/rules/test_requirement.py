"""What was found of what a KPI or a phase asks, where it comes from, and the nearest change that passes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import (
    BookedHours,
    EmployeeFact,
    EvidenceFact,
    Facts,
    FormFact,
    Item,
    Measurement,
    MilestoneFact,
)
from groeiruimte.rules.kpi import KpiResult, evaluate, of_practice
from groeiruimte.rules.why import Trace

from .asking import MAY, SENT, WITHIN_BUDGET, YEAR, Found, kpi, went
from .practice import Varied

NEXT: list[tuple[Facts, dict[str, Any], str]] = [
    (
        Facts(attendances=went(MAY)),
        {"kind": "attended", "topic": "zorg-op-afstand", "at_least": 2},
        "Volg nog 1 scholing of bijeenkomst over zorg op afstand.",
    ),
    (Facts(), {"kind": "submitted", "form": "action_plan"}, "Vul “Plan van aanpak” in en verstuur het."),
    (Facts(forms=(FormFact("action_plan", "draft", MAY),)), SENT, "Verstuur “Plan van aanpak”."),
    (
        Facts(forms=(FormFact("action_plan", "changes_requested", MAY),)),
        SENT,
        "Pas “Plan van aanpak” aan en verstuur het opnieuw.",
    ),
    (
        Facts(forms=(FormFact("action_plan", "submitted", MAY),)),
        {**SENT, "status": "approved"},
        "Wacht op het akkoord van uw regio op “Plan van aanpak”.",
    ),
    (
        Facts(forms=(FormFact("action_plan", "approved", MAY),)),
        {**SENT, "status": "carried_out"},
        "Meld dat u “Plan van aanpak” hebt uitgevoerd.",
    ),
    (Facts(), WITHIN_BUDGET, "Beantwoord in “Plan van aanpak”: “Past het in uw geld?”"),
    (
        Facts(forms=(FormFact("action_plan", "submitted", MAY, {"budget": False}),)),
        WITHIN_BUDGET,
        "Is dit veranderd? Pas dan uw antwoord aan: “Past het in uw geld?”",
    ),
    (
        Facts(forms=(FormFact("action_plan", "draft", MAY, {"budget": True}),)),
        WITHIN_BUDGET,
        "Verstuur “Plan van aanpak”.",
    ),
    (
        Facts(items=(Item("cboard", MAY),)),
        {"kind": "counted", "record": "cboard", "at_least": 4},
        "Leg nog 3 boards vast.",
    ),
    (
        Facts(employees=("een", "twee"), items=(Item("digital_skills", MAY, "een"),)),
        {"kind": "counted", "record": "digital_skills", "for_each": "employee"},
        "Leg digivaardigheid ook vast voor 1 medewerker.",
    ),
    (Facts(), {"kind": "counted", "record": "x", "for_each": "district"}, "Vul eerst uw wijken in."),
    (
        Facts(),
        {"kind": "scan_finished", "scan": "practice_scan"},
        "Rond de praktijkscan af tussen 1 januari 2022 en 31 december 2022.",
    ),
    (
        Facts(),
        {"kind": "survey_held", "survey": "werkplezier"},
        "Meet werkplezier tussen 1 januari 2022 en 31 december 2022.",
    ),
    (
        Facts(measurements=(Measurement("werkplezier", MAY, 3),)),
        {"kind": "survey_held", "survey": "werkplezier", "at_least": 5},
        "Vraag nog 2 mensen om mee te doen.",
    ),
    (Facts(), {"kind": "hours_booked"}, "Boek de extra uren per functie."),
    (
        Facts(hours=(BookedHours("B", "", "non_patient_time", Decimal("2.5")),)),
        {"kind": "hours_booked"},
        "Vul bij 2,5 uren de functie in.",
    ),
    (Facts(milestones_done=1), {"kind": "milestones_done", "at_least": 3}, "Rond nog 2 mijlpalen af."),
    (Facts(), {"kind": "milestones_done", "every": True}, "Voeg mijlpalen toe aan uw plan."),
    (Facts(), {"kind": "evidence", "evidence": "website"}, "Voeg een bestand of link toe: website."),
    (
        Facts(evidence=(EvidenceFact("website", MAY),)),
        {"kind": "evidence", "evidence": "website", "checked": True},
        "Vraag uw regio om naar het bewijs te kijken: website.",
    ),
    (
        Facts(milestones_done=1),
        {"kind": "all_of", "of": [SENT, {"kind": "milestones_done", "at_least": 2}, SENT]},
        "Rond nog 1 mijlpaal af. Vul “Plan van aanpak” in en verstuur het.",
    ),
    (Facts(milestones_done=1), {"kind": "any_of", "of": [SENT, {"kind": "milestones_done"}]}, ""),
]


@pytest.mark.parametrize(("facts", "met_by", "ask"), NEXT)
def test_the_nearest_change_that_passes_is_told(
    small: Programme, facts: Facts, met_by: dict[str, Any], ask: str
) -> None:
    assert evaluate(kpi(**met_by), facts, period=YEAR, programme=small).next == ask


FOUND_FACTS: list[tuple[dict[str, Any], str, tuple[Trace, ...]]] = [
    (
        {"kind": "attended", "topic": "zorg-op-afstand"},
        "automatisch uit scholing",
        (Trace("zorg op afstand", "1 mei 2022", "Scholing"), Trace("Loket", "2 mei 2022", "Scholing")),
    ),
    (
        SENT,
        "automatisch uit “Plan van aanpak”",
        (Trace("Plan van aanpak", "verstuurd, 1 mei 2022", "Formulier"),),
    ),
    (WITHIN_BUDGET, "uit uw antwoord in “Plan van aanpak”", (Trace("Past het in uw geld?", "ja", "Plan van aanpak"),)),
    (
        {"kind": "counted", "record": "cboard"},
        "uit wat u vastlegt",
        (Trace("board", "1 mei 2022", "Vastgelegd"), Trace("board: Anna de Wit", "1 mei 2022", "Vastgelegd")),
    ),
    (
        {"kind": "scan_finished", "scan": "practice_scan"},
        "automatisch uit de praktijkscan",
        (Trace("Praktijkscan", "1 mei 2022", "Scan"),),
    ),
    (
        {"kind": "survey_held", "survey": "practice_scan"},
        "automatisch uit de meting",
        (Trace("Monitor", "1 mei 2022", "Meting"),),
    ),
    (
        {"kind": "hours_booked"},
        "automatisch uit uw extra uren",
        (Trace("huisarts", "6,5 uur per week", "Extra uren"),),
    ),
    (
        {"kind": "milestones_done"},
        "automatisch uit uw mijlpalen",
        (Trace("Scherm kopen", "1 mei 2022", "Plan"),),
    ),
    ({"kind": "evidence", "evidence": "website"}, "uit uw bewijzen", (Trace("Pagina", "1 mei 2022", "Bewijs"),)),
    (
        {"kind": "all_of", "of": [SENT, SENT, {"kind": "hours_booked"}]},
        "automatisch uit “Plan van aanpak” en automatisch uit uw extra uren",
        (
            Trace("Plan van aanpak", "verstuurd, 1 mei 2022", "Formulier"),
            Trace("huisarts", "6,5 uur per week", "Extra uren"),
        ),
    ),
]


@pytest.mark.parametrize(("met_by", "from_where", "traces"), FOUND_FACTS)
def test_a_result_names_the_facts_and_where_they_come_from(
    small: Programme, met_by: dict[str, Any], from_where: str, traces: tuple[Trace, ...]
) -> None:
    facts = Facts(
        staff=(EmployeeFact("7", "Anna de Wit", "gp"),),
        attendances=(*went(MAY), *went(date(2022, 5, 2), title="Loket")),
        forms=(FormFact("action_plan", "submitted", MAY, {"budget": True}),),
        items=(Item("cboard", MAY), Item("cboard", MAY, "7")),
        measurements=(Measurement("practice_scan", MAY, 4, "Monitor"),),
        hours=(BookedHours("B", "gp", "non_patient_time", Decimal("6.5")),),
        milestones=(MilestoneFact("Scherm kopen", MAY, MAY), MilestoneFact("Later", MAY)),
        evidence=(EvidenceFact("website", MAY, title="Pagina"),),
    )
    result = evaluate(kpi(**met_by), facts, period=YEAR, programme=small)
    assert (result.state, result.from_where, result.facts, result.next) == ("met", from_where, traces, "")


def test_what_was_sent_back_is_a_draft_again(found: Any) -> None:
    facts = Facts(forms=(FormFact("action_plan", "changes_requested", MAY, {"budget": True}),))
    assert found(facts, **SENT) == (
        "nearly",
        0,
        1,
        "“Plan van aanpak” is teruggestuurd met opmerkingen. Nodig: verstuurd. Pas het aan en verstuur het opnieuw.",
    )
    assert found(facts, **WITHIN_BUDGET)[0] == "nearly"


def test_a_form_of_an_earlier_year_does_not_count(found: Any) -> None:
    facts = Facts(forms=(FormFact("action_plan", "approved", MAY, {"budget": True}, year=2021),))
    assert found(facts, **SENT)[0] == "not_yet"
    assert found(facts, **WITHIN_BUDGET)[0] == "not_yet"


@pytest.mark.parametrize(
    ("answer", "value", "state"),
    [
        (["Lean", "Anders"], "Lean", "met"),
        (["Anders"], "Lean", "not_yet"),
        ({"holds": True, "text": ""}, True, "met"),
        ({"holds": False, "text": "Nee"}, True, "not_yet"),
        ([{"x": ""}], None, "not_yet"),
        ([], None, "not_yet"),
        ("0", None, "met"),
    ],
)
def test_an_answer_can_be_one_of_several_or_a_confirmed_kpi(
    found: Any, answer: Any, value: str | bool | None, state: str
) -> None:
    facts = Facts(forms=(FormFact("action_plan", "submitted", MAY, {"budget": answer}),))
    assert found(facts, kind="answered", form="action_plan", question="budget", value=value)[0] == state


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ((), ("not_yet", 0, 1, "Uw plan heeft nog geen mijlpalen. Voeg ze toe.")),
        ((MAY, None), ("nearly", 1, 2, "Klaar: 1 mijlpaal. Nodig: 2. Rond er nog 1 af.")),
        ((MAY, date(2023, 1, 1)), ("nearly", 1, 2, "Klaar: 1 mijlpaal. Nodig: 2. Rond er nog 1 af.")),
        ((MAY, MAY), ("met", 2, 2, "Klaar: 2 mijlpalen. Nodig: 2.")),
    ],
)
def test_every_milestone_of_the_plan(found: Any, done: tuple[date | None, ...], expected: Found) -> None:
    facts = Facts(milestones=tuple(MilestoneFact("Stap", MAY, day) for day in done))
    assert found(facts, kind="milestones_done", every=True) == expected


def test_an_item_for_some_functions_is_asked_of_those_only(varied: Varied) -> None:
    question = {"key": "how", "text": "Hoe?", "type": "short_text"}
    kind = {"key": "digital_skills", "title": "ICT-les", "many": "ICT-lessen", "per": "employee", "functions": ["gp"]}
    programme = varied(items=[{**kind, "questions": [question], "source": {"text": "regio"}}], terms=[])
    asked = kpi(kind="counted", record="digital_skills", for_each="employee")
    staff = (EmployeeFact("7", "Anna de Wit", "gp"), EmployeeFact("8", "Bas Bos", "practice_rn"))
    facts = Facts(staff=staff, employees=("7", "8"), items=(Item("digital_skills", MAY, "7"),))
    result = evaluate(asked, facts, period=YEAR, programme=programme)
    assert (result.state, result.because) == ("met", "ICT-les: vastgelegd voor 1 van 1 medewerker (100%).")
    everybody = evaluate(asked, facts, period=YEAR, programme=varied())
    assert (everybody.have, everybody.need) == (1, 2)


def test_half_hours_are_spoken_in_dutch(found: Any) -> None:
    hours = (
        BookedHours("B", "gp", "non_patient_time", Decimal("6.5")),
        BookedHours("B", "practice_rn", "non_patient_time", 2),
    )
    assert found(Facts(hours=hours), kind="hours_booked")[3] == (
        "Geboekt: 8,5 extra uren per week (huisarts 6,5 en praktijkverpleegkundige 2)."
    )


def test_with_everything_the_other_kpis_are_not_asked(small: Programme) -> None:
    facts = Facts(objectives=("A",))
    results = {result.key: result for result in of_practice(small, facts, everything=True)}
    assert {key: result.state for key, result in results.items()} == {
        "a_training": "not_yet",
        "a_video": "not_asked",
        "b_hours": "not_asked",
        "for_all": "not_yet",
    }
    assert results["a_video"] == KpiResult(
        "a_video",
        "Beeldbellen kan",
        "not_asked",
        0,
        0,
        "Deze KPI hoort bij de keuze “Beeldbellen”. Die koos u niet.",
        "Regiotekst, r. 19",
        from_where="uit uw bewijzen",
    )
    assert results["b_hours"].because == ("Deze KPI hoort bij “Anders organiseren”. Die doelstelling koos u niet.")
    assert [result.key for result in of_practice(small, facts)] == ["a_training", "for_all"]
