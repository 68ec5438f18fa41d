"""Deliveries of the quarterly patient list: counts and row numbers, never a patient."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groeiruimte.records.identity import LENGTH, new_id

from .enrolment import Enrolment
from .organisation import Practice, Region
from .user import User

CHECKED, COUNTS, REPLACED, REFUSED = "checked", "counts", "replaced", "refused"


class PatientList(models.Model):
    """One delivery. Checked first; once the practice hands in the counts it counts, until a later one replaces it.

    `sha256`, `size` (bytes) and `rows` are the receipt of a file that is gone.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="lists")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="lists")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)
    number = models.PositiveIntegerField()
    receipt = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=10, default=CHECKED)
    delivered_at = models.DateTimeField()
    delivered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    counted = models.PositiveIntegerField(default=0)
    other_insurer = models.PositiveIntegerField(default=0)
    not_active = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    jump_percent = models.IntegerField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why the count jumps, or that there are no patients")
    after_close = models.BooleanField(default=False)

    class Meta:
        ordering = ("-quarter", "-number")
        constraints = [
            models.UniqueConstraint(name="list_number_is_used_once", fields=("enrolment", "quarter", "number")),
            models.UniqueConstraint(
                name="one_list_counts_for_a_quarter", fields=("enrolment", "quarter"), condition=Q(status=COUNTS)
            ),
            models.CheckConstraint(
                name="list_status_is_known", condition=Q(status__in=(CHECKED, COUNTS, REPLACED, REFUSED))
            ),
            models.CheckConstraint(
                name="list_counts_fit_in_its_rows",
                condition=Q(rows__gte=F("counted") + F("other_insurer") + F("not_active")),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class ListCount(models.Model):
    """How many insured of one UZOVI code count in a list."""

    patient_list = models.ForeignKey(PatientList, on_delete=models.PROTECT, related_name="counts")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    uzovi_code = models.CharField(max_length=4)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ("uzovi_code",)
        constraints = [models.UniqueConstraint(name="uzovi_is_counted_once", fields=("patient_list", "uzovi_code"))]

    def __str__(self) -> str:
        return f"{self.uzovi_code}: {self.count}"


class ListFindings(models.Model):
    """What the check found: row numbers, columns and reasons. Only for the practice; the region sees how many."""

    patient_list = models.OneToOneField(PatientList, on_delete=models.CASCADE, related_name="findings")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    items = models.JSONField(default=list)
    refusal = models.JSONField(null=True, blank=True)
    headers = models.JSONField(default=list, blank=True)
    missing_columns = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"{len(self.items)}"


class ColumnMapping(models.Model):
    """How a practice's own column headers fit the layout, when the headers are not recognised."""

    practice = models.OneToOneField(Practice, on_delete=models.CASCADE, related_name="column_mapping")
    headers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{len(self.headers)}"
