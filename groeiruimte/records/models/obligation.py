"""What a practice owes, as rows that are there before anybody acts: owed, done, late and on time are queries."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from .enrolment import Enrolment
from .organisation import Practice, Region
from .region_year import RegionYear


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def open(self, on: date) -> ObligationQuerySet:
        """What can be done on a day and is not done."""
        return self.filter(done_on__isnull=True, opens__lte=on)

    def late(self, on: date) -> ObligationQuerySet:
        """What should have been done before a day and is not."""
        return self.filter(done_on__isnull=True, due__lt=on)

    def done_late(self) -> ObligationQuerySet:
        return self.filter(done_on__gt=F("due"))

    def done_on_time(self) -> ObligationQuerySet:
        return self.filter(done_on__lte=F("due"))


class Obligation(models.Model):
    """A practice, a requirement and a period. `key` is that of `rules.obligations`; days are local, both included.

    `enrolment` is empty for what is owed before enrolling. Dates follow the edition in force: `actions.obligations`
    lays them down again whenever something happens.
    """

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="obligations")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="obligations")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, related_name="obligations")
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    opens = models.DateField()
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        ordering = ("due", "opens", "key")
        constraints = [
            models.UniqueConstraint(name="obligation_is_laid_down_once", fields=("practice", "region_year", "key")),
            models.CheckConstraint(name="obligation_is_due_after_it_opens", condition=Q(due__gte=F("opens"))),
        ]
        indexes = [models.Index(fields=("region", "done_on", "due"), name="obligation_open")]

    def __str__(self) -> str:
        return f"{self.key} {self.due}"
