"""What a region and an insurer agreed for one programme, and which of its quarters are closed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .edition import Edition
from .organisation import Insurer, Region
from .user import User


class RegionYear(models.Model):
    """A programme in a region. Amounts in whole cents. Without `approved_on` nothing can be claimed (R054)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="years")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="years")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="years")
    programme = models.SlugField(max_length=60)
    start = models.DateField()
    end = models.DateField()
    approved_on = models.DateField(null=True, blank=True)
    maximum_cents = models.BigIntegerField(null=True, blank=True, help_text="of S3 and O&I together (R040)")
    oi_cents = models.BigIntegerField(null=True, blank=True, help_text="of those: for the region itself (R042)")
    cashier = models.BooleanField(default=False, help_text="the region pays its practices out (kassier, R043)")
    service_code = models.CharField(max_length=5, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-start",)
        constraints = [
            models.UniqueConstraint(name="region_year_is_set_up_once", fields=("region", "programme")),
            models.CheckConstraint(
                name="region_year_service_code_has_five_digits",
                condition=Q(service_code="") | Q(service_code__regex=r"^[0-9]{5}$"),
            ),
            models.CheckConstraint(
                name="region_year_maximum_is_not_negative",
                condition=Q(maximum_cents__isnull=True) | Q(maximum_cents__gte=0),
            ),
            models.CheckConstraint(
                name="region_year_oi_fits_the_maximum",
                condition=Q(oi_cents__isnull=True) | Q(oi_cents__gte=0, maximum_cents__gte=models.F("oi_cents")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.programme}"

    @property
    def s3_maximum(self) -> int | None:
        """What is left of the maximum for the practices, in cents."""
        return None if self.maximum_cents is None else self.maximum_cents - (self.oi_cents or 0)


class QuarterClose(models.Model):
    """The settlement of a quarter is closed: what comes after is a correction, not an edit."""

    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="closed_quarters")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="quarter_is_closed_once", fields=("region_year", "quarter"))]

    def __str__(self) -> str:
        return self.quarter
