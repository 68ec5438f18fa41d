"""Surveys: that one is held, and what came of it. No function gives what one person answered."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ..models import GroupOutcome, Survey, SurveyOutcome
from .doorkeeper import Actor, held, narrow, regions_of


def surveys(who: Actor, right: str = "survey.status") -> QuerySet[Survey]:
    return Survey.objects.filter(narrow(who, right)).select_related("practice", "enrolment__region_year__edition")


def survey_outcomes(who: Actor, right: str = "survey.read") -> QuerySet[SurveyOutcome]:
    """Only of one's own practice."""
    return SurveyOutcome.objects.filter(practice__in=held(who, right)[0]).select_related("survey")


def group_outcomes(who: Actor, right: str = "survey.status") -> QuerySet[GroupOutcome]:
    """Of districts and of the region as a whole, for the region and its practices."""
    practices, regions = held(who, right)
    return GroupOutcome.objects.filter(Q(region__in=regions) | Q(region__in=regions_of(practices)))
