"""`groeiruimte questionnaires`: a form, scan or survey to an XLSForm (xlsx) and back to a programme text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from groeiruimte.pipeline.xlsform import read
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import load
from groeiruimte.reports.programme_text import toml
from groeiruimte.reports.xlsform import workbook
from groeiruimte.rules.xlsform import Asked

from .programmes import definitions


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `questionnaires export` and `questionnaires import`."""
    questionnaires = commands.add_parser("questionnaires", help="exchange forms, scans and surveys as XLSForm")
    verbs = questionnaires.add_subparsers(dest="verb", required=True, metavar="VERB")
    export = verbs.add_parser("export", help="write one form, scan or survey of a programme as an XLSForm")
    export.add_argument("key", metavar="KEY", help="the key of a form, scan or survey: ict_scan")
    export.add_argument("programme", metavar="PROGRAMME", help="the key of a programme: 2022-rijnmond")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="the xlsx to write")
    export.add_argument("--definitions", type=Path, default=None, metavar="DIR", help="default: those of this product")
    export.set_defaults(run=_export)
    bring = verbs.add_parser("import", help="print an XLSForm as a block of a programme text")
    bring.add_argument("file", type=Path, metavar="FILE", help="an xlsx")
    bring.set_defaults(run=_import)


def _export(arguments: argparse.Namespace) -> int:
    programme, problems = load(arguments.programme, arguments.definitions or definitions())
    if programme is None:
        return _refuse(2, *map(str, problems))
    found = _asked(programme)
    if arguments.key not in found:
        return _refuse(2, f"Dit programma kent {arguments.key} niet. Kies uit: {', '.join(found)}.")
    try:
        arguments.out.write_bytes(workbook(found[arguments.key]))
    except OSError as trouble:
        return _refuse(2, f"{arguments.out} kan niet geschreven worden ({trouble.strerror}). Kies een andere plek.")
    print(f"De vragenlijst staat in {arguments.out}.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    try:
        content = arguments.file.read_bytes()
    except OSError as trouble:
        return _refuse(2, f"{arguments.file} kan niet gelezen worden ({trouble.strerror}). Kijk de plek na.")
    found, problems = read(content)
    if found is None:
        return _refuse(1, *map(str, problems))
    print(toml(found), end="")
    return 0


def _asked(programme: Programme) -> dict[str, Asked]:
    """What a programme asks, by key; of two with one key the form goes first."""
    every: tuple[Asked, ...] = (*programme.surveys, *programme.scans, *programme.forms)
    return {asked.key: asked for asked in every}


def _refuse(code: int, *sentences: str) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return code
