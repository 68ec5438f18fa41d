"""Forms, scans and surveys as the sheets of an XLSForm and back: nothing is lost, and nothing is skipped in silence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.programme.form import Form
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.scan import Scan
from groeiruimte.programme.survey import Survey
from groeiruimte.reports.programme_text import toml
from groeiruimte.rules.xlsform import Asked, flat, name_of
from groeiruimte.rules.xlsform_asked import asked
from groeiruimte.rules.xlsform_relevant import whens
from groeiruimte.rules.xlsform_sheets import sheets

from .filling import FORM

MEASURED = tomllib.loads((Path(__file__).parents[1] / "programme/measured.toml").read_text(encoding="utf-8"))
SCAN = Scan.model_validate(MEASURED["scans"][0])
FOLLOWED = Scan.model_validate(MEASURED["scans"][1])
SURVEY = Survey.model_validate(MEASURED["surveys"][0])
SOURCE = {"text": "beleid"}
quick = settings(max_examples=60, deadline=None, database=None)


def form(*questions: dict[str, Any], **others: Any) -> Form:
    given = [{"text": "Hoe gaat het?", "type": "short_text", **question} for question in questions]
    table = {"key": "plan", "title": "Plan", "kind": "action_plan", "questions": given, "source": SOURCE}
    return Form.model_validate(table | others)


YES_NO = {"key": "a", "type": "yes_no"}
PICK = {"key": "b", "type": "several", "choices": ["Dag's einde", "Soms", "Nooit"]}

ODD = {
    "questions between those of another section": form(
        {"key": "a", "section": "two"},
        {"key": "b", "section": "one"},
        {"key": "c"},
        {"key": "d", "section": "two"},
        sections=[{"key": "one", "title": "Een", "lead": "Eerst dit."}, {"key": "two", "title": "Twee", "minutes": 3}],
    ),
    "a section with the key of its question": form(
        {"key": "a", "section": "a"}, sections=[{"key": "a", "title": "Aa"}]
    ),
    "a key that begins with a digit": form(
        {"key": "1a"}, {"key": "2", "shown_when": [{"question": "1a", "answered": True}]}
    ),
    "conditions of every kind": form(
        YES_NO,
        PICK,
        {"key": "s", "type": "statement"},
        {"key": "t", "type": "table", "columns": [{"key": "x", "label": "Hoe"}]},
        {"key": "c", "type": "choice", "choices": ["Ja", "Nee"]},
        {"key": "d", "shown_when": [{"question": "a", "equals": False}, {"question": "b", "equals": "Dag's einde"}]},
        {"key": "e", "shown_when": [{"question": "b", "one_of": ["Soms", "Nooit"]}, {"question": "s", "equals": True}]},
        {"key": "f", "shown_when": [{"question": "c", "one_of": ["Ja"]}, {"question": "t", "answered": True}]},
        {"key": "g", "shown_when": [{"question": "c", "equals": "Ja"}, {"question": "d", "answered": True}]},
    ),
    "an own choice, and choices from elsewhere": form(
        {"key": "a", "type": "choice", "choices": ["Een", "Twee"], "other": True},
        {"key": "b", "type": "several", "choices_from": "functions", "other": True, "at_least": 2},
        {"key": "c", "type": "choice", "choices_from": "bottlenecks", "required": False},
    ),
    "calculations": form(
        {"key": "h", "type": "hours"},
        {"key": "m", "type": "money"},
        {"key": "p", "type": "calculated", "unit": "euro", "calculation": {"kind": "product", "of": ["h", "m"]}},
        {"key": "c", "type": "calculated", "required": False, "calculation": {"kind": "count", "of": ["h", "m"]}},
    ),
    "everything that a form can say": form(
        {"key": "a", "help": "Lees\ndit.", "why": "Zo is het.", "prefill": "practice.name", "required": False},
        {"key": "k", "type": "kpi", "kpi": "a1"},
        {"key": "n", "type": "number", "unit": "stuks"},
        {"key": "q", "type": "date"},
        {"key": "w", "type": "people", "at_least": 1},
        {"key": "x", "type": "file_or_link"},
        kind="review",
        objectives=["A", "B"],
        choice="lean",
        minutes=5,
        lead="=1+1",
        phase="start",
        about="plan",
        signer="practice_owner",
        statement="Wij tekenen.",
        reviewed=True,
        carried_out=True,
        source={"text": "beleid", "at": "r. 1", "verified": False, "note": "Zo gelezen."},
    ),
    "a scale of one question": Survey.model_validate(
        {
            **MEASURED["surveys"][0],
            "per_day": 7,
            "thanks": "Dank u.",
            "questions": [
                {
                    "key": "a",
                    "text": "Het gaat goed.",
                    "scale": ["Slecht", "Gaat", "Goed"],
                    "theme": "team",
                    "why": "x",
                },
                {"key": "b", "text": "Zeg iets.", "kind": "open", "hint": "Kort."},
            ],
        }
    ),
    "without no opinion": Survey.model_validate({**MEASURED["surveys"][0], "no_opinion": ""}),
    "a choice over two lines": Scan.model_validate(
        {
            **MEASURED["scans"][1],
            "questions": [{**MEASURED["scans"][1]["questions"][0], "choices": ["Ja\nof \\n zo", "Nee"]}],
            "marks": [{**MEASURED["scans"][1]["marks"][0], "attention": ["Ja\nof \\n zo"]}],
        }
    ),
}
EVERY = {"scan": SCAN, "scan with follow-ups": FOLLOWED, "survey": SURVEY, "form": FORM, **ODD}


@pytest.mark.parametrize("one", EVERY.values(), ids=EVERY)
def test_what_goes_out_comes_back(one: Asked) -> None:
    assert asked(sheets(one)) == (one, [])


@pytest.mark.parametrize("one", EVERY.values(), ids=EVERY)
def test_a_programme_text_says_the_same(one: Asked) -> None:
    (block,) = tomllib.loads(toml(one)).values()
    assert [type(one).model_validate(table) for table in block] == [one]


def test_a_programme_text_is_written_as_people_write_it() -> None:
    assert toml(form({"key": "a", "text": 'Zeg "ja"\x7f'}, minutes=3)) == (
        "[[forms]]\n"
        'key = "plan"\n'
        'title = "Plan"\n'
        'kind = "action_plan"\n'
        "minutes = 3\n"
        "questions = [\n"
        '    { key = "a", text = "Zeg \\"ja\\"\\u007f", type = "short_text" },\n'
        "]\n"
        'source = { text = "beleid" }\n'
    )


def test_a_question_reads_as_every_tool_for_xlsforms_writes_it() -> None:
    found = sheets(SCAN)
    assert list(found) == ["survey", "choices", "settings", "groeiruimte", "dimensions", "marks", "advice"]
    assert found["survey"][:3] == [
        {"type": "begin group", "name": "section.net", "label": "Netwerk"},
        {
            "type": "select_one wifi",
            "name": "wifi",
            "label": "Werkt de wifi overal?",
            "required": "yes",
            "groeiruimte_type": "choice",
        },
        {
            "type": "select_one backup",
            "name": "backup",
            "label": "Is er een back-up?",
            "required": "yes",
            "relevant": "(${wifi} = 'c1' or ${wifi} = 'c2')",
            "groeiruimte_type": "choice",
        },
    ]
    assert found["choices"][0] == {"list_name": "wifi", "name": "c1", "label": "Ja"}
    assert found["settings"] == [{"form_title": "ICT-scan", "form_id": "ict_scan"}]


def test_a_name_is_one_of_xml() -> None:
    assert (name_of("1a"), name_of("a1")) == ("_1a", "a1")
    assert flat(form({"key": "a"}), ("questions", "source")) == {"key": "plan", "title": "Plan", "kind": "action_plan"}


def test_a_workbook_of_another_maker_becomes_a_form() -> None:
    found, problems = asked(
        {
            "survey": [
                {"type": "begin_group", "name": "net", "label": "Netwerk"},
                {"type": "select_one kies", "name": "wifi", "label": "Werkt het?", "required": "true"},
                {"type": "integer", "name": "many", "label": "Hoeveel?", "relevant": '${wifi}="j"'},
                {},
                {"type": "end_group"},
                {"type": "text", "name": "note", "label": "Nog iets?", "appearance": "multiline"},
            ],
            "choices": [
                {"list_name": "kies", "name": "j", "label": "Ja"},
                {"list_name": "kies", "name": "n", "label": "Nee"},
            ],
            "settings": [{"form_id": "net", "form_title": "Netwerk"}],
            "groeiruimte": [{"field": "kind", "value": "inventory"}, {"field": "source.text", "value": "eigen"}],
        }
    )
    assert problems == []
    assert found == Form.model_validate(
        {
            "key": "net",
            "title": "Netwerk",
            "kind": "inventory",
            "source": {"text": "eigen"},
            "sections": [{"key": "net", "title": "Netwerk"}],
            "questions": [
                {"key": "wifi", "section": "net", "text": "Werkt het?", "type": "choice", "choices": ["Ja", "Nee"]},
                {
                    "key": "many",
                    "section": "net",
                    "text": "Hoeveel?",
                    "type": "number",
                    "required": False,
                    "shown_when": [{"question": "wifi", "equals": "Ja"}],
                },
                {"key": "note", "text": "Nog iets?", "type": "long_text", "required": False},
            ],
        }
    )


def changed(one: Asked, sheet: str, row: int, **cells: str | None) -> dict[str, Any]:
    """The sheets with other cells in one row; None empties a cell."""
    found: dict[str, Any] = {name: [dict(each) for each in rows] for name, rows in sheets(one).items()}
    for heading, text in cells.items():
        if text is None:
            found[sheet][row].pop(heading)
        else:
            found[sheet][row][heading] = text
    return found


MISTAKES = [
    (
        changed(SCAN, "survey", 1, type="geopoint"),
        Problem(
            "survey, rij 3",
            'Een rij van type "geopoint" kennen wij niet.',
            "Kies uit: select_one, select_multiple, text, integer, decimal, date, acknowledge, calculate, "
            "begin group, begin repeat.",
        ),
    ),
    (
        changed(SCAN, "survey", 1, constraint=". > 1"),
        Problem("survey, constraint", 'De kolom "constraint" kennen wij niet.', "Haal de kolom weg."),
    ),
    (
        {**sheets(SCAN), "extra": [{"a": "b"}]},
        Problem("extra", 'Het tabblad "extra" kennen wij niet.', "Haal het tabblad weg."),
    ),
    (
        changed(SCAN, "survey", 2, relevant="${wifi} > 3"),
        Problem(
            "survey, rij 4", "Deze voorwaarde lezen wij niet: ${wifi} > 3.", "Schrijf bijvoorbeeld ${vraag} = 'c1'."
        ),
    ),
    (
        changed(SCAN, "survey", 2, relevant="${wifi} = 'c1' or ${wifi} = 'c2'"),
        Problem("survey, rij 4", "Deze voorwaarde lezen wij niet: or ${wifi} = 'c2'.", "Verbind met and."),
    ),
    (
        changed(SCAN, "groeiruimte", 0, value="quiz"),
        Problem("groeiruimte, type", '"quiz" kennen wij niet.', "Kies uit: form, scan, survey."),
    ),
    (
        changed(SCAN, "settings", 0, form_id=None),
        Problem("scans[1].key", '"key" ontbreekt.', "Voeg het toe: tekst tussen aanhalingstekens."),
    ),
    (
        changed(SCAN, "groeiruimte", 1, value="tien"),
        Problem(
            "scans[ict_scan].minutes",
            "Hier staat tekst, maar hier hoort een heel getal.",
            "Schrijf alleen cijfers, zonder aanhalingstekens.",
        ),
    ),
    (
        changed(SCAN, "survey", 2, name="wifi"),
        Problem("scans[ict_scan].questions[wifi]", '"wifi" staat hier 2 keer.', "Geef elk onderdeel een eigen naam."),
    ),
    (
        changed(SURVEY, "survey", 0, type="integer"),
        Problem(
            "survey, rij 2",
            'Een rij van type "integer" past niet in een vragenlijst voor een groep.',
            "Kies uit: select_one, text.",
        ),
    ),
    (
        changed(SURVEY, "survey", 0, relevant="${tired} != ''"),
        Problem(
            "survey, rij 2",
            "In een vragenlijst voor een groep ziet iedereen elke vraag.",
            "Haal relevant weg bij deze rij.",
        ),
    ),
]


@pytest.mark.parametrize(("given", "problem"), MISTAKES)
def test_what_cannot_be_kept_is_told(given: dict[str, Any], problem: Problem) -> None:
    assert asked(given) == (None, [problem])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("${a}='yes'", [{"question": "a", "equals": True}]),
        (' ( ${a} = "no" ) ', [{"question": "a", "equals": False}]),
        ("selected( ${b} , 'c2' )", [{"question": "b", "equals": "Soms"}]),
        ("${b} != '' and  ${b} = 'c9'", [{"question": "b", "answered": True}, {"question": "b", "equals": "c9"}]),
        ("(${b} = 'c1' or ${a} = 'yes')", None),
        ("(${a} = 'no' or ${a} = 'yes')", None),
        ("not(${a} = 'yes')", None),
    ],
)
def test_a_condition_is_read_or_refused(text: str, found: list[dict[str, Any]] | None) -> None:
    read, wrong = whens(text, {"a": "yes_no", "b": "several"}, {"b": {"c1": "Altijd", "c2": "Soms"}})
    assert (list(read), wrong is None) == (found or [], found is not None)


CELLS = st.sampled_from(
    ["", "x", "1", "yes", "no", "0", "2022-02-31", "begin group", "end repeat", "begin repeat", "select_one", "text",
     "select_one wifi", "${wifi} = 'c1'", "(", "source", "sum a.b", "calculate", "questions", "\n", "a.b.c", "٣"]
)  # fmt: skip
HEADINGS = (
    *("type", "name", "label", "relevant", "field", "value", "list_name", "source", "source.text", "question", "key"),
    *("groeiruimte_type", "groeiruimte_place", "groeiruimte_calculation", "groeiruimte_prefill"),
)


@given(
    one=st.sampled_from([SCAN, FOLLOWED, SURVEY, FORM]),
    cells=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40), st.sampled_from(HEADINGS), CELLS), max_size=6),
)
@quick
def test_any_other_cell_gives_something_or_problems(one: Asked, cells: list[tuple[int, int, str, str]]) -> None:
    found: dict[str, Any] = {name: [dict(each) for each in rows] for name, rows in sheets(one).items()}
    for sheet, row, heading, text in cells:
        rows = found[list(found)[sheet % len(found)]]
        rows[row % len(rows)][heading] = text
    value, problems = asked(found)
    assert (value is None) == bool(problems)


def test_the_sentences_are_plain_dutch() -> None:
    """A sentence has at most fifteen words, but for a list to choose from or what was written."""
    found = [sentence for _, problem in MISTAKES for text in (problem.what, problem.mend) for sentence in [text]]
    assert [each for each in found if len(each.split()) > 15 and ": " not in each] == []
