"""An XLSForm as a file: what was written comes back, and no file makes the reader fall over."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.pipeline.lists.limits import Limits
from groeiruimte.pipeline.xlsform import read
from groeiruimte.programme.form import Form
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.scan import Scan
from groeiruimte.reports.xlsform import workbook

MEASURED = Path(__file__).parents[1] / "core/programme/measured.toml"
SCAN = Scan.model_validate(tomllib.loads(MEASURED.read_text(encoding="utf-8"))["scans"][0])
GOOD = workbook(SCAN)
DAMAGED = Problem(
    "het bestand", "Dit bestand is beschadigd. Wij kunnen het niet lezen.", "Bewaar het in Excel opnieuw als xlsx."
)
NO_WORKBOOK = Problem("het bestand", "Dit is geen xlsx-bestand.", "Bewaar de vragenlijst als xlsx en kies dat bestand.")


def book(**sheets: list[list[object]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(line, column, value)
    return content.getvalue()


def repacked(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with other bytes for one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, part if each == name else old.read(each))
    return made.getvalue()


def test_what_was_written_comes_back() -> None:
    assert read(GOOD) == (SCAN, [])


def test_text_that_looks_like_a_formula_stays_text() -> None:
    acting = SCAN.model_copy(update={"lead": '=HYPERLINK("x")', "information": "http://voorbeeld.nl"})
    assert read(workbook(acting)) == (acting, [])
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(workbook(acting))).read("xl/worksheets/sheet4.xml")


def test_what_a_spreadsheet_makes_a_number_of_is_read_as_text() -> None:
    found, problems = read(
        book(
            survey=[
                ["type", "name", "label", "required", "groeiruimte_at_least"],
                ["select_multiple l", "a", 22, True, 2],
            ],
            choices=[["list_name", "name", "label"], ["l", 1, 10], ["l", 2, 20.5]],
            settings=[["form_id", "form_title"], [2022, 2023]],
            groeiruimte=[["field", "value"], ["kind", "inventory"], ["source.text", "eigen"]],
        )
    )
    assert problems == []
    assert found == Form.model_validate(
        {
            "key": "2022",
            "title": "2023",
            "kind": "inventory",
            "questions": [{"key": "a", "text": "22", "type": "several", "choices": ["10", "20.5"], "at_least": 2}],
            "source": {"text": "eigen"},
        }
    )


def test_of_a_formula_counts_the_text_in_the_cell() -> None:
    """Nothing is worked out here: a workbook brings the outcome along."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        sheet = made.add_worksheet("survey")
        sheet.write_row(0, 0, ["type", "name", "label"])
        sheet.write_row(1, 0, ["text", "a"])
        sheet.write_formula(1, 2, '=HYPERLINK("x")', value="Hoe gaat het?")
        own = made.add_worksheet("groeiruimte")
        for line, row in enumerate([("field", "value"), ("kind", "review"), ("source.text", "eigen")]):
            own.write_row(line, 0, row)
        settings = made.add_worksheet("settings")
        settings.write_row(0, 0, ["form_id", "form_title"])
        settings.write_row(1, 0, ["vraag", "Vraag"])
    found, problems = read(content.getvalue())
    assert problems == []
    assert found is not None
    assert [question.text for question in found.questions] == ["Hoe gaat het?"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", NO_WORKBOOK),
        (b"key = 1", NO_WORKBOOK),
        (b"PK\x03\x04 en verder niets", DAMAGED),
        (GOOD[:-30], DAMAGED),
        (repacked(GOOD, "xl/workbook.xml", b"<workbook"), DAMAGED),
        (
            book(vragen=[["type"]]),
            Problem("het bestand", "Het tabblad survey ontbreekt.", "Noem het tabblad met de vragen survey."),
        ),
        (
            repacked(
                GOOD, "xl/worksheets/sheet1.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
            ),
            Problem(
                "het bestand",
                "Dit bestand is zo ingepakt dat wij het niet veilig openen.",
                "Bewaar het opnieuw als nieuw xlsx-bestand.",
            ),
        ),
        (
            book(survey=[["type"], *[["text"]] * 5_200]),
            Problem("het bestand", "Een tabblad heeft te veel rijen.", "Wis de rijen onder de vragen."),
        ),
        (
            book(survey=[["type", *["x"] * 70]]),
            Problem("het bestand", "Een tabblad heeft te veel kolommen.", "Wis de cellen rechts van de vragen."),
        ),
    ],
)
def test_a_file_that_is_no_questionnaire_is_refused(content: bytes, problem: Problem) -> None:
    assert read(content) == (None, [problem])


def test_a_file_that_is_too_large_is_refused() -> None:
    problem = Problem("het bestand", "Het bestand is te groot.", "Laat alleen de tabbladen van de vragenlijst staan.")
    assert read(GOOD, Limits(file_size=100)) == (None, [problem])


@given(at=st.integers(0, len(GOOD) - 1), byte=st.integers(0, 255))
@settings(max_examples=60, deadline=None, database=None)
def test_any_other_byte_gives_something_or_problems(at: int, byte: int) -> None:
    value, problems = read(GOOD[:at] + bytes([byte]) + GOOD[at + 1 :])
    assert (value is None) == bool(problems)
