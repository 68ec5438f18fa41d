"""A region and a practice align on an objective; which ones a region supports (R010, R011, R030, R034, R039)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .organisation import Practice, Region
from .region_year import RegionYear
from .user import User

YES, WITH_HELP, NO = "yes", "with_help", "no"
VERDICTS = (YES, WITH_HELP, NO)
CRITERIA = ("preference", "feasibility", "coherence")


class Alignment(models.Model):
    """How the region judges one objective of one practice by the three criteria. Append-only: the newest counts.

    `aligned_on`: the day they spoke about it (R030). Confirmed only with all three criteria judged (R011).
    """

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="alignments")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="alignments")
    objective = models.CharField(max_length=1)
    preference = models.CharField(max_length=10, blank=True)
    feasibility = models.CharField(max_length=10, blank=True)
    coherence = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    aligned_on = models.DateField(null=True, blank=True)
    confirmed = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("objective", "number")
        constraints = [
            models.UniqueConstraint(
                name="alignment_number_is_used_once", fields=("practice", "region_year", "objective", "number")
            ),
            *(
                models.CheckConstraint(
                    name=f"alignment_{criterion}_is_known", condition=Q(**{f"{criterion}__in": ("", *VERDICTS)})
                )
                for criterion in CRITERIA
            ),
            models.CheckConstraint(
                name="alignment_is_confirmed_on_three_criteria",
                condition=Q(confirmed=False)
                | (~Q(preference="") & ~Q(feasibility="") & ~Q(coherence="") & Q(aligned_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objective} {self.number}"


class SupportedObjective(models.Model):
    """Whether a region supports an objective this year. Append-only: the newest counts; none: as the programme says."""

    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="supported")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    objective = models.CharField(max_length=1)
    supported = models.BooleanField()
    note = models.TextField(blank=True)
    number = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("objective", "number")
        constraints = [
            models.UniqueConstraint(
                name="supported_objective_number_is_used_once", fields=("region_year", "objective", "number")
            )
        ]

    def __str__(self) -> str:
        return self.objective
