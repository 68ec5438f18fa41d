"""Moving the clock, in the demo alone, so that a year can be played."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.verb import Done, verb
from groeiruimte.programme.calendar import short_date
from groeiruimte.records.access import Actor
from groeiruimte.records.models import ClockSetting

from .moments import FIRST, LAST


@verb("demo.clock")
def move(*, today: date, by: Actor, at: datetime) -> Done:
    """Make it another day for everybody in the demo. Anybody may, as everybody plays in the same made-up world."""
    if not settings.DEMO:
        raise Refused("Dit kan alleen in de demo.", "Start de demo op uw eigen computer.", code="demo")
    if not FIRST <= today <= LAST:
        raise Refused(
            "De demo speelt niet op deze dag.",
            f"Kies een dag van {short_date(FIRST)} tot en met {short_date(LAST)}.",
            code="day",
        )
    setting, _ = ClockSetting.objects.update_or_create(pk=1, defaults={"today": today})
    return Done(setting, detail={"today": today.isoformat()})
