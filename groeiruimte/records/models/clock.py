"""The date that the demo plays on."""

from __future__ import annotations

from django.db import models


class ClockSetting(models.Model):
    """At most one row, in the demo only: today as the demo's own page set it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    today = models.DateField()

    def __str__(self) -> str:
        return self.today.isoformat()
