"""`groeiruimte programmes`: read every definition and run its worked examples, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from tqdm import tqdm

import groeiruimte
from groeiruimte.programme.folder import file_of, keys
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import examples, load
from groeiruimte.programme.schema import for_editors
from groeiruimte.programme.syntax import parse
from groeiruimte.rules import cases


@dataclass(frozen=True, slots=True)
class Checked:
    """What one definition holds, and what is wrong with it. The counts are None when the text is refused."""

    key: str
    file: str
    kpis: int | None
    conditions: int | None
    examples: int | None
    problems: tuple[Problem, ...]

    @property
    def line(self) -> str:
        counts = [
            _count(self.kpis, "KPI", "KPI's"),
            _count(self.conditions, "voorwaarde", "voorwaarden"),
            _count(self.examples, "voorbeeld", "voorbeelden"),
        ]
        start = f"{self.file}: {'niet te lezen' if self.kpis is None else ', '.join(counts)}."
        match len(self.problems):
            case 0:
                return f"{start} In orde."
            case 1:
                return f"{start} Er is 1 probleem:"
        return f"{start} Er zijn {len(self.problems)} problemen:"


def _count(number: int | None, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `programmes check` and `programmes schema`."""
    programmes = commands.add_parser("programmes", help="check programme texts and their worked examples")
    verbs = programmes.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="read every definition in a folder and run its worked examples")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="default: the definitions of this product")
    check.add_argument("--json", action="store_true", help="print one JSON document")
    check.set_defaults(run=_check)
    schema = verbs.add_parser("schema", help="write the JSON Schema of a programme text, for editors")
    schema.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    schema.set_defaults(run=_schema)


def definitions() -> Path:
    """The folder with the programmes of this product: beside the package, or else in the folder one stands in."""
    beside = Path(groeiruimte.__file__).parent.parent / "definitions"
    return beside if beside.is_dir() else Path("definitions")


def check_one(key: str, folder: Path) -> Checked:
    """Read one definition and run its worked examples. A definition without examples is not finished."""
    file = file_of(key, folder)
    programme, problems = load(key, folder)
    if file is None or programme is None:
        return Checked(key, str(file.relative_to(folder)) if file else key, None, None, None, tuple(problems))
    number, problems = _examples(key, folder, programme)
    name = str(file.relative_to(folder))
    return Checked(key, name, len(programme.kpis), len(programme.conditions), number, tuple(problems))


def _examples(key: str, folder: Path, programme: Programme) -> tuple[int, list[Problem]]:
    """How many worked examples stand beside a definition, and which do not come out."""
    text, problems = examples(key, folder)
    if text is None:
        return 0, problems
    table, _ = parse(text)
    return len((table or {}).get("case", ())), cases.run(programme, text)


def _check(arguments: argparse.Namespace) -> int:
    folder = arguments.folder or definitions()
    if not folder.is_dir():
        print(f"{folder} is geen map. Noem de map met programma's.", file=sys.stderr)
        return 2
    found = [
        check_one(key, folder)
        for key in tqdm(keys(folder), desc="Programma's", unit="tekst", delay=1, leave=False, file=sys.stderr)
    ]
    good = bool(found) and not any(checked.problems for checked in found)
    if arguments.json:
        print(json.dumps({"ok": good, "programmes": [asdict(checked) for checked in found]}, ensure_ascii=False))
        return 0 if good else 1
    for checked in found:
        print(checked.line)
        for problem in checked.problems:
            print(f"  {problem}")
    if not found:
        print(f"In {folder} staat geen programma. Zet er een tekst neer die eindigt op .toml.")
    return 0 if good else 1


def _schema(arguments: argparse.Namespace) -> int:
    try:
        arguments.out.write_text(json.dumps(for_editors(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as trouble:
        print(
            f"{arguments.out} kan niet geschreven worden ({trouble.strerror}). Kies een andere plek.", file=sys.stderr
        )
        return 2
    print(f"Het schema staat in {arguments.out}.")
    return 0
