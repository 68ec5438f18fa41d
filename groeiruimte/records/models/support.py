"""What a region does for a practice, and what it notes down for itself (R110, R116, R132, R134, R140)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .enrolment import Enrolment
from .organisation import Practice, Region
from .user import User


class SupportRecord(models.Model):
    """One piece of support: of a kind that the programme names, in a phase, or a step of a track.

    `answers` by the questions of the step, in the shapes of `programme.form`. `removed_on`: struck out, never deleted.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="support")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    track = models.CharField(max_length=60, blank=True)
    step = models.CharField(max_length=60, blank=True)
    phase = models.CharField(max_length=60, blank=True)
    objective = models.CharField(max_length=1, blank=True)
    day = models.DateField()
    minutes = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    removed_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-day", "-at")
        constraints = [
            models.UniqueConstraint(
                name="support_step_is_done_once",
                fields=("enrolment", "track", "step"),
                condition=Q(removed_on__isnull=True) & ~Q(track=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class RegionNote(models.Model):
    """What the region notes about a practice, for itself: no practice reads it. Append-only."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, help_text="note, call or visit")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.CheckConstraint(name="region_note_kind_is_known", condition=Q(kind__in=("note", "call", "visit")))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"


class SavedView(models.Model):
    """A choice of filters in a table of practices that somebody keeps for later; `query` is that of the address."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(name="saved_view_name_is_used_once", fields=("user", "region", "name"))]

    def __str__(self) -> str:
        return self.name
