"""Money is whole cents; there is one rounding and it has a name.

Rounding the tariff of a quarter on its own loses up to EUR 59.99 a practice a year at EUR 3.27 per patient. So a part
of a year is the difference of two rounded running totals: the parts always add up to the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

Cents = int

_AMOUNT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{2}))?\Z")


def read_cents(text: str) -> Cents:
    """The cents in a quoted amount in euro: `"3.16"` is 316. Raises ValueError on anything else, a float included."""
    match = _AMOUNT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(text)
    return int(match[1]) * 100 + int(match[2] or 0)


def round_half_up(amount: Fraction) -> Cents:
    """The only rounding in the product: to the nearest cent, a half cent away from zero."""
    doubled = abs(amount) * 2
    cents = (doubled.numerator // doubled.denominator + 1) // 2
    return cents if amount >= 0 else -cents


def part_of_year(year: Cents, part: int, parts: int) -> Cents:
    """What part `part` (1 to `parts`) of a yearly amount comes to; the parts of a year add up to the year exactly."""
    if not 1 <= part <= parts:
        raise ValueError(f"part {part} of {parts}")
    return round_half_up(Fraction(year * part, parts)) - round_half_up(Fraction(year * (part - 1), parts))


def split(total: Cents, weights: Sequence[int]) -> list[Cents]:
    """`total` shared out over `weights` by largest remainder: the shares add up to the total, to the cent."""
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("the weights add up to nothing")
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares


def euro(cents: Cents) -> str:
    """The amount as a Dutch reader writes it: 165505 becomes `€ 1.655,05`."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"€ {sign}{whole:,}".replace(",", ".") + f",{rest:02d}"
