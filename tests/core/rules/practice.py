"""A made-up practice that may take part in the small programme, and ways to make it differ."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import settings

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import Facts, StandingFact

Varied = Callable[..., Programme]

FEW = settings(max_examples=30, deadline=None)
"""Enough examples for a property of small values, in a tenth of a second."""

FEWER = settings(FEW, max_examples=12)
"""For a property of a whole form."""

AUTUMN = date(2021, 12, 15)

STANDINGS = {
    "affiliation": StandingFact("affiliation", "rijnmond", date(2019, 1, 1)),
    "region_contract": StandingFact("region_contract", "rijnmond", date(2021, 11, 1)),
    "preferred_insurer": StandingFact("preferred_insurer", "zilveren-kruis", date(2020, 1, 1)),
    "insurer_contract": StandingFact("insurer_contract", "zilveren-kruis", date(2021, 1, 1), date(2023, 12, 31)),
}

READY = Facts(practice="Praktijk De Linde", standings=tuple(STANDINGS.values()), objectives=("A",))


def having(*standings: StandingFact, without: str = "", **other: Any) -> Facts:
    """The ready practice with more standings, without one, or with other facts."""
    kept = tuple(found for found in READY.standings if found.standing != without)
    return replace(READY, standings=(*kept, *standings), **other)


def tables() -> dict[str, Any]:
    """The text of the small programme as new tables, to change."""
    return tomllib.loads((Path(__file__).parent / "programme.toml").read_text(encoding="utf-8"))
