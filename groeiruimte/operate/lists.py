"""`groeiruimte lists`: check patient lists on disk, without a database. Only counts and row numbers come out."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tqdm import tqdm

from groeiruimte.pipeline.lists import messages
from groeiruimte.pipeline.lists.outcome import Job, Outcome
from groeiruimte.pipeline.lists.register import load_register
from groeiruimte.pipeline.lists.sandbox import Sandbox
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.folder import REGISTERS
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import load

from .programmes import definitions

LISTS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt"})
"""What in a folder is taken for a list; another file is checked when it is named itself."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `lists check`."""
    lists = commands.add_parser("lists", help="check patient lists")
    verbs = lists.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="count the patients of every list and say which rows do not count, and why")
    check.add_argument("place", type=Path, metavar="FILE|DIR", help="a list (xlsx or csv), or a folder of lists")
    check.add_argument("--programme", required=True, metavar="KEY", help="the key of a programme: 2022-rijnmond")
    check.add_argument("--quarter", required=True, type=_quarter, metavar="Q", help="2022Q2")
    check.add_argument("--out", required=True, type=Path, metavar="OUT", help="the folder for one outcome per list")
    check.add_argument("--json", action="store_true", help="print one JSON document")
    check.add_argument("--definitions", type=Path, default=None, metavar="DIR", help="default: those of this product")
    check.set_defaults(run=_check)


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.read(text)
    except ValueError:
        raise argparse.ArgumentTypeError("Schrijf het kwartaal als 2022Q2.") from None


def _check(arguments: argparse.Namespace) -> int:
    """0 when no list has a fault, 1 when one was refused or has one, 2 when the question cannot be answered."""
    files = _files(arguments.place)
    if not files:
        return _refuse(f"In {arguments.place} staat geen lijst. Noem een xlsx- of csv-bestand, of een map met lijsten.")
    job, problems = _job(arguments.programme, arguments.quarter, arguments.definitions or definitions())
    if job is None:
        return _refuse(*map(str, problems))
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
        found = _outcomes(files, job, arguments.out)
    except OSError as trouble:
        return _refuse(f"{trouble.filename}: lezen of schrijven lukt niet ({trouble.strerror}). Kijk de plek na.")
    if arguments.json:
        print(json.dumps({"lists": [as_json(path.name, outcome) for path, outcome in found]}, ensure_ascii=False))
    else:
        _print(found)
    return 1 if any(has_faults(outcome) for _, outcome in found) else 0


def _refuse(*sentences: str) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 2


def _files(place: Path) -> list[Path]:
    if place.is_dir():
        return sorted(path for path in place.iterdir() if path.suffix.lower() in LISTS and path.is_file())
    return [place] if place.is_file() else []


def _job(key: str, quarter: Quarter, folder: Path) -> tuple[Job | None, list[Problem]]:
    programme, problems = load(key, folder)
    if programme is None:
        return None, problems
    if programme.lists is None or not programme.period.holds(quarter.first_day):
        what = f"Het programma {key} vraagt voor {quarter.label} geen patiëntenlijst."
        return None, [Problem("quarter", what, "Kies een ander programma of kwartaal.")]
    try:
        register = load_register(folder / REGISTERS / "uzovi.toml", quarter.first_day)
    except (OSError, ValueError):
        return None, [Problem(REGISTERS, "De lijst met UZOVI-codes is niet te lezen.", "Zet uzovi.toml in deze map.")]
    return _job_of(programme, quarter, register), []


def _job_of(programme: Programme, quarter: Quarter, register: frozenset[str]) -> Job:
    assert programme.lists is not None
    return Job(
        layout=programme.lists.model_dump(mode="json"),
        reference_date=quarter.first_day,
        eligible=programme.funding.eligible_on(quarter.first_day),
        register=register,
    )


def _outcomes(files: list[Path], job: Job, out: Path) -> list[tuple[Path, Outcome]]:
    """Check the lists side by side and write each outcome as soon as it is there."""
    lanes = min(len(files), os.cpu_count() or 1)

    def one(path: Path) -> Outcome:
        outcome = sandbox.run(path, job)
        _write(out / f"{path.name}.json", as_json(path.name, outcome) | _beside(outcome))
        return outcome

    with Sandbox(lanes) as sandbox, ThreadPoolExecutor(lanes) as pool:
        outcomes = tqdm(
            pool.map(one, files), total=len(files), desc="Lijsten", unit="lijst", delay=1, leave=False, file=sys.stderr
        )
        return list(zip(files, outcomes, strict=True))


def _write(path: Path, content: dict[str, Any]) -> None:
    """All of it or nothing: a full disk leaves no half outcome."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def as_json(file: str, outcome: Outcome) -> dict[str, Any]:
    """One list of `--json`. A refused file has one finding, with the code of the refusal."""
    if outcome.refusal:
        findings = [{"row": None, "column": None, **outcome.refusal.to_json()}]
    else:
        findings = [_finding(each.row, each.column, each.code) for each in outcome.findings]
    return {
        "file": file,
        "rows": outcome.rows,
        "counted": dict(outcome.counted),
        "other_insurer": outcome.other_insurer,
        "not_active": outcome.not_active,
        "findings": findings,
    }


def _finding(row: int | None, column: str | None, code: str) -> dict[str, Any]:
    message, mend = messages.describe(code)
    return {"row": row, "column": column, "code": code, "message": message, "mend": mend}


def _beside(outcome: Outcome) -> dict[str, Any]:
    """What the outcome on disk has more: with it a practice can see that it is about the file it has."""
    return {
        "sha256": outcome.sha256,
        "size": outcome.size,
        "headers": list(outcome.headers),
        "mapping": dict(outcome.mapping),
        "missing_columns": list(outcome.missing_columns),
        "seconds": round(outcome.seconds, 3),
    }


def has_faults(outcome: Outcome) -> bool:
    """Whether somebody must do something about a list; what is only good to know does not count."""
    return not outcome.ok or any(messages.weight(each.code) != "info" for each in outcome.findings)


def _print(found: list[tuple[Path, Outcome]]) -> None:
    wide = max(len(path.name) for path, _ in found)
    print(f"{'lijst':<{wide}}  {'rijen':>7}  {'telt mee':>8}  {'andere verz.':>12}  {'niet actief':>11}  {'fout':>5}")
    for path, outcome in found:
        faults = outcome.rows - outcome.total - outcome.other_insurer - outcome.not_active
        counts = (outcome.rows, outcome.total, outcome.other_insurer, outcome.not_active, faults)
        cells = zip(counts, (7, 8, 12, 11, 5), strict=True)
        print(f"{path.name:<{wide}}  {'  '.join(f'{messages.number(count):>{width}}' for count, width in cells)}")
    for path, outcome in found:
        for sentence in _sentences(outcome):
            print(f"{path.name}: {sentence}")


def _sentences(outcome: Outcome) -> list[str]:
    """What was found, one sentence per reason."""
    if outcome.refusal:
        return [f"{outcome.refusal.message} {outcome.refusal.mend}"]
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for finding in outcome.findings:
        rows[finding.code] += [finding.row] if finding.row is not None else []
    return [
        f"{messages.grouped(code, len(places))} {messages.row_numbers(places)}"
        if places
        else " ".join(messages.describe(code))
        for code, places in rows.items()
    ]
