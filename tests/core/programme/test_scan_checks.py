"""Scans and surveys that do not fit: each mistake has its own sentence (R028, R082, R089, R100, R105, R126)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.programme.problems import Problem
from groeiruimte.programme.read import read

Changed = Callable[..., str]

WIFI = 'fine = ["Ja"], attention = ["Weet ik niet"], risk = ["Nee"], in_order = "De wifi'
GLAD = 'key = "glad", text = "Ik ga blij naar mijn werk."'
OPEN = 'kind = "open" },\n'

MISTAKES: dict[str, tuple[list[tuple[str, str]], list[Problem]]] = {
    "a mark on a question that is not there": (
        [('question = "wifi", dimensions', 'question = "wify", dimensions')],
        [Problem("scans[ict_scan].marks[wify].question", 'De vraag "wify" bestaat niet.', 'Bedoelt u "wifi"?')],
    ),
    "a mark on an open question": (
        [('question = "wifi", dimensions', 'question = "own_topics", dimensions')],
        [
            Problem(
                "scans[ict_scan].marks[own_topics].question",
                'De vraag "own_topics" heeft geen vaste keuzes, dus er valt niets te oordelen.',
                'Geef de vraag type = "choice" met eigen choices en zonder other.',
            )
        ],
    ),
    "a mark on a question with an own choice": (
        [('choices = ["Ja", "Nee", "Weet ik niet"]', 'other = true, choices = ["Ja", "Nee", "Weet ik niet"]')],
        [
            Problem(
                "scans[ict_scan].marks[wifi].question",
                'De vraag "wifi" heeft geen vaste keuzes, dus er valt niets te oordelen.',
                'Geef de vraag type = "choice" met eigen choices en zonder other.',
            )
        ],
    ),
    "two marks on one question": (
        [
            (
                'marks = [{ question = "busy"',
                'marks = [{ question = "busy", dimensions = ["calm"], fine = ["Nee"], '
                'attention = ["Ja"], in_order = "Rustig." }, { question = "busy"',
            )
        ],
        [Problem("scans[practice_scan].marks[busy]", 'De vraag "busy" heeft 2 oordelen.', "Laat er één staan.")],
    ),
    "a choice that is not judged": (
        [(WIFI, WIFI.replace('attention = ["Weet ik niet"], ', ""))],
        [
            Problem(
                "scans[ict_scan].marks[wifi]",
                'Over het antwoord "Weet ik niet" staat er niets.',
                "Zet het bij fine, attention of risk.",
            )
        ],
    ),
    "a judgement of a choice that is not there": (
        [(WIFI, WIFI.replace('["Nee"]', '["Nee", "Soms"]'))],
        [
            Problem(
                "scans[ict_scan].marks[wifi].risk",
                '"Soms" is geen antwoord op de vraag "wifi".',
                "Kies uit: Ja, Nee, Weet ik niet.",
            )
        ],
    ),
    "a dimension that is not there": (
        [('dimensions = ["stable", "safe"]', 'dimensions = ["stable", "saef", "safe"]')],
        [
            Problem(
                "scans[ict_scan].marks[backup].dimensions",
                'De dimensie "saef" bestaat niet.',
                'Bedoelt u "safe"?',
            )
        ],
    ),
    "a dimension that nothing judges": (
        [('dimensions = ["stable", "safe"]', 'dimensions = ["stable"]')],
        [
            Problem(
                "scans[ict_scan].dimensions[safe]",
                "Geen oordeel telt hiervoor mee.",
                "Zet safe bij dimensions van een oordeel, of haal het weg.",
            )
        ],
    ),
    "advice that is not there": (
        [('advice = "plan" }]', 'advice = "plann" }]')],
        [
            Problem("scans[practice_scan].marks[busy].advice", 'Het advies "plann" bestaat niet.', 'Bedoelt u "plan"?'),
            Problem(
                "scans[practice_scan].advice[plan]",
                "Geen antwoord leidt naar dit advies.",
                'Schrijf advice = "plan" bij een oordeel, of haal het weg.',
            ),
        ],
    ),
    "a section of a scan that is not there": (
        [('key = "own_topics", section = "talk"', 'key = "own_topics", section = "tolk"')],
        [
            Problem(
                "scans[ict_scan].questions[own_topics].section",
                'Het onderdeel "tolk" bestaat niet.',
                'Bedoelt u "talk"?',
            ),
            Problem(
                "scans[ict_scan].sections[talk]",
                "In het onderdeel talk staat geen vraag.",
                'Zet section = "talk" bij een vraag, of haal het onderdeel weg.',
            ),
        ],
    ),
    "a condition in a scan on an answer that cannot be": (
        [
            (
                'shown_when = [{ question = "wifi", one_of = ["Ja", "Nee"] }]',
                'shown_when = [{ question = "wifi", one_of = ["ja"] }]',
            )
        ],
        [
            Problem(
                "scans[ict_scan].questions[backup].shown_when[1].one_of",
                '"ja" is geen antwoord op de vraag "wifi".',
                "Kies uit: Ja, Nee, Weet ik niet.",
            )
        ],
    ),
    "a condition in a scan on a question that is not there": (
        [('shown_when = [{ question = "wifi", one', 'shown_when = [{ question = "wify", one')],
        [
            Problem(
                "scans[ict_scan].questions[backup].shown_when[1].question",
                'De vraag "wify" bestaat niet.',
                'Bedoelt u "wifi"?',
            )
        ],
    ),
    "a question of a scan that waits for itself": (
        [('shown_when = [{ question = "wifi", one', 'shown_when = [{ question = "backup", one')],
        [
            Problem(
                "scans[ict_scan].questions[backup]",
                "Deze vragen wachten op elkaar: backup → backup.",
                "Haal backup uit shown_when of calculation van backup.",
            )
        ],
    ),
    "a fact in a scan that does not exist": (
        [('required = false, prefill = "form.plan.budget"', 'required = false, prefill = "form.plan.budgt"')],
        [
            Problem(
                "scans[ict_scan].questions[own_topics].prefill",
                'De vraag "budgt" staat niet in "plan".',
                'Bedoelt u "budget"?',
            )
        ],
    ),
    "a scan that is owed by who is not offered it": (
        [('required_for = ["D"]', 'required_for = ["B"]')],
        [
            Problem(
                "scans[ict_scan].required_for",
                "De scan is er niet voor doelstelling B.",
                "Voeg B toe aan objectives, of haal het hier weg.",
            )
        ],
    ),
    "a scan that is due after the programme": (
        [("due = 2022-05-31\nsource", "due = 2024-01-31\nsource")],
        [
            Problem(
                "scans[ict_scan].due",
                "31 januari 2024 ligt buiten de periode van het programma.",
                "Verbeter de datum.",
            )
        ],
    ),
    "a scan that is due on its first day": (
        [("opens = 2022-02-01\ndue = 2022-05-31", "opens = 2022-05-31\ndue = 2022-05-31")],
        [
            Problem(
                "scans[ict_scan].due",
                "De uiterste datum ligt niet na 31 mei 2022, de eerste dag.",
                "Verbeter een van de twee datums.",
            )
        ],
    ),
    "a risk above what is in order": (
        [("interview_minutes = 30", "interview_minutes = 30\nrisk_below = 80")],
        [
            Problem(
                "scans[ict_scan].risk_below",
                "Een risico begint bij 80 procent, boven wat in orde is.",
                "Kies hoogstens 75.",
            )
        ],
    ),
    "a scan with an interview and a follow-up": (
        [("minutes = 5\nobjectives", "minutes = 5\ninterview_minutes = 60\nobjectives")],
        [
            Problem(
                "scans[practice_scan].follow_ups",
                "Een scan met een gesprek eindigt met een rapport, zonder vervolgkeuze.",
                "Haal follow_ups weg, of schrijf interview_minutes = 0.",
            )
        ],
    ),
    "a scan with neither": (
        [("interview_minutes = 30\n", "")],
        [
            Problem(
                "scans[ict_scan].follow_ups",
                "Een scan zonder gesprek eindigt met een vervolgkeuze, en die ontbreekt.",
                "Voeg follow_ups toe, of schrijf interview_minutes.",
            )
        ],
    ),
    "a follow-up with the name of another": (
        [('{ key = "own_plan", title = "Eigen plan"', '{ key = "training", title = "Eigen plan"')],
        [
            Problem(
                "scans[practice_scan].follow_ups[training]",
                '"training" staat hier 2 keer.',
                "Geef elk onderdeel een eigen naam.",
            )
        ],
    ),
    "a follow-up with a form that is not there": (
        [('title = "Eigen plan", form = "plan"', 'title = "Eigen plan", form = "plna"')],
        [
            Problem(
                "scans[practice_scan].follow_ups[own_plan].form",
                'Het formulier "plna" bestaat niet.',
                'Bedoelt u "plan"?',
            )
        ],
    ),
    "a source of a scan that is not there": (
        [
            ('required_for = ["D"]', 'required_for = ["D"]\ninformation = "x"'),
            ('due = 2022-05-31\nsource = { text = "beleid" }', 'due = 2022-05-31\nsource = { text = "beleit" }'),
        ],
        [Problem("scans[ict_scan].source.text", 'De bron "beleit" bestaat niet.', 'Bedoelt u "beleid"?')],
    ),
    "a scan written as a form": (
        [('title = "Ideeën"\nkind = "inventory"\nreviewed = true', 'title = "Ideeën"\nkind = "scan"\nreviewed = true')],
        [
            Problem(
                "forms[inventory].kind",
                "Een scan is hier geen formulier.",
                "Zet de vragen bij [[scans]], of kies een andere kind.",
            )
        ],
    ),
    "a KPI that asks a scan of who is not offered it": (
        [
            ('kind = "attended", topic = "zorg-op-afstand", at_least = 2', 'kind = "scan_finished", scan = "ict_scan"'),
            ('objectives = ["A", "D"]\nrequired_for', 'objectives = ["D"]\nrequired_for'),
            (', prefill = "attended.zorg-op-afstand"', ""),
        ],
        [
            Problem(
                "kpis[a-training].met_by.scan",
                'De scan "ict_scan" is er niet voor doelstelling A.',
                "Voeg A toe aan objectives van de scan.",
            )
        ],
    ),
    "own topics in a question with choices": (
        [("interview_minutes = 30", 'interview_minutes = 30\ntopics_question = "wifi"')],
        [
            Problem(
                "scans[ict_scan].topics_question",
                'De vraag "wifi" is geen open vraag.',
                'Geef de vraag type = "long_text".',
            )
        ],
    ),
    "own topics in a question that is not there": (
        [("interview_minutes = 30", 'interview_minutes = 30\ntopics_question = "own_topic"')],
        [Problem("scans[ict_scan].topics_question", 'De vraag "own_topic" bestaat niet.', 'Bedoelt u "own_topics"?')],
    ),
    "own topics without an interview": (
        [("interview_minutes = 30", 'topics_question = "own_topics"')],
        [
            Problem(
                "scans[ict_scan].follow_ups",
                "Een scan zonder gesprek eindigt met een vervolgkeuze, en die ontbreekt.",
                "Voeg follow_ups toe, of schrijf interview_minutes.",
            ),
            Problem("scans[ict_scan].topics_question", "Deze scan heeft geen gesprek.", "Haal topics_question weg."),
        ],
    ),
    "an improvement that does not say which advice it carries out, of one scan alone": (
        [("interview_minutes = 30", 'interview_minutes = 30\nimprovement = "board"')],
        [
            Problem(
                "scans[ict_scan].improvement",
                'De soort notitie "board" heeft geen vraag "advice".',
                'Voeg de vraag "advice" toe: daar komt het advies te staan.',
            ),
            Problem(
                "scans[practice_scan].improvement",
                'De scan "ict_scan" noemt een andere soort verbetering, of geen.',
                "Schrijf bij elke scan dezelfde improvement, of bij geen enkele.",
            ),
        ],
    ),
    "an improvement that nobody can note down": (
        [
            ("interview_minutes = 30", 'interview_minutes = 30\nimprovement = "bord"'),
            ('title = "Praktijkscan"', 'title = "Praktijkscan"\nimprovement = "bord"'),
        ],
        [
            Problem(f"scans[{key}].improvement", 'De soort notitie "bord" bestaat niet.', 'Bedoelt u "board"?')
            for key in ("ict_scan", "practice_scan")
        ],
    ),
    "a survey with open boxes only": (
        [
            (GLAD, f'{GLAD}, kind = "open"'),
            (
                'key = "tired", text = "Ik ben moe na het werk.", reverse = true',
                'key = "tired", text = "Moe?", kind = "open"',
            ),
        ],
        [
            Problem(
                "surveys[work_happiness].questions",
                "Deze vragenlijst heeft geen vraag met een schaal, dus er valt niets te tellen.",
                "Voeg een vraag toe, of haal kind weg bij een vraag.",
            )
        ],
    ),
    "no opinion in the scale": (
        [('no_opinion = "Weet ik niet"', 'no_opinion = "Soms"')],
        [
            Problem(
                "surveys[work_happiness].scale",
                '"Soms" staat in de schaal en bij no_opinion.',
                "Haal het uit de schaal. Wie geen mening heeft, telt niet mee.",
            )
        ],
    ),
    "no opinion in the scale of one question": (
        [(GLAD, f'{GLAD}, scale = ["Niet", "Wel", "Weet ik niet"]')],
        [
            Problem(
                "surveys[work_happiness].questions[glad].scale",
                '"Weet ik niet" staat in de schaal en bij no_opinion.',
                "Haal het uit de schaal. Wie geen mening heeft, telt niet mee.",
            )
        ],
    ),
    "a word twice in a scale": (
        [('scale = ["Nooit", "Soms", "Altijd"]', 'scale = ["Nooit", "Soms", "Soms"]')],
        [Problem("surveys[work_happiness].scale", '"Soms" staat twee keer in de schaal.', "Laat het één keer staan.")],
    ),
    "a scale of two": (
        [(GLAD, f'{GLAD}, scale = ["Niet", "Wel"]')],
        [
            Problem(
                "surveys[work_happiness].questions[glad].scale",
                "Een schaal heeft 3 tot 7 antwoorden, en deze 2.",
                "Voeg antwoorden toe, of neem er minder.",
            )
        ],
    ),
    "waves that overlap by a day": (
        [("opens = 2022-11-01", "opens = 2022-03-31")],
        [
            Problem(
                "surveys[work_happiness].waves[later].opens",
                "Deze meting begint voordat baseline gesloten is, op 31 maart 2022.",
                "Kies een latere dag.",
            )
        ],
    ),
    "a wave long before the programme": (
        [("opens = 2022-03-01, closes = 2022-03-31", "opens = 2021-09-30, closes = 2021-10-31")],
        [
            Problem(
                "surveys[work_happiness].waves[baseline]",
                "30 september 2021 ligt meer dan drie maanden buiten de periode.",
                "Verbeter de datum.",
            )
        ],
    ),
    "a wave long after the programme": (
        [("closes = 2022-11-30", "closes = 2024-04-03")],
        [
            Problem(
                "surveys[work_happiness].waves[later]",
                "3 april 2024 ligt meer dan drie maanden buiten de periode.",
                "Verbeter de datum.",
            )
        ],
    ),
}


def test_the_year_with_scans_and_a_survey_is_good(measured: str) -> None:
    programme, problems = read(measured)
    assert problems == []
    assert programme is not None
    assert [scan.key for scan in programme.scans] == ["ict_scan", "practice_scan"]
    assert [survey.key for survey in programme.surveys] == ["work_happiness"]


@pytest.mark.parametrize(("changes", "problems"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_with_its_own_sentence(
    measured: str, changed: Changed, changes: list[tuple[str, str]], problems: list[Problem]
) -> None:
    assert read(changed(measured, *changes)) == (None, problems)


def test_the_sentences_are_plain_dutch(unclear: Callable[..., list[str]]) -> None:
    assert unclear(problem for _, problems in MISTAKES.values() for problem in problems) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("opens = 2022-03-01, closes = 2022-03-31", "opens = 2021-10-01, closes = 2021-10-31"),
        ("opens = 2022-11-01, closes = 2022-11-30", "opens = 2024-03-01, closes = 2024-04-01"),
        ("opens = 2022-11-01", "opens = 2022-04-01"),
        ("due = 2022-05-31\nsource", "due = 2023-12-31\nsource"),
        ("due = 2022-05-31\nsource", "due = 2022-02-02\nsource"),
    ],
)
def test_what_lies_just_within_is_good(measured: str, changed: Changed, old: str, new: str) -> None:
    assert read(changed(measured, (old, new)))[1] == []


def test_a_survey_may_have_the_key_of_what_is_noted_by_hand(measured: str, changed: Changed) -> None:
    assert read(changed(measured, ('key = "work_happiness"', 'key = "happiness"')))[1] == []


def test_a_question_may_ask_when_a_scan_was_finished_and_how_a_survey_went(measured: str, changed: Changed) -> None:
    asked = 'text = "Waarover wilt u praten?", type = "long_text", required = false, prefill = '
    for fact in ("scan.practice_scan.day", "measurement.work_happiness.day"):
        assert read(changed(measured, (f'{asked}"form.plan.budget"', f'{asked}"{fact}"')))[1] == []
