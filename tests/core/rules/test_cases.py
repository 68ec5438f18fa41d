"""Worked examples: a right one passes, a wrong one is always reported, whatever it asks and however it is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.syntax import parse
from groeiruimte.rules.cases import run
from groeiruimte.rules.example import AnyCase

from .filling import year as year_tables
from .practice import Varied, tables

MEASURED = Path(__file__).parents[1] / "programme/measured.toml"

HEAD = '[[case]]\nname = "Een voorbeeld"\nrows = ["R056"]\n'

STANDINGS = """standings = [
    { standing = "affiliation", value = "rijnmond", start = 2019-01-01 },
    { standing = "region_contract", value = "rijnmond", start = 2019-01-01 },
    { standing = "insurer_contract", value = "zilveren-kruis", start = 2019-01-01, end = 2022-12-31 },
    { standing = "preferred_insurer", value = "zilveren-kruis", start = 2019-01-01 },
]
"""

ENROLMENT = f'kind = "enrolment"\non = 2021-12-15\nobjectives = ["A", "B"]\n{STANDINGS}'
NO_INSURER = ENROLMENT.replace('"preferred_insurer", value = "zilveren-kruis"', '"preferred_insurer", value = "vgz"')
ALONE = 'kind = "enrolment"\non = 2022-03-01\n'
CLAIM = f'kind = "enrolment"\nstage = "claim"\non = 2022-04-01\nenrolled_on = 2021-12-15\n{STANDINGS}'
HOURS = """kind = "hours"
objective = "B"
function = "gp"
type = "patient_time"
by_contract = true
claimed_nowhere_else = true
on = 2022-05-01
standings = [{ standing = "poh_s_policy", value = "current" }]
"""
SPENDING = 'kind = "spending"\nspend = "poh_s_i"\non = 2022-05-01\n'
KPI = """kind = "kpi"
kpi = "a_training"
attendances = [{ topics = ["zorg-op-afstand"], day = 2022-05-01, function = "gp" }]
"""
QUARTER = 'kind = "amount"\nquarter = "2022Q2"\ncounted = { "3311" = 2095 }\n'
BOOKED = """booked = [
    { reference = "B1", uzovi_code = "3311", count = 2000, tariff = "0.79", amount = "1580.00" },
    { reference = "B2", uzovi_code = "3311", count = -2000, tariff = "0.79", amount = "-1580.00", corrects = "B1" },
    { reference = "B3", uzovi_code = "3311", count = 2100, tariff = "0.79", amount = "1659.00" },
]
"""
COUNTED = '{ "3311" = 2095 }'
YEAR = 'kind = "amount"\nyear = 2022\ncounted = { "3311" = 2095 }\n'
NO_TARIFF = 'kind = "amount"\nquarter = "2023Q1"\ncounted = { "3311" = 1 }\n'
DEADLINE = 'kind = "deadline"\ndeadline = "action_plan"\nat = 2022-08-31T23:59:59+02:00\n'
WINDOW = 'kind = "list_window"\nquarter = "2022Q2"\n'
ROOM = 'kind = "growth_room"\nyear = 2022\n'
NO_ROOM = 'kind = "growth_room"\nyear = 2025\n'
LISTS = 'kind = "lists_expected"\nyear = 2022\n'
FORM = """kind = "form"
form = "plan"
on = 2022-06-01
enrolled_on = 2021-12-01
objectives = ["A"]
staff = [{ id = "7", name = "Anna de Wit", function = "gp", hours = "32" }]
evidence = [{ evidence = "website", day = 2022-03-01, id = "12", title = "Onze pagina" }]
attendances = [{ topics = ["zorg-op-afstand"], day = 2022-05-01, function = "gp" }]
answers.together = false
answers.tool = "App"
answers.bottlenecks = ["Werkdruk", "Iets anders"]
answers.chosen = "Digitaal loket"
answers.start = 2022-03-01
answers.people = ["7"]
answers.hours = "6.5"
answers.weeks = 4
answers.budget = 100000
answers.proof = ["12"]
answers.honest = true
answers.ideas = [
    { idea = "Vaker bellen", impact = "klein", priority = "laag" },
    { idea = "Digitaal loket", impact = "groot", priority = "hoog" },
]
answers.costs = [{ what = "Scherm", amount = 49995 }]
"""
PHASE = """kind = "phase"
forms = [{ form = "plan", status = "approved", day = 2022-03-01 }]
milestones = [{ title = "Scherm kopen", due = 2022-05-01 }]
"""
DONE = PHASE.replace("due = 2022-05-01", "due = 2022-05-01, done_on = 2022-05-02")
CHOICES = 'kind = "choices"\nobjectives = ["A"]\nchoices = ["video"]\n'
REGIONAL_PLAN = """kind = "regional_plan"
practices = { "De Linde" = ["A"] }
sections = { approach-A = "Samen oefenen" }
activities = [{ objective = "A", title = "Beeldbellen" }]
kpis = [{ objective = "A", title = "Bellen", dimension = "costs", target = "40" }]
agreements = ["De Linde"]
"""
INTENTION = 'kind = "intention"\non = 2021-08-01\n'

SCAN = """kind = "scan"
scan = "ict_scan"
answers = { wifi = "Nee", backup = "Ja", own_topics = "Beeldbellen" }
"""
RISKS = SCAN.replace('backup = "Ja"', 'backup = "Nee"')
UNKNOWN = SCAN.replace('"Nee"', '"Weet ik niet"')
SURVEY = """kind = "survey"
survey = "work_happiness"
responses = [
    { glad = "Altijd", tired = "Nooit" },
    { glad = "Altijd", tired = "Soms" },
    { glad = "Soms", tired = "Nooit" },
    { glad = "Soms", tired = "Nooit" },
    { glad = "Soms", tired = "Weet ik niet", idea = "Samen eten" },
]
"""
FOUR = SURVEY.replace('    { glad = "Altijd", tired = "Nooit" },\n', "")
EIGHT = SURVEY.replace("]\n", "".join(f'    {{ glad = "Nooit", idea = "Idee {n}" }},\n' for n in range(7)) + "]\n")

E_CONSULT = FORM.replace('"App"', '"E-consult"')
ASKED = (
    '"together", "tool", "bottlenecks", "ideas", "chosen", "start", "people", "many", "proof", "a_training", "honest"'
)

# Of every kind: the facts, what may be expected of them, what comes out, and another value, both as a text writes them.
OUTCOMES = [
    (ENROLMENT, "may_take_part", "true", "false"),
    (ENROLMENT, "failed", "[]", '["kbz_pilot"]'),
    (ENROLMENT, "warned", '["one_objective"]', "[]"),
    (ENROLMENT, "blocked", "[]", '["region_contract"]'),
    (ENROLMENT, "first_day", "2022-01-01", "2023-01-01"),
    (NO_INSURER, "may_take_part", "false", "true"),
    (NO_INSURER, "failed", '["preferred_insurer"]', "[]"),
    (
        ALONE,
        "failed",
        '["once_a_year", "affiliation", "insurer_contract", "preferred_insurer"]',
        '["affiliation", "insurer_contract", "preferred_insurer"]',
    ),
    (ALONE, "blocked", '["region_contract"]', "[]"),
    (ALONE, "warned", "[]", '["one_objective"]'),
    (ALONE, "first_day", "2023-01-01", "2022-03-01"),
    (ENROLMENT + "enrolled_years = [2022]\n", "failed", '["once_a_year"]', "[]"),
    (ENROLMENT + "year = 2023\n", "may_take_part", "false", "true"),
    (ENROLMENT + 'choices = ["krachtige-basiszorg"]\n', "failed", "[]", '["kbz_pilot"]'),
    (CLAIM, "failed", '["plan_approved"]', "[]"),
    (CLAIM + "plan_approved_on = 2022-04-01\n", "may_take_part", "true", "false"),
    (HOURS, "allowed", "true", "false"),
    (HOURS.replace("current", "former"), "allowed", "false", "true"),
    (HOURS + "hours = 0\n", "allowed", "false", "true"),
    (SPENDING, "allowed", "false", "true"),
    (SPENDING + 'standings = [{ standing = "poh_s_policy", value = "current" }]\n', "allowed", "true", "false"),
    (SPENDING.replace("poh_s_i", "car"), "allowed", "false", "true"),
    (KPI, "state", '"nearly"', '"met"'),
    (KPI, "have", "1", "2"),
    (KPI, "need", "2", "1"),
    (KPI + "year = 2022\n", "state", '"nearly"', '"not_yet"'),
    (QUARTER, "tariff", '"0.79"', '"0.80"'),
    (QUARTER, "amount", '"1655.05"', '"1655.06"'),
    (QUARTER, "lines", "1", "0"),
    (QUARTER, "unknown", "false", "true"),
    (QUARTER + BOOKED, "amount", '"-3.95"', '"3.95"'),
    (QUARTER + BOOKED, "lines", "2", "1"),
    (YEAR, "amount", '"6620.20"', '"6620.00"'),
    (YEAR, "unknown", "false", "true"),
    (
        YEAR.replace(COUNTED, '{ "2022Q1" = { "3311" = 1 }, 2022Q4 = { "3313" = 2 } }'),
        "amount",
        '"2.37"',
        '"3.16"',
    ),
    (NO_TARIFF, "unknown", "true", "false"),
    (NO_TARIFF.replace('quarter = "2023Q1"', "year = 2023"), "unknown", "true", "false"),
    (DEADLINE, "on_time", "true", "false"),
    (DEADLINE.replace("2022-08-31T23:59:59+02:00", "2022-09-01T00:00:00+02:00"), "on_time", "false", "true"),
    (DEADLINE.replace("2022-08-31T23:59:59+02:00", "2022-08-31T23:30:00Z"), "on_time", "false", "true"),
    (WINDOW, "opens", "2022-04-01", "2022-04-02"),
    (WINDOW, "due", "2022-04-14", "2022-04-15"),
    (ROOM, "percent", '"2"', '"1.5"'),
    (ROOM, "percent", '"2.0"', '"20"'),
    (ROOM, "unknown", "false", "true"),
    (NO_ROOM, "unknown", "true", "false"),
    (LISTS, "number", "4", "3"),
    (LISTS.replace("2022", "2021"), "number", "0", "4"),
    (FORM, "missing", '["a_training"]', "[]"),
    (FORM.replace("honest = true", "honest = false"), "missing", '["a_training", "honest"]', '["a_training"]'),
    (FORM.replace("together = false", "together = true"), "missing", '["a_training", "with_whom"]', '["with_whom"]'),
    (E_CONSULT, "shown", f"[{ASKED}]", f'[{ASKED}, "with_whom"]'),
    (FORM, "calculated", '{ spent = 49995, all_hours = "26" }', '{ spent = "499.95" }'),
    (FORM, "calculated", "{ many = 2 }", "{ many = 2, spent = 0 }"),
    (E_CONSULT, "calculated", "{ many = 2 }", "{ spent = 49995 }"),
    (FORM, "ranked", '["Digitaal loket", "Vaker bellen"]', '["Vaker bellen", "Digitaal loket"]'),
    (FORM, "prefilled", "{ a_training = false }", "{ a_training = true }"),
    (FORM, "prefilled", '{ tool = "" }', '{ tool = "App" }'),
    (FORM, "available", '"open"', '"not_yet"'),
    (FORM.replace("enrolled_on = 2021-12-01\n", ""), "available", '"not_yet"', '"open"'),
    (PHASE, "current", '"execution"', '"plan"'),
    (PHASE, "done", '["plan"]', '["plan", "execution"]'),
    (DONE, "current", '"evaluation"', '""'),
    (DONE + "on = 2023-01-01\n", "current", '""', '"evaluation"'),
    (DONE, "done", '["execution", "plan"]', '["plan"]'),
    (CHOICES, "refused", "false", "true"),
    (CHOICES.replace('"video"', '"video", "boards"'), "refused", "true", "false"),
    (CHOICES.replace('objectives = ["A"]', 'objectives = ["B"]'), "refused", "true", "false"),
    (CHOICES, "open", "[]", '["track"]'),
    (CHOICES.replace('"video"', ""), "open", '["track"]', "[]"),
    (REGIONAL_PLAN, "complete", "true", "false"),
    (REGIONAL_PLAN.replace('"costs"', '""'), "complete", "false", "true"),
    (REGIONAL_PLAN, "missing", "[]", '["kpi:1"]'),
    (REGIONAL_PLAN.replace('["De Linde"]', "[]"), "missing", '["agreement:all"]', "[]"),
    (INTENTION, "open", "true", "false"),
    (INTENTION.replace("08-01", "07-31"), "open", "false", "true"),
    (INTENTION.replace("2021-08", "2022-08"), "open", "true", "false"),
    (SCAN, "scores", "{ stable = 67, safe = 100 }", "{ stable = 66 }"),
    (SCAN, "levels", '{ stable = "attention", safe = "fine" }', '{ stable = "risk" }'),
    (UNKNOWN, "scores", '{ stable = 50, safe = "" }', "{ safe = 0 }"),
    (UNKNOWN, "levels", '{ safe = "" }', '{ safe = "risk" }'),
    (SCAN, "advice", '["wifi"]', "[]"),
    (RISKS, "advice", '["backup", "wifi"]', '["wifi", "backup"]'),
    (SCAN + 'otherwise = { wifi = "fine" }\n', "advice", "[]", '["wifi"]'),
    (SCAN, "in_order", "1", "2"),
    (SCAN, "asked", "3", "2"),
    (UNKNOWN, "asked", "2", "3"),
    (SURVEY, "respondents", "5", "4"),
    (SURVEY, "shown", "true", "false"),
    (FOUR, "shown", "false", "true"),
    (SURVEY, "means", '{ glad = "2.4", tired = "" }', '{ glad = "2.5" }'),
    (SURVEY.replace("Weet ik niet", "Soms"), "means", '{ tired = "2.6" }', '{ tired = "1.4" }'),
    (FOUR, "means", '{ glad = "" }', '{ glad = "2.3" }'),
    (SURVEY, "texts", "{ idea = 0 }", "{ idea = 1 }"),
    (EIGHT, "texts", "{ idea = 8 }", "{ idea = 7 }"),
]


@pytest.fixture(scope="session")
def year() -> Programme:
    """The small year with two scans and a survey."""
    return Programme.model_validate({**year_tables(), **tomllib.loads(MEASURED.read_text(encoding="utf-8"))})


@pytest.mark.parametrize(("facts", "word", "right", "wrong"), OUTCOMES)
def test_a_right_example_passes_and_a_wrong_one_is_reported(
    year: Programme, facts: str, word: str, right: str, wrong: str
) -> None:
    assert run(year, f"{HEAD}{facts}expect = {{ {word} = {right} }}") == []
    problems = run(year, f"{HEAD}{facts}expect = {{ {word} = {wrong} }}")
    assert [problem.where for problem in problems] == [f"case[1].expect.{word}"]
    assert problems[0].what.startswith("“Een voorbeeld”: verwacht was ")
    assert problems[0].mend == "Verbeter het programma, of het voorbeeld als dat niet klopt."


def test_every_kind_and_every_word_of_it_is_tried_above() -> None:
    """A word added to the examples has to be tried here, right and wrong."""
    known = {
        (shape.model_fields["kind"].annotation.__args__[0], word)
        for shape in get_args(AnyCase)
        for word in shape.model_fields["expect"].annotation.model_fields
    }
    assert {(facts.partition('"')[2].partition('"')[0], word) for facts, word, _, _ in OUTCOMES} == known


def test_a_difference_says_what_came_out_and_why(small: Programme) -> None:
    assert run(small, f'{HEAD}{KPI}expect = {{ state = "met", have = 2 }}') == [
        Problem(
            "case[1].expect.have",
            "“Een voorbeeld”: verwacht was have = 2, de uitkomst is 1. "
            "Reden: Uw praktijk volgde 1 scholing of bijeenkomst over zorg op afstand. Nodig: 2. Volg er nog 1.",
            "Verbeter het programma, of het voorbeeld als dat niet klopt.",
        ),
        Problem(
            "case[1].expect.state",
            '“Een voorbeeld”: verwacht was state = "met", de uitkomst is "nearly". '
            "Reden: Uw praktijk volgde 1 scholing of bijeenkomst over zorg op afstand. Nodig: 2. Volg er nog 1.",
            "Verbeter het programma, of het voorbeeld als dat niet klopt.",
        ),
    ]


@pytest.mark.parametrize(
    ("facts", "expect", "what"),
    [
        (QUARTER, 'amount = "0.00"', "verwacht was amount = € 0,00, de uitkomst is € 1.655,05."),
        (
            NO_ROOM,
            'percent = "2"',
            'verwacht was percent = "2", de uitkomst is onbekend. Reden: Voor 2025 staat geen groeiruimte in de bron.',
        ),
        (ENROLMENT, "warned = []", 'verwacht was warned = [], de uitkomst is ["one_objective"]. Reden: Eén is beter.'),
        (
            DEADLINE,
            "on_time = false",
            "verwacht was on_time = false, de uitkomst is true. Reden: De uiterste datum is 2022-08-31.",
        ),
        (WINDOW, "due = 2022-04-30", "verwacht was due = 2022-04-30, de uitkomst is 2022-04-14."),
        (
            FORM,
            "missing = []",
            'verwacht was missing = [], de uitkomst is ["a_training"]. '
            "Reden: Zeg of dit klopt: “Volgde u twee scholingen?”.",
        ),
        (
            FORM,
            "prefilled = { a_training = true }",
            "verwacht was prefilled = { a_training = true }, de uitkomst is { a_training = false }.",
        ),
        (
            E_CONSULT,
            "calculated = { many = 3 }",
            "verwacht was calculated = { many = 3 }, de uitkomst is { many = 2 }.",
        ),
        (PHASE, 'current = ""', 'verwacht was current = "", de uitkomst is "execution".'),
    ],
)
def test_a_difference_is_written_as_the_text_writes_it(year: Programme, facts: str, expect: str, what: str) -> None:
    (problem,) = run(year, f"{HEAD}{facts}expect = {{ {expect} }}")
    assert problem.what.startswith(f"“Een voorbeeld”: {what}")


def test_an_amount_without_a_tariff_is_unknown_and_not_nothing(small: Programme) -> None:
    """An amount of zero must not pass for a quarter that has no tariff."""
    assert [found.where for found in run(small, f'{HEAD}{NO_TARIFF}expect = {{ amount = "0.00" }}')] == [
        "case[1].expect.amount"
    ]
    assert [found.where for found in run(small, f'{HEAD}{NO_TARIFF}expect = {{ tariff = "0.79" }}')] == [
        "case[1].expect.tariff"
    ]


def test_a_programme_without_lists_expects_none(varied: Varied) -> None:
    programme = varied(lists=None)
    assert run(programme, f"{HEAD}{LISTS}expect = {{ number = 0 }}") == []
    assert [found.where for found in run(programme, f"{HEAD}{LISTS}expect = {{ number = 4 }}")] == [
        "case[1].expect.number"
    ]
    assert run(programme, f"{HEAD}{WINDOW}expect = {{ due = 2022-04-14 }}") == [
        Problem(
            "case[1]",
            "“Een voorbeeld”: Dit programma vraagt geen patiëntenlijsten.",
            "Verbeter het voorbeeld of het programma.",
        )
    ]


def test_a_kpi_of_one_year_counts_what_lies_in_it(varied: Varied) -> None:
    period = {**tables()["period"]}
    period["end"] = period["end"].replace(year=2023)
    programme = varied(period=period)
    two = KPI.replace("}]", '}, { topics = ["zorg-op-afstand"], day = 2023-01-01 }]')
    assert run(programme, f"{HEAD}{two}expect = {{ have = 2 }}") == []
    assert run(programme, f"{HEAD}{two}year = 2023\nexpect = {{ have = 1 }}") == []
    assert [found.what for found in run(programme, f"{HEAD}{two}year = 2024\nexpect = {{ have = 1 }}")] == [
        "“Een voorbeeld”: het jaar 2024 valt buiten het programma."
    ]


FULL_KPI = """kind = "kpi"
kpi = "b_hours"
attendances = [{ topics = ["lean"], day = 2022-05-01, function = "gp", title = "Lean" }]
forms = [{ form = "action_plan", status = "approved", day = 2022-05-01, answers = { why = "Tijd", budget = true } }]
items = [{ record = "cboard", day = 2022-05-01, of = "Noord" }]
measurements = [{ kind = "werkplezier", day = 2022-05-01, respondents = 4, instrument = "monitor" }]
evidence = [{ evidence = "website", day = 2022-05-01, checked = 2022-05-02 }]
employees = ["een", "twee"]
districts = ["Noord"]
hours = [{ objective = "B", function = "gp", type = "non_patient_time", hours = 4 }]
milestones_done = 2
staff = [{ id = "1", name = "Anna de Wit", function = "gp", hours = "32.5" }]
profile = { city = "Delft" }
support_need = "Hulp"
"""


def test_every_fact_of_a_kpi_can_be_given(small: Programme) -> None:
    assert run(small, f'{HEAD}{FULL_KPI}expect = {{ state = "met", have = 1, need = 1 }}') == []


@pytest.mark.parametrize(
    ("requirement", "line"),
    [
        ({"kind": "submitted", "form": "action_plan", "status": "approved"}, "forms"),
        ({"kind": "answered", "form": "action_plan", "question": "budget", "value": True}, "forms"),
        ({"kind": "counted", "record": "cboard"}, "items"),
        ({"kind": "counted", "record": "cboard", "for_each": "district"}, "districts"),
        ({"kind": "survey_held", "survey": "werkplezier", "at_least": 4}, "measurements"),
        ({"kind": "scan_finished", "scan": "werkplezier"}, "measurements"),
        ({"kind": "evidence", "evidence": "website", "checked": True}, "evidence"),
        ({"kind": "hours_booked"}, "hours"),
        ({"kind": "milestones_done", "at_least": 2}, "milestones_done"),
        ({"kind": "attended", "topic": "lean", "who": "gp"}, "attendances"),
    ],
)
def test_every_fact_of_a_kpi_is_used(varied: Varied, requirement: dict[str, object], line: str) -> None:
    kpis = [kpi | {"met_by": requirement} if kpi["key"] == "b_hours" else kpi for kpi in tables()["kpis"]]
    programme = varied(kpis=kpis)
    assert run(programme, f'{HEAD}{FULL_KPI}expect = {{ state = "met" }}') == []
    without = "\n".join(found for found in FULL_KPI.splitlines() if not found.startswith(line))
    assert [found.where for found in run(programme, f'{HEAD}{without}\nexpect = {{ state = "met" }}')] == [
        "case[1].expect.state"
    ]


MISTAKES = [
    ("", "case", "Er staat geen voorbeeld in."),
    ("case = []", "case", "Er staat geen voorbeeld in."),
    ('case = "x"', "case", "Er staat geen voorbeeld in."),
    (f"{HEAD}kind = 'lists_expected'\nyear = 2022\nexpect = {{}}", "case[1].expect", "Er staat niets in expect."),
    (f"{HEAD}{LISTS}", "case[1].expect", "Het woord expect ontbreekt."),
    (f"{HEAD}{LISTS}expect = 4", "case[1].expect", "Hier hoort een blok tussen { en }."),
    (f"{HEAD}{LISTS}expect = {{ number = 4.0 }}", "case[1].expect.number", "Hier hoort een heel getal."),
    (f'{HEAD}{LISTS}expect = {{ number = "4" }}', "case[1].expect.number", "Hier hoort een heel getal."),
    (f"{HEAD}{LISTS}expect = {{ number = true }}", "case[1].expect.number", "Hier hoort een heel getal."),
    (
        f"{HEAD}{LISTS}expect = {{ nummer = 4 }}",
        "case[1].expect.nummer",
        "Een voorbeeld van deze soort kent het woord nummer niet.",
    ),
    (
        f"{HEAD}{LISTS}on = 2022-01-01\nexpect = {{ number = 4 }}",
        "case[1].on",
        "Een voorbeeld van deze soort kent het woord on niet.",
    ),
    (f"{HEAD}{LISTS.replace('2022', '0')}expect = {{ number = 0 }}", "case[1].year", "Hier hoort een groter getal."),
    (f'{HEAD}kind = "party"', "case[1].kind", "De soort party is niet bekend."),
    (HEAD, "case[1].kind", "De soort ontbreekt."),
    (f'[[case]]\nrows = ["R001"]\n{LISTS}expect = {{ number = 4 }}', "case[1].name", "Het woord name ontbreekt."),
    (f'[[case]]\nname = "Een naam"\n{LISTS}expect = {{ number = 4 }}', "case[1].rows", "Het woord rows ontbreekt."),
    (
        f'[[case]]\nname = "Een naam"\nrows = []\n{LISTS}expect = {{ number = 4 }}',
        "case[1].rows",
        "Hier hoort ten minste één waarde.",
    ),
    (
        f'[[case]]\nname = "Een naam"\nrows = ["R56"]\n{LISTS}expect = {{ number = 4 }}',
        "case[1].rows[1]",
        "Hier hoort tekst in een andere vorm.",
    ),
    (f'{HEAD}{KPI}expect = {{ state = "done" }}', "case[1].expect.state", "Deze keuze is niet bekend."),
    (
        f"{HEAD}{KPI.replace('2022-05-01', chr(34) + 'mei' + chr(34))}expect = {{ have = 1 }}",
        "case[1].attendances[1].day",
        "Hier hoort een datum, zoals 2022-01-31.",
    ),
    (
        f"{HEAD}{KPI.replace('2022-05-01', '2022-05-01T10:00:00')}expect = {{ have = 1 }}",
        "case[1].attendances[1].day",
        "Hier hoort een datum, zoals 2022-01-31.",
    ),
    (
        f"{HEAD}{KPI.replace('a_training', 'a_trainig')}expect = {{ have = 1 }}",
        "case[1].kpi",
        "Dit programma kent a_trainig niet.",
    ),
    (
        f"{HEAD}{KPI.replace(chr(34) + 'gp' + chr(34), chr(34) + 'dokter' + chr(34))}expect = {{ have = 1 }}",
        "case[1].function",
        "Dit programma kent dokter niet.",
    ),
    (
        f"{HEAD}{FULL_KPI.replace('action_plan', 'plan')}expect = {{ have = 1 }}",
        "case[1].forms",
        "Dit programma kent plan niet.",
    ),
    (
        f"{HEAD}{FULL_KPI.replace('budget', 'geld')}expect = {{ have = 1 }}",
        "case[1].forms.answers",
        "Dit programma kent geld niet.",
    ),
    (
        f"{HEAD}{HOURS.replace('poh_s_policy', 'poh_policy')}expect = {{ allowed = false }}",
        "case[1].standings",
        "Dit programma kent poh_policy niet.",
    ),
    (
        f"{HEAD}{HOURS.replace('B', 'E')}expect = {{ allowed = false }}",
        "case[1].objective",
        "Deze keuze is niet bekend.",
    ),
    (
        f"{HEAD}{HOURS.replace(chr(34) + 'gp' + chr(34), chr(34) + 'dokter' + chr(34))}expect = {{ allowed = false }}",
        "case[1].function",
        "Dit programma kent dokter niet.",
    ),
    (
        f"{HEAD}{SPENDING.replace('poh_s_i', 'poh_s')}expect = {{ allowed = false }}",
        "case[1].spend",
        "Dit programma kent poh_s niet.",
    ),
    (
        f'{HEAD}{ENROLMENT}expect = {{ failed = ["kbz"] }}',
        "case[1].expect.failed",
        "Dit programma kent kbz niet.",
    ),
    (
        f'{HEAD}{ENROLMENT}choices = ["lean"]\nexpect = {{ may_take_part = true }}',
        "case[1].choices",
        "Dit programma kent lean niet.",
    ),
    (
        f"{HEAD}{ENROLMENT.replace('affiliation', 'afiliation')}expect = {{ may_take_part = false }}",
        "case[1].standings",
        "Dit programma kent afiliation niet.",
    ),
    (
        f"{HEAD}{DEADLINE.replace('action_plan', 'plan')}expect = {{ on_time = true }}",
        "case[1].deadline",
        "Dit programma kent plan niet.",
    ),
    (
        f"{HEAD}{DEADLINE.replace('+02:00', '')}expect = {{ on_time = true }}",
        "case[1].at",
        "Dit tijdstip heeft geen tijdzone.",
    ),
    (
        f"{HEAD}{DEADLINE.replace('T23:59:59+02:00', '')}expect = {{ on_time = true }}",
        "case[1].at",
        "Hier hoort een tijdstip, zoals 2022-08-31T23:59:59+02:00.",
    ),
    (
        f"{HEAD}{WINDOW.replace('2022Q2', '2022Q5')}expect = {{ due = 2022-04-14 }}",
        "case[1].quarter",
        "Dit is geen kwartaal.",
    ),
    (
        f"{HEAD}{QUARTER}expect = {{ amount = 1655.05 }}",
        "case[1].expect.amount",
        "Dit is geen bedrag tussen aanhalingstekens.",
    ),
    (
        f'{HEAD}{QUARTER}expect = {{ amount = "1655,05" }}',
        "case[1].expect.amount",
        "Dit is geen bedrag tussen aanhalingstekens.",
    ),
    (
        f"{HEAD}{QUARTER}year = 2022\nexpect = {{ unknown = false }}",
        "case[1]",
        "Een bedrag hoort bij een kwartaal of bij een jaar.",
    ),
    (f'{HEAD}{YEAR}expect = {{ tariff = "0.79" }}', "case[1]", "Dit hoort bij een kwartaal."),
    (f'{HEAD}{YEAR}{BOOKED}expect = {{ amount = "0.79" }}', "case[1]", "Dit hoort bij een kwartaal."),
    (
        f'{HEAD}{YEAR.replace("3311", "331")}expect = {{ amount = "0.79" }}',
        "case[1]",
        "Dit zijn geen aantallen per UZOVI-code.",
    ),
    (
        f'{HEAD}{QUARTER.replace("2095", "-1")}expect = {{ amount = "0.79" }}',
        "case[1]",
        "Dit zijn geen aantallen per UZOVI-code.",
    ),
    (
        f'{HEAD}{QUARTER.replace("2095", "{ x = 1 }")}expect = {{ amount = "0.79" }}',
        "case[1]",
        "Dit zijn geen aantallen per UZOVI-code.",
    ),
    (
        f'{HEAD}{YEAR.replace("2095 }", "2095, 2022Q1 = { x = 1 } }")}expect = {{ amount = "0.79" }}',
        "case[1]",
        "Dit zijn geen aantallen per UZOVI-code.",
    ),
    (
        f'{HEAD}{YEAR.replace("= 2095", "= { x = 1 }")}expect = {{ amount = "0.79" }}',
        "case[1]",
        "Dit is geen kwartaal.",
    ),
    (
        f'{HEAD}{YEAR.replace(COUNTED, "{ 2023Q1 = { 3311 = 1 } }")}expect = {{ amount = "0.79" }}',
        "case[1]",
        "2023Q1 valt buiten het jaar.",
    ),
    (f'title = "x"\n{HEAD}{LISTS}expect = {{ number = 4 }}', "title", "Het woord title is hier niet bekend."),
    ('case = ["x"]', "case[1]", "Hier hoort een blok tussen { en }."),
]


@pytest.mark.parametrize(("text", "where", "what"), MISTAKES)
def test_a_mistake_in_an_example_is_named(small: Programme, text: str, where: str, what: str) -> None:
    problems = run(small, text)
    assert [(found.where, found.what) for found in problems] == [(where, what)]
    assert problems[0].mend


YEAR_MISTAKES = [
    (f"{HEAD}{FORM.replace('form = ' + chr(34) + 'plan', 'form = ' + chr(34) + 'plna')}", "case[1]", "plna"),
    (f"{HEAD}{FORM.replace('answers.tool', 'answers.tol')}", "case[1].answers", "tol"),
    (f"{HEAD}{FORM}expect = {{ missing = ['tol'] }}", "case[1].expect.missing.answers", "tol"),
    (f"{HEAD}{FORM}expect = {{ calculated = {{ tol = 1 }} }}", "case[1].expect.calculated.answers", "tol"),
    (
        f"{HEAD}{FORM.replace('function = ' + chr(34) + 'gp', 'function = ' + chr(34) + 'pg', 1)}",
        "case[1].function",
        "pg",
    ),
    (f"{HEAD}{PHASE}expect = {{ done = ['plannen'] }}", "case[1].expect", "plannen"),
    (f"{HEAD}{PHASE}choices = ['lean']\n", "case[1].choices", "lean"),
    (f"{HEAD}{CHOICES.replace('video', 'vidoe')}", "case[1].choices", "vidoe"),
    (f"{HEAD}{REGIONAL_PLAN.replace('approach-A', 'aproach-A')}", "case[1].sections", "aproach-A"),
    (HEAD + REGIONAL_PLAN.replace('= ["De Linde"]', '= ["De Lindt"]'), "case[1].agreements", "De Lindt"),
    (f"{HEAD}{SCAN.replace('ict_scan', 'ict')}", "case[1].scan", "ict"),
    (f"{HEAD}{SCAN.replace('wifi', 'wify')}", "case[1].answers", "wify"),
    (f"{HEAD}{SCAN}otherwise = {{ own_topics = 'fine' }}\n", "case[1].otherwise", "own_topics"),
    (f"{HEAD}{SCAN}expect = {{ scores = {{ calm = 1 }} }}", "case[1].expect.scores", "calm"),
    (f"{HEAD}{SCAN}expect = {{ levels = {{ calm = 'fine' }} }}", "case[1].expect.levels", "calm"),
    (f"{HEAD}{SCAN}expect = {{ advice = ['plan'] }}", "case[1].expect.advice", "plan"),
    (f"{HEAD}{SURVEY.replace('work_', 'team_')}", "case[1].survey", "team_happiness"),
    (f"{HEAD}{SURVEY.replace('idea', 'idee')}", "case[1].responses[5]", "idee"),
    (f"{HEAD}{SURVEY}expect = {{ means = {{ idea = '2.0' }} }}", "case[1].expect.means", "idea"),
    (f"{HEAD}{SURVEY}expect = {{ texts = {{ glad = 1 }} }}", "case[1].expect.texts", "glad"),
]


@pytest.mark.parametrize(("text", "where", "name"), YEAR_MISTAKES)
def test_a_name_that_the_programme_does_not_know_is_a_mistake(
    year: Programme, text: str, where: str, name: str
) -> None:
    """With a misspelt name an example would pass for the wrong reason."""
    kind = text.partition('kind = "')[2].partition('"')[0]
    expects = {
        "form": "shown = []",
        "phase": 'current = ""',
        "choices": "refused = true",
        "regional_plan": "missing = []",
    }
    expect = expects.get(kind, "asked = 3" if kind == "scan" else "shown = true")
    whole = text if "expect" in text else f"{text}expect = {{ {expect} }}"
    assert [(found.where, found.what) for found in run(year, whole)] == [(where, f"Dit programma kent {name} niet.")]


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("budget = 100000", "budget = 1000.5", "answers", "Een getal met een komma staat tussen aanhalingstekens."),
        ("amount = 49995", "amount = 499.95", "answers", "Een getal met een komma staat tussen aanhalingstekens."),
        ('hours = "32"', "hours = 32.5", "staff[1].hours", "Dit zijn geen uren."),
        ('hours = "32"', 'hours = "veel"', "staff[1].hours", "Dit zijn geen uren."),
    ],
)
def test_a_broken_number_is_quoted(year: Programme, old: str, new: str, where: str, what: str) -> None:
    found = run(year, f"{HEAD}{FORM.replace(old, new)}expect = {{ missing = [] }}")
    assert [(problem.where, problem.what) for problem in found] == [(f"case[1].{where}", what)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            f"{HEAD}{SCAN.replace('Nee', 'Neen')}expect = {{ asked = 3 }}",
            Problem(
                "case[1].answers.wifi",
                'Op deze vraag is "Neen" geen antwoord.',
                "Kies uit: Ja, Nee, Weet ik niet.",
            ),
        ),
        (
            f"{HEAD}{SURVEY.replace('Altijd', 'Vaak', 1)}expect = {{ shown = true }}",
            Problem(
                "case[1].responses[1].glad",
                'Op deze vraag is "Vaak" geen antwoord.',
                "Kies uit: Nooit, Soms, Altijd, Weet ik niet.",
            ),
        ),
        (
            f"{HEAD}{SCAN}expect = {{ scores = {{ stable = 101 }} }}",
            Problem(
                "case[1].expect.scores.stable",
                "Dit is geen percentage.",
                'Schrijf een getal van 0 tot en met 100, of "" zonder score.',
            ),
        ),
    ],
)
def test_an_answer_that_cannot_be_is_a_mistake(year: Programme, text: str, problem: Problem) -> None:
    assert run(year, text) == [problem]


def test_what_is_known_can_be_expected() -> None:
    text = year_tables()
    people = next(question for question in text["forms"][-1]["questions"] if question["key"] == "people")
    people["prefill"] = "staff"
    programme = Programme.model_validate(text)
    assert run(programme, f'{HEAD}{FORM}expect = {{ prefilled = {{ people = ["7"] }} }}') == []
    assert [found.where for found in run(programme, f'{HEAD}{FORM}expect = {{ prefilled = {{ people = "" }} }}')] == [
        "case[1].expect.prefilled"
    ]


@pytest.mark.parametrize("text", ["case = [", f"{HEAD}{LISTS}expect = {{ number = 4 }}\nday = 2022-02-31"])
def test_what_is_no_toml_is_named_by_the_reader_of_it(small: Programme, text: str) -> None:
    read = parse(text)[1]
    assert len(read) == 1
    assert run(small, text)[:1] == read


def test_two_examples_have_two_names(small: Programme) -> None:
    one = f"{HEAD}{LISTS}expect = {{ number = 4 }}\n"
    assert run(small, one + one) == [
        Problem("case", "Er zijn 2 voorbeelden met de naam “Een voorbeeld”.", "Geef elk voorbeeld een eigen naam.")
    ]
    assert run(small, one + one.replace("Een voorbeeld", "Nog een")) == []


def test_every_example_is_run(small: Programme) -> None:
    right = f"{HEAD}{LISTS}expect = {{ number = 4 }}\n"
    wrong = right.replace("Een voorbeeld", "Nog een").replace("number = 4", "number = 5")
    also = right.replace("Een voorbeeld", "En nog een").replace("number = 4", "number = 6")
    assert [found.where for found in run(small, right + wrong + also)] == [
        "case[2].expect.number",
        "case[3].expect.number",
    ]
