"""When a practice can say whether it means to take part. Source: R048, R049."""

from __future__ import annotations

from datetime import date

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme

from .forms import Availability
from .why import sentences


def availability(programme: Programme, on: date) -> Availability:
    """R048: only after the opening. After the last day it can still be said: late, never lost."""
    asked = programme.intention
    if asked is None:
        return Availability("not_for_you", "Dit programma vraagt niet of u mee wilt doen.", None, None)
    if asked.opens is not None and on < asked.opens:
        return Availability("not_yet", f"Dit kan vanaf {short_date(asked.opens)}.", asked.opens, asked.date)
    until = f"tot en met {short_date(asked.date)}."
    late = "U kunt het nog laten weten. Uw antwoord komt dan te laat aan."
    because = sentences(f"Dit kon {until}", late) if on > asked.date else f"U kunt dit laten weten {until}"
    return Availability("open", because, asked.opens, asked.date)
