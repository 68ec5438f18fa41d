"""The programmes that a practice takes part in, with everything known of them: read once for a page.

For `participations` a practice must be fetched with `facts.NEEDED`; it does not ask the database
again. `of_year` fetches the practice itself, with everything of its year.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from groeiruimte.actions.facts import facts_of, fetched, year_facts
from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Enrolment, PatientList, Practice, RegionYear, SettlementLine
from groeiruimte.records.models.patient_list import CHECKED, COUNTS
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.obligations import Obligation, owed
from groeiruimte.rules.settlement import Statement, settle


@dataclass(frozen=True, slots=True)
class Participation:
    """One enrolment of a practice."""

    enrolment: Enrolment
    programme: Programme
    facts: Facts
    obligations: tuple[Obligation, ...]

    @property
    def quarters(self) -> tuple[Obligation, ...]:
        """The lists that are owed, by quarter."""
        return tuple(found for found in self.obligations if found.kind == "list")

    def deliveries(self, quarter: Quarter) -> list[PatientList]:
        """Every list that came in for a quarter, newest first."""
        mine = [found for found in self.enrolment.lists.all() if found.quarter == str(quarter)]
        return sorted(mine, key=lambda found: -found.number)

    def counting(self, quarter: Quarter) -> PatientList | None:
        return next((found for found in self.deliveries(quarter) if found.status == COUNTS), None)

    def waiting(self, quarter: Quarter) -> PatientList | None:
        """A checked list, newer than the one that counts, whose counts were not handed in yet."""
        for found in self.deliveries(quarter):
            if found.status in (CHECKED, COUNTS):
                return found if found.status == CHECKED else None
        return None

    def booked(self, quarter: Quarter) -> list[SettlementLine]:
        """Every booked line of a quarter in the order of booking, corrections included."""
        mine = [line for line in self.enrolment.settlement_lines.all() if line.quarter == str(quarter)]
        return sorted(mine, key=lambda line: (line.booked_at, line.corrects_id is None, line.reference))

    def is_closed(self, quarter: Quarter) -> bool:
        return any(closed.quarter == str(quarter) for closed in self.enrolment.region_year.closed_quarters.all())

    def statement(self, quarter: Quarter) -> Statement:
        """What the list that counts comes to, explained from scratch, whatever was booked."""
        return settle(self.programme, replace(self.facts, booked=()), quarter=quarter)

    def cents(self, quarter: Quarter) -> int:
        """What a quarter comes to: as booked, or as expected while nothing is booked."""
        booked = self.booked(quarter)
        return sum(line.amount_cents for line in booked) if booked else self.statement(quarter).total


def participations(practice: Practice, on: date) -> list[Participation]:
    """All of them, the newest year first."""
    found = []
    for enrolment in practice.enrolments.all():
        programme, facts = facts_of(enrolment, on)
        found.append(Participation(enrolment, programme, facts, owed(programme, facts, on)))
    return sorted(found, key=lambda participation: -participation.enrolment.year)


def of_today(found: list[Participation], on: date) -> Participation | None:
    """The one a page is about: of this year; else the next one to begin; else the last one."""
    this_year = [each for each in found if each.enrolment.year == on.year]
    ahead = [each for each in found if each.enrolment.year > on.year]
    return next(iter(this_year), None) or next(reversed(ahead), None) or next(iter(found), None)


@dataclass(frozen=True, slots=True)
class YearOf:
    """What a page of a year is about. `query` goes behind the addresses of pages of the same year, when it is not the
    year that a page opens with by itself."""

    practice: Practice
    enrolment: Enrolment
    region_year: RegionYear
    programme: Programme
    facts: Facts
    query: str = ""


def of_year(request: Request, practice_id: str, right: str) -> YearOf:
    """The enrolment that a page is about, with everything that the practice did in it.

    That of today, or of the year in the address (`?jaar=2022`). Not there, not yours or not enrolled: Http404.
    """
    practice = fetched(get_object_or_404(access.practices(request.actor, right), pk=practice_id))
    enrolments = sorted(practice.enrolments.all(), key=lambda each: -each.year)
    asked = request.GET.get("jaar", "")
    enrolment = next((e for e in enrolments if str(e.year) == asked), None) if asked else None
    enrolment = enrolment or _of_the_day(enrolments, request.actor.on)
    if enrolment is None:
        raise Http404
    programme, facts = year_facts(practice, enrolment.region_year, request.actor.on)
    query = f"?jaar={enrolment.year}" if asked == str(enrolment.year) else ""
    return YearOf(practice, enrolment, enrolment.region_year, programme, facts, query)


def _of_the_day(enrolments: list[Enrolment], on: date) -> Enrolment | None:
    """Newest first: the one whose programme runs; else the next one to begin; else the last one."""
    running = [e for e in enrolments if e.region_year.start <= on <= e.region_year.end]
    ahead = [e for e in enrolments if e.region_year.start > on]
    return next(iter(running), None) or next(reversed(ahead), None) or next(iter(enrolments), None)
