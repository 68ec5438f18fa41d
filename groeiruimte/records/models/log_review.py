"""Once a week a log manager looks at the audit log, and says what stood out (NEN 7513, LOG-6)."""

from __future__ import annotations

from django.db import models

from .user import User


class LogReview(models.Model):
    """Somebody looked at the log of a week (`2022W13`). Append-only."""

    week = models.CharField(max_length=7, unique=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("-week",)

    def __str__(self) -> str:
        return self.week
