"""What a region plans, gives and reports: each mistake has its own sentence (R015, R035, R050, R110, R116, R155)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.programme.problems import Problem
from groeiruimte.programme.read import read

PARTS = """
[regional_plan]
opens = 2021-09-21
due = 2021-12-21
standard_agreements = ["De praktijk meet mee."]
source = { text = "beleid" }
[[regional_plan.sections]]
key = "approach"
label = "Aanpak"
per_objective = true
source = { text = "beleid" }

[report]
opens = 2023-01-01
due = 2023-03-31
source = { text = "beleid" }
[[report.sections]]
key = "analysis"
label = "Analyse"
source = { text = "beleid" }

[[support_kinds]]
key = "training"
label = "Scholing"
source = { text = "beleid" }

[[tracks]]
key = "lean-traject"
label = "Lean"
objective = "D"
choice = "lean"
source = { text = "beleid" }
steps = [
    { key = "intake", label = "Intake" },
    { key = "ready", label = "Klaar", questions = [{ key = "ready", text = "Het werkt", type = "statement" }] },
]
"""

MISTAKES: dict[str, tuple[str, str, Problem]] = {
    "a plan that is due before it opens": (
        "due = 2021-12-21",
        "due = 2021-08-21",
        Problem(
            "regional_plan.due",
            "De uiterste datum ligt voor 21 september 2021, de eerste dag.",
            "Verbeter een van de twee datums.",
        ),
    ),
    "a plan that comes after the programme": (
        "due = 2021-12-21",
        "due = 2024-01-31",
        Problem(
            "regional_plan.due",
            "Het plan komt na 31 december 2023, de laatste dag van het programma.",
            "Kies een eerdere datum.",
        ),
    ),
    "a report before the plan": (
        "opens = 2023-01-01\ndue = 2023-03-31",
        "due = 2021-11-30",
        Problem(
            "report.due", "Het verslag moet er eerder zijn dan het plan.", "Kies een datum na die van het regioplan."
        ),
    ),
    "a section for every objective that stands there once": (
        "per_objective = true",
        "every_objective = true",
        Problem(
            "regional_plan.sections[approach].every_objective",
            "Dit onderdeel staat er maar één keer.",
            "Schrijf ook per_objective = true, of haal every_objective weg.",
        ),
    ),
    "a choice of another objective": (
        'objective = "D"\nchoice = "lean"',
        'objective = "A"\nchoice = "lean"',
        Problem(
            "tracks[lean-traject].choice",
            'De keuze "lean" hoort bij doelstelling D, niet bij A.',
            "Kies een keuze van doelstelling A.",
        ),
    ),
    "a choice that is not there": (
        'choice = "lean"',
        'choice = "laen"',
        Problem("tracks[lean-traject].choice", 'De keuze "laen" bestaat niet.', 'Bedoelt u "lean"?'),
    ),
    "a track with the name of a kind": (
        'key = "lean-traject"',
        'key = "training"',
        Problem(
            "tracks[training].key", '"training" is al een soort ondersteuning.', "Geef het traject een andere naam."
        ),
    ),
    "two steps of one name": (
        'key = "intake", label',
        'key = "ready", label',
        Problem(
            "tracks[lean-traject].steps[ready]", '"ready" staat hier 2 keer.', "Geef elk onderdeel een eigen naam."
        ),
    ),
    "a question that a step cannot have": (
        'type = "statement"',
        'type = "people"',
        Problem(
            "tracks[lean-traject].steps[ready].questions[ready].type",
            "Een stap heeft geen vraag van type people.",
            "Kies uit: yes_no, choice, several, number, hours, money, date, short_text, long_text, statement.",
        ),
    ),
    "a question that waits for another": (
        'type = "statement"',
        'type = "statement", shown_when = [{ question = "intake", equals = true }]',
        Problem(
            "tracks[lean-traject].steps[ready].questions[ready].shown_when",
            "Een vraag van een stap heeft geen shown_when.",
            "Haal het weg.",
        ),
    ),
    "a source that is not there": (
        'label = "Scholing"\nsource = { text = "beleid" }',
        'label = "Scholing"\nsource = { text = "belied" }',
        Problem("support_kinds[training].source.text", 'De bron "belied" bestaat niet.', 'Bedoelt u "beleid"?'),
    ),
}


def test_the_text_itself_is_good(year: str) -> None:
    programme, problems = read(year + PARTS)
    assert problems == []
    assert programme is not None
    assert [step.key for step in programme.tracks[0].steps] == ["intake", "ready"]


@pytest.mark.parametrize(("old", "new", "problem"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_with_its_own_sentence(
    year: str, changed: Callable[..., str], old: str, new: str, problem: Problem
) -> None:
    assert read(year + changed(PARTS, (old, new))) == (None, [problem])


def test_the_sentences_are_plain_dutch(unclear: Callable[..., list[str]]) -> None:
    assert unclear(problem for _, _, problem in MISTAKES.values()) == []
