"""What a practice notes down through the year and KPIs count: an action, a board, a partner, a measurement."""

from __future__ import annotations

from django.db import models

from groeiruimte.records.identity import LENGTH, new_id

from .employee import Employee
from .enrolment import Enrolment
from .organisation import Practice, Region
from .user import User


class Item(models.Model):
    """One of a kind that the programme names; `answers` by the questions of that kind, in the shapes of
    `programme.form`. `removed_on`: struck out, never deleted."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="items")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=60)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    district = models.CharField(max_length=80, blank=True)
    day = models.DateField()
    answers = models.JSONField(default=dict)
    removed_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("kind", "day", "noted_at")

    def __str__(self) -> str:
        return self.kind
