"""The claim that is written in the same run as the count."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from groeiruimte.pipeline.lists.outcome import Outcome
from groeiruimte.pipeline.lists.population import population
from groeiruimte.pipeline.lists.sample import sample
from groeiruimte.pipeline.lists.sandbox import Sandbox
from groeiruimte.pipeline.lists.seal import new_key, open_sealed
from groeiruimte.pipeline.vektis.claim import Insured
from groeiruimte.pipeline.vektis.plan import ClaimPlan, claim_files
from groeiruimte.pipeline.vektis.verify import verify_file
from groeiruimte.programme.calendar import Quarter

from .lists import BSNS, GOOD, HEADER, JOB, make_csv, make_xlsx

QUARTER = Quarter(2022, 2)
PLAN = ClaimPlan("01012345", "99999", "008", 79, 1, date(2022, 4, 12), True)
KEY = new_key()
CLAIM = replace(JOB, claim=PLAN, seal_key=KEY)


def files_in(outcome: Outcome) -> dict[str, bytes]:
    assert outcome.sealed_claim is not None
    with zipfile.ZipFile(io.BytesIO(open_sealed(outcome.sealed_claim, KEY))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def expected(*insured: Insured) -> dict[str, bytes]:
    return {file.name: file.content for file in claim_files(PLAN, QUARTER, insured)}


@pytest.mark.parametrize("variant", [0, 2, 4])
def test_a_claim_is_what_the_list_counts(variant: int, sandbox: Sandbox, tmp_path: Path) -> None:
    made = sample(11, 300, QUARTER, variant, mistakes=True)
    outcome = sandbox.run(made.content, CLAIM)
    assert outcome.counted == made.counted
    assert outcome.claim_total_cents == 79 * sum(made.counted.values())
    files = files_in(outcome)
    assert len(files) == len(made.counted)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        assert [each.breaches for each in verify_file(tmp_path / name)] == [()]


def test_every_patient_of_a_good_list_stands_in_the_claim(sandbox: Sandbox) -> None:
    people = [one for one in population(12, 200, QUARTER)
              if one.uzovi_code in JOB.eligible and one.end is None and one.start <= QUARTER.first_day]  # fmt: skip
    insured = [
        Insured(
            bsn=str(one.bsn), uzovi_code=one.uzovi_code, birth_date=one.birth, insured_number=one.insured_number,
            name=one.name, prefix=one.prefix, initials=one.initials, sex="1" if one.sex == "M" else "2",
            postcode=one.postcode, house_number=str(one.house_number),
        )
        for one in people
    ]  # fmt: skip
    assert files_in(sandbox.run(sample(12, 200, QUARTER).content, CLAIM)) == expected(*insured)


def test_what_a_list_does_not_bring_is_named(sandbox: Sandbox) -> None:
    outcome = sandbox.run(sample(1, 200, QUARTER, 2).content, CLAIM)
    assert outcome.claim_unknown == ("voorletters", "geslacht", "adres")
    assert sandbox.run(sample(1, 200, QUARTER, 0).content, CLAIM).claim_unknown == ()


def test_numbers_and_dates_of_a_sheet_stand_in_the_claim_as_text(sandbox: Sandbox) -> None:
    header = [*HEADER, "Huisnr", "Polisnummer", "M/V"]
    row = [float(BSNS[0]), "Bos", date(1949, 6, 18), 3311.0, date(2012, 7, 30), "", 12.0, 123456.0, "v"]
    insured = Insured(
        bsn=str(BSNS[0]), uzovi_code="3311", birth_date=date(1949, 6, 18), insured_number="123456", name="Bos", sex="2",
        house_number="12",
    )  # fmt: skip
    assert files_in(sandbox.run(make_xlsx({"Segment 3": [header, row]}), CLAIM)) == expected(insured)


def test_a_person_without_bsn_is_claimed_without(sandbox: Sandbox) -> None:
    outcome = sandbox.run(make_csv([HEADER, ["999999999", *GOOD[1:]]]), CLAIM)
    assert files_in(outcome) == expected(Insured("999999999", "3311", date(1949, 6, 18), name="Jansen"))


def test_nobody_that_counts_is_no_claim(sandbox: Sandbox) -> None:
    outcome = sandbox.run(make_csv([HEADER]), CLAIM)
    assert (outcome.sealed_claim, outcome.claim_total_cents) == (None, 0)
    without = sandbox.run(make_csv([HEADER, GOOD]), JOB)
    assert (without.sealed_claim, without.claim_total_cents) == (None, None)


def test_no_name_and_no_bsn_leaves_the_child_in_the_open(sandbox: Sandbox) -> None:
    outcome = sandbox.run(make_csv([HEADER, GOOD]), CLAIM)
    assert outcome.sealed_claim is not None
    assert GOOD[0].encode() not in outcome.sealed_claim
    assert b"Jansen" not in outcome.sealed_claim
