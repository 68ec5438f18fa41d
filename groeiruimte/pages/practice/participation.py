"""The programmes that a practice takes part in, with everything known of them: read once for a page.

A practice must be fetched with `prefetch_related(*facts.NEEDED)`; nothing here asks the database again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from groeiruimte.actions.facts import facts_of
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Enrolment, PatientList, Practice, SettlementLine
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
