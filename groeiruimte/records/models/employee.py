"""Who works in a practice, by function."""

from __future__ import annotations

from django.db import models

from .organisation import Practice, Region
from .user import User


class Employee(models.Model):
    """Somebody who works in a practice; `user` once the person can log in."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="employees")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    function = models.SlugField(max_length=60)
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="employments")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("function", "name")

    def __str__(self) -> str:
        return self.name
