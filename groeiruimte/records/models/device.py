"""Equipment of a practice, as it was written down around a scan."""

from __future__ import annotations

from django.db import models

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice, Region
from .user import User


class Device(models.Model):
    """Equipment (apparatuur) of a practice: it stays on the list from one scan to the next (R103)."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="devices")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    make = models.CharField(max_length=120, blank=True)
    number = models.PositiveIntegerField(default=1, help_text="how many of them")
    year = models.PositiveIntegerField(null=True, blank=True, help_text="bought in")
    system = models.CharField(max_length=120, blank=True)
    support_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("kind", "make", "id")

    def __str__(self) -> str:
        return self.kind
