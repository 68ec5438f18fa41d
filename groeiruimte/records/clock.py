"""The one clock. Only pages and commands read it; everything below is told what time it is."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from . import related
from .models import ClockSetting

_DAWN, _DAYLIGHT = 6, 12
"""Hours."""


def now() -> datetime:
    """This moment, in local time.

    A date that was set is another day, and it is light there: at night the clock stands twelve hours apart from that of
    the machine. So whoever opens a demo in the evening finds no training over and no door shut.
    """
    real = of_the_machine()
    today = settings.TODAY
    if settings.DEMO:
        for setting in related.rows_by(ClockSetting, "pk", (1,)):
            today = setting.today
    if today is None:
        return real
    by_day = real.replace(hour=(real.hour - _DAWN) % _DAYLIGHT + _DAWN)
    return timezone.make_aware(datetime.combine(today, by_day.time()))


def of_the_machine() -> datetime:
    """Local time, whatever date was set."""
    return timezone.localtime()


def is_moved() -> bool:
    return settings.TODAY is not None or (settings.DEMO and ClockSetting.objects.exists())
