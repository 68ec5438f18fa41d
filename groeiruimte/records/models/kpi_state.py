"""How each KPI of a practice stands, as its region sees it: kept as rows, so that a map of a region only reads."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .enrolment import Enrolment
from .organisation import Practice, Region

MET, NEARLY, NOT_YET = "met", "nearly", "not_yet"


class KpiState(models.Model):
    """One KPI that is asked of an enrolled practice: `have` found of `need`, and why, without names of staff.

    What the rules say, never what somebody wrote: `actions.kpi_states` works it out again whenever something happens.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="kpi_states")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kpi = models.SlugField(max_length=60)
    state = models.CharField(max_length=10)
    have = models.PositiveIntegerField()
    need = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    worked_out_on = models.DateField()

    class Meta:
        ordering = ("enrolment", "kpi")
        constraints = [
            models.UniqueConstraint(name="kpi_stands_once", fields=("enrolment", "kpi")),
            models.CheckConstraint(name="kpi_state_is_known", condition=Q(state__in=(MET, NEARLY, NOT_YET))),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} {self.state}"
