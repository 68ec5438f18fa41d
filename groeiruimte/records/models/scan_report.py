"""What comes of a scan: the lines of the report, the report as it was published, and whom it is shared with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice, Region
from .scan import Scan
from .user import User

IMPROVE, IN_ORDER = "improve", "in_order"
TO_REGION, TO_INSURER = "region", "insurer"


class AdviceItem(models.Model):
    """A line of the report while it is written: something in order, or something to improve with its reason.

    `advice` is the key in the library, empty for the specialist's own. `order` counts from 1. `chosen_on`: the practice
    made it an improvement (R094); `milestone` is what it became. Effort, cost and who as in `programme.scan`.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="advice")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, default=IMPROVE)
    advice = models.SlugField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    effort = models.CharField(max_length=10, blank=True)
    cost = models.CharField(max_length=10, blank=True)
    who = models.CharField(max_length=10, blank=True)
    dimensions = models.JSONField(default=list)
    order = models.PositiveIntegerField(default=1)
    shows = models.TextField(blank=True)
    weeks = models.PositiveIntegerField(default=8)
    removed_on = models.DateField(null=True, blank=True)
    chosen_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("kind", "order", "id")
        constraints = [
            models.CheckConstraint(name="advice_kind_is_known", condition=Q(kind__in=(IMPROVE, IN_ORDER))),
            models.UniqueConstraint(
                name="advice_stands_once",
                fields=("scan", "advice"),
                condition=Q(removed_on__isnull=True) & ~Q(advice=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ScanReport(models.Model):
    """The advice report as it was published, sealed. Append-only: a correction is the next number.

    `content` holds everything that is read in it. After `open_until` the specialist cannot open it any more.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="reports")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    open_until = models.DateField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(name="report_number_is_used_once", fields=("scan", "number"))]

    def __str__(self) -> str:
        return f"{self.scan_id} {self.number}"


class ScanShare(models.Model):
    """A practice lets its region or its insurer read one report; taken back on `taken_back_at`."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    report = models.ForeignKey(ScanReport, on_delete=models.PROTECT, related_name="shares")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    practice_name = models.CharField(max_length=120)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    insurer_key = models.CharField(max_length=60, blank=True, help_text="whom it is shared with; empty: the region")
    party = models.CharField(max_length=10)
    shared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-shared_at", "id")
        constraints = [
            models.CheckConstraint(name="share_party_is_known", condition=Q(party__in=(TO_REGION, TO_INSURER))),
            models.CheckConstraint(
                name="share_names_its_insurer",
                condition=(Q(party=TO_REGION, insurer_key="")) | (Q(party=TO_INSURER) & ~Q(insurer_key="")),
            ),
            models.UniqueConstraint(
                name="report_is_shared_once", fields=("report", "party"), condition=Q(taken_back_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.party
