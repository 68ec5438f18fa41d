"""Once a quarter a practice looks at who has access, and says that it is right (P03)."""

from __future__ import annotations

from django.db import models

from .organisation import Practice, Region
from .user import User


class AccessCheck(models.Model):
    """Somebody looked at the team of a practice in a quarter (`2022Q2`). Append-only."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="access_checks")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        constraints = [models.UniqueConstraint(name="access_is_checked_once_a_quarter", fields=("practice", "quarter"))]

    def __str__(self) -> str:
        return self.quarter
