"""The audit event: append-only, chained by hash, with the fields that NEN 7513 asks for (trust.md 1b.3)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .organisation import Practice, Region

OK, REFUSED, ERROR = 0, 4, 8


class Event(models.Model):
    """One thing that somebody did or tried. `detail` holds numbers and keys, never content and never a BSN."""

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=1, help_text="C create, R read, U update, D delete, E execute")
    event = models.CharField(max_length=60)
    outcome = models.PositiveSmallIntegerField(default=OK)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_ext = models.CharField(max_length=200, blank=True)
    actor_name = models.CharField(max_length=120, blank=True)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=30, blank=True)
    membership_id = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    ip = models.CharField(max_length=45, blank=True)
    session_hash = models.CharField(max_length=64, blank=True)
    site = models.CharField(max_length=120, blank=True)
    component = models.CharField(max_length=30, blank=True)
    release = models.CharField(max_length=30, blank=True)
    object_type = models.CharField(max_length=40, blank=True)
    object_role = models.CharField(max_length=40, blank=True)
    lifecycle = models.CharField(max_length=20, blank=True)
    object_id_type = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    policy = models.CharField(max_length=60, blank=True)
    sensitivity = models.CharField(max_length=20, blank=True)
    authz_protocol = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("seq",)
        constraints = [
            models.CheckConstraint(name="event_action_is_known", condition=Q(action__in="CRUDE")),
            models.CheckConstraint(name="event_outcome_is_known", condition=Q(outcome__in=(OK, REFUSED, ERROR))),
        ]
        indexes = [
            models.Index(fields=("actor_id", "seq"), name="event_by_actor"),
            models.Index(fields=("event", "seq"), name="event_by_kind"),
            models.Index(fields=("at",), name="event_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"
