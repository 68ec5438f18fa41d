"""One part of a text that is wrong on its own: each mistake has its own sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.programme.problems import Problem
from groeiruimte.programme.read import read

MISTAKES: dict[str, tuple[list[tuple[str, str]], list[Problem]]] = {
    "a word that is not known looks like another": (
        [('goal = "Meer', 'gaol = "Meer')],
        [Problem("gaol", 'Het woord "gaol" is hier niet bekend.', 'Schrijf "goal", of haal het woord weg.')],
    ),
    "a word that is not known looks like none": (
        [('per = "year"', 'per = "year"\nzwaarte = 1')],
        [
            Problem(
                "funding.tariffs[2022-01-01].zwaarte",
                'Het woord "zwaarte" is hier niet bekend.',
                "Haal het weg, of kies uit: amount, end, per, source, start.",
            )
        ],
    ),
    "an unknown word in a requirement": (
        [('topic = "zorg-op-afstand"', 'topc = "zorg-op-afstand"')],
        [
            Problem(
                "kpis[a-training].met_by.topc",
                'Het woord "topc" is hier niet bekend.',
                'Schrijf "topic", of haal het woord weg.',
            )
        ],
    ),
    "a missing word": (
        [('title = "U volgde twee trainingen"\n', "")],
        [Problem("kpis[a-training].title", '"title" ontbreekt.', "Voeg het toe: tekst tussen aanhalingstekens.")],
    ),
    "a missing table": (
        [("[period]\nstart = 2022-01-01\nend = 2023-12-31\n", "")],
        [Problem("period", '"period" ontbreekt.', "Voeg het toe: een blok.")],
    ),
    "a float for money": (
        [('"3.16"', "3.16")],
        [
            Problem(
                "funding.tariffs[2022-01-01].amount",
                "Een bedrag is tekst tussen aanhalingstekens.",
                'Schrijf bijvoorbeeld "3.16".',
            )
        ],
    ),
    "a comma in money": (
        [('"3.16"', '"3,16"')],
        [Problem("funding.tariffs[2022-01-01].amount", "Dit is geen bedrag in euro.", 'Schrijf bijvoorbeeld "3.16".')],
    ),
    "a float for a percentage": (
        [('percent = "2"', "percent = 2.0")],
        [
            Problem(
                "funding.growth_room[2022].percent",
                "Een percentage is tekst tussen aanhalingstekens.",
                'Schrijf bijvoorbeeld "1.5".',
            )
        ],
    ),
    "a word for a percentage": (
        [('percent = "2"', 'percent = "twee"')],
        [Problem("funding.growth_room[2022].percent", "Dit is geen percentage.", 'Schrijf bijvoorbeeld "1.5".')],
    ),
    "a quoted date": (
        [("date = 2022-08-31", 'date = "2022-08-31"')],
        [
            Problem(
                "deadlines[plan].date",
                "Hier staat tekst, maar hier hoort een datum, zoals 2022-01-31.",
                "Schrijf jaar-maand-dag, zonder aanhalingstekens.",
            )
        ],
    ),
    "a quoted date that does not exist": (
        [("date = 2022-08-31", 'date = "2022-04-31"')],
        [
            Problem(
                "deadlines[plan].date",
                "31 april 2022 bestaat niet: april heeft 30 dagen.",
                "Schrijf bijvoorbeeld 2022-04-30, zonder aanhalingstekens.",
            )
        ],
    ),
    "a moment for a date": (
        [("date = 2022-08-31", "date = 2022-08-31T12:00:00")],
        [
            Problem(
                "deadlines[plan].date",
                "Hier staat een tijdstip, maar hier hoort een datum, zoals 2022-01-31.",
                "Schrijf jaar-maand-dag, zonder aanhalingstekens.",
            )
        ],
    ),
    "a time for a date": (
        [("date = 2022-08-31", "date = 12:00:00")],
        [
            Problem(
                "deadlines[plan].date",
                "Hier staat een tijd, maar hier hoort een datum, zoals 2022-01-31.",
                "Schrijf jaar-maand-dag, zonder aanhalingstekens.",
            )
        ],
    ),
    "a number for text": (
        [('insurer = "zilveren-kruis"', "insurer = 3")],
        [
            Problem(
                "insurer",
                "Hier staat een heel getal, maar hier hoort tekst tussen aanhalingstekens.",
                "Zet er aanhalingstekens omheen.",
            )
        ],
    ),
    "text for a number": (
        [("at_least = 2", 'at_least = "2"')],
        [
            Problem(
                "kpis[a-training].met_by.at_least",
                "Hier staat tekst, maar hier hoort een heel getal.",
                "Schrijf alleen cijfers, zonder aanhalingstekens.",
            )
        ],
    ),
    "a fraction for a number": (
        [("at_least = 2", "at_least = 2.5")],
        [
            Problem(
                "kpis[a-training].met_by.at_least",
                "Hier staat een getal met een punt, maar hier hoort een heel getal.",
                "Schrijf alleen cijfers, zonder aanhalingstekens.",
            )
        ],
    ),
    "text for true or false": (
        [("required = true", 'required = "ja"')],
        [
            Problem(
                "lists.columns[bsn].required",
                "Hier staat tekst, maar hier hoort true of false.",
                "Schrijf true of false, zonder aanhalingstekens.",
            )
        ],
    ),
    "text for a list": (
        [('excluded_functions = ["medical_assistant"]', 'excluded_functions = "medical_assistant"')],
        [
            Problem(
                "objectives[B].excluded_functions",
                "Hier staat tekst, maar hier hoort een lijst.",
                "Zet er [ en ] omheen.",
            )
        ],
    ),
    "text for a table": (
        [('source = { text = "beleid", at = "r. 1" }', 'source = "beleid"')],
        [
            Problem(
                "objectives[A].source",
                "Hier staat tekst, maar hier hoort een blok.",
                "Schrijf { naam = waarde } of een blok met [naam].",
            )
        ],
    ),
    "a number for an answer": (
        [("value = true", "value = 3")],
        [
            Problem(
                "kpis[d-plan].met_by.of[2].value",
                "Hier staat een heel getal, maar hier hoort tekst, of true of false.",
                "Zet tekst tussen aanhalingstekens, of schrijf true of false.",
            )
        ],
    ),
    "a choice that looks like another": (
        [('per = "year"', 'per = "yeer"')],
        [
            Problem(
                "funding.tariffs[2022-01-01].per",
                '"yeer" is hier geen keuze.',
                'Bedoelt u "year"? Kies uit: year, quarter.',
            )
        ],
    ),
    "a choice that looks like none": (
        [('route = "direct"', 'route = "bank"')],
        [Problem("funding.route", '"bank" is hier geen keuze.', "Kies uit: direct, cashier, not_stated.")],
    ),
    "a fifth objective": (
        [('key = "D"\nlabel = "Eff', 'key = "E"\nlabel = "Eff')],
        [Problem("objectives[E].key", '"E" is hier geen keuze.', "Kies uit: A, B, C, D.")],
    ),
    "a standing that the records do not know": (
        [('standing = "affiliation"', 'standing = "affiliatie"')],
        [
            Problem(
                "conditions[affiliation].standing",
                '"affiliatie" is hier geen keuze.',
                (
                    'Bedoelt u "affiliation"? Kies uit: affiliation, region_contract, preferred_insurer, '
                    "insurer_contract, kbz_pilot, poh_s_policy."
                ),
            )
        ],
    ),
    "a kind that is not known": (
        [('kind = "attended"', 'kind = "attend"')],
        [
            Problem(
                "kpis[a-training].met_by.kind",
                '"attend" is hier geen keuze.',
                (
                    'Bedoelt u "attended"? Kies uit: all_of, answered, any_of, at_least, attended, counted, '
                    "evidence, hours_booked, milestones_done, scan_finished, submitted, survey_held."
                ),
            )
        ],
    ),
    "no kind": (
        [('{ kind = "attended", topic', "{ topic")],
        [
            Problem(
                "kpis[a-training].met_by.kind",
                '"kind" ontbreekt.',
                (
                    "Kies een soort: all_of, answered, any_of, at_least, attended, counted, evidence, "
                    "hours_booked, milestones_done, scan_finished, submitted, survey_held."
                ),
            )
        ],
    ),
    "a key with capitals and a space": (
        [('key = "kader"', 'key = "Het Kader"')],
        [
            Problem(
                "key",
                '"Het Kader" is geen sleutel.',
                "Gebruik alleen kleine letters, cijfers, - en _. Begin met een letter of cijfer.",
            )
        ],
    ),
    "a key that is too long": (
        [('key = "kader"', 'key = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"')],
        [Problem("key", "Deze tekst is te lang.", "Schrijf hoogstens 60 letters.")],
    ),
    "a text without letters": (
        [('title = "Kader van de proef"', 'title = " "')],
        [Problem("title", "Deze tekst is te kort.", "Schrijf ten minste 2 letters.")],
    ),
    "an empty list": (
        [
            (
                ('time = [{ type = "non_patient_time", label = "organisatietijd", source = { text = "beleid" } }]'),
                "time = []",
            )
        ],
        [Problem("objectives[A].time", "Deze lijst heeft te weinig onderdelen: 0.", "Zet er ten minste 1 in.")],
    ),
    "a subject of one objective": (
        [
            (
                "[[choices]]",
                (
                    '[[subjects]]\nkey = "x"\nlabel = "Xx"\nobjectives = ["B"]\nsource = { text = "beleid" '
                    "}\n\n[[choices]]"
                ),
            )
        ],
        [Problem("subjects[x].objectives", "Deze lijst heeft te weinig onderdelen: 1.", "Zet er ten minste 2 in.")],
    ),
    "a number too big": (
        [("jump_percent = 10", "jump_percent = 101")],
        [Problem("lists.jump_percent", "101 is te groot.", "Schrijf 100 of minder.")],
    ),
    "a number too small": (
        [("opens_on_day = 1", "opens_on_day = 0")],
        [Problem("lists.opens_on_day", "0 is te klein.", "Schrijf 1 of meer.")],
    ),
    "a UZOVI code of three digits": (
        [('code = "3314"', 'code = "314"')],
        [
            Problem(
                "funding.eligible[314].code",
                '"314" is geen UZOVI-code.',
                'Schrijf vier cijfers tussen aanhalingstekens: "3311".',
            )
        ],
    ),
    "a UZOVI code as a number": (
        [('code = "3314"', "code = 3314")],
        [
            Problem(
                "funding.eligible[3314].code",
                "Hier staat een heel getal, maar hier hoort tekst tussen aanhalingstekens.",
                "Zet er aanhalingstekens omheen.",
            )
        ],
    ),
    "an insurer that ends before it starts": (
        [("end = 2022-12-31\nsource", "start = 2023-01-01\nend = 2022-12-31\nsource")],
        [
            Problem(
                "funding.eligible[3314]", "De einddatum ligt voor de begindatum.", "Draai ze om of verbeter het jaar."
            )
        ],
    ),
    "a period that ends before it starts": (
        [("start = 2022-01-01\nend = 2023-12-31\n\n[care]", "start = 2024-01-01\nend = 2023-12-31\n\n[care]")],
        [Problem("period", "De einddatum ligt voor de begindatum.", "Draai ze om of verbeter het jaar.")],
    ),
    "a deadline before it opens": (
        [("date = 2022-08-31", "date = 2022-08-31\nopens = 2022-09-01")],
        [Problem("deadlines[plan]", "De uiterste datum ligt voor de eerste dag.", "Verbeter een van de twee.")],
    ),
    "a review before the last one": (
        [("next_review = 2023-03-01", "next_review = 2022-03-01")],
        [Problem("care", "De volgende beoordeling ligt niet na de laatste.", "Zet next_review later dan reviewed.")],
    ),
    "care in the wrong order": (
        [("checked = 2022-02-01", "checked = 2022-04-01")],
        [Problem("care", "Eerst schrijven, dan nakijken, dan beoordelen.", "Zet de drie datums in die volgorde.")],
    ),
    "a start day that not every year has": (
        [("month = 1\nday = 1", "month = 2\nday = 29")],
        [Problem("conditions[once_a_year]", "Deze dag komt niet elk jaar voor.", "Kies een dag die elk jaar bestaat.")],
    ),
    "a list due on a day that April lacks": (
        [("due_on_day = 14", "due_on_day = 31")],
        [Problem("lists", "April heeft geen dag 31.", "Zet due_on_day op 30 of eerder.")],
    ),
    "a list due before it opens": (
        [("opens_on_day = 1", "opens_on_day = 15")],
        [Problem("lists", "De lijst moet binnen zijn voordat zij opengaat.", "Zet due_on_day na opens_on_day.")],
    ),
    "a list day that no month has": (
        [("due_on_day = 14", "due_on_day = 32")],
        [Problem("lists.due_on_day", "32 is te groot.", "Schrijf 31 of minder.")],
    ),
    "a list without a needed column": (
        [('    { key = "bsn", label = "BSN", headers = ["bsn"], required = true },\n', "")],
        [Problem("lists", "De kolom bsn ontbreekt.", "Zonder die kolom kan geen lijst geteld worden.")],
    ),
    "more parts asked than there are": (
        [
            (
                'met_by = { kind = "attended", topic = "zorg-op-afstand", at_least = 2 }',
                ('met_by = { kind = "at_least", number = 2, of = [{ kind = "attended", topic = "zorg-op-afstand" }] }'),
            )
        ],
        [
            Problem(
                "kpis[a-training].met_by",
                "Er worden meer delen gevraagd dan er staan.",
                "Verlaag number of voeg een deel toe.",
            )
        ],
    ),
    "a choice question without choices": (
        [(', choices = ["Lean", "Anders"]', "")],
        [
            Problem(
                "forms[plan].questions[concept]",
                "Een keuzevraag heeft ten minste twee keuzes, of choices_from.",
                "Vul een van de twee in.",
            )
        ],
    ),
    "choices for another question": (
        [('type = "yes_no"', 'type = "number", choices = ["Veel", "Weinig"]'), (", value = true", "")],
        [
            Problem(
                "forms[plan].questions[budget]",
                "Alleen een keuzevraag heeft keuzes.",
                'Haal choices weg of zet type op "choice".',
            )
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
