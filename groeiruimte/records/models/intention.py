"""What a practice says it wants, before it enrols (R048, R049, R137)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice, Region
from .region_year import RegionYear
from .user import User

YES, NO, NOT_YET = "yes", "no", "not_yet"


class Intention(models.Model):
    """Yes, no or not yet, with the objectives it prefers and the support it needs: two questions, kept apart.

    `aligned_on` is the day on which region and practice talked about the choice (R030).
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="intentions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="intentions")
    answer = models.CharField(max_length=10, blank=True)
    objectives = models.JSONField(default=list)
    choices = models.JSONField(default=list)
    support_need = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="why more than one objective, or one the region does not support")
    aligned_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="intention_is_given_once", fields=("practice", "region_year")),
            models.CheckConstraint(name="intention_is_known", condition=Q(answer__in=("", YES, NO, NOT_YET))),
        ]

    def __str__(self) -> str:
        return self.answer
