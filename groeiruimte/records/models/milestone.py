"""A milestone of the plan of a practice (P08)."""

from __future__ import annotations

from django.db import models

from groeiruimte.records.identity import LENGTH, new_id

from .employee import Employee
from .enrolment import Enrolment
from .evidence import Evidence
from .organisation import Practice, Region
from .scan_report import AdviceItem
from .user import User


class Milestone(models.Model):
    """What is reached, by when, by whom, and what shows it. `training` is a topic; `example` the key it was copied
    from, `advice` the line of a scan report that it carries out (R094). Progress is noted by the practice alone
    (R141)."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="milestones")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    shows = models.TextField(help_text="what shows that it is done")
    due = models.DateField()
    owner = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    training = models.SlugField(max_length=60, blank=True)
    example = models.SlugField(max_length=60, blank=True)
    advice = models.ForeignKey(AdviceItem, on_delete=models.PROTECT, null=True, blank=True, related_name="milestones")
    progress = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due", "title")

    def __str__(self) -> str:
        return self.title


class ProjectPartner(models.Model):
    """Two practices that carry out a project together; each keeps its own accountability (R138).

    `practice` is the one that was asked; its row says who asked. A partner sees the name and the milestones, no more.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="partners_asked")
    asked_by_name = models.CharField(max_length=120)
    practice_name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("asked_at",)
        constraints = [models.UniqueConstraint(name="partner_is_asked_once", fields=("practice", "asked_by"))]

    def __str__(self) -> str:
        return self.title
