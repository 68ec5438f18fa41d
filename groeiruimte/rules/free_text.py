"""What must not stand in a free text: a number that looks like a BSN (trust.md; ux.md 2c.3)."""

from __future__ import annotations

import re

BSN_SEEN = "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."

_NINE = re.compile(r"(?<![\d.,])\d(?:[ .-]?\d){8}(?![\d]|[.,]\d)", re.ASCII)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def holds_a_bsn(text: str) -> bool:
    """Whether nine digits in a text, also with spaces, dots or dashes between them, pass the elfproef."""
    return any(_passes([int(digit) for digit in re.findall(r"\d", found)]) for found in _NINE.findall(text))


def _passes(digits: list[int]) -> bool:
    return any(digits) and sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
