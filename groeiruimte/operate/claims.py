"""`groeiruimte claims`: write the claim files of a list, and verify any claim file, without a database."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
import zipfile
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from babel.numbers import format_decimal
from tqdm import tqdm

from groeiruimte.pipeline.lists.outcome import Job, Outcome
from groeiruimte.pipeline.lists.register import load_register
from groeiruimte.pipeline.lists.sandbox import Sandbox
from groeiruimte.pipeline.lists.seal import new_key, open_sealed
from groeiruimte.pipeline.vektis.plan import ClaimPlan, check
from groeiruimte.pipeline.vektis.verify import Verified, verify_file
from groeiruimte.programme.calendar import Quarter, local_date
from groeiruimte.programme.folder import REGISTERS
from groeiruimte.programme.money import euro
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import load

from .programmes import definitions


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `claims write` and `claims verify`."""
    claims = commands.add_parser("claims", help="write and verify claim files (Vektis HA304)")
    verbs = claims.add_subparsers(dest="verb", required=True, metavar="VERB")
    write = verbs.add_parser("write", help="check a patient list and write its claim files, one per insurer")
    write.add_argument("file", type=Path, metavar="FILE", help="the patient list: xlsx or csv")
    write.add_argument("--programme", required=True, metavar="KEY", help="the key of a programme: 2022-rijnmond")
    write.add_argument("--quarter", required=True, type=_quarter, metavar="Q", help="2022Q2")
    write.add_argument("--practice", required=True, metavar="AGB", help="AGB code of the practice, which is paid")
    write.add_argument("--code", required=True, metavar="PRESTATIECODE", help="the code in the contract: five digits")
    write.add_argument("--test", action="store_true", help="make test messages, which nobody pays")
    write.add_argument("--date", type=_day, metavar="DAY", help="date of the invoice, 2022-04-12; default: today")
    write.add_argument("--serial", type=int, default=1, metavar="N", help="2 for a second claim of the same quarter")
    write.add_argument("--out", required=True, type=Path, metavar="OUT", help="the folder to write the files in")
    write.set_defaults(run=_write)
    verify = verbs.add_parser("verify", help="report every breach in claim files, or in zips of them")
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE")
    verify.add_argument("--json", action="store_true", help="print one JSON document")
    verify.set_defaults(run=_verify)


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.read(text)
    except ValueError:
        raise argparse.ArgumentTypeError("Schrijf het kwartaal als 2022Q2.") from None


def _today() -> date:
    """Today, or the day that GROEIRUIMTE_TODAY moves the clock to."""
    moved = os.environ.get("GROEIRUIMTE_TODAY")
    return date.fromisoformat(moved) if moved else local_date(datetime.now(UTC))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("Schrijf de dag als 2022-04-12.") from None


def _verify(arguments: argparse.Namespace) -> int:
    """0 when every file keeps every rule, 1 when something was found."""
    bar = tqdm(arguments.files, desc="Bestanden", unit="bestand", delay=1, leave=False, file=sys.stderr)
    found = [(path.parent / verified.file, verified) for path in bar for verified in verify_file(path)]
    if arguments.json:
        print(json.dumps({"files": [_as_json(path, verified) for path, verified in found]}, ensure_ascii=False))
    else:
        for path, verified in found:
            for breach in verified.breaches:
                print(f"{path}: {breach}")
            if not verified.breaches:
                print(f"{path}: in orde.")
    return 1 if any(verified.breaches for _, verified in found) else 0


def _as_json(path: Path, verified: Verified) -> dict[str, object]:
    return {"file": str(path), "breaches": [asdict(breach) for breach in verified.breaches]}


def _write(arguments: argparse.Namespace) -> int:
    """0 when files were written, 1 when the list makes no claim, 2 when the question itself cannot be answered."""
    programme, problems = load(arguments.programme, definitions())
    plan, wrong = _plan(programme, arguments) if programme else (None, [])
    if programme is None or plan is None:
        return _refuse(2, *map(str, problems + wrong))
    key = new_key()
    job = _job(programme, arguments.quarter, plan, key)
    try:
        with Sandbox(lanes=1) as sandbox:
            outcome = sandbox.run(arguments.file, job)
    except OSError:
        return _refuse(2, f"{arguments.file} is niet te openen. Controleer de naam en de plaats.")
    if outcome.refusal:
        return _refuse(1, f"{arguments.file}: {outcome.refusal.message} {outcome.refusal.mend}")
    if outcome.sealed_claim is None:
        return _refuse(1, f"{arguments.file}: op deze lijst telt niemand mee. Er is niets te declareren.")
    files = _unzipped(open_sealed(outcome.sealed_claim, key))
    trouble = _save(files, arguments.out)
    if trouble:
        return _refuse(1, trouble)
    _report(arguments.file, outcome, plan, list(files))
    return 0


