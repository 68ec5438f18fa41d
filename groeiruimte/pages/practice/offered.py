"""The programmes of a region that a practice can see, with what it signed for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from groeiruimte.actions.alignments import programme_of_year
from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Enrolment, Practice, RegionYear
from groeiruimte.rules.eligibility import first_day


@dataclass(frozen=True, slots=True)
class Offered:
    """A programme that this practice can see, as its region supports it this year (R039), with what was signed."""

    region_year: RegionYear
    programme: Programme
    enrolment: Enrolment | None

    def can_begin(self, on: date) -> bool:
        return (
            self.enrolment is None and self.region_year.start <= first_day(self.programme, on) <= self.region_year.end
        )


def offered(request: Request, practice: Practice) -> list[Offered]:
    """The programmes of the region that are not over, and those the practice is in; the first to begin first.

    Fetch the practice with its `enrolments`.
    """
    signed = {enrolment.region_year_id: enrolment for enrolment in practice.enrolments.all()}
    mine = access.region_years(request.actor).filter(region=practice.region_id)
    found = mine.prefetch_related("supported").order_by("start")
    return [
        Offered(each, programme_of_year(each), signed.get(each.pk))
        for each in found
        if each.end >= request.actor.on or each.pk in signed
    ]


def to_begin(found: Sequence[Offered], on: date) -> Offered | None:
    """The first programme that a practice can still begin with."""
    return next((each for each in found if each.can_begin(on)), None)
