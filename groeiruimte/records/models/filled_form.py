"""A form that a practice fills in: one row for each answer and each of its versions, and what was sent in, sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .enrolment import Enrolment
from .organisation import Practice, Region
from .user import User

DRAFT, SUBMITTED, CHANGES_REQUESTED = "draft", "submitted", "changes_requested"
APPROVED, CARRIED_OUT = "approved", "carried_out"
STATUSES = (DRAFT, SUBMITTED, CHANGES_REQUESTED, APPROVED, CARRIED_OUT)


class FilledForm(models.Model):
    """A form of the programme, by its key. `version` goes up with every save; `here` is where somebody was (section
    and question), to come back to. A review is a form of the region `about` this one."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="forms")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    form = models.SlugField(max_length=60)
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reviews")
    status = models.CharField(max_length=20, default=DRAFT)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True, help_text="the first time")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    carried_out_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why it was sent back or opened again")
    here = models.CharField(max_length=130, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("form",)
        constraints = [
            models.UniqueConstraint(
                name="form_is_filled_in_once", fields=("enrolment", "form"), condition=Q(about__isnull=True)
            ),
            models.UniqueConstraint(
                name="form_is_reviewed_on_one_sheet", fields=("about", "form"), condition=Q(about__isnull=False)
            ),
            models.CheckConstraint(name="filled_form_status_is_known", condition=Q(status__in=STATUSES)),
        ]

    def __str__(self) -> str:
        return f"{self.form} ({self.status})"


class FormAnswer(models.Model):
    """One version of the answer to one question; the newest counts. Append-only: nothing saved is ever lost.

    `form_version` is the version of the form that this save led to; `prefilled` says that the value is what the
    system already knew.
    """

    filled_form = models.ForeignKey(FilledForm, on_delete=models.PROTECT, related_name="answers")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    question = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    form_version = models.PositiveIntegerField()
    value = models.JSONField(null=True)
    prefilled = models.BooleanField(default=False)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("question", "version")
        constraints = [
            models.UniqueConstraint(name="answer_version_is_used_once", fields=("filled_form", "question", "version"))
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.version}"

    @property
    def of_version(self) -> int:
        """The version of the whole that this save led to: of a form or of a scan alike."""
        return self.form_version


class FormSubmission(models.Model):
    """What was sent in: all answers as they stood, with the seal over them and the receipt. Append-only."""

    filled_form = models.ForeignKey(FilledForm, on_delete=models.PROTECT, related_name="submissions")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    receipt = models.CharField(max_length=40, unique=True)
    answers = models.JSONField(default=dict)
    kpis = models.JSONField(default=list, help_text="each KPI with its state and reason on that day")
    sha256 = models.CharField(max_length=64)
    statement = models.TextField(blank=True, help_text="what was signed")
    late = models.BooleanField(default=False)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(name="submission_number_is_used_once", fields=("filled_form", "number"))]

    def __str__(self) -> str:
        return self.receipt


class Remark(models.Model):
    """What the region says at one question of what was sent in; `question` empty for the whole."""

    filled_form = models.ForeignKey(FilledForm, on_delete=models.PROTECT, related_name="remarks")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    question = models.SlugField(max_length=60, blank=True)
    number = models.PositiveIntegerField(help_text="of the submission it is about")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.question
