"""A practice commits itself to the KPIs of its objectives, in the edition that was in force (R017, R053, R065)."""

from __future__ import annotations

from django.db import models

from .edition import Edition
from .enrolment import Enrolment
from .organisation import Practice, Region
from .user import User


class Commitment(models.Model):
    """Append-only: another edition with other KPIs asks for another signature. `kpis` are the keys that were shown."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="commitments")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    kpis = models.JSONField(default=list)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_at",)
        constraints = [
            models.UniqueConstraint(name="commitment_is_signed_once_for_an_edition", fields=("enrolment", "edition"))
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.edition_id}"
