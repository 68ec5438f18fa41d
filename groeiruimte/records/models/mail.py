"""The outbox: every mail as a row that says what goes, to whom, and why, before it goes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice, Region
from .user import User

HELD, SENT, FAILED, DROPPED = "held", "sent", "failed", "dropped"


class Mail(models.Model):
    """One mail to one person. `key` is used once, so a mail goes once; `why` is shown in the outbox.

    Held until `due_at` so that somebody can still take it out; what failed is sent again without the others.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=20)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True, help_text="an ics file that goes along")
    why = models.CharField(max_length=300)
    status = models.CharField(max_length=10, default=HELD)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-made_at", "id")
        constraints = [
            models.CheckConstraint(name="mail_status_is_known", condition=Q(status__in=(HELD, SENT, FAILED, DROPPED)))
        ]
        indexes = [models.Index(fields=("status", "due_at"), name="mail_next")]

    def __str__(self) -> str:
        return self.subject
