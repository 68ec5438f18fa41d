"""Questions of a practice to its project leader, and the answers (P23, R151)."""

from __future__ import annotations

from django.db import models

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice, Region
from .user import User


class Thread(models.Model):
    """One subject. `about` is what it is about: `form:action_plan`, `kpi:a1`, or empty."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="threads")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=80, blank=True)
    closed = models.BooleanField(default=False)
    last_at = models.DateTimeField()
    waits_for_region = models.BooleanField(default=True)

    class Meta:
        ordering = ("-last_at",)

    def __str__(self) -> str:
        return self.title


class Message(models.Model):
    """One message in a thread. Append-only."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    from_region = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.thread_id} {self.at}"
