"""Who works in a practice, by function."""

from __future__ import annotations

from django.db import models

from .organisation import Practice, Region


class Employee(models.Model):
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="employees")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    function = models.SlugField(max_length=60)
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("function", "name")

    def __str__(self) -> str:
        return self.name
