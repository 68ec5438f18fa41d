"""Forms, items and milestones that do not fit: each mistake has its own sentence, and says how to mend it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.programme.checks.circles import circles
from groeiruimte.programme.prefill import SHAPES, KnownFact, read_fact
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.read import read

Changed = Callable[..., str]

TRAININGS = '"attended.zorg-op-afstand"'

MISTAKES: dict[str, tuple[list[tuple[str, str]], list[Problem]]] = {
    "a section that is not there": (
        [('section = "money", text = "Is er', 'section = "gelt", text = "Is er')],
        [
            Problem(
                "forms[account].questions[other_money].section",
                'Het onderdeel "gelt" bestaat niet.',
                "Voeg het onderdeel toe, of kies uit: results, money.",
            )
        ],
    ),
    "a section without questions": (
        [
            (
                '{ key = "results", title = "Resultaat" },',
                '{ key = "results", title = "Uit" }, { key = "x", title = "Leeg" },',
            )
        ],
        [
            Problem(
                "forms[account].sections[x]",
                "In het onderdeel x staat geen vraag.",
                'Zet section = "x" bij een vraag, of haal het onderdeel weg.',
            )
        ],
    ),
    "a condition on a question that is not there": (
        [('{ question = "other_money", equals', '{ question = "other_mony", equals')],
        [
            Problem(
                "forms[account].questions[additional].shown_when[1].question",
                'De vraag "other_mony" bestaat niet.',
                'Bedoelt u "other_money"?',
            )
        ],
    ),
    "a condition on an answer that the question cannot have": (
        [('question = "other_money", equals = true', 'question = "other_money", equals = "ja"')],
        [
            Problem(
                "forms[account].questions[additional].shown_when[1].equals",
                '"ja" is geen antwoord op de vraag "other_money".',
                "Schrijf true of false, zonder aanhalingstekens.",
            )
        ],
    ),
    "a condition of a section on words of an open question": (
        [('question = "a_training", equals = true', 'question = "trainings", one_of = ["twee"]')],
        [
            Problem(
                "forms[account].sections[money].shown_when[1].one_of",
                '"twee" is geen antwoord op de vraag "trainings".',
                "Schrijf answered = true, of noem een keuzevraag.",
            )
        ],
    ),
    "a condition on a calculated value": (
        [
            (
                'shown_when = [{ question = "other_money", equals = true }]',
                'shown_when = [{ question = "total", answered = true }]',
            )
        ],
        [
            Problem(
                "forms[account].questions[additional].shown_when[1].question",
                'De vraag "total" wordt berekend, niemand geeft er antwoord op.',
                "Noem een vraag die de praktijk beantwoordt.",
            )
        ],
    ),
    "questions that wait for each other": (
        [
            (
                '"Is er ander geld?", type = "yes_no"',
                '"Is er ander geld?", type = "yes_no", shown_when = [{ question = "additional", answered = true }]',
            ),
        ],
        [
            Problem(
                "forms[account].questions[additional]",
                "Deze vragen wachten op elkaar: other_money → additional → other_money.",
                "Haal other_money uit shown_when of calculation van additional.",
            )
        ],
    ),
    "a section that waits for a question of its own": (
        [('question = "a_training", equals = true', 'question = "other_money", equals = true')],
        [
            Problem(
                "forms[account].questions[other_money]",
                "Deze vragen wachten op elkaar: other_money → other_money.",
                "Haal other_money uit shown_when of calculation van other_money.",
            )
        ],
    ),
    "a calculation of a question that is not there": (
        [('of = ["costs.amount"]', 'of = ["coste.amount"]')],
        [
            Problem(
                "forms[account].questions[total].calculation.of",
                'De vraag "coste" bestaat niet.',
                'Bedoelt u "costs"?',
            )
        ],
    ),
    "a calculation of a column that is not there": (
        [('of = ["costs.amount"]', 'of = ["costs.bedrag"]')],
        [
            Problem(
                "forms[account].questions[total].calculation.of",
                'De vraag "costs" heeft geen kolom "bedrag".',
                "Kies uit: what, amount.",
            ),
        ],
    ),
    "a calculation of words": (
        [('of = ["costs.amount"]', 'of = ["costs.what"]'), (', unit = "euro"', "")],
        [
            Problem(
                "forms[account].questions[total].calculation.of",
                '"costs.what" is geen getal, dus er valt niets te rekenen.',
                'Noem een getal, uren of geld. Of schrijf kind = "count".',
            )
        ],
    ),
    "money without its unit": (
        [(', unit = "euro"', "")],
        [
            Problem(
                "forms[account].questions[total].unit",
                "Een berekend bedrag heeft de eenheid euro, en een ander getal niet.",
                'Schrijf unit = "euro" bij een bedrag, en alleen daar.',
            )
        ],
    ),
    "money times money": (
        [('kind = "sum", of = ["costs.amount"]', 'kind = "product", of = ["costs.amount", "costs.amount"]')],
        [
            Problem(
                "forms[account].questions[total].calculation.of",
                "Geld keer geld is geen geld.",
                "Noem hoogstens één bedrag.",
            )
        ],
    ),
    "money added to hours": (
        [
            ('{ key = "what", label = "Wat" }', '{ key = "what", label = "Wat", type = "hours" }'),
            ('of = ["costs.amount"]', 'of = ["costs.amount", "costs.what"]'),
        ],
        [
            Problem(
                "forms[account].questions[total].calculation.of",
                "Geld en andere getallen staan hier door elkaar.",
                "Noem alleen bedragen, of alleen andere getallen.",
            )
        ],
    ),
    "choices from nowhere": (
        [('choices_from = "ideas.idea"', 'choices_from = "choices.track"')],
        [
            Problem(
                "forms[inventory].questions[chosen].choices_from",
                'Uit "choices.track" kunnen geen keuzes komen.',
                "Kies uit: choices.training, functions, ideas.idea, ideas.impact.",
            )
        ],
    ),
    "ranks without an order of their own": (
        [('choices = ["klein", "groot"]', 'choices_from = "functions"')],
        [
            Problem(
                "forms[inventory].questions[ideas].ranked_by",
                "De kolom impact heeft geen eigen keuzes, dus er is geen rang.",
                "Schrijf de keuzes bij choices, van laag naar hoog.",
            )
        ],
    ),
    "a least number of one answer": (
        [
            (
                'text = "Welke trainingen?", type = "long_text"',
                'text = "Welke trainingen?", type = "long_text", at_least = 2',
            )
        ],
        [
            Problem(
                "forms[account].questions[trainings].at_least",
                "Deze vraag heeft maar één antwoord.",
                "Haal at_least weg.",
            )
        ],
    ),
    "an own choice where there is no choice": (
        [
            (
                'text = "Welke trainingen?", type = "long_text"',
                'text = "Welke trainingen?", type = "long_text", other = true',
            )
        ],
        [
            Problem(
                "forms[account].questions[trainings].other",
                "Alleen een keuzevraag kan een eigen keuze hebben.",
                "Haal other weg.",
            )
        ],
    ),
    "a review of nothing": (
        [('about = "inventory"\n', "")],
        [
            Problem(
                "forms[check_inventory].about",
                "Een review gaat over een ander formulier.",
                "Schrijf about bij een formulier van deze soort, en bij geen ander.",
            )
        ],
    ),
    "a review of a form that is not there": (
        [('about = "inventory"', 'about = "inventoris"')],
        [Problem("forms[check_inventory].about", 'Het formulier "inventoris" bestaat niet.', 'Bedoelt u "inventory"?')],
    ),
    "a form of a phase and a choice that are not there": (
        [('kind = "inventory"', 'kind = "inventory"\nphase = "plannen"\nchoice = "leen"')],
        [
            Problem("forms[inventory].phase", 'De fase "plannen" bestaat niet.', 'Bedoelt u "plan"?'),
            Problem("forms[inventory].choice", 'De keuze "leen" bestaat niet.', 'Bedoelt u "lean"?'),
        ],
    ),
    "a KPI that is not there, in a question": (
        [('kpi = "a-training"', 'kpi = "a-trainin"')],
        [
            Problem(
                "forms[account].questions[a_training].kpi",
                'De KPI "a-trainin" bestaat niet.',
                'Bedoelt u "a-training"?',
            ),
            Problem(
                "forms[account].questions",
                "Dit formulier vraagt niet naar de KPI a-training.",
                'Voeg een vraag toe met type = "kpi" en kpi = "a-training".',
            ),
        ],
    ),
    "a KPI that is not asked": (
        [('objectives = ["A"]\nsource', 'objectives = ["A", "C"]\nsource')],
        [
            Problem(
                "forms[account].questions",
                "Dit formulier vraagt niet naar de KPI c-boards.",
                'Voeg een vraag toe met type = "kpi" en kpi = "c-boards".',
            )
        ],
    ),
    "a KPI of another objective, and one twice": (
        [
            (
                '    { key = "trainings"',
                '    { key = "x", text = "Gebruikt u boards?", type = "kpi", kpi = "c-boards" },\n'
                '    { key = "y", text = "Nog eens?", type = "kpi", kpi = "a-training" },\n    { key = "trainings"',
            )
        ],
        [
            Problem(
                "forms[account].questions",
                "De KPI c-boards hoort bij doelstelling C, niet bij dit formulier.",
                "Haal de vraag weg, of vul objectives van het formulier aan.",
            ),
            Problem("forms[account].questions", "De KPI a-training staat er 2 keer.", "Laat één vraag staan."),
        ],
    ),
    "a fact that nobody knows": (
        [(TRAININGS, '"attendance.zorg-op-afstand"')],
        [
            Problem(
                "forms[account].questions[trainings].prefill",
                '"attendance.zorg-op-afstand" is geen gegeven dat wij kennen.',
                f"Kies uit: {', '.join(SHAPES)}.",
            )
        ],
    ),
    "a fact that is nearly right": (
        [(TRAININGS, '"milestone"')],
        [
            Problem(
                "forms[account].questions[trainings].prefill",
                '"milestone" is geen gegeven dat wij kennen.',
                "Bedoelt u milestones?",
            )
        ],
    ),
    "a topic that is not there": (
        [(TRAININGS, '"attended.zorg-op-afstnd"')],
        [
            Problem(
                "forms[account].questions[trainings].prefill",
                '"attended.zorg-op-afstnd" noemt zorg-op-afstnd, maar dat bestaat niet.',
                'Bedoelt u "zorg-op-afstand"?',
            )
        ],
    ),
    "evidence that nobody asks": (
        [(TRAININGS, '"evidence.website"')],
        [
            Problem(
                "forms[account].questions[trainings].prefill",
                '"evidence.website" noemt website, maar dat bestaat niet.',
                "Kies uit: werkplezier.",
            )
        ],
    ),
    "an answer of a form that is not there": (
        [(TRAININGS, '"form.plans.budget"')],
        [
            Problem(
                "forms[account].questions[trainings].prefill",
                'Het formulier "plans" bestaat niet.',
                'Bedoelt u "plan"?',
            )
        ],
    ),
    "an answer to a question that is not there": (
        [(TRAININGS, '"last_year.plan.geld"')],
        [
            Problem(
                "forms[account].questions[trainings].prefill",
                'De vraag "geld" staat niet in "plan".',
                "Kies uit: budget, concept.",
            )
        ],
    ),
    "a form that fills in itself": (
        [(TRAININGS, '"form.account.additional"')],
        [
            Problem(
                "forms[account].questions[trainings].prefill",
                "Een formulier vult zichzelf niet in.",
                "Noem een ander formulier, of last_year.",
            )
        ],
    ),
    "an answer of another kind": (
        [('prefill = "form.plan.budget"', 'prefill = "form.plan.concept"')],
        [
            Problem(
                "forms[check_inventory].questions[clear].prefill",
                'Het antwoord op "concept" past niet bij een vraag van type yes_no.',
                'Schrijf type = "choice", of haal prefill weg.',
            )
        ],
    ),
    "a day for a table": (
        [('prefill = "items.board"', 'prefill = "measurement.happiness.day"')],
        [
            Problem(
                "forms[account].questions[boards].prefill",
                "Dit gegeven past niet bij een vraag van type table.",
                "Kies een type uit: date, long_text, short_text, yes_no.",
            )
        ],
    ),
    "rows that no column takes": (
        [('prefill = "items.board"', 'prefill = "hours.per_function"')],
        [
            Problem(
                "forms[account].questions[boards].prefill",
                "Geen kolom heet als een deel van dit gegeven.",
                "Geef een kolom een sleutel uit: function, hours.",
            )
        ],
    ),
    "a function of an item that is not there": (
        [('functions = ["gp"]\nat_most', 'functions = ["nurse"]\nat_most')],
        [
            Problem(
                "items[happiness].functions",
                'De functie "nurse" bestaat niet.',
                "Voeg de functie toe, of kies uit: gp, medical_assistant.",
            )
        ],
    ),
    "an item of the practice for one employee": (
        [('per = "employee"\n', "")],
        [
            Problem(
                "items[happiness].at_most_one",
                "Hoogstens één geldt voor elke medewerker of elke wijk.",
                'Schrijf per = "employee" of "district", of haal het weg.',
            ),
            Problem(
                "items[happiness].functions",
                "Functies horen bij een notitie over een medewerker.",
                'Schrijf per = "employee", of haal functions weg.',
            ),
        ],
    ),
    "a measurement without a day, with respondents in words": (
        [
            ('    { key = "day", text = "Wanneer?", type = "date" },\n', ""),
            ('text = "Hoeveel mensen?", type = "number"', 'text = "Hoeveel mensen?", type = "short_text"'),
        ],
        [
            Problem(
                "items[happiness].questions",
                'Een meting heeft een vraag "day", en die ontbreekt.',
                'Voeg een vraag toe met key = "day", type = "date".',
            ),
            Problem(
                "items[happiness].questions[respondents].type",
                'De vraag "respondents" van een meting heeft een ander type.',
                "Kies uit: number.",
            ),
        ],
    ),
    "a statement in an item": (
        [
            (
                '{ key = "partner", text = "Met wie?", type = "short_text" }',
                '{ key = "partner", text = "Klopt dit?", type = "statement" }',
            )
        ],
        [
            Problem(
                "items[board].questions[partner].type",
                "Een notitie heeft geen vraag van type statement.",
                "Kies een ander type.",
            )
        ],
    ),
    "a count of what nobody can note down": (
        [('record = "board"', 'record = "cboard"')],
        [
            Problem(
                "kpis[c-boards].met_by.record",
                'Niemand kan "cboard" vastleggen.',
                "Voeg cboard toe aan items. Of kies uit: board, happiness.",
            )
        ],
    ),
    "a count for each employee of what is of the practice": (
        [('record = "board"', 'record = "board", for_each = "employee"')],
        [
            Problem(
                "kpis[c-boards].met_by.for_each",
                'Een notitie "board" is van de praktijk, dus zo telt niemand haar.',
                'Schrijf for_each = "practice", of verander per bij de notitie.',
            )
        ],
    ),
    "a deadline that nobody can meet": (
        [('date = 2022-08-31\nform = "plan"', "date = 2022-08-31")],
        [
            Problem(
                "deadlines[plan]",
                'Niemand kan vastleggen dat "plan" klaar is.',
                "Noem een formulier, of voeg plan toe aan items.",
            )
        ],
    ),
    "a milestone longer than the programme, of another objective": (
        [
            ("weeks = 10", "weeks = 105"),
            ('objective = "D"\nchoice = "lean"\nweeks', 'objective = "B"\nchoice = "lean"\nweeks'),
        ],
        [
            Problem(
                "milestones[first].weeks",
                "Deze mijlpaal duurt 105 weken, maar het programma heeft er 104.",
                "Kies minder weken.",
            ),
            Problem(
                "milestones[first].choice",
                'De keuze "lean" hoort bij doelstelling D, niet bij B.',
                "Kies een keuze van doelstelling B.",
            ),
        ],
    ),
    "a milestone of a choice that is not there": (
        [('choice = "lean"\nweeks', 'choice = "leen"\nweeks')],
        [Problem("milestones[first].choice", 'De keuze "leen" bestaat niet.', 'Bedoelt u "lean"?')],
    ),
    "a phase that a form can never end": (
        [("reviewed = true\n", "")],
        [
            Problem(
                "phases[klaar].done_when.status",
                'Het formulier "inventory" kan nooit de status approved krijgen.',
                "Schrijf reviewed = true bij het formulier.",
            )
        ],
    ),
    "a phase that waits for a later one": (
        [
            (
                'label = "Plan"\norder = 1',
                'label = "Plan"\norder = 1\ndone_when = { kind = "submitted", form = "inventory" }',
            ),
            ('kind = "inventory"', 'kind = "inventory"\nphase = "klaar"'),
        ],
        [
            Problem(
                "phases[plan].done_when.form",
                "Dit formulier kan pas in de fase klaar, dus fase plan komt nooit klaar.",
                "Verander phase bij het formulier, of noem een ander.",
            )
        ],
    ),
    "a phase that ends with a form that is not there": (
        [('form = "inventory", status = "approved"', 'form = "inventor"')],
        [
            Problem(
                "phases[klaar].done_when.form",
                'Het formulier "inventor" bestaat niet.',
                'Bedoelt u "inventory"?',
            )
        ],
    ),
    "an answer to a calculated question, in a KPI": (
        [
            ('kind = "counted", record = "board"', 'kind = "answered", form = "account", question = "total"'),
            ('objective = "C"\ntitle', 'objective = "A"\ntitle'),
        ],
        [
            Problem(
                "kpis[c-boards].met_by.question",
                'De vraag "total" wordt berekend, niemand geeft er antwoord op.',
                "Noem een vraag die de praktijk beantwoordt.",
            ),
            Problem(
                "forms[account].questions",
                "Dit formulier vraagt niet naar de KPI c-boards.",
                'Voeg een vraag toe met type = "kpi" en kpi = "c-boards".',
            ),
        ],
    ),
    "an intention with a form that is not there": (
        [("date = 2021-09-30", 'date = 2021-09-30\nform = "voornemen"')],
        [
            Problem(
                "intention.form",
                'Het formulier "voornemen" bestaat niet.',
                "Voeg het formulier toe, of kies uit: plan, inventory, account, check_inventory.",
            )
        ],
    ),
}


def test_the_year_is_good(year: str) -> None:
    programme, problems = read(year)
    assert problems == []
    assert programme is not None
    assert [form.key for form in programme.forms] == ["plan", "inventory", "account", "check_inventory"]


@pytest.mark.parametrize(("changes", "problems"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_with_its_own_sentence(
    year: str, changed: Changed, changes: list[tuple[str, str]], problems: list[Problem]
) -> None:
    assert read(changed(year, *changes)) == (None, problems)


def test_the_sentences_are_plain_dutch(unclear: Callable[..., list[str]]) -> None:
    assert unclear(problem for _, problems in MISTAKES.values() for problem in problems) == []


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ({"a": ["b"], "b": []}, []),
        ({"a": ["b"], "b": ["a"]}, [["a", "b", "a"]]),
        ({"a": ["a"]}, [["a", "a"]]),
        ({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["c"]}, [["b", "c", "b"]]),
        ({"a": ["nowhere"]}, []),
    ],
)
def test_a_circle_is_found_once(needs: dict[str, list[str]], found: list[list[str]]) -> None:
    assert list(circles(needs)) == found


FACTS = {
    "practice.name": KnownFact("practice", "name"),
    "practice.iban": None,
    "enrolment.objectives": KnownFact("objectives"),
    "enrolment.choices.track": KnownFact("choices", "track"),
    "intention.support_need": KnownFact("support_need"),
    "attended.lean": KnownFact("attended", "lean"),
    "attended.lean.count": KnownFact("attended", "lean", "count"),
    "attended.lean.days": None,
    "items.board": KnownFact("items", "board"),
    "items.board.count": KnownFact("items", "board", "count"),
    "hours.total": KnownFact("hours", part="total"),
    "hours.per_function": KnownFact("hours", part="per_function"),
    "hours": None,
    "form.plan.why": KnownFact("form", "plan", "why"),
    "form.plan": None,
    "last_year.plan.why": KnownFact("last_year", "plan", "why"),
    "milestones": KnownFact("milestones"),
    "milestones.done": KnownFact("milestones", part="done"),
    "measurement.happiness.instrument": KnownFact("measurement", "happiness", "instrument"),
    "measurement.happiness.day": KnownFact("measurement", "happiness", "day"),
    "measurement.happiness.respondents": KnownFact("measurement", "happiness", "respondents"),
    "measurement.happiness.score": None,
    "evidence.website": KnownFact("evidence", "website"),
    "staff": KnownFact("staff"),
    "scan.ict.day": KnownFact("scan", "ict", "day"),
    "scan.ict": None,
    "": None,
}


@pytest.mark.parametrize(("text", "fact"), FACTS.items(), ids=FACTS)
def test_a_word_for_a_fact_is_read_in_parts(text: str, fact: KnownFact | None) -> None:
    assert read_fact(text) == fact


def test_every_shape_that_a_mend_shows_is_tried() -> None:
    """The first word and the number of parts: what a mend proposes is what can be read."""
    shapes = {(shape.partition(".")[0], shape.count(".")) for shape in SHAPES}
    assert {(text.partition(".")[0], text.count(".")) for text, fact in FACTS.items() if fact} == shapes
