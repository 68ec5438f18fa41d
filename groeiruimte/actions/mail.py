"""Mails about lists: one action, no amounts, no numbers of patients, no files; only a link (ux.md 2b.8)."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.programme.calendar import Quarter
from groeiruimte.records.models import PatientList

from . import outbox


def list_receipt(patient_list: PatientList, at: datetime) -> None:
    """M7: the counts of a quarter came in."""
    quarter = Quarter.read(patient_list.quarter)
    person = patient_list.handed_in_by or patient_list.delivered_by
    outbox.put(
        key=f"M7:{patient_list.pk}",
        kind="M7",
        user=person,
        practice=patient_list.practice,
        subject="Uw lijst is binnen",
        body=(
            f"Beste {person.name},\n\n"
            f"De aantallen van {quarter.label} zijn binnen.\n"
            f"Ontvangstbewijs: {patient_list.receipt}\n\n"
            f"Bekijk uw jaar: {outbox.place(f'/praktijk/{patient_list.practice_id}/')}\n\n"
            "U hoeft verder niets te doen.\n"
        ),
        why="U stuurde de aantallen van een kwartaal in.",
        at=at,
    )
