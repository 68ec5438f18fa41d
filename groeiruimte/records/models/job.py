"""Work for the job loop: a table, so that it survives a killed process on either database."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

WAITING, DONE, PARKED = "waiting", "done", "parked"


class Job(models.Model):
    """One piece of work. A worker holds it by `leased_until`; after too many tries it is parked with the reason."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True, help_text="the same key is never queued twice")
    payload = models.JSONField(default=dict)
    status = models.CharField(max_length=10, default=WAITING)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=40, blank=True)
    tries = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.CheckConstraint(name="job_status_is_known", condition=Q(status__in=(WAITING, DONE, PARKED)))
        ]
        indexes = [models.Index(fields=("status", "due_at"), name="job_next")]

    def __str__(self) -> str:
        return self.key
