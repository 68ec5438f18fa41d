"""The interview of a scan: the moments that a specialist offers, and what was talked about."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice, Region
from .scan import Scan
from .user import User


class InterviewSlot(models.Model):
    """A time that a specialist offers for an interview. Free while `scan` is empty; then `practice` has it."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    specialist = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()
    place = models.CharField(max_length=200, help_text="at the practice, or a way to call")
    online_link = models.URLField(max_length=500, blank=True)
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, null=True, blank=True, related_name="slots")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_on = models.DateField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="of the calendar file: goes up with every change")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("start", "id")
        constraints = [
            models.CheckConstraint(name="slot_ends_after_it_starts", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="slot_is_taken_by_a_practice",
                condition=Q(scan__isnull=True, practice__isnull=True) | Q(scan__isnull=False, practice__isnull=False),
            ),
            models.UniqueConstraint(
                name="specialist_is_at_one_place",
                fields=("specialist", "start"),
                condition=Q(removed_on__isnull=True),
            ),
            models.UniqueConstraint(
                name="scan_has_one_interview",
                fields=("scan",),
                condition=Q(scan__isnull=False, removed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M}"


class Interview(models.Model):
    """What was talked about: `topics` are those of the practice itself (a list of texts), `notes` the specialist's.

    `summary` stands at the top of the report.
    """

    scan = models.OneToOneField(Scan, on_delete=models.PROTECT, related_name="interview")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    topics = models.JSONField(default=list)
    notes = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.scan_id)
