"""A quarter with lists to fetch, and whether its list can come in today. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groeiruimte.programme.calendar import Quarter, short_date


@dataclass(frozen=True, slots=True)
class Offer:
    """`state` is not_yet, open or over; `when` says it in words."""

    quarter: Quarter
    state: str
    when: str


def offer(quarter: Quarter, opens: date, due: date, on: date) -> Offer:
    if on < opens:
        return Offer(quarter, "not_yet", f"Dit kwartaal gaat open op {short_date(opens)}. Zet eerst de klok vooruit.")
    if on > due:
        return Offer(quarter, "over", f"De laatste dag was {short_date(due)}. Inleveren kan nog, maar is te laat.")
    return Offer(quarter, "open", f"Dit kwartaal is nu open, tot en met {short_date(due)}.")
