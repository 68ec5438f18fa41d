"""Once a quarter an organisation looks at who has access, and says that it is right (P03, A01)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .organisation import Insurer, Practice, Region
from .user import User


class AccessCheck(models.Model):
    """Somebody looked at the team of an organisation in a quarter (`2022Q2`). Append-only.

    A practice comes with its region; a region or an insurer stands alone; the platform itself has none of the three.
    """

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, related_name="access_checks")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, null=True, related_name="+")
    quarter = models.CharField(max_length=6)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        constraints = [
            models.UniqueConstraint(name="access_is_checked_once_a_quarter", fields=("practice", "quarter")),
            models.UniqueConstraint(
                name="access_of_a_region_is_checked_once_a_quarter",
                fields=("region", "quarter"),
                condition=Q(practice__isnull=True),
            ),
            models.UniqueConstraint(
                name="access_of_an_insurer_is_checked_once_a_quarter", fields=("insurer", "quarter")
            ),
            models.UniqueConstraint(
                name="access_of_the_platform_is_checked_once_a_quarter",
                fields=("quarter",),
                condition=Q(practice__isnull=True, region__isnull=True, insurer__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.quarter
