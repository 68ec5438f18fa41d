"""Is a KPI met, and what is missing? Every kind of requirement. Source: R067-R070, R080-R099, R112-R131, R144."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.programme.schedule import Period
from groeiruimte.rules.facts import (
    Attendance,
    BookedHours,
    EvidenceFact,
    Facts,
    FormFact,
    Item,
    Measurement,
)
from groeiruimte.rules.kpi import KpiResult, evaluate, of_practice

from .asking import MAY, YEAR, Found, kpi, went


def test_a_result_names_its_source(small: Programme) -> None:
    asked = kpi(kind="milestones_done", at_least=1)
    assert evaluate(asked, Facts(milestones_done=1), period=YEAR, programme=small) == KpiResult(
        "k",
        "Een KPI",
        "met",
        1,
        1,
        "Klaar: 1 mijlpaal. Nodig: 1.",
        "Regiotekst, r. 20",
        from_where="automatisch uit uw mijlpalen",
    )
    assert evaluate(asked, Facts(), period=YEAR).source == "regio, r. 20"


ATTENDED = [
    (
        (),
        (
            "not_yet",
            0,
            "Uw praktijk volgde 0 scholingen of bijeenkomsten over zorg op afstand. Nodig: 2. Volg er nog 2.",
        ),
    ),
    (
        went(MAY),
        ("nearly", 1, "Uw praktijk volgde 1 scholing of bijeenkomst over zorg op afstand. Nodig: 2. Volg er nog 1."),
    ),
    (
        went(MAY, date(2022, 6, 1)),
        ("met", 2, "Uw praktijk volgde 2 scholingen of bijeenkomsten over zorg op afstand. Nodig: 2."),
    ),
]


@pytest.mark.parametrize(("attendances", "expected"), ATTENDED)
def test_attended(found: Any, attendances: tuple[Attendance, ...], expected: tuple[str, int, str]) -> None:
    state, have, because = expected
    facts = Facts(attendances=attendances)
    assert found(facts, kind="attended", topic="zorg-op-afstand", at_least=2) == (state, have, 2, because)


@pytest.mark.parametrize(
    ("attendances", "have"),
    [
        (went(MAY, MAY), 1),
        ((*went(MAY), *went(MAY, function="medical_assistant")), 1),
        ((*went(MAY, title="Ochtend"), *went(MAY, title="Middag")), 2),
        (went(date(2021, 12, 31), date(2023, 1, 1)), 0),
        (went(date(2022, 1, 1), date(2022, 12, 31)), 2),
        (went(MAY, topic="lean"), 0),
    ],
)
def test_trainings_count_not_people(found: Any, attendances: tuple[Attendance, ...], have: int) -> None:
    assert found(Facts(attendances=attendances), kind="attended", topic="zorg-op-afstand", at_least=2)[1] == have


@pytest.mark.parametrize(
    ("who", "function", "state"),
    [
        ("gp", "gp", "met"),
        ("gp", "locum_gp", "met"),
        ("gp", "practice_rn", "not_yet"),
        ("gp", "", "not_yet"),
        ("other_staff", "practice_rn", "met"),
        ("other_staff", "gp", "not_yet"),
        ("other_staff", "", "not_yet"),
        ("anyone", "", "met"),
    ],
)
def test_attended_by_whom(found: Any, who: str, function: str, state: str) -> None:
    facts = Facts(attendances=went(MAY, function=function))
    assert found(facts, kind="attended", topic="zorg-op-afstand", who=who)[0] == state


SUBMITTED = [
    (
        "submitted",
        None,
        "not_yet",
        0,
        1,
        "“Plan van aanpak” is er nog niet. Nodig: verstuurd. Vul het in en verstuur het.",
    ),
    ("submitted", "draft", "nearly", 0, 1, "“Plan van aanpak” is een concept. Nodig: verstuurd. Verstuur het."),
    ("submitted", "submitted", "met", 1, 1, "“Plan van aanpak” is verstuurd, op 1 mei 2022."),
    ("submitted", "carried_out", "met", 1, 1, "“Plan van aanpak” is uitgevoerd, op 1 mei 2022."),
    ("approved", "draft", "not_yet", 0, 2, "“Plan van aanpak” is een concept. Nodig: goedgekeurd. Verstuur het."),
    ("approved", "submitted", "nearly", 1, 2, "“Plan van aanpak” is verstuurd, op 1 mei 2022. Nodig: goedgekeurd."),
    ("approved", "approved", "met", 2, 2, "“Plan van aanpak” is goedgekeurd, op 1 mei 2022."),
    ("carried_out", "submitted", "not_yet", 1, 3, "“Plan van aanpak” is verstuurd, op 1 mei 2022. Nodig: uitgevoerd."),
    ("carried_out", "carried_out", "met", 3, 3, "“Plan van aanpak” is uitgevoerd, op 1 mei 2022."),
]


@pytest.mark.parametrize(("asked", "status", "state", "have", "need", "because"), SUBMITTED)
def test_submitted(found: Any, asked: str, status: str | None, state: str, have: int, need: int, because: str) -> None:
    facts = Facts(forms=(FormFact("action_plan", status, MAY),) if status else ())
    assert found(facts, kind="submitted", form="action_plan", status=asked) == (state, have, need, because)


def test_of_two_forms_the_one_that_got_furthest_counts(found: Any) -> None:
    forms = (FormFact("action_plan", "approved", MAY), FormFact("action_plan", "draft", date(2022, 6, 1)))
    assert found(Facts(forms=forms), kind="submitted", form="action_plan", status="approved")[0] == "met"


ANSWERED = [
    (None, "submitted", "Meer tijd", "met", "U beantwoordde: “Waarom wilt u dit?”"),
    (
        None,
        "submitted",
        "  ",
        "not_yet",
        "Nog geen antwoord op: “Waarom wilt u dit?” U vindt de vraag in “Plan van aanpak”.",
    ),
    (
        None,
        "submitted",
        None,
        "not_yet",
        "Nog geen antwoord op: “Waarom wilt u dit?” U vindt de vraag in “Plan van aanpak”.",
    ),
    (None, "draft", "Meer tijd", "nearly", "U beantwoordde: “Waarom wilt u dit?” Verstuur nog “Plan van aanpak”."),
    (None, "submitted", False, "met", "U beantwoordde: “Waarom wilt u dit?”"),
    (None, "submitted", 0, "met", "U beantwoordde: “Waarom wilt u dit?”"),
    (True, "submitted", True, "met", "U beantwoordde: “Waarom wilt u dit?”"),
    (True, "submitted", False, "not_yet", "Uw antwoord is: nee. Nodig: ja. De vraag was: “Waarom wilt u dit?”"),
    (True, "submitted", 1, "not_yet", "Uw antwoord is: 1. Nodig: ja. De vraag was: “Waarom wilt u dit?”"),
    ("lean", "submitted", "lean", "met", "U beantwoordde: “Waarom wilt u dit?”"),
    ("lean", "submitted", "scan", "not_yet", "Uw antwoord is: scan. Nodig: lean. De vraag was: “Waarom wilt u dit?”"),
]


@pytest.mark.parametrize(("value", "status", "answer", "state", "because"), ANSWERED)
def test_answered(found: Any, value: Any, status: str, answer: Any, state: str, because: str) -> None:
    form = FormFact("action_plan", status, MAY, {} if answer is None else {"why": answer})
    expected = (state, 1 if state == "met" else 0, 1, because)
    assert found(Facts(forms=(form,)), kind="answered", form="action_plan", question="why", value=value) == expected


def test_answered_without_a_form(found: Any) -> None:
    assert found(Facts(), kind="answered", form="action_plan", question="why") == (
        "not_yet",
        0,
        1,
        "Nog geen antwoord op: “Waarom wilt u dit?” U vindt de vraag in “Plan van aanpak”.",
    )


def boards(many: int) -> Facts:
    return Facts(items=tuple(Item("cboard", MAY) for _ in range(many)))


@pytest.mark.parametrize(
    ("many", "state", "because"),
    [
        (0, "not_yet", "Vastgelegd: 0 boards. Nodig: 5. Leg er nog 5 vast."),
        (1, "not_yet", "Vastgelegd: 1 board. Nodig: 5. Leg er nog 4 vast."),
        (4, "nearly", "Vastgelegd: 4 boards. Nodig: 5. Leg er nog 1 vast."),
        (5, "met", "Vastgelegd: 5 boards. Nodig: 5."),
        (6, "met", "Vastgelegd: 6 boards. Nodig: 5."),
    ],
)
def test_counted(found: Any, many: int, state: str, because: str) -> None:
    assert found(boards(many), kind="counted", record="cboard", at_least=5) == (state, many, 5, because)


@pytest.mark.parametrize(("day", "have"), [(date(2020, 1, 1), 1), (date(2022, 12, 31), 1), (date(2023, 1, 1), 0)])
def test_what_was_recorded_earlier_still_stands(found: Any, day: date, have: int) -> None:
    assert found(Facts(items=(Item("cboard", day),)), kind="counted", record="cboard")[1] == have


def test_what_has_no_words_is_told_by_its_key(found: Any) -> None:
    assert found(Facts(), kind="counted", record="overleg-okt")[3] == (
        "Vastgelegd: 0 keer overleg okt. Nodig: 1. Leg er nog 1 vast."
    )


TEAM = tuple(f"collega {number}" for number in range(10))
TOLD = "Digivaardigheid: vastgelegd voor {} medewerkers ({}%)."


@pytest.mark.parametrize(
    ("of", "state", "because"),
    [
        (10, "met", TOLD.format("10 van 10", 100)),
        (9, "nearly", TOLD.format("9 van 10", 90) + " Leg dit ook vast voor 1 medewerker."),
        (8, "nearly", TOLD.format("8 van 10", 80) + " Leg dit ook vast voor 2 medewerkers."),
        (7, "not_yet", TOLD.format("7 van 10", 70) + " Leg dit ook vast voor 3 medewerkers."),
        (0, "not_yet", TOLD.format("0 van 10", 0) + " Leg dit ook vast voor 10 medewerkers."),
    ],
)
def test_counted_for_every_employee(found: Any, of: int, state: str, because: str) -> None:
    items = tuple(Item("digital_skills", MAY, name) for name in TEAM[:of])
    facts = Facts(employees=TEAM, items=(*items, *items, Item("digital_skills", MAY, "iemand anders")))
    assert found(facts, kind="counted", record="digital_skills", for_each="employee") == (state, of, 10, because)


def test_counted_for_every_district(found: Any) -> None:
    facts = Facts(districts=("Noord", "Zuid"), items=(Item("social_map", MAY, "Noord"),))
    assert found(facts, kind="counted", record="social_map", for_each="district") == (
        "nearly",
        1,
        2,
        "Social map: vastgelegd voor 1 van 2 wijken (50%). Leg dit ook vast voor 1 wijk.",
    )


@pytest.mark.parametrize(("each", "called"), [("employee", "medewerkers"), ("district", "wijken")])
def test_nobody_to_count_for_is_not_met(found: Any, each: str, called: str) -> None:
    assert found(Facts(), kind="counted", record="digital_skills", for_each=each) == (
        "not_yet",
        0,
        1,
        f"Wij kennen uw {called} nog niet. Vul eerst uw {called} in.",
    )


@pytest.mark.parametrize(
    ("day", "months", "state", "because"),
    [
        (date(2022, 1, 1), 0, "met", "De praktijkscan is klaar sinds 1 januari 2022."),
        (
            date(2021, 12, 31),
            0,
            "not_yet",
            "De praktijkscan van 31 december 2021 telt niet mee. "
            "Nodig: klaar tussen 1 januari 2022 en 31 december 2022.",
        ),
        (date(2021, 7, 1), 6, "met", "De praktijkscan is klaar sinds 1 juli 2021."),
        (
            date(2021, 6, 30),
            6,
            "not_yet",
            "De praktijkscan van 30 juni 2021 telt niet mee. Nodig: klaar tussen 1 juli 2021 en 31 december 2022.",
        ),
        (
            None,
            0,
            "not_yet",
            "De praktijkscan is nog niet klaar. Nodig: klaar tussen 1 januari 2022 en 31 december 2022.",
        ),
    ],
)
def test_scan_finished(found: Any, day: date | None, months: int, state: str, because: str) -> None:
    facts = Facts(measurements=(Measurement("practice_scan", day),) if day else ())
    result = found(facts, kind="scan_finished", scan="practice_scan", recent_months=months)
    assert result == (state, 1 if state == "met" else 0, 1, because)


def test_a_window_of_months_starts_on_a_day_that_exists() -> None:
    march = Period(start=date(2022, 3, 31), end=date(2022, 12, 31))
    facts = Facts(measurements=(Measurement("practice_scan", date(2022, 2, 28)),))
    asked = kpi(kind="scan_finished", scan="practice_scan", recent_months=1)
    assert evaluate(asked, facts, period=march).state == "met"


@pytest.mark.parametrize(
    ("measurements", "at_least", "expected"),
    [
        (
            (),
            0,
            (
                "not_yet",
                0,
                1,
                "Er is nog geen meting van werkplezier. Nodig: een meting tussen 1 januari 2022 en 31 december 2022.",
            ),
        ),
        ((Measurement("werkplezier", MAY),), 0, ("met", 1, 1, "U mat werkplezier op 1 mei 2022.")),
        (
            (Measurement("werkplezier", MAY, 3, "de monitor (open link)"),),
            0,
            (
                "met",
                1,
                1,
                "U mat werkplezier op 1 mei 2022 met de monitor (open link). Er waren minder dan 5 deelnemers.",
            ),
        ),
        (
            (Measurement("werkplezier", MAY, 5),),
            0,
            ("met", 1, 1, "U mat werkplezier op 1 mei 2022. Er waren 5 deelnemers."),
        ),
        (
            (Measurement("werkplezier", MAY, 9, "de monitor"),),
            10,
            (
                "nearly",
                9,
                10,
                "U mat werkplezier op 1 mei 2022 met de monitor. Er waren 9 deelnemers. Nodig: 10. "
                "Vraag er nog 1 mee te doen.",
            ),
        ),
        (
            (Measurement("werkplezier", MAY, 1),),
            2,
            (
                "nearly",
                1,
                2,
                "U mat werkplezier op 1 mei 2022. Er was 1 deelnemer. Nodig: 2. Vraag er nog 1 mee te doen.",
            ),
        ),
        (
            (Measurement("werkplezier", MAY, 3), Measurement("werkplezier", date(2022, 6, 1), 12)),
            10,
            ("met", 12, 10, "U mat werkplezier op 1 juni 2022. Er waren 12 deelnemers. Nodig: 10."),
        ),
    ],
)
def test_survey_held(found: Any, measurements: tuple[Measurement, ...], at_least: int, expected: Found) -> None:
    facts = Facts(measurements=measurements)
    assert found(facts, kind="survey_held", survey="werkplezier", at_least=at_least) == expected


def test_a_measurement_of_another_year_does_not_count(found: Any) -> None:
    facts = Facts(measurements=(Measurement("werkplezier", date(2021, 12, 31)),))
    assert found(facts, kind="survey_held", survey="werkplezier")[0] == "not_yet"


def booked(*of: tuple[str, str, int]) -> Facts:
    return Facts(hours=tuple(BookedHours(obj, function, "non_patient_time", hours) for obj, function, hours in of))


@pytest.mark.parametrize(
    ("facts", "per_function", "expected"),
    [
        (Facts(), True, ("not_yet", 0, 1, "Er zijn nog geen extra uren. Boek de uren per functie.")),
        (booked(("A", "gp", 4)), True, ("not_yet", 0, 1, "Er zijn nog geen extra uren. Boek de uren per functie.")),
        (booked(("B", "gp", 0)), True, ("not_yet", 0, 1, "Er zijn nog geen extra uren. Boek de uren per functie.")),
        (
            booked(("B", "gp", 4), ("B", "practice_rn", 6), ("B", "gp", 2)),
            True,
            ("met", 1, 1, "Geboekt: 12 extra uren per week (huisarts 6 en praktijkverpleegkundige 6)."),
        ),
        (
            booked(("B", "gp", 4), ("B", "", 6)),
            True,
            ("nearly", 0, 1, "Bij 6 van de 10 uren ontbreekt de functie. Vul die in."),
        ),
        (booked(("B", "", 6)), True, ("not_yet", 0, 1, "Bij 6 van de 6 uren ontbreekt de functie. Vul die in.")),
        (booked(("B", "gp", 1)), True, ("met", 1, 1, "Geboekt: 1 extra uur per week (huisarts 1).")),
        (booked(("B", "", 6)), False, ("met", 1, 1, "Geboekt: 6 extra uren per week.")),
    ],
)
def test_hours_booked(found: Any, facts: Facts, per_function: bool, expected: Found) -> None:
    assert found(facts, kind="hours_booked", per_function=per_function) == expected


def test_a_kpi_of_no_objective_counts_hours_of_all(found: Any) -> None:
    assert found(booked(("A", "gp", 4)), objective=None, kind="hours_booked")[0] == "met"


@pytest.mark.parametrize(
    ("done", "state", "because"),
    [
        (0, "not_yet", "Klaar: 0 mijlpalen. Nodig: 3. Rond er nog 3 af."),
        (2, "nearly", "Klaar: 2 mijlpalen. Nodig: 3. Rond er nog 1 af."),
        (3, "met", "Klaar: 3 mijlpalen. Nodig: 3."),
    ],
)
def test_milestones_done(found: Any, done: int, state: str, because: str) -> None:
    assert found(Facts(milestones_done=done), kind="milestones_done", at_least=3) == (state, done, 3, because)


@pytest.mark.parametrize(
    ("items", "checked", "expected"),
    [
        ((), False, ("not_yet", 0, 1, "Het bewijs ontbreekt: website. Voeg een bestand of link toe.")),
        ((EvidenceFact("website", MAY),), False, ("met", 1, 1, "Het bewijs is er sinds 1 mei 2022: website.")),
        (
            (EvidenceFact("website", MAY),),
            True,
            ("nearly", 0, 1, "Het bewijs is er, maar nog niet bekeken: website. Vraag uw regio om te kijken."),
        ),
        (
            (EvidenceFact("website", MAY, date(2022, 5, 9)),),
            True,
            ("met", 1, 1, "Het bewijs is bekeken op 9 mei 2022: website."),
        ),
        (
            (EvidenceFact("website", date(2022, 12, 31)),),
            False,
            ("met", 1, 1, "Het bewijs is er sinds 31 december 2022: website."),
        ),
        (
            (EvidenceFact("website", date(2023, 1, 1)),),
            False,
            ("not_yet", 0, 1, "Het bewijs ontbreekt: website. Voeg een bestand of link toe."),
        ),
    ],
)
def test_evidence(found: Any, items: tuple[EvidenceFact, ...], checked: bool, expected: Found) -> None:
    assert found(Facts(evidence=items), kind="evidence", evidence="website", checked=checked) == expected


BOARDS = {"kind": "counted", "record": "cboard", "at_least": 5}
STONE = {"kind": "milestones_done"}
PLAN = {"kind": "submitted", "form": "action_plan"}
STONE_SAID = "Klaar: {} Nodig: 1."


@pytest.mark.parametrize(
    ("kind", "boards_", "stones", "expected"),
    [
        ("all_of", 5, 1, ("met", 2, 2, "Vastgelegd: 5 boards. Nodig: 5. Klaar: 1 mijlpaal. Nodig: 1.")),
        (
            "all_of",
            0,
            1,
            ("nearly", 1, 2, "Klaar: 1 van 2 onderdelen. Vastgelegd: 0 boards. Nodig: 5. Leg er nog 5 vast."),
        ),
        (
            "all_of",
            4,
            0,
            (
                "not_yet",
                0,
                2,
                "Klaar: 0 van 2 onderdelen. Vastgelegd: 4 boards. Nodig: 5. Leg er nog 1 vast. "
                "Klaar: 0 mijlpalen. Nodig: 1. Rond er nog 1 af.",
            ),
        ),
        ("any_of", 0, 1, ("met", 1, 1, "Klaar: 1 mijlpaal. Nodig: 1.")),
        ("any_of", 4, 0, ("nearly", 0, 1, "Vastgelegd: 4 boards. Nodig: 5. Leg er nog 1 vast.")),
        ("any_of", 0, 0, ("not_yet", 0, 1, "Klaar: 0 mijlpalen. Nodig: 1. Rond er nog 1 af.")),
    ],
)
def test_parts(found: Any, kind: str, boards_: int, stones: int, expected: Found) -> None:
    facts = Facts(items=boards(boards_).items, milestones_done=stones)
    assert found(facts, kind=kind, of=[BOARDS, STONE]) == expected


def test_all_parts_nearly_is_nearly(found: Any) -> None:
    facts = Facts(items=boards(4).items, forms=(FormFact("action_plan", "draft", MAY),))
    assert found(facts, kind="all_of", of=[BOARDS, PLAN])[:3] == ("nearly", 0, 2)


@pytest.mark.parametrize(
    ("stones", "boards_", "plan", "expected"),
    [
        (1, 5, None, ("met", 2, 2)),
        (1, 0, None, ("nearly", 1, 2)),
        (0, 0, None, ("not_yet", 0, 2)),
        (1, 5, MAY, ("met", 3, 2)),
    ],
)
def test_at_least_so_many_parts(
    found: Any, stones: int, boards_: int, plan: date | None, expected: tuple[str, int, int]
) -> None:
    forms = (FormFact("action_plan", "submitted", plan),) if plan else ()
    facts = Facts(items=boards(boards_).items, milestones_done=stones, forms=forms)
    assert found(facts, kind="at_least", number=2, of=[BOARDS, STONE, PLAN])[:3] == expected


def test_at_least_names_no_more_than_is_missing(found: Any) -> None:
    assert found(Facts(milestones_done=1), kind="at_least", number=2, of=[BOARDS, STONE, PLAN])[3] == (
        "Klaar: 1 van 2 onderdelen. “Plan van aanpak” is er nog niet. Nodig: verstuurd. Vul het in en verstuur het."
    )


@pytest.mark.parametrize(
    ("objectives", "choices", "keys"),
    [
        ((), (), ["for_all"]),
        (("A",), (), ["a_training", "for_all"]),
        (("A",), ("beeldbellen",), ["a_training", "a_video", "for_all"]),
        (("B",), ("beeldbellen",), ["b_hours", "for_all"]),
        (("B", "A"), (), ["a_training", "b_hours", "for_all"]),
    ],
)
def test_a_practice_has_the_kpis_of_its_objectives_and_tracks(
    small: Programme, objectives: tuple[str, ...], choices: tuple[str, ...], keys: list[str]
) -> None:
    results = of_practice(small, Facts(objectives=objectives, choices=choices))
    assert [result.key for result in results] == keys


def test_the_kpis_of_a_practice_are_asked_over_the_programme_unless_a_period_is_given(small: Programme) -> None:
    facts = Facts(objectives=("A",), attendances=went(MAY, date(2022, 6, 1)))
    assert of_practice(small, facts)[0].state == "met"
    june = Period(start=date(2022, 6, 1), end=date(2022, 6, 30))
    assert of_practice(small, facts, period=june)[0].have == 1
