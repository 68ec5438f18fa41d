"""Extra hours of a professional that the programme pays for (R018-R029, R075-R083)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .employee import Employee
from .enrolment import Enrolment
from .evidence import Evidence
from .organisation import Practice, Region
from .user import User


class ExtraHours(models.Model):
    """Minutes a week of one professional, of one type of time, under one objective; `contract` is evidence.

    `complete` when the contract is there and it is stated that the hours are claimed nowhere else, where asked.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="hours")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    objective = models.CharField(max_length=1)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    function = models.SlugField(max_length=60)
    type = models.CharField(max_length=20)
    minutes_a_week = models.PositiveIntegerField()
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    contract = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    claimed_nowhere_else = models.BooleanField(default=False)
    removed_on = models.DateField(null=True, blank=True)
    booked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("objective", "function", "start")
        constraints = [
            models.CheckConstraint(name="extra_hours_are_more_than_none", condition=Q(minutes_a_week__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.function} {self.minutes_a_week}"