def _refuse(code: int, *sentences: str) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return code


def _plan(programme: Programme, arguments: argparse.Namespace) -> tuple[ClaimPlan | None, list[Problem]]:
    """What the claim needs from the programme and the command, or every reason why there is no claim to make."""
    quarter: Quarter = arguments.quarter
    if programme.lists is None or not programme.period.holds(quarter.first_day):
        what = f"Dit programma vraagt voor {quarter.label} geen patiëntenlijst."
        return None, [Problem("quarter", what, "Kies een ander programma of kwartaal.")]
    if programme.funding.route == "cashier":
        what = "In dit programma betaalt de regio de praktijk."
        return None, [Problem("programme", what, "Declareer niet zelf bij de verzekeraar.")]
    tariff = programme.funding.quarter_tariff(quarter)
    if tariff is None:
        what = f"Voor {quarter.label} staat geen tarief in het programma."
        return None, [Problem("quarter", what, "Vul het tarief aan in de tekst van het programma.")]
    plan = ClaimPlan(
        practice_agb=arguments.practice,
        service_code=arguments.code,
        service_code_list=programme.funding.service_code_list,
        tariff_cents=tariff,
        serial=arguments.serial,
        invoice_date=arguments.date or _today(),
        test=arguments.test,
    )
    problems = check(plan, quarter)
    return (None, problems) if problems else (plan, [])


def _job(programme: Programme, quarter: Quarter, plan: ClaimPlan, key: bytes) -> Job:
    assert programme.lists is not None
    return Job(
        layout=programme.lists.model_dump(mode="json"),
        reference_date=quarter.first_day,
        eligible=programme.funding.eligible_on(quarter.first_day),
        register=load_register(definitions() / REGISTERS / "uzovi.toml", quarter.first_day),
        claim=plan,
        seal_key=key,
    )


def _unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _save(files: dict[str, bytes], folder: Path) -> str | None:
    """Write the files, readable for their owner alone; a sentence when that cannot be, and then none is written.

    A file that is there already with other content stays: it may have been sent, and its invoice number is used once.
    """
    fresh = {folder / f".{name}.{os.getpid()}": content for name, content in files.items()}
    try:
        for name, content in files.items():
            path = folder / name
            if path.exists() and path.read_bytes() != content:
                return f"{path} bestaat al met een andere inhoud. Kies een hoger getal achter --serial."
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in fresh.items():
            path.touch(mode=0o600)
            path.write_bytes(content)
        for path, name in zip(fresh, files, strict=True):
            path.replace(folder / name)
    except OSError:
        for path in fresh:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        return f"In {folder} is niet te schrijven. Kies een andere map, of maak ruimte vrij."
    return None


def _report(file: Path, outcome: Outcome, plan: ClaimPlan, names: list[str]) -> None:
    faults = outcome.rows - outcome.total - outcome.other_insurer - outcome.not_active
    print(f"{file}: {_number(outcome.total)} van {_number(outcome.rows)} rijen tellen mee.")
    for name, count in zip(names, outcome.counted.values(), strict=True):
        people = "1 verzekerde" if count == 1 else f"{_number(count)} verzekerden"
        print(f"  {name}: {people}, {euro(count * plan.tariff_cents)}")
    print(f"Totaal: {euro(outcome.claim_total_cents or 0)}.")
    if faults:
        rows = "1 rij telt" if faults == 1 else f"{_number(faults)} rijen tellen"
        print(f"{rows} niet mee door een fout. Bekijk de lijst met: groeiruimte lists check.")
    if outcome.claim_unknown:
        print(f"Niet bij iedereen bekend, en daarom leeg: {', '.join(outcome.claim_unknown)}.")
    if plan.test:
        print("Dit zijn testberichten. De verzekeraar betaalt ze niet.")


def _number(count: int) -> str:
    return format_decimal(count, locale="nl")
