"""The claim file of a practice, sealed: the database holds no key that opens it (trust.md M2)."""

from __future__ import annotations

from django.db import models

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Practice
from .patient_list import PatientList


class ClaimFile(models.Model):
    """`sealed` is gone once it was downloaded or `expires_at` passed; what remains says that it existed."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    patient_list = models.OneToOneField(PatientList, on_delete=models.PROTECT, related_name="claim_file")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="claim_files")
    serial = models.PositiveIntegerField(help_text="makes the invoice numbers of this practice unique")
    sealed = models.BinaryField(null=True)
    wrapped_key = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64)
    total_cents = models.BigIntegerField()
    unknown = models.JSONField(default=list, help_text="elements that the list does not bring")
    test = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    downloaded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="claim_serial_is_used_once", fields=("practice", "serial")),
        ]

    def __str__(self) -> str:
        return self.id
