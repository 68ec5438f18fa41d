"""May this be proposed or decided about a plan? Amounts, the tests of every KPI, conditions.

Source: R040-R042 (maximum, two streams), R052 (three tests per KPI), R054 (approval).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from groeiruimte.programme.money import Cents, euro

TESTS: dict[str, str] = {
    "burden": "Is het niet te veel werk?",
    "policy": "Past het bij bestaand beleid?",
    "context": "Past het bij de regio?",
}
"""The three tests of R052, as the purchaser reads them."""
FAILS: dict[str, str] = {
    "burden": "te veel werk",
    "policy": "past niet bij bestaand beleid",
    "context": "past niet bij de regio",
}
_SERVICE_CODE = re.compile(r"[0-9]{5}", re.ASCII)

Content = Mapping[str, Any]
"""What a region sent in (`DocumentSubmission.content`)."""
Tested = Mapping[str, Mapping[str, bool]]
"""Per key of a KPI, per test, whether it passes."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one person at the insurer proposes. Amounts in whole cents; `oi` is a part of `maximum`.

    `conditions` are the conditions of an approval, or what the region must change when it is sent back.
    """

    verdict: Literal["approve", "send_back"]
    conditions: str = ""
    maximum: Cents | None = None
    oi: Cents | None = None
    service_code: str = ""


@dataclass(frozen=True, slots=True)
class Booked:
    """What is booked so far, in whole cents: the two streams are never mixed (R013)."""

    s3: Cents
    oi: Cents


@dataclass(frozen=True, slots=True)
class Objection:
    """Why not, how to mend it, and the field that it is about (a field of the form of V03)."""

    message: str
    mend: str
    field: str


def objection(proposal: Proposal, content: Content, tested: Tested, booked: Booked) -> Objection | None:
    """The first thing that keeps a proposal from being made or confirmed; None when nothing does."""
    if proposal.verdict == "send_back":
        if not proposal.conditions.strip():
            return Objection("U gaf nog geen reden.", "Schrijf wat de regio moet aanpassen.", "conditions")
        return None
    return _amounts(proposal, booked) or _service_code(proposal) or _tests(proposal, content, tested)


def places(content: Content) -> dict[str, str]:
    """Every place of a plan where something can be asked, in its order: the key (`kpi:a1`) and its words."""
    found = {}
    for kind, parts in content.get("parts", {}).items():
        for part in parts:
            found[f"{kind}:{part['key']}"] = str(part.get("title") or part["key"])
    return found


def kpis(content: Content) -> dict[str, str]:
    """The KPIs of a plan: key and title."""
    return {part["key"]: str(part.get("title") or part["key"]) for part in content.get("parts", {}).get("kpi", ())}


def untested(content: Content, tested: Tested) -> list[str]:
    """The keys of the KPIs of which a test has no verdict yet."""
    return [key for key in kpis(content) if set(TESTS) - set(tested.get(key, {}))]


def failing(content: Content, tested: Tested) -> list[str]:
    """The keys of the KPIs that fail a test."""
    return [key for key in kpis(content) if not all(tested.get(key, {}).values())]


def minutes(content: Content) -> dict[str, int | None]:
    """What each KPI costs a practice in minutes, by its key; None when nobody measured it (Z6)."""
    measured = content.get("figures", {}).get("minutes", {})
    return {part["key"]: measured.get(part.get("source", "")) for part in content.get("parts", {}).get("kpi", ())}


def _amounts(proposal: Proposal, booked: Booked) -> Objection | None:
    maximum, oi = proposal.maximum, proposal.oi or 0
    if maximum is None:
        return Objection("Het maximum ontbreekt.", "Vul het maximum van S3 en O&I samen in.", "maximum")
    if maximum < 0:
        return Objection("Een maximum is nooit lager dan nul.", "Vul nul of een hoger bedrag in.", "maximum")
    if oi < 0:
        return Objection("Een bedrag is nooit lager dan nul.", "Vul nul of een hoger bedrag in.", "oi")
    if oi > maximum:
        return Objection("O&I is hoger dan het maximum.", "Verlaag O&I of verhoog het maximum.", "oi")
    if oi < booked.oi:
        return Objection(f"Voor O&I is al {euro(booked.oi)} geboekt.", "Kies minstens dat bedrag.", "oi")
    if maximum - oi < booked.s3:
        lowest = f"Kies een maximum van minstens {euro(booked.s3 + oi)}."
        return Objection(f"Voor praktijken (S3) is al {euro(booked.s3)} geboekt.", lowest, "maximum")
    return None


def _service_code(proposal: Proposal) -> Objection | None:
    if not proposal.service_code or _SERVICE_CODE.fullmatch(proposal.service_code):
        return None
    return Objection("Een prestatiecode heeft vijf cijfers.", "Verbeter de code of laat haar leeg.", "service_code")


def _tests(proposal: Proposal, content: Content, tested: Tested) -> Objection | None:
    """Every KPI is tested before an approval; one that fails asks for a condition that says what must change."""
    left = len(untested(content, tested))
    if left:
        many = "Bij 1 KPI ontbreekt een toets." if left == 1 else f"Bij {left} KPI's ontbreekt een toets."
        return Objection(many, "Toets eerst elke KPI.", "")
    if failing(content, tested) and not proposal.conditions.strip():
        mend = "Schrijf bij de voorwaarden wat de regio hieraan doet."
        return Objection("Een KPI voldoet niet aan een toets.", mend, "conditions")
    return None
