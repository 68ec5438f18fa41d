"""The register of UZOVI codes: which insurers exist. A dated data file, `definitions/registers/uzovi.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any


def load_register(path: Path, on: date | None = None) -> frozenset[str]:
    """The codes of a register, only those in force when a day is given (a code without dates always is).

    Raises ValueError, with the place, for a file that is no register, and OSError when there is none.
    """
    codes = tomllib.loads(path.read_text(encoding="utf-8")).get("code")
    if not isinstance(codes, list) or not codes:
        raise ValueError(f"{path.name}: a register has [[code]] tables")
    return frozenset([_code(each, f"{path.name}: code {n}") for n, each in enumerate(codes, 1) if _holds(each, on)])


def _code(each: dict[str, Any], where: str) -> str:
    code = each.get("code")
    if not (isinstance(code, str) and len(code) == 4 and code.isascii() and code.isdigit()):
        raise ValueError(f"{where}: a code is four digits in quotes")
    return code


def _holds(each: dict[str, Any], on: date | None) -> bool:
    return on is None or each.get("from", date.min) <= on <= each.get("to", date.max)
