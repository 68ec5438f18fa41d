"""The evidence shelf: a file or link is added once and used many times (P20)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice, Region
from .user import User


class StoredFile(models.Model):
    """The bytes of a file that somebody gave us, as they came. `media_type` is what its first bytes say it is."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """A file or link on the shelf of a practice. `kind` is what a KPI asks for (`website_video_consult`), or empty.

    The region notes the day on which it looked at a link, with a copy of what it saw (R112).
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="evidence")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    day = models.DateField()
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    copy = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_on = models.DateField(null=True, blank=True, help_text="taken off the shelf; kept for what names it")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-day", "title")
        constraints = [
            models.CheckConstraint(
                name="evidence_is_a_file_or_a_link",
                condition=Q(link="", file__isnull=False) | (~Q(link="") & Q(file__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return self.title
