"""A practice takes part in a programme of its region, for a year."""

from __future__ import annotations

from django.db import models

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice, Region
from .region_year import RegionYear
from .user import User


class Enrolment(models.Model):
    """`answers` keeps each condition with its sentence as it stood when the practice signed."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="enrolments")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="enrolments")
    year = models.PositiveIntegerField()
    objectives = models.JSONField(default=list)
    choices = models.JSONField(default=list, help_text="keys of the tracks, concepts and initiatives that were chosen")
    effective = models.DateField()
    enrolled_on = models.DateField()
    answers = models.JSONField(default=list)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("practice__name",)
        constraints = [
            # also across regions: a practice-year is claimed once (trust.md T17)
            models.UniqueConstraint(name="practice_enrols_once_a_year", fields=("practice", "year")),
        ]

    def __str__(self) -> str:
        return f"{self.practice} {self.year}"
