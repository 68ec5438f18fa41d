"""Surveys of a practice, apart from everything that knows people: no row says who answered, or when, or in which order.

`Survey` says that one is held; `SurveyBox` holds which links were used and what was answered, both in one row. One row
has no order, and nothing in it joins a link to an answer: links stand sorted, answers are shuffled at every save.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groeiruimte.records.identity import LENGTH, new_id

from .edition import Edition
from .enrolment import Enrolment
from .organisation import Practice, Region
from .region_year import RegionYear
from .user import User

OPEN, CLOSED, CALLED_OFF = "open", "closed", "called_off"


class Survey(models.Model):
    """A survey of the programme, by its key and wave. `closes` is a local date, included; `counted` is the number of
    answers that the sender may see, brought up to date once a day; `respondents` is known once it is closed.

    `link` is the secret in the address that patients get; empty for a team, where each link works once.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="surveys")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="surveys")
    practice_name = models.CharField(max_length=120, help_text="as respondents read it")
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", help_text="whose questions are asked"
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=60)
    wave = models.SlugField(max_length=60)
    status = models.CharField(max_length=10, default=OPEN)
    opens = models.DateField()
    closes = models.DateField()
    link = models.CharField(max_length=64, blank=True)
    invited = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    respondents = models.PositiveIntegerField(null=True, blank=True)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-opens", "kind", "id")
        constraints = [
            models.UniqueConstraint(
                name="survey_is_held_once_a_wave",
                fields=("enrolment", "kind", "wave"),
                condition=~Q(status=CALLED_OFF),
            ),
            models.CheckConstraint(name="survey_status_is_known", condition=Q(status__in=(OPEN, CLOSED, CALLED_OFF))),
            models.CheckConstraint(name="survey_closes_after_it_opens", condition=Q(closes__gte=F("opens"))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.wave} ({self.status})"


class SurveyBox(models.Model):
    """What comes in. `issued` is a sorted list of the sha256 of links, `spent` one of links that were used and of forms
    that were sent; both are emptied when the survey closes.

    `answers` is a shuffled list of tables of question to choice or text. `day` and `today` count towards the most that
    may come in on a day. Nobody reads it through a page; results come from it once, after closing.
    """

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, primary_key=True, related_name="box")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    issued = models.JSONField(default=list)
    spent = models.JSONField(default=list)
    answers = models.JSONField(default=list)
    day = models.DateField(null=True, blank=True)
    today = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.survey_id)


class SurveyOutcome(models.Model):
    """What a survey came to for one practice, worked out once when it closed. Append-only.

    `scores` is empty when fewer than five answered; `texts` when fewer than eight did. Only the practice reads it.
    """

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, primary_key=True, related_name="outcome")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    respondents = models.PositiveIntegerField()
    scores = models.JSONField(default=list)
    texts = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.survey_id)


class GroupOutcome(models.Model):
    """What the surveys of one wave came to for a district (wijkgroep) or, with `district` empty, the whole region.

    Worked out once, the day after the wave. `shown` is False when it would give away a group of one to four people;
    then there are no scores. Append-only.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="group_outcomes")
    kind = models.SlugField(max_length=60)
    wave = models.SlugField(max_length=60)
    district = models.CharField(max_length=80, blank=True)
    practices = models.PositiveIntegerField()
    respondents = models.PositiveIntegerField(null=True, help_text="None when it is not shown")
    shown = models.BooleanField()
    scores = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "wave", "district")
        constraints = [
            models.UniqueConstraint(
                name="group_outcome_is_made_once", fields=("region_year", "kind", "wave", "district")
            ),
            models.CheckConstraint(
                name="group_outcome_is_shown_with_its_number",
                condition=Q(shown=True, respondents__gte=5) | Q(shown=False, respondents__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.wave} {self.district}"
