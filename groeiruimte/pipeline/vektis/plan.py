"""What a claim needs beyond the list: made where the programme is known, carried as JSON to where the list is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from groeiruimte.programme.calendar import Quarter, short_date
from groeiruimte.programme.problems import Problem

from .claim import (
    HIGHEST_TARIFF,
    ClaimFile,
    ClaimOrder,
    Insured,
    is_practice_code,
    is_service_code,
    performance_period,
)
from .layout import ELEMENTS
from .write import HIGHEST_SERIAL, invoice_number, write


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """One claim of one practice for one quarter, before it is split over insurers.

    `tariff_cents` is per insured for the quarter; `serial` counts the claims of this practice for this quarter from 1,
    so that a claim made again gets new invoice numbers; `invoice_date` is the day the claim is made.
    """

    practice_agb: str
    service_code: str
    service_code_list: str
    tariff_cents: int
    serial: int
    invoice_date: date
    test: bool

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"invoice_date": self.invoice_date.isoformat()}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> ClaimPlan:
        """The plan that `to_json` wrote."""
        return cls(**{**values, "invoice_date": date.fromisoformat(values["invoice_date"])})


def check(plan: ClaimPlan, quarter: Quarter) -> list[Problem]:
    """Why no claim can be made of this plan, in Dutch; a plan without problems makes files for any sound list."""
    reference_date = performance_period(quarter)[1]
    problems = {
        "practice": (
            is_practice_code(plan.practice_agb),
            "De AGB-code van de praktijk klopt niet.",
            "Vul acht cijfers in die met 01 beginnen.",
        ),
        "code": (
            is_service_code(plan.service_code),
            "De prestatiecode klopt niet.",
            "Vul de vijf cijfers in die in uw contract staan.",
        ),
        "code_list": (
            plan.service_code_list in ELEMENTS["0410"].values,
            "Deze lijst met prestatiecodes hoort niet bij huisartsen.",
            "Zet 008 als lijst in het programma.",
        ),
        "tariff": (
            0 < plan.tariff_cents <= HIGHEST_TARIFF,
            "Het tarief past niet in het bericht.",
            "Controleer het tarief in het programma.",
        ),
        "serial": (
            1 <= plan.serial <= HIGHEST_SERIAL,
            "Het volgnummer van de declaratie past niet.",
            f"Kies een getal van 1 tot en met {HIGHEST_SERIAL}.",
        ),
        "date": (
            plan.invoice_date >= reference_date,
            f"De declaratie is van voor de peildatum, {short_date(reference_date)}.",
            "Declareer op of na de peildatum.",
        ),
    }
    return [Problem(where, what, mend) for where, (holds, what, mend) in problems.items() if not holds]


def claim_files(plan: ClaimPlan, quarter: Quarter, insured: Iterable[Insured]) -> list[ClaimFile]:
    """One file per insurer (UZOVI), in order of its code; within a file the insured keep their order.

    Raises ValueError when the plan has problems or an insured cannot be claimed (see `write`).
    """
    per_insurer: defaultdict[str, list[Insured]] = defaultdict(list)
    for one in insured:
        per_insurer[one.uzovi_code].append(one)
    return [write(_order(plan, quarter, code), per_insurer[code]) for code in sorted(per_insurer)]


def _order(plan: ClaimPlan, quarter: Quarter, uzovi_code: str) -> ClaimOrder:
    return ClaimOrder(
        uzovi_code=uzovi_code,
        practice_agb=plan.practice_agb,
        quarter=quarter,
        service_code=plan.service_code,
        service_code_list=plan.service_code_list,
        tariff_cents=plan.tariff_cents,
        invoice_number=invoice_number(quarter, uzovi_code, plan.serial),
        invoice_date=plan.invoice_date,
        test=plan.test,
    )
