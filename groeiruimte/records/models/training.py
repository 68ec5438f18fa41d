"""Trainings and meetings: what is offered, who signed up, who was there (P14, P15, R09)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groeiruimte.records.identity import LENGTH, new_id

from .employee import Employee
from .evidence import Evidence
from .organisation import Practice, Region
from .user import User

TRAINING, MEETING, INSPIRATION = "training", "meeting", "inspiration"
SIGNED_UP, WAITING, CANCELLED = "signed_up", "waiting", "cancelled"
PLANNED, OPEN, CLOSED, CALLED_OFF = "planned", "open", "closed", "called_off"
BY_CODE, ON_THE_LIST, ELSEWHERE = "code", "list", "outside"


class Training(models.Model):
    """A training (scholing), meeting (bijeenkomst) or inspiration session that a region offers; `topics` are keys."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="trainings")
    kind = models.CharField(max_length=20, default=TRAINING)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    objectives = models.JSONField(default=list, help_text="letters it is offered for; anybody may join (R149)")
    topics = models.JSONField(default=list)
    functions = models.JSONField(default=list, help_text="for whom it is meant; empty: everybody")
    recommended = models.BooleanField(default=False)
    published = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(
                name="training_kind_is_known", condition=Q(kind__in=(TRAINING, MEETING, INSPIRATION))
            )
        ]

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """One time and place. `code` are the six digits at the door, good while the session is open."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="sessions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()
    place = models.CharField(max_length=200, help_text="an address, or online")
    online_link = models.URLField(max_length=500, blank=True)
    seats = models.PositiveIntegerField()
    trainer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=12, default=PLANNED)
    code = models.CharField(max_length=6, blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="of the calendar file: goes up with every change")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("start",)
        constraints = [
            models.CheckConstraint(name="session_ends_after_it_starts", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="session_status_is_known", condition=Q(status__in=(PLANNED, OPEN, CLOSED, CALLED_OFF))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training} {self.start:%Y-%m-%d}"


class SignUp(models.Model):
    """Somebody of a practice signed up, or waits for a place in order of `at`."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sign_ups")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="sign_ups")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="sign_ups")
    status = models.CharField(max_length=12)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(name="somebody_signs_up_once", fields=("session", "employee")),
            models.CheckConstraint(
                name="sign_up_status_is_known", condition=Q(status__in=(SIGNED_UP, WAITING, CANCELLED))
            ),
        ]

    def __str__(self) -> str:
        return self.status


class Attendance(models.Model):
    """Somebody was there. Without `session` it was a training elsewhere, with proof on the evidence shelf.

    `removed_on`: corrected by the trainer or the practice. `how` is code, list or outside.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="attendances")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="attendances")
    title = models.CharField(max_length=200)
    topics = models.JSONField(default=list)
    day = models.DateField()
    at_practice = models.BooleanField(default=False)
    proof = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    certificate = models.CharField(max_length=40, unique=True, help_text="number on the certificate")
    how = models.CharField(max_length=10, default="code")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()
    removed_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, help_text="why the list was corrected")

    class Meta:
        ordering = ("day", "title")
        constraints = [
            models.UniqueConstraint(
                name="somebody_attends_a_session_once",
                fields=("session", "employee"),
                condition=Q(session__isnull=False, removed_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.day}"


class CalendarFeed(models.Model):
    """The secret address of somebody's own calendar; only the hash of the secret is kept."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_feed")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.token_sha256[:8]
