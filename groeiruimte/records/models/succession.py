"""A practice that goes up in another, splits, gets another AGB code or moves to another region (Z21)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice, Region
from .user import User

MERGE, SPLIT, AGB, MOVE = "merge", "split", "agb", "move"


class Succession(models.Model):
    """Append-only; carried out by the job loop on the day `effective`, from which it holds.

    `practice` is the one that goes up in `other` (merge), that a part leaves (split; the new one has `new_agb`), that
    gets `new_agb`, or that moves to `to_region`. `detail` holds the name of a new practice.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="successions")
    kind = models.CharField(max_length=10)
    other = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, related_name="+")
    effective = models.DateField()
    old_agb = models.CharField(max_length=8)
    new_agb = models.CharField(max_length=8, blank=True)
    from_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    to_region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    detail = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("effective", "at")
        constraints = [
            models.CheckConstraint(
                name="succession_says_what_its_kind_needs",
                condition=Q(kind=MERGE, other__isnull=False, new_agb="", to_region__isnull=True)
                | Q(kind__in=(SPLIT, AGB), other__isnull=True, new_agb__regex=r"^01[0-9]{6}$", to_region__isnull=True)
                | Q(kind=MOVE, other__isnull=True, new_agb="", to_region__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.effective}"
