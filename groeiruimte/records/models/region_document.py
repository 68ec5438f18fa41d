"""What a region writes to its insurer: the regional plan and the report. One mechanism for both.

Source: R015, R031, R035-R038, R051-R053 (plan); R033, R037, R110-R118, R156, R188 (report).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Region
from .region_year import RegionYear
from .user import User

REGIONAL_PLAN, REPORT = "regional_plan", "report"
DRAFT, SUBMITTED, CHANGES_REQUESTED, APPROVED = "draft", "submitted", "changes_requested", "approved"
STATUSES = (DRAFT, SUBMITTED, CHANGES_REQUESTED, APPROVED)
SECTION, ACTIVITY, KPI, AGREEMENT, EXCEPTION = "section", "activity", "kpi", "agreement", "exception"
PARTS = (SECTION, ACTIVITY, KPI, AGREEMENT, EXCEPTION)
APPROVE, SEND_BACK = "approve", "send_back"
CONFIRMED, DECLINED = "confirmed", "declined"
TESTS = ("burden", "policy", "context")


class RegionDocument(models.Model):
    """The regional plan or the report of a region for one programme. `version` goes up with every save; what was sent
    in stands in its submissions. After an approval an edit makes it a draft again; the approved submission stays."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="documents")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=20, default=DRAFT)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-region_year__start", "kind")
        constraints = [
            models.UniqueConstraint(name="region_document_is_written_once", fields=("region_year", "kind")),
            models.CheckConstraint(name="region_document_kind_is_known", condition=Q(kind__in=(REGIONAL_PLAN, REPORT))),
            models.CheckConstraint(name="region_document_status_is_known", condition=Q(status__in=STATUSES)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.status})"


class DocumentPart(models.Model):
    """One version of one part; the newest counts. Append-only: nothing saved is ever lost.

    `content` by kind (shapes: `rules.region_document`); None: the part was taken out. `document_version` is the version
    of the document that this save led to.
    """

    document = models.ForeignKey(RegionDocument, on_delete=models.PROTECT, related_name="parts")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    document_version = models.PositiveIntegerField()
    content = models.JSONField(null=True)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "key", "version")
        constraints = [
            models.UniqueConstraint(
                name="document_part_version_is_used_once", fields=("document", "kind", "key", "version")
            ),
            models.CheckConstraint(name="document_part_kind_is_known", condition=Q(kind__in=PARTS)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key} {self.version}"


class DocumentSubmission(models.Model):
    """What was signed and sent to the insurer: the whole document with the figures of that day, and the seal over it.

    Append-only. `sha256` is over the canonical JSON of `content`.
    """

    document = models.ForeignKey(RegionDocument, on_delete=models.PROTECT, related_name="submissions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    receipt = models.CharField(max_length=40, unique=True)
    statement = models.TextField(help_text="what was signed")
    late = models.BooleanField(default=False)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(name="document_submission_number_is_used_once", fields=("document", "number"))
        ]

    def __str__(self) -> str:
        return self.receipt


class DocumentRemark(models.Model):
    """A question of the insurer at a place of a submission, or the answer of the region. Append-only.

    `place` is `section:approach`, `kpi:<key>`, `activity:<key>`, or empty for the whole.
    """

    submission = models.ForeignKey(DocumentSubmission, on_delete=models.PROTECT, related_name="remarks")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=110, blank=True)
    text = models.TextField()
    from_insurer = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.place


class KpiTest(models.Model):
    """The verdict of the insurer on one KPI by one of the three tests (R052). Append-only: the newest counts."""

    submission = models.ForeignKey(DocumentSubmission, on_delete=models.PROTECT, related_name="kpi_tests")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="+")
    kpi = models.CharField(max_length=80)
    test = models.CharField(max_length=10)
    passes = models.BooleanField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(name="kpi_test_is_known", condition=Q(test__in=TESTS)),
            models.CheckConstraint(name="kpi_test_fails_with_a_reason", condition=Q(passes=True) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} {self.test}"


class Decision(models.Model):
    """A proposal of one person at the insurer on one submission, and the decision of a second (R054, trust.md T16).

    Amounts in whole cents. `sha256` is that of the submission: what was decided on cannot change. Of a report one
    person accepts: then `decided_by` is who proposed nothing and `proposed_by` is empty.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    submission = models.ForeignKey(DocumentSubmission, on_delete=models.PROTECT, related_name="decisions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="decisions")
    sha256 = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10)
    conditions = models.TextField(blank=True)
    maximum_cents = models.BigIntegerField(null=True, blank=True)
    oi_cents = models.BigIntegerField(null=True, blank=True)
    service_code = models.CharField(max_length=5, blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True, help_text="why the second person declined, or why it was sent back")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-proposed_at", "-decided_at")
        constraints = [
            models.CheckConstraint(
                name="decision_takes_two_people",
                condition=Q(decided_by__isnull=True) | Q(proposed_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(name="decision_verdict_is_known", condition=Q(verdict__in=(APPROVE, SEND_BACK))),
            models.CheckConstraint(
                name="decision_has_an_outcome_when_decided",
                condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(outcome__in=(CONFIRMED, DECLINED), decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_amounts_fit",
                condition=Q(maximum_cents__isnull=True, oi_cents__isnull=True)
                | Q(maximum_cents__gte=F("oi_cents"), oi_cents__gte=0),
            ),
            models.UniqueConstraint(
                name="decision_is_proposed_once_at_a_time", fields=("submission",), condition=Q(outcome="")
            ),
            models.UniqueConstraint(
                name="submission_is_approved_once",
                fields=("submission",),
                condition=Q(outcome=CONFIRMED, verdict=APPROVE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.outcome}"
