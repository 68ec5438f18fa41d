"""Booked lines of the settlement: append-only, whole cents."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .enrolment import Enrolment
from .organisation import Practice, Region
from .patient_list import PatientList


class SettlementLine(models.Model):
    """`count` insured of one UZOVI times `tariff_cents`. A correction is a new line that points at the old one."""

    reference = models.CharField(primary_key=True, max_length=60)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="settlement_lines")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    patient_list = models.ForeignKey(PatientList, on_delete=models.PROTECT, related_name="settlement_lines")
    quarter = models.CharField(max_length=6)
    uzovi_code = models.CharField(max_length=4)
    count = models.IntegerField()
    tariff_cents = models.BigIntegerField()
    amount_cents = models.BigIntegerField()
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    after_close = models.BooleanField(default=False)
    trace = models.JSONField(default=list)
    booked_at = models.DateTimeField()

    class Meta:
        ordering = ("booked_at", "reference")
        constraints = [
            models.CheckConstraint(
                name="line_amount_is_count_times_tariff",
                condition=Q(amount_cents=F("count") * F("tariff_cents")),
            ),
            models.CheckConstraint(
                name="only_a_correction_is_negative",
                condition=Q(corrects__isnull=False, count__lte=0) | Q(corrects__isnull=True, count__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
