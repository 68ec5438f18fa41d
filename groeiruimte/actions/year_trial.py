"""What a text in the making would do: to the practices of last year, and through the year with its mails (Z3, Z15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays
from django.db.models import Q

from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Enrolment, Practice, RegionYear, YearDraft
from groeiruimte.rules import year_play
from groeiruimte.rules.simulation import Known

from . import reminders
from .facts import NEEDED, practice_facts


def year_before(draft: YearDraft) -> RegionYear | None:
    """The year that ran with the edition that a draft was copied from."""
    found = RegionYear.objects.filter(region=draft.region_id, edition=draft.copied_from_id)
    return found.select_related("edition", "region", "insurer").first()


def known(region_year: RegionYear, on: date) -> tuple[Known, ...]:
    """The practices of a region and those that took part in that year, with their facts."""
    enrolled = Enrolment.objects.filter(region_year=region_year).values("practice")
    mine = Q(region=region_year.region_id) | Q(pk__in=enrolled)
    practices = Practice.objects.filter(mine).order_by("name", "pk").prefetch_related(*NEEDED)
    return tuple(
        Known(each.pk, each.name, region_year.region_id, practice_facts(each, region_year, on)[1])
        for each in practices.iterator(chunk_size=500)
    )


def played(programme: Programme, region_key: str | None, on: date) -> year_play.Year:
    """The year of a programme, with the mails that would go to the people of a region as they are today."""
    practices = Practice.objects.filter(region=region_key).values_list("pk", flat=True) if region_key else ()
    years = range(programme.period.start.year - 1, programme.period.end.year + 2)
    return year_play.play(programme, _holidays(tuple(years)), reminders.reach(set(practices), on))


@lru_cache(maxsize=16)
def _holidays(years: Iterable[int]) -> dict[date, str]:
    return dict(holidays.country_holidays("NL", years=years, language="nl"))
