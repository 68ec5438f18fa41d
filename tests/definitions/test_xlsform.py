"""Every form, scan and survey of the definitions goes out as an XLSForm, is accepted, and comes back the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from groeiruimte.operate.console import main
from groeiruimte.pipeline.xlsform import read
from groeiruimte.programme.folder import keys
from groeiruimte.programme.read import load
from groeiruimte.reports.programme_text import toml
from groeiruimte.reports.xlsform import workbook
from groeiruimte.rules.xlsform import Asked

FOLDER = Path(__file__).parents[2] / "definitions"


def _asked(key: str) -> tuple[Asked, ...]:
    programme, problems = load(key, FOLDER)
    assert problems == []
    assert programme is not None
    return (*programme.forms, *programme.scans, *programme.surveys)


EVERY = {f"{key}: {asked.key}": asked for key in keys(FOLDER) for asked in _asked(key)}


def test_there_is_something_to_write() -> None:
    assert {"2022-rijnmond: ict_scan", "2022-rijnmond: work_happiness", "2021-roha: practice_scan"} <= EVERY.keys()


@pytest.mark.parametrize("asked", EVERY.values(), ids=EVERY)
def test_a_questionnaire_comes_back_the_same(asked: Asked) -> None:
    assert read(workbook(asked)) == (asked, [])
    (block,) = tomllib.loads(toml(asked)).values()
    assert [type(asked).model_validate(table) for table in block] == [asked]


@pytest.mark.parametrize("asked", EVERY.values(), ids=EVERY)
def test_the_reader_of_every_xlsform_tool_accepts_it(asked: Asked, tmp_path: Path) -> None:
    file = tmp_path / "questionnaire.xlsx"
    file.write_bytes(workbook(asked))
    found = convert(file)
    assert found.warnings == []
    assert f'<data id="{asked.key}"' in found.xform


def test_the_command_writes_an_xlsform_and_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scan.xlsx"
    assert main(["questionnaires", "export", "ict_scan", "2022-rijnmond", "--out", str(file)]) == 0
    assert capsys.readouterr().out == f"De vragenlijst staat in {file}.\n"
    assert main(["questionnaires", "import", str(file)]) == 0
    assert capsys.readouterr().out == toml(EVERY["2022-rijnmond: ict_scan"])


def test_the_command_says_what_it_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scan.xlsx"
    assert main(["questionnaires", "export", "scan", "2022", "--out", str(file)]) == 2
    assert capsys.readouterr().err.startswith("de bestandsnaam: Er is geen bestand 2022.toml.")
    assert main(["questionnaires", "export", "scan", "2021-roha", "--out", str(file)]) == 2
    assert capsys.readouterr().err.startswith("Dit programma kent scan niet. Kies uit: practice_scan")
    assert main(["questionnaires", "export", "practice_scan", "2021-roha", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path} kan niet geschreven worden (Is a directory). Kies een andere plek.\n"
    assert main(["questionnaires", "import", str(file)]) == 2
    assert capsys.readouterr().err == f"{file} kan niet gelezen worden (No such file or directory). Kijk de plek na.\n"
    file.write_text("geen werkblad", encoding="utf-8")
    assert main(["questionnaires", "import", str(file)]) == 1
    assert capsys.readouterr().err == (
        "het bestand: Dit is geen xlsx-bestand. Bewaar de vragenlijst als xlsx en kies dat bestand.\n"
    )
