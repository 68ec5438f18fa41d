"""The one clock. Only pages and commands read it; everything below is told what time it is."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from . import related
from .models import ClockSetting


def now() -> datetime:
    """This moment, in local time. A date that was set moves the day and keeps the time of day."""
    real = of_the_machine()
    today = settings.TODAY
    if settings.DEMO:
        for setting in related.rows_by(ClockSetting, "pk", (1,)):
            today = setting.today
    if today is None:
        return real
    return timezone.make_aware(datetime.combine(today, real.time()))


def of_the_machine() -> datetime:
    """Local time, whatever date was set."""
    return timezone.localtime()


def is_moved() -> bool:
    return settings.TODAY is not None or (settings.DEMO and ClockSetting.objects.exists())
