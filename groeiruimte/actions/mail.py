"""Mail: one action, no amounts, no numbers of patients, no files; only a link (ux.md 2b.8)."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage

from groeiruimte.programme.calendar import Quarter
from groeiruimte.records.models import PatientList


def list_receipt(patient_list: PatientList) -> None:
    """M7: the counts of a quarter came in."""
    quarter = Quarter.read(patient_list.quarter)
    place = f"{settings.SITE}/praktijk/{patient_list.practice_id}/"
    person = patient_list.handed_in_by or patient_list.delivered_by
    EmailMessage(
        subject="Uw lijst is binnen",
        body=(
            f"Beste {person.name},\n\n"
            f"De aantallen van {quarter.label} zijn binnen.\n"
            f"Ontvangstbewijs: {patient_list.receipt}\n\n"
            f"Bekijk uw jaar: {place}\n\n"
            "U hoeft verder niets te doen.\n"
        ),
        to=[person.email],
    ).send()
