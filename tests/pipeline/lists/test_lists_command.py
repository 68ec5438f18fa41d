"""`groeiruimte lists check`, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from groeiruimte.operate.console import main
from groeiruimte.pipeline.lists.messages import describe
from groeiruimte.pipeline.lists.sample import Sample, sample
from groeiruimte.programme.calendar import Quarter

QUARTER = Quarter(2022, 2)
DEFINITIONS = Path(__file__).parents[3] / "definitions"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "lijsten"
    place.mkdir()
    return place


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def check(place: Path, *words: str, programme: str = "2022-rijnmond", quarter: str = "2022Q2") -> int:
    out = (place.parent if place.suffix == "" else place.parent.parent) / "uit"
    return main(
        ["lists", "check", str(place), "--programme", programme, "--quarter", quarter, "--out", str(out), *words]
    )


def as_expected(made: Sample, name: str) -> dict[str, object]:
    return {
        "file": name, "rows": made.rows, "counted": made.counted, "other_insurer": made.other_insurer,
        "not_active": list(made.reasons.values()).count("not_active"),
    }  # fmt: skip


def test_good_lists(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = {f"praktijk-{n}.{'xlsx' if n % 2 == 0 else 'csv'}": sample(n, 100, QUARTER, n) for n in range(3)}
    for name, each in made.items():
        put(folder, name, each.content)
    put(folder, "leesmij.md", b"geen lijst")
    assert check(folder, "--json") == 0
    lists = json.loads(capsys.readouterr().out)["lists"]
    findings = [each.pop("findings") for each in lists]
    assert lists == [as_expected(each, name) for name, each in sorted(made.items())]
    assert [{one["row"]: one["code"] for one in each} for each in findings] == [
        each.reasons for _, each in sorted(made.items())
    ]


def test_a_list_with_mistakes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = sample(1, 200, QUARTER, 0, mistakes=True)
    path = put(folder, "lijst.xlsx", made.content)
    assert check(path, "--json", "--definitions", str(DEFINITIONS)) == 1
    (told,) = json.loads(capsys.readouterr().out)["lists"]
    findings = told.pop("findings")
    assert told == as_expected(made, "lijst.xlsx")
    assert {each["row"]: each["code"] for each in findings if each["row"]} == made.reasons
    assert all((each["message"], each["mend"]) == describe(each["code"]) for each in findings)
    on_disk = json.loads((folder.parent / "uit" / "lijst.xlsx.json").read_text())
    assert {key: on_disk[key] for key in ("rows", "findings")} == {"rows": made.rows, "findings": findings}
    assert [path.name for path in (folder.parent / "uit").iterdir()] == ["lijst.xlsx.json"]


def test_a_refused_file_stands_beside_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "a.csv", b"%PDF-1.7 x")
    put(folder, "b.csv", sample(1, 50, QUARTER, 1).content)
    assert check(folder, "--json") == 1
    refused, sound = json.loads(capsys.readouterr().out)["lists"]
    assert refused == {
        "file": "a.csv", "rows": 0, "counted": {}, "other_insurer": 0, "not_active": 0,
        "findings": [{
            "row": None, "column": None, "code": "not_a_list",
            "message": "Kies een Excel- of csv-bestand. U koos een pdf.",
            "mend": "Bewaar de lijst in uw HIS als xlsx of csv en kies dat bestand.",
        }],
    }  # fmt: skip
    assert sound["rows"] > 40


def test_a_table_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "BSN;Geboortedatum;UZOVI;Inschrijfdatum;Uitschrijfdatum\n999990019;18-06-1949;3311;30-07-2012;\n"
    put(folder, "goed.csv", text.encode())
    put(folder, "mis.csv", (text + "1;18-06-1949;3311;30-07-2012;\n" * 2).encode())
    assert check(folder) == 1
    assert capsys.readouterr().out.splitlines() == [
        "lijst       rijen  telt mee  andere verz.  niet actief   fout",
        "goed.csv        1         1             0            0      0",
        "mis.csv         3         1             0            0      2",
        "mis.csv: In 2 rijen klopt het BSN niet. Meestal is dat een typefout. Rijen: 3, 4.",
    ]


@pytest.mark.parametrize(
    ("programme", "quarter", "sentence"),
    [
        ("2022-rijnmont", "2022Q2", "de bestandsnaam: Er is geen bestand 2022-rijnmont.toml."
         ' Bedoelt u "2022-rijnmond"?\n'),
        ("2021", "2021Q2", "quarter: Het programma 2021 vraagt voor kwartaal 2 van 2021 geen patiëntenlijst."
         " Kies een ander programma of kwartaal.\n"),
        ("2022-rijnmond", "2023Q1", "quarter: Het programma 2022-rijnmond vraagt voor kwartaal 1 van 2023 geen"
         " patiëntenlijst. Kies een ander programma of kwartaal.\n"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered(
    folder: Path, capsys: pytest.CaptureFixture[str], programme: str, quarter: str, sentence: str
) -> None:
    put(folder, "a.csv", b"x")
    assert check(folder, programme=programme, quarter=quarter) == 2
    assert capsys.readouterr() == ("", sentence)


def test_no_list_no_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (folder, folder / "niets.xlsx"):
        assert check(place) == 2
        assert capsys.readouterr().err == (
            f"In {place} staat geen lijst. Noem een xlsx- of csv-bestand, of een map met lijsten.\n"
        )


def test_a_place_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "a.csv", sample(1, 20, QUARTER, 1).content)
    put(folder.parent, "uit", b"een bestand, geen map")
    assert check(folder) == 2
    assert capsys.readouterr().err == (
        f"{folder.parent / 'uit'}: lezen of schrijven lukt niet (File exists). Kijk de plek na.\n"
    )


def test_a_full_disk_leaves_no_half_outcome(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "a.csv", sample(1, 20, QUARTER, 1).content)
    out = folder.parent / "uit"
    out.mkdir()
    (out / "a.csv.json").mkdir()  # nothing can be put in its place
    assert check(folder) == 2
    assert [path.name for path in out.iterdir()] == ["a.csv.json"]
    assert capsys.readouterr().out == ""


def test_wrong_use_says_how(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        check(folder, quarter="2022-2")
    assert stop.value.code == 2
    assert "Schrijf het kwartaal als 2022Q2." in capsys.readouterr().err
