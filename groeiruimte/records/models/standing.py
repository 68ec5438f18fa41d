"""Facts about a practice that hold for a period: affiliation, contracts, pilots, choices."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .organisation import Practice, Region


class Standing(models.Model):
    """`standing` and `value` are keys that a programme names; `source` says where it was recorded."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="standings")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    standing = models.SlugField(max_length=60)
    value = models.CharField(max_length=60, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("standing", "start")
        constraints = [
            models.CheckConstraint(
                name="standing_ends_after_it_starts",
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standing} {self.value}".strip()
