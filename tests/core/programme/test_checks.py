"""Parts of a text that do not fit each other: each mistake has its own sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.programme.problems import Problem
from groeiruimte.programme.read import read

MISTAKES: dict[str, tuple[list[tuple[str, str]], list[Problem]]] = {
    "a form that is not there, in a KPI": (
        [('{ kind = "submitted", form = "plan" }', '{ kind = "submitted", form = "plna" }')],
        [Problem("kpis[d-plan].met_by.of[1].form", 'Het formulier "plna" bestaat niet.', 'Bedoelt u "plan"?')],
    ),
    "a form that is not there, in an answer": (
        [('form = "plan", question = "budget"', 'form = "jaarverslag", question = "budget"')],
        [
            Problem(
                "kpis[d-plan].met_by.of[2].form",
                'Het formulier "jaarverslag" bestaat niet.',
                "Voeg het formulier toe, of kies uit: plan.",
            )
        ],
    ),
    "a question that is not there": (
        [('question = "budget"', 'question = "geld"')],
        [
            Problem(
                "kpis[d-plan].met_by.of[2].question",
                'De vraag "geld" bestaat niet.',
                "Voeg de vraag toe, of kies uit: budget, concept.",
            )
        ],
    ),
    "an answer that a yes/no question cannot have": (
        [("value = true", 'value = "ja"')],
        [
            Problem(
                "kpis[d-plan].met_by.of[2].value",
                '"ja" is geen antwoord op de vraag "budget".',
                "Schrijf true of false, zonder aanhalingstekens.",
            )
        ],
    ),
    "an answer that is no choice": (
        [('question = "budget", value = true', 'question = "concept", value = "Leen"')],
        [
            Problem(
                "kpis[d-plan].met_by.of[2].value",
                '"Leen" is geen antwoord op de vraag "concept".',
                "Kies uit: Lean, Anders.",
            )
        ],
    ),
    "a deadline of a form that is not there": (
        [('form = "plan"\nphase', 'form = "verslag"\nphase')],
        [
            Problem(
                "deadlines[plan].form",
                'Het formulier "verslag" bestaat niet.',
                "Voeg het formulier toe, of kies uit: plan.",
            )
        ],
    ),
    "a deadline of a phase that is not there": (
        [('phase = "plan"', 'phase = "plannen"')],
        [Problem("deadlines[plan].phase", 'De fase "plannen" bestaat niet.', 'Bedoelt u "plan"?')],
    ),
    "a form for another objective": (
        [
            (
                'objective = "D"\ntitle = "U hebt een plan"\nchoice = "lean"\n',
                'objective = "B"\ntitle = "U hebt een plan"\n',
            )
        ],
        [
            Problem(
                "kpis[d-plan].met_by.of[1].form",
                'Het formulier "plan" is er niet voor doelstelling B.',
                "Voeg B toe aan objectives van het formulier.",
            ),
            Problem(
                "kpis[d-plan].met_by.of[2].form",
                'Het formulier "plan" is er niet voor doelstelling B.',
                "Voeg B toe aan objectives van het formulier.",
            ),
        ],
    ),
    "a form that is not for every practice": (
        [('objective = "D"\ntitle = "U hebt een plan"\nchoice = "lean"\n', 'title = "U hebt een plan"\n')],
        [
            Problem(
                f"kpis[d-plan].met_by.of[{part}].form",
                'Het formulier "plan" is er niet voor elke praktijk.',
                "Haal objectives weg bij het formulier, of geef de KPI een objective.",
            )
            for part in (1, 2)
        ],
    ),
    "a letter for a topic": (
        [('topic = "zorg-op-afstand"', 'topic = "a"')],
        [
            Problem(
                "kpis[a-training].met_by.topic",
                '"a" is een letter, geen onderwerp van een training.',
                'Schrijf een onderwerp, zoals "zorg-op-afstand".',
            )
        ],
    ),
    "a choice that is not there": (
        [('choice = "lean"', 'choice = "leen"')],
        [Problem("kpis[d-plan].choice", 'De keuze "leen" bestaat niet.', 'Bedoelt u "lean"?')],
    ),
    "a choice of another objective": (
        [('objective = "D"\nlabel = "Lean', 'objective = "B"\nlabel = "Lean')],
        [
            Problem(
                "kpis[d-plan].choice",
                'De keuze "lean" hoort bij doelstelling B, niet bij D.',
                "Kies een keuze van doelstelling D.",
            )
        ],
    ),
    "a source that is not there": (
        [('source = { text = "register" }', 'source = { text = "registers" }')],
        [Problem("funding.eligible[3311].source.text", 'De bron "registers" bestaat niet.', 'Bedoelt u "register"?')],
    ),
    "a function that is not there": (
        [('excluded_functions = ["medical_assistant"]', 'excluded_functions = ["assistant"]')],
        [
            Problem(
                "objectives[B].excluded_functions",
                'De functie "assistant" bestaat niet.',
                'Bedoelt u "medical_assistant"?',
            )
        ],
    ),
    "a condition that is not there": (
        [('needs = ["affiliation"]', 'needs = ["affiliatie"]')],
        [
            Problem(
                "conditions[insurer_contract].needs",
                'De voorwaarde "affiliatie" bestaat niet.',
                'Bedoelt u "affiliation"?',
            )
        ],
    ),
    "a circle of three conditions": (
        [
            ('standing = "affiliation"\ntitle', 'standing = "affiliation"\nneeds = ["once_a_year"]\ntitle'),
            ('kind = "once_a_year"', 'kind = "once_a_year"\nneeds = ["insurer_contract"]'),
        ],
        [
            Problem(
                "conditions[insurer_contract].needs",
                ("Deze voorwaarden wachten op elkaar: affiliation → once_a_year → insurer_contract → affiliation."),
                "Haal affiliation uit needs van insurer_contract.",
            )
        ],
    ),
    "a condition that waits for itself": (
        [('needs = ["affiliation"]', 'needs = ["insurer_contract"]')],
        [
            Problem(
                "conditions[insurer_contract].needs",
                "Deze voorwaarden wachten op elkaar: insurer_contract → insurer_contract.",
                "Haal insurer_contract uit needs van insurer_contract.",
            )
        ],
    ),
    "an objective twice and one missing": (
        [('key = "D"\nlabel = "Eff', 'key = "C"\nlabel = "Eff')],
        [
            Problem("objectives[C]", '"C" staat hier 2 keer.', "Geef elk onderdeel een eigen naam."),
            Problem(
                "objectives", "Doelstelling D ontbreekt.", "Elk programma heeft A, B, C en D. Voeg de doelstelling toe."
            ),
        ],
    ),
    "an objective twice in one place": (
        [('key = "D"\nlabel = "Eff', 'key = "C"\nlabel = "Eff'), ("order = 4", "order = 3")],
        [
            Problem("objectives[C]", '"C" staat hier 2 keer.', "Geef elk onderdeel een eigen naam."),
            Problem(
                "objectives", "Doelstelling D ontbreekt.", "Elk programma heeft A, B, C en D. Voeg de doelstelling toe."
            ),
        ],
    ),
    "two objectives in one place": (
        [("order = 4", "order = 3")],
        [
            Problem(
                "objectives[D].order",
                "Doelstelling C en D staan allebei op plaats 3.",
                "Geef elk een eigen order, of neem ze samen in subjects.",
            )
        ],
    ),
    "an objective in two subjects": (
        [
            (
                "[[choices]]",
                (
                    '[[subjects]]\nkey = "x"\nlabel = "Xx"\nobjectives = ["B", "D"]\nsource = { text = '
                    '"beleid" }\n\n[[subjects]]\nkey = "y"\nlabel = "Yy"\nobjectives = ["A", "B"]\nsource = '
                    '{ text = "beleid" }\n\n[[choices]]'
                ),
            )
        ],
        [
            Problem(
                "subjects",
                "Doelstelling B is 2 keer samengenomen.",
                "Laat elke doelstelling bij hoogstens één onderwerp staan.",
            )
        ],
    ),
    "two phases in one place": (
        [('label = "Doen"\norder = 2', 'label = "Doen"\norder = 1')],
        [
            Problem(
                "phases[doen].order", "Fase plan en doen staan allebei op plaats 1.", "Geef elke fase een eigen order."
            )
        ],
    ),
    "another insurer's contract": (
        [('value = "zilveren-kruis"', 'value = "zilverenkruis"')],
        [
            Problem(
                "conditions[insurer_contract].value",
                '"zilverenkruis" kan hier niet de waarde van insurer_contract zijn.',
                "Kies uit: zilveren-kruis.",
            )
        ],
    ),
    "a value that a standing cannot have": (
        [
            (
                (
                    '[[spending]]\nkey = "poh_s_i"\nlabel = "De POH-S i"\nwhen = { standing = '
                    '"poh_s_policy", value = "current" }'
                ),
                (
                    '[[spending]]\nkey = "poh_s_i"\nlabel = "De POH-S i"\nwhen = { standing = '
                    '"poh_s_policy", value = "new" }'
                ),
            )
        ],
        [
            Problem(
                "spending[poh_s_i].when.value",
                '"new" kan hier niet de waarde van poh_s_policy zijn.',
                "Kies uit: current, former.",
            )
        ],
    ),
    "a value for a standing without values": (
        [
            (
                'label = "patiënttijd", when = { standing = "poh_s_policy", value = "current" }',
                'label = "patiënttijd", when = { standing = "kbz_pilot", value = "ja" }',
            )
        ],
        [
            Problem(
                "objectives[B].time[patient_time].when.value",
                '"ja" kan hier niet de waarde van kbz_pilot zijn.',
                "Haal value weg.",
            )
        ],
    ),
    "a key twice": (
        [
            ('key = "register"', 'key = "beleid"'),
            ('source = { text = "register" }', 'source = { text = "beleid" }'),
            ('source = { text = "register" }', 'source = { text = "beleid" }'),
        ],
        [Problem("sources[beleid]", '"beleid" staat hier 2 keer.', "Geef elk onderdeel een eigen naam.")],
    ),
    "a question twice": (
        [('key = "concept"', 'key = "budget"')],
        [Problem("forms[plan].questions[budget]", '"budget" staat hier 2 keer.', "Geef elk onderdeel een eigen naam.")],
    ),
    "a year twice": (
        [
            (
                "[[funding.tariffs]]",
                (
                    '[[funding.growth_room]]\nyear = 2022\npercent = "1.5"\nsource = { text = "beleid" }\n\n'
                    "[[funding.tariffs]]"
                ),
            )
        ],
        [Problem("funding.growth_room[2022]", '"2022" staat hier 2 keer.', "Geef elk onderdeel een eigen naam.")],
    ),
    "a column twice": (
        [('key = "birth_date"', 'key = "bsn"')],
        [
            Problem("lists.columns[bsn]", '"bsn" staat hier 2 keer.', "Geef elk onderdeel een eigen naam."),
            Problem("lists", "Een kolom staat twee keer in de lijst.", "Laat elke kolom één keer staan."),
        ],
    ),
    "a UZOVI code twice on one day": (
        [('code = "3314"', 'code = "3311"')],
        [
            Problem(
                "funding.eligible[3311]",
                "UZOVI-code 3311 staat er op dezelfde dagen twee keer.",
                "Haal er één weg, of verbeter start en end.",
            )
        ],
    ),
    "a gap between tariffs": (
        [("start = 2023-01-01", "start = 2023-04-01")],
        [
            Problem(
                "funding.tariffs",
                "Van 1 januari 2023 tot en met 31 maart 2023 is er geen tarief.",
                "Voeg een tarief toe, of noem deze periode in tariffs_unknown.",
            )
        ],
    ),
    "a gap after the last tariff": (
        [("end = 2023-12-31\namount", "end = 2023-06-30\namount")],
        [
            Problem(
                "funding.tariffs",
                "Van 1 juli 2023 tot en met 31 december 2023 is er geen tarief.",
                "Voeg een tarief toe, of noem deze periode in tariffs_unknown.",
            )
        ],
    ),
    "tariffs that overlap": (
        [("end = 2022-12-31\namount", "end = 2023-03-31\namount")],
        [
            Problem(
                "funding.tariffs[2023-01-01]",
                "Op 1 januari 2023 gelden twee tarieven tegelijk.",
                "Laat het ene eindigen op de dag voor het andere begint.",
            )
        ],
    ),
    "a tariff that changes within a quarter": (
        [
            ("start = 2023-01-01\nend", "start = 2023-02-01\nend"),
            ("end = 2022-12-31\namount", "end = 2023-01-31\namount"),
        ],
        [
            Problem(
                "funding.tariffs[2022-01-01].end",
                "Een tarief eindigt op de laatste dag van een kwartaal.",
                "Schrijf bijvoorbeeld 2023-03-31.",
            ),
            Problem(
                "funding.tariffs[2023-02-01].start",
                "Een tarief begint op de eerste dag van een kwartaal.",
                "Schrijf bijvoorbeeld 2023-01-01.",
            ),
        ],
    ),
    "a tariff that is known and unknown": (
        [
            (
                "[[funding.eligible]]",
                (
                    '[[funding.tariffs_unknown]]\nstart = 2023-10-01\nend = 2024-12-31\nnote = "Niet '
                    'bekend."\nsource = { text = "beleid" }\n\n[[funding.eligible]]'
                ),
            )
        ],
        [
            Problem(
                "funding.tariffs_unknown[2023-10-01]",
                "Op 1 oktober 2023 gelden twee tarieven tegelijk.",
                "Laat het ene eindigen op de dag voor het andere begint.",
            )
        ],
    ),
    "a deadline outside the period": (
        [("date = 2022-08-31", "date = 2021-08-31")],
        [
            Problem(
                "deadlines[plan].date",
                "31 augustus 2021 ligt buiten de periode van het programma.",
                "Verbeter de datum, of schrijf de reden in outside_period.",
            )
        ],
    ),
    "mistakes of four kinds at once": (
        [
            ('goal = "Meer', 'gaol = "Meer'),
            ('"3.16"', "3.16"),
            ('phase = "plan"', 'phase = "plannen"'),
            ('needs = ["affiliation"]', 'needs = ["insurer_contract"]'),
        ],
        [
            Problem(
                "funding.tariffs[2022-01-01].amount",
                "Een bedrag is tekst tussen aanhalingstekens.",
                'Schrijf bijvoorbeeld "3.16".',
            ),
            Problem("gaol", 'Het woord "gaol" is hier niet bekend.', 'Schrijf "goal", of haal het woord weg.'),
            Problem("deadlines[plan].phase", 'De fase "plannen" bestaat niet.', 'Bedoelt u "plan"?'),
            Problem(
                "conditions[insurer_contract].needs",
                "Deze voorwaarden wachten op elkaar: insurer_contract → insurer_contract.",
                "Haal insurer_contract uit needs van insurer_contract.",
            ),
        ],
    ),
}


@pytest.mark.parametrize(("changes", "problems"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_with_its_own_sentence(
    frame: str, changed: Callable[..., str], changes: list[tuple[str, str]], problems: list[Problem]
) -> None:
    assert read(changed(frame, *changes)) == (None, problems)


def test_the_sentences_are_plain_dutch(unclear: Callable[..., list[str]]) -> None:
    assert unclear(problem for _, problems in MISTAKES.values() for problem in problems) == []
