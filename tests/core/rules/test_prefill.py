"""Never ask what is known: what the facts say, in the shape of each question, with where it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from groeiruimte.programme.form import Form, Question
from groeiruimte.programme.prefill import Kind
from groeiruimte.rules.facts import (
    Attendance,
    BookedHours,
    EmployeeFact,
    EvidenceFact,
    Facts,
    FormFact,
    Item,
    Measurement,
    MilestoneFact,
)
from groeiruimte.rules.prefill import Known, known, of_form

from .filling import FORM, RIGHT, SOURCE, programme

ON = date(2022, 12, 1)
MAY, JUNE = date(2022, 5, 12), date(2022, 6, 3)
TOPIC = frozenset({"zorg-op-afstand"})

BOARD = {
    "key": "board",
    "title": "Board",
    "many": "boards",
    "questions": [
        {"key": "partner", "text": "Met wie?", "type": "short_text"},
        {"key": "since", "text": "Sinds wanneer?", "type": "date"},
        {"key": "who", "text": "Wie doen mee?", "type": "people", "required": False},
    ],
    "source": SOURCE,
}
HAPPINESS = {
    "key": "happiness",
    "title": "Meting van werkplezier",
    "many": "metingen",
    "counts_as": "measurement",
    "questions": [
        {"key": "instrument", "text": "Waarmee?", "type": "short_text"},
        {"key": "day", "text": "Wanneer?", "type": "date"},
    ],
    "source": SOURCE,
}
PROGRAMME = programme(FORM, items=[BOARD, HAPPINESS])

FACTS = Facts(
    practice="Praktijk De Linde",
    agb_code="01012345",
    profile={"name": "De Linde", "city": "Rotterdam"},
    enrolled_on=date(2021, 12, 1),
    objectives=("C", "A"),
    choices=("beeldbellen",),
    support_need="Hulp bij het plan ",
    staff=(EmployeeFact("7", "Anna de Wit", "gp"), EmployeeFact("8", "Bas Bos", "practice_rn")),
    attendances=(
        Attendance(TOPIC, JUNE, "gp", "Digitaal loket", "7"),
        Attendance(TOPIC, MAY, "gp", "", "7"),
        Attendance(TOPIC, JUNE, "practice_rn", "Digitaal loket", "8"),
        Attendance(TOPIC, date(2021, 12, 31), "gp", "Te vroeg", "7"),
        Attendance(TOPIC, date(2022, 12, 2), "gp", "Morgen", "7"),
    ),
    items=(
        Item("board", JUNE, "8", {"partner": "De Brug", "since": "2022-06-01", "who": ["7", "8"]}),
        Item("board", date(2021, 5, 1), "", {"partner": "Thuis"}),
        Item("board", date(2022, 12, 2), "", {"partner": "Morgen"}),
    ),
    hours=(
        BookedHours("A", "gp", "non_patient_time", Decimal("2.5")),
        BookedHours("A", "practice_rn", "non_patient_time", 4),
        BookedHours("C", "gp", "non_patient_time", Decimal(1) / 3),
        BookedHours("C", "gp", "non_patient_time", 0),
    ),
    measurements=(
        Measurement("happiness", MAY, 12, "Teammonitor"),
        Measurement("happiness", JUNE, 3, "Thermometer"),
        Measurement("ict_scan", date(2021, 11, 1)),
    ),
    evidence=(
        EvidenceFact("website", MAY, id="12", title="Onze pagina"),
        EvidenceFact("website", MAY, id="13"),
        EvidenceFact("website", date(2022, 12, 2), id="14", title="Morgen"),
    ),
    milestones=(
        MilestoneFact("Scherm kopen", JUNE, JUNE, "Anna de Wit", "Het scherm staat er"),
        MilestoneFact("Eerste consult", MAY, None, "", "Het consult is geweest"),
    ),
    forms=(
        FormFact("plan", "approved", MAY, RIGHT),
        FormFact("plan", "submitted", date(2021, 3, 1), {"tool": "App"}, year=2021),
        FormFact("plan", "submitted", date(2020, 3, 1), {"tool": "E-consult"}, year=2020),
    ),
)


def ask(kind: str, **others: Any) -> Question:
    return Question.model_validate({"key": "q", "text": "Een vraag", "type": kind, **others})


def column(key: str, kind: str = "short_text", **others: Any) -> dict[str, Any]:
    return {"key": key, "label": f"Kolom {key}", "type": kind, **others}


TABLE = ask("table", columns=[column("title"), column("day", "date"), column("note", required=False)])
BOARDS = ask("table", columns=[column("partner"), column("since"), column("of"), column("who")])
FUNCTIONS = ask("table", columns=[column("function", "choice", choices_from="functions"), column("hours", "hours")])
STEPS = ask("table", columns=[column("title"), column("due"), column("done", "yes_no"), column("owner")])

TRAININGS = "Uit uw scholing: 12 mei 2022 en 3 juni 2022."
NOTED = "Uit wat u vastlegde: 2 boards."
BOOKED = "Uit uw extra uren: 6,83 uur per week."
PLAN = "Uit “Uw plan” van 12 mei 2022."

FOUND: list[tuple[str, Question | None, Any, str]] = [
    ("practice.name", ask("short_text"), "De Linde", "Uit de gegevens van uw praktijk."),
    ("practice.agb_code", ask("short_text"), "01012345", "Uit de gegevens van uw praktijk."),
    ("practice.city", ask("choice", choices=["Delft", "Rotterdam"]), "Rotterdam", "Uit de gegevens van uw praktijk."),
    ("enrolment.objectives", None, ["Zorg op afstand", "Persoonsgerichte zorg"], "Uit uw aanmelding."),
    ("enrolment.objectives", ask("short_text"), "Zorg op afstand en Persoonsgerichte zorg", "Uit uw aanmelding."),
    ("enrolment.objectives", ask("number"), "2", "Uit uw aanmelding."),
    ("enrolment.choices.track", ask("choice", choices_from="choices.track"), "Beeldbellen", "Uit uw aanmelding."),
    ("enrolment.choices.track", ask("several", choices_from="choices.track"), ["Beeldbellen"], "Uit uw aanmelding."),
    ("intention.support_need", ask("long_text"), "Hulp bij het plan", "Uit uw intentie."),
    ("attended.zorg-op-afstand", None, "Zorg op afstand, 12 mei 2022\nDigitaal loket, 3 juni 2022", TRAININGS),
    (
        "attended.zorg-op-afstand",
        ask("short_text"),
        "Zorg op afstand, 12 mei 2022; Digitaal loket, 3 juni 2022",
        TRAININGS,
    ),
    ("attended.zorg-op-afstand", ask("yes_no"), True, TRAININGS),
    (
        "attended.zorg-op-afstand",
        TABLE,
        [{"title": "Zorg op afstand", "day": "2022-05-12"}, {"title": "Digitaal loket", "day": "2022-06-03"}],
        TRAININGS,
    ),
    ("attended.zorg-op-afstand.count", ask("number"), "2", TRAININGS),
    ("attended.zorg-op-afstand.count", None, "2", TRAININGS),
    (
        "items.board",
        ask("long_text"),
        "Thuis\nBas Bos; De Brug; 1 juni 2022; Anna de Wit en Bas Bos",
        NOTED,
    ),
    (
        "items.board",
        BOARDS,
        [
            {"partner": "Thuis"},
            {"partner": "De Brug", "since": "1 juni 2022", "of": "Bas Bos", "who": "Anna de Wit en Bas Bos"},
        ],
        NOTED,
    ),
    ("items.board.count", ask("number"), "2", NOTED),
    ("items.board.count", ask("yes_no"), True, NOTED),
    (
        "items.happiness",
        ask("long_text"),
        "Teammonitor; 12 mei 2022\nThermometer; 3 juni 2022",
        "Uit wat u vastlegde: 2 metingen.",
    ),
    ("hours.total", ask("hours"), "6.83", BOOKED),
    (
        "hours.per_function",
        FUNCTIONS,
        [{"function": "huisarts", "hours": "2.83"}, {"function": "praktijkverpleegkundige", "hours": "4"}],
        BOOKED,
    ),
    (
        "hours.per_function",
        ask("long_text"),
        "huisarts: 2,83 uur per week\npraktijkverpleegkundige: 4 uur per week",
        BOOKED,
    ),
    ("form.plan.tool", ask("choice", choices=["App", "Beeldbellen"]), "Beeldbellen", PLAN),
    ("form.plan.tool", ask("short_text"), "Beeldbellen", PLAN),
    ("form.plan.tool", ask("several", choices=["App", "Beeldbellen"]), ["Beeldbellen"], PLAN),
    ("form.plan.together", ask("yes_no"), True, PLAN),
    ("form.plan.start", ask("date"), "2022-03-01", PLAN),
    ("form.plan.start", ask("short_text"), "1 maart 2022", PLAN),
    ("form.plan.hours", ask("number"), "6.5", PLAN),
    ("form.plan.spent", ask("money"), 50000, PLAN),
    ("form.plan.spent", ask("short_text"), "€ 500,00", PLAN),
    ("form.plan.all_hours", ask("hours"), "26", PLAN),
    ("form.plan.people", ask("people"), ["7"], PLAN),
    (
        "form.plan.costs",
        ask("table", columns=[column("what"), column("amount"), column("hours", "number", required=False)]),
        [{"what": "Scherm", "amount": "€ 499,95", "hours": "1.5"}, {"what": "Les", "amount": "€ 0,05"}],
        PLAN,
    ),
    ("last_year.plan.tool", ask("short_text"), "App", "Uit “Uw plan” van 2021."),
    (
        "milestones",
        ask("long_text"),
        "Eerste consult: nog niet klaar\nScherm kopen: klaar op 3 juni 2022",
        "Uit de mijlpalen van uw plan: 1 van 2 klaar.",
    ),
    (
        "milestones",
        STEPS,
        [
            {"title": "Eerste consult", "due": "12 mei 2022", "done": False},
            {"title": "Scherm kopen", "due": "3 juni 2022", "done": True, "owner": "Anna de Wit"},
        ],
        "Uit de mijlpalen van uw plan: 1 van 2 klaar.",
    ),
    ("milestones.done", ask("number"), "1", "Uit de mijlpalen van uw plan: 1 van 2 klaar."),
    ("measurement.happiness.day", ask("date"), "2022-05-12", "Uit uw meting van 12 mei 2022."),
    ("measurement.happiness.instrument", ask("short_text"), "Teammonitor", "Uit uw meting van 12 mei 2022."),
    ("measurement.happiness.respondents", ask("number"), "12", "Uit uw meting van 12 mei 2022."),
    ("evidence.website", ask("file_or_link"), ["12", "13"], "Uit uw bewijzen: Onze pagina en website."),
    ("evidence.website", ask("long_text"), "Onze pagina\nwebsite", "Uit uw bewijzen: Onze pagina en website."),
    ("staff", ask("people"), ["7", "8"], "Uit uw team."),
    ("scan.ict_scan.day", ask("date"), "2021-11-01", "Uit de ICT scan van 1 november 2021."),
    ("scan.ict_scan.day", ask("short_text"), "1 november 2021", "Uit de ICT scan van 1 november 2021."),
]


@pytest.mark.parametrize(
    ("fact", "question", "value", "because"),
    FOUND,
    ids=[f"{fact} as {question.type if question else 'it is'}" for fact, question, _, _ in FOUND],
)
def test_what_is_known_stands_in_the_shape_of_the_question(
    fact: str, question: Question | None, value: Any, because: str
) -> None:
    assert known(PROGRAMME, FACTS, fact, on=ON, question=question) == Known(value, because)


def test_every_kind_of_fact_is_tried() -> None:
    named = {"enrolment": "choices", "intention": "support_need"}
    tried = {named.get(fact.partition(".")[0], fact.partition(".")[0]) for fact, _, _, _ in FOUND}
    assert tried | {"objectives"} == set(get_args(Kind))


@pytest.mark.parametrize("fact", sorted({fact for fact, _, _, _ in FOUND} | {"no.such.fact", ""}))
def test_of_a_practice_that_did_nothing_nothing_is_known(fact: str) -> None:
    assert known(PROGRAMME, Facts(), fact, on=ON) is None


@pytest.mark.parametrize(
    ("fact", "question"),
    [
        ("form.plan.tool", ask("choice", choices=["App", "Fax"])),
        ("form.plan.tool", ask("date")),
        ("form.plan.nothing", ask("short_text")),
        ("staff", ask("file_or_link")),
        ("scan.ict_scan.day", ask("number")),
        ("attended.zorg-op-afstand", ask("table", columns=[column("note")])),
        ("enrolment.objectives", ask("choice", choices=["Zorg op afstand", "Persoonsgerichte zorg"])),
    ],
)
def test_what_does_not_fit_the_question_is_not_filled_in(fact: str, question: Question) -> None:
    assert known(PROGRAMME, FACTS, fact, on=ON, question=question) is None


def test_what_happens_later_is_not_known_yet() -> None:
    assert known(PROGRAMME, FACTS, "attended.zorg-op-afstand.count", on=date(2022, 5, 31)) == Known(
        "1", "Uit uw scholing: 12 mei 2022."
    )
    assert known(PROGRAMME, FACTS, "milestones.done", on=date(2022, 5, 31)) == Known(
        "0", "Uit de mijlpalen van uw plan: 0 van 2 klaar."
    )


def test_a_draft_says_that_it_is_one() -> None:
    facts = replace(FACTS, forms=(FormFact("plan", "draft", MAY, RIGHT),))
    assert known(PROGRAMME, facts, "form.plan.tool", on=ON) == Known(
        "Beeldbellen", "Uit “Uw plan” van 12 mei 2022, nog niet verstuurd."
    )


def test_an_answer_that_was_hidden_is_not_known() -> None:
    facts = replace(FACTS, forms=(FormFact("plan", "submitted", MAY, {**RIGHT, "together": False}),))
    assert known(PROGRAMME, facts, "form.plan.with_whom", on=ON) is None


def test_a_form_knows_what_is_known_and_a_kpi_always_says_whether_it_is_met() -> None:
    asked = [
        {"key": "trainings", "text": "Hoeveel scholingen?", "type": "number", "prefill": "attended.lean.count"},
        {
            "key": "tool",
            "text": "Welk middel?",
            "type": "choice",
            "choices_from": "tools.name",
            "prefill": "form.plan.tool",
        },
        {"key": "tools", "text": "Welke middelen?", "type": "table", "columns": [column("name")]},
        {"key": "met", "text": "Twee scholingen?", "type": "kpi", "kpi": "a_training"},
        {"key": "unmet", "text": "Uren?", "type": "kpi", "kpi": "b_hours"},
        {"key": "free", "text": "Wat nog meer?", "type": "long_text"},
    ]
    form = Form.model_validate(
        {"key": "end", "title": "Einde", "kind": "accountability", "questions": asked, "source": SOURCE}
    )
    assert of_form(PROGRAMME, replace(FACTS, hours=()), form, on=ON) == {
        "met": Known(
            {
                "holds": True,
                "text": "Uw praktijk volgde 3 scholingen of bijeenkomsten over zorg op afstand. Nodig: 2.",
            },
            "Automatisch uit scholing.",
        ),
        "unmet": Known(
            {"holds": False, "text": "Er zijn nog geen extra uren. Boek de uren per functie."},
            "Automatisch uit uw extra uren.",
        ),
    }


def test_choices_from_a_table_that_is_filled_in_too_are_known() -> None:
    rows = column("partner")
    asked = [
        {"key": "boards", "text": "Welke boards?", "type": "table", "columns": [rows], "prefill": "items.board"},
        {
            "key": "best",
            "text": "Welke is de beste?",
            "type": "choice",
            "choices_from": "boards.partner",
            "prefill": "form.plan.with_whom",
        },
    ]
    form = Form.model_validate(
        {"key": "end", "title": "Einde", "kind": "evaluation", "questions": asked, "source": SOURCE}
    )
    facts = replace(FACTS, forms=(FormFact("plan", "approved", MAY, {**RIGHT, "with_whom": "De Brug"}),))
    found = of_form(PROGRAMME, facts, form, on=ON)
    assert {key: each.value for key, each in found.items()} == {
        "boards": [{"partner": "Thuis"}, {"partner": "De Brug"}],
        "best": "De Brug",
    }
