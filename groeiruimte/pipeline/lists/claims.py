"""Turns the rows that count into sealed claim files, in the same run and the same process (trust.md 1b.2, M2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from groeiruimte.pipeline.vektis.claim import Insured
from groeiruimte.pipeline.vektis.plan import ClaimPlan, claim_files
from groeiruimte.pipeline.vektis.transport import pack
from groeiruimte.programme.calendar import Quarter

from .cells import read_bsn, read_date, read_sex, read_text, read_uzovi
from .check import Row
from .outcome import Job
from .seal import seal

_TEXTS = (
    "insured_number", "name", "prefix", "initials", "postcode", "house_number", "house_number_addition",
)  # fmt: skip


class Claims:
    """Collects the insured of a list and seals their claim."""

    def __init__(self, plan: ClaimPlan, key: bytes, quarter: Quarter, at: Mapping[str, int], epoch: date) -> None:
        self._plan, self._key, self._quarter, self._at, self._epoch = plan, key, quarter, at, epoch
        self._texts = [(name, at[name]) for name in _TEXTS if name in at]
        self._insured: list[Insured] = []

    @classmethod
    def of(cls, job: Job, at: Mapping[str, int], epoch: date) -> Claims | None:
        """None for a job without a claim."""
        if job.claim is None or job.seal_key is None:
            return None
        return cls(job.claim, job.seal_key, Quarter.of(job.reference_date), at, epoch)

    def add(self, row: Row) -> None:
        """Add a row that was found to count."""
        at = self._at
        birth = read_date(row[at["birth_date"]], self._epoch)
        if birth is None:
            raise ValueError("a row without birth date does not count")
        self._insured.append(
            Insured(
                bsn=f"{read_bsn(row[at['bsn']]):09d}",
                uzovi_code=read_uzovi(row[at["uzovi_code"]]),
                birth_date=birth,
                sex=read_sex(row[at["sex"]]) if "sex" in at else "",
                **{name: read_text(row[place]) for name, place in self._texts},
            )
        )

    def sealed(self) -> dict[str, Any]:
        """The fields of an `Outcome` about the claim: a sealed zip, its sum and what the list did not bring."""
        files = claim_files(self._plan, self._quarter, self._insured)
        if not files:
            return {"claim_total_cents": 0}
        (zipped,) = pack(files)  # a list of the largest size has fewer insurers and bytes than one zip may hold
        return {
            "sealed_claim": seal(zipped, self._key),
            "claim_total_cents": sum(file.total_cents for file in files),
            "claim_unknown": tuple(dict.fromkeys(name for file in files for name in file.unknown)),
        }
