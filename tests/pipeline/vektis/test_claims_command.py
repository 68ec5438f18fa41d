"""`groeiruimte claims` on made-up lists: exit codes, files on disk, words and JSON."""

from __future__ import annotations

import argparse
import json
import stat
from pathlib import Path

import pytest

from groeiruimte.operate import claims
from groeiruimte.pipeline.vektis.read import read

from .sample_claims import BSNS, LINES, changed, made

HEADER = "BSN;Naam;Geboortedatum;UZOVI;Polisnummer;Inschrijfdatum;Uitschrijfdatum\n"
NAMES = ["HA304_01012345_2022Q2_3311_22K23311A001_TEST.txt", "HA304_01012345_2022Q2_3313_22K23313A001_TEST.txt"]


def _run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    claims.add(parser.add_subparsers())
    arguments = parser.parse_args(["claims", *map(str, words)])
    return int(arguments.run(arguments))


@pytest.fixture
def patients(tmp_path: Path) -> Path:
    """Three that count (one without a policy number), one of another insurer, one with a wrong BSN."""
    rows = [
        f"{BSNS[0]};Tést;13-04-1967;3311;904080291;03-06-2011;",
        f"{BSNS[1]};Test;14-04-1967;3313;904080292;03-06-2011;",
        f"{BSNS[2]};Test;15-04-1967;3311;;03-06-2011;",
        f"{BSNS[3]};Test;16-04-1967;7095;904080294;03-06-2011;",
        "999900001;Test;17-04-1967;3311;904080295;03-06-2011;",
    ]
    path = tmp_path / "lijst.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def _words(patients: Path, out: Path, **changes: str) -> list[str | Path]:
    asked = {"programme": "2022-rijnmond", "quarter": "2022Q2", "practice": "01012345", "code": "99999"}
    asked |= {"date": "2022-04-12"} | changes
    options = [word for key, value in asked.items() for word in (f"--{key}", value)]
    return ["write", patients, *options, "--test", "--out", out]


def test_a_list_becomes_one_file_per_insurer(
    patients: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "claims" / "2022Q2"
    assert _run(*_words(patients, out)) == 0
    assert sorted(path.name for path in out.iterdir()) == NAMES
    assert [stat.S_IMODE((out / name).stat().st_mode) for name in NAMES] == [0o600, 0o600]
    messages = [read((out / name).read_bytes())[0] for name in NAMES]
    assert [[one.bsn for one in message.insured] for message in messages if message] == [[BSNS[0], BSNS[2]], [BSNS[1]]]
    assert messages[0] is not None
    assert messages[0].insured[0].name == "Test"
    assert capsys.readouterr().out.splitlines() == [
        f"{patients}: 3 van 5 rijen tellen mee.",
        f"  {NAMES[0]}: 2 verzekerden, € 1,58",
        f"  {NAMES[1]}: 1 verzekerde, € 0,79",
        "Totaal: € 2,37.",
        "1 rij telt niet mee door een fout. Bekijk de lijst met: groeiruimte lists check.",
        "Niet bij iedereen bekend, en daarom leeg: voorletters, geslacht, adres, verzekerdennummer.",
        "Dit zijn testberichten. De verzekeraar betaalt ze niet.",
    ]
    assert _run("verify", *(out / name for name in NAMES)) == 0
    assert capsys.readouterr().out.splitlines() == [f"{out / name}: in orde." for name in NAMES]


def test_the_same_claim_again_is_the_same_and_another_claim_is_refused(
    patients: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert [_run(*_words(patients, out)), _run(*_words(patients, out))] == [0, 0]
    before = (out / NAMES[0]).read_bytes()
    capsys.readouterr()
    assert _run(*_words(patients, out, date="2022-04-13")) == 1
    assert capsys.readouterr().err == (
        f"{out / NAMES[0]} bestaat al met een andere inhoud. Kies een hoger getal achter --serial.\n"
    )
    assert (out / NAMES[0]).read_bytes() == before
    assert _run(*_words(patients, out, date="2022-04-13", serial="2")) == 0
    assert len(list(out.iterdir())) == 4


@pytest.mark.parametrize(
    ("changes", "code", "sentence"),
    [
        ({"programme": "2022-nergens"}, 2, None),
        ({"quarter": "2031Q1"}, 2, "quarter: Dit programma vraagt voor kwartaal 1 van 2031 geen patiëntenlijst. "
                                   "Kies een ander programma of kwartaal.\n"),
        ({"practice": "123"}, 2, "practice: De AGB-code van de praktijk klopt niet. "
                                 "Vul acht cijfers in die met 01 beginnen.\n"),
        ({"code": "TBHZ"}, 2, "code: De prestatiecode klopt niet. Vul de vijf cijfers in die in uw contract staan.\n"),
        ({"date": "2022-03-31"}, 2, "date: De declaratie is van voor de peildatum, 1 april 2022. "
                                    "Declareer op of na de peildatum.\n"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered(
    changes: dict[str, str],
    code: int,
    sentence: str | None,
    patients: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _run(*_words(patients, tmp_path / "out", **changes)) == code
    error = capsys.readouterr().err
    assert error.endswith("\n") if sentence is None else error == sentence
    assert not (tmp_path / "out").exists()


def test_a_list_that_makes_no_claim(patients: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    patients.write_text(HEADER + f"{BSNS[3]};Test;16-04-1967;7095;904080294;03-06-2011;\n", encoding="utf-8")
    assert _run(*_words(patients, tmp_path / "out")) == 1
    assert capsys.readouterr().err == f"{patients}: op deze lijst telt niemand mee. Er is niets te declareren.\n"
    patients.write_bytes(b"")
    assert _run(*_words(patients, tmp_path / "out")) == 1
    assert capsys.readouterr().err.startswith(f"{patients}: Dit bestand is leeg.")
    assert _run(*_words(tmp_path / "weg.csv", tmp_path / "out")) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'weg.csv'} is niet te openen. Controleer de naam en de plaats.\n"
    assert not (tmp_path / "out").exists()


def test_a_folder_that_takes_no_files(patients: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "bezet"
    blocked.write_text("")
    assert _run(*_words(patients, blocked)) == 1
    assert capsys.readouterr().err == (
        f"In {blocked} is niet te schrijven. Kies een andere map, of maak ruimte vrij.\n"
    )


def test_verify_says_every_breach_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "goed.txt", tmp_path / "mis.txt"
    good.write_bytes(made(LINES))
    bad.write_bytes(changed(1, "0119", "USD"))
    assert _run("verify", good, bad) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{good}: in orde.",
        f"{bad}: regel 1, record 01, element 0119, positie 115-117: Valutacode moet EUR zijn. Vul EUR in.",
    ]


def test_verify_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, gone = tmp_path / "mis.txt", tmp_path / "weg.txt"
    bad.write_bytes(changed(7, "9902", "000003"))
    assert _run("verify", bad, gone, "--json") == 1
    keys = ("line", "record", "element", "start", "end", "what", "mend")
    found = (7, "99", "9902", 3, 8, "Aantal verzekerdenrecords klopt niet met de records erboven.", "Vul 2 in.")
    closed = (0, "", "", 0, 0, "Dit bestand is niet te openen.", "Controleer de naam en de plaats van het bestand.")
    assert json.loads(capsys.readouterr().out) == {
        "files": [
            {"file": str(bad), "breaches": [dict(zip(keys, found, strict=True))]},
            {"file": str(gone), "breaches": [dict(zip(keys, closed, strict=True))]},
        ]
    }
