"""Insurers, regional organisations and practices."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id


class Insurer(models.Model):
    """A zorgverzekeraar that buys a programme."""

    key = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A regio-organisatie; `in_formation` marks one that is being set up (i.o., R010)."""

    key = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)
    in_formation = models.BooleanField(default=False)
    project_lead = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    bank_account = models.CharField(max_length=34, blank=True, help_text="from which a region pays as kassier")

    def __str__(self) -> str:
        return self.name


class Practice(models.Model):
    """A huisartsenpraktijk. `region` is the region that holds its dossier; what it may do follows from standings."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="practices")
    agb_code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    city = models.CharField(max_length=80, blank=True)
    district = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    registered_patients = models.PositiveIntegerField(default=0, help_text="ION, as the practice stated it")
    bank_account = models.CharField(max_length=34, blank=True)
    claim_serial = models.PositiveIntegerField(default=0, help_text="the last one used in an invoice number")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(name="practice_agb_is_a_practice", condition=Q(agb_code__regex=r"^01[0-9]{6}$")),
        ]

    def __str__(self) -> str:
        return self.name
