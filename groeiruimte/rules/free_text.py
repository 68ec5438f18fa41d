"""What must not stand in a free text: a number that looks like a BSN (trust.md; ux.md 2c.3)."""

from __future__ import annotations

import re

from stdnum.nl import bsn

BSN_SEEN = "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."

_NINE = re.compile(r"(?<![\d.,])\d(?:[ .-]?\d){8}(?![\d]|[.,]\d)", re.ASCII)


def holds_a_bsn(text: str) -> bool:
    """Whether nine digits in a text, also with spaces, dots or dashes between them, pass the elfproef."""
    return any(bsn.is_valid(re.sub(r"\D", "", found)) for found in _NINE.findall(text))
