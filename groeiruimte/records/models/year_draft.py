"""A programme text in the making: a copy of last year's, edited until it is published (R12, R055)."""

from __future__ import annotations

from django.db import models

from groeiruimte.records.identity import LENGTH, new_id

from .edition import Edition
from .organisation import Region
from .user import User


class YearDraft(models.Model):
    """`text` may be wrong: its problems are shown, and it is published only without any. `region` None: the frame."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="drafts")
    copied_from = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    cases = models.TextField(blank=True)
    published = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, help_text="thrown away before it was published")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        return str(self.saved_at)
