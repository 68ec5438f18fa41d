"""What an insurer published about a year: small numbers are left out before it is kept (R033, R185, Z19)."""

from __future__ import annotations

from django.db import models

from .organisation import Insurer
from .user import User


class Publication(models.Model):
    """The results of a year, for everybody to read. Append-only; a newer number takes the place of an older one."""

    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="publications")
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField(default=1)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "-number")
        constraints = [
            models.UniqueConstraint(name="publication_number_is_used_once", fields=("insurer", "year", "number"))
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.number}"
