"""`groeiruimte programmes check` and `schema`, on files alone."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from groeiruimte.operate import programmes
from groeiruimte.programme.schema import for_editors

FOLDER = Path(__file__).parents[2] / "definitions"

CASE = """\
[[case]]
name = "De groeiruimte van 2021 is 2%"
rows = ["R002"]
kind = "growth_room"
year = 2021
expect = { percent = "2" }
"""


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    programmes.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["programmes", *words])
    return int(arguments.run(arguments))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the frame of 2021 and one worked example."""
    text = (FOLDER / "zilveren-kruis" / "2021.toml").read_text(encoding="utf-8")
    (tmp_path / "2021.toml").write_text(text, encoding="utf-8")
    (tmp_path / "2021.cases.toml").write_text(CASE, encoding="utf-8")
    return tmp_path


def test_a_folder_in_order_is_a_line_per_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(folder)) == 0
    output = capsys.readouterr()
    assert (output.out, output.err) == ("2021.toml: 5 KPI's, 5 voorwaarden, 1 voorbeeld. In orde.\n", "")


def test_without_a_folder_the_definitions_of_the_product_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "zilveren-kruis/2021.toml",
        "zilveren-kruis/2021-roha.toml",
        "zilveren-kruis/2022-rijnmond.toml",
        "zilveren-kruis/2022-utrecht.toml",
    ]
    assert [line.endswith(" voorbeelden. In orde.") for line in lines] == [True] * 4


def test_a_problem_is_a_line_and_exit_code_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (folder / "2021.toml").read_text(encoding="utf-8")
    (folder / "2021.toml").write_text(text.replace('"3.16"', "3.16", 1), encoding="utf-8")
    assert run("check", str(folder)) == 1
    assert capsys.readouterr().out == (
        "2021.toml: niet te lezen. Er is 1 probleem:\n"
        "  funding.maxima[2022-01-01].amount: Een bedrag is tekst tussen aanhalingstekens. "
        'Schrijf bijvoorbeeld "3.16".\n'
    )


def test_an_example_that_comes_out_otherwise_is_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "2021.cases.toml").write_text(CASE.replace('percent = "2"', 'percent = "3"'), encoding="utf-8")
    assert run("check", str(folder), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert [problem["where"] for problem in found["programmes"][0]["problems"]] == ["case[1].expect.percent"]


def test_a_text_without_examples_is_not_finished(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "2021.cases.toml").unlink()
    assert run("check", str(folder), "--json") == 1
    assert json.loads(capsys.readouterr().out) == {
        "ok": False,
        "programmes": [
            {
                "key": "2021",
                "file": "2021.toml",
                "kpis": 5,
                "conditions": 5,
                "examples": 0,
                "problems": [
                    {
                        "where": "2021.cases.toml",
                        "what": "Naast deze tekst staat geen 2021.cases.toml.",
                        "mend": "Schrijf ten minste één voorbeeld met [[case]].",
                    }
                ],
            }
        ],
    }


def test_examples_in_another_encoding_are_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "2021.cases.toml").write_bytes("# één".encode("cp1252"))
    assert run("check", str(folder)) == 1
    assert capsys.readouterr().out == (
        "2021.toml: 5 KPI's, 5 voorwaarden, 0 voorbeelden. Er is 1 probleem:\n"
        "  2021.cases.toml: 2021.cases.toml bevat tekens die niet in UTF-8 staan. Sla het op als UTF-8.\n"
    )


def test_two_texts_with_one_key_are_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ander").mkdir()
    (folder / "ander" / "2021.toml").write_text("", encoding="utf-8")
    assert run("check", str(folder)) == 1
    assert capsys.readouterr().out == (
        "2021.toml: niet te lezen. Er is 1 probleem:\n"
        "  de bestandsnaam: Er zijn 2 bestanden met de naam 2021.toml. "
        "Laat er één staan of geef het andere een eigen naam.\n"
    )


def test_a_folder_without_programmes_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(tmp_path)) == 1
    sentence = f"In {tmp_path} staat geen programma. Zet er een tekst neer die eindigt op .toml.\n"
    assert capsys.readouterr().out == sentence


def test_what_is_no_folder_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(tmp_path / "weg")) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'weg'} is geen map. Noem de map met programma's.\n"


def test_the_schema_is_written_for_editors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "programme.schema.json"
    assert run("schema", "--out", str(file)) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == for_editors()
    assert capsys.readouterr().out == f"Het schema staat in {file}.\n"


def test_a_schema_that_cannot_be_written_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", "--out", str(tmp_path)) == 2
    sentence = f"{tmp_path} kan niet geschreven worden (Is a directory). Kies een andere plek.\n"
    assert capsys.readouterr().err == sentence
