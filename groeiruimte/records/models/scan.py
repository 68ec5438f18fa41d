"""A scan of a practice: what anybody of its region may know of it, and what only the practice and the specialist see.

`Scan` holds status and days alone. Everything that says something about the practice stands in tables of its own,
behind their own wall (R106): answers and judgements here, and `interview`, `device` and `scan_report`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .enrolment import Enrolment
from .organisation import Practice, Region
from .user import User

ANSWERING, SUBMITTED, REVIEWED = "answering", "submitted", "reviewed"
PLANNED, INTERVIEWED, FINISHED = "planned", "interviewed", "finished"
SCAN_STATUSES = (ANSWERING, SUBMITTED, REVIEWED, PLANNED, INTERVIEWED, FINISHED)


class Scan(models.Model):
    """A scan of the programme, by its key. `version` goes up with every save of answers; `here` is where somebody was.

    `answered` of `asked` questions have an answer. `follow_up` is what a practice goes on with (R126).
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="scans")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="scans")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=60)
    status = models.CharField(max_length=12, default=ANSWERING)
    answered = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    interviewed_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    follow_up = models.SlugField(max_length=60, blank=True)
    followed_up_on = models.DateField(null=True, blank=True)
    specialist = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    here = models.CharField(max_length=130, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("started_at", "id")
        constraints = [
            models.UniqueConstraint(name="scan_is_done_once_a_year", fields=("enrolment", "kind")),
            models.CheckConstraint(name="scan_status_is_known", condition=Q(status__in=SCAN_STATUSES)),
            models.CheckConstraint(
                name="scan_is_finished_on_a_day",
                condition=(Q(status=FINISHED) & Q(finished_on__isnull=False))
                | (~Q(status=FINISHED) & Q(finished_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.status})"


class ScanAnswer(models.Model):
    """One version of the answer to one question; the newest counts. Append-only. `scan_version` is that of the scan
    that this save led to; `prefilled` says that it is what stood in the last scan."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="answers")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    question = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    scan_version = models.PositiveIntegerField()
    value = models.JSONField(null=True)
    prefilled = models.BooleanField(default=False)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("question", "version")
        constraints = [
            models.UniqueConstraint(name="scan_answer_version_is_used_once", fields=("scan", "question", "version"))
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.version}"

    @property
    def of_version(self) -> int:
        """The version of the whole that this save led to: of a form or of a scan alike."""
        return self.scan_version


class ScanJudgement(models.Model):
    """What the specialist makes of one answer (`level` as in `programme.scan`; empty: as the scan judges it itself),
    with a note for the interview."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="judgements")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    question = models.SlugField(max_length=60)
    level = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("question",)
        constraints = [models.UniqueConstraint(name="scan_answer_is_judged_once", fields=("scan", "question"))]

    def __str__(self) -> str:
        return f"{self.question} {self.level}"
