"""Everything that a region may see of one practice in one programme. What it may not see is not fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from groeiruimte.actions.alignments import newest
from groeiruimte.actions.facts import fetched, year_facts
from groeiruimte.pages.region.contact import last_contacts
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import (
    Alignment,
    Attendance,
    Enrolment,
    FilledForm,
    FormSubmission,
    Intention,
    Milestone,
    Obligation,
    PatientList,
    Practice,
    RegionNote,
    RegionYear,
    Scan,
    SettlementLine,
    SupportRecord,
    Thread,
)
from groeiruimte.rules import risk
from groeiruimte.rules.kpi import KpiResult, of_practice
from groeiruimte.rules.region_view import as_a_region_sees

RIGHT = "dossier.read"


@dataclass(frozen=True, slots=True)
class Dossier:
    """The records of a practice in a programme, the newest first where they have a day."""

    practice: Practice
    year: RegionYear
    programme: Programme
    on: date
    intention: Intention | None
    enrolment: Enrolment | None
    objectives: tuple[str, ...]
    choices: tuple[str, ...]
    alignments: tuple[Alignment, ...]
    obligations: tuple[Obligation, ...]
    kpis: tuple[KpiResult, ...]
    forms: tuple[FilledForm, ...]
    submissions: tuple[FormSubmission, ...]
    milestones: tuple[Milestone, ...]
    lists: tuple[PatientList, ...]
    booked: tuple[SettlementLine, ...]
    attendances: tuple[Attendance, ...]
    support: tuple[SupportRecord, ...]
    threads: tuple[Thread, ...]
    notes: tuple[RegionNote, ...]
    scans: tuple[Scan, ...]
    last_contact: date | None

    @property
    def open(self) -> tuple[Obligation, ...]:
        """What can be done now and is not done, the late ones first."""
        return tuple(each for each in self.obligations if each.done_on is None and each.opens <= self.on)

    @property
    def late(self) -> tuple[Obligation, ...]:
        return tuple(each for each in self.open if each.due < self.on)

    @property
    def waiting(self) -> tuple[Thread, ...]:
        """The questions that wait for the region."""
        return tuple(each for each in self.threads if each.waits_for_region)

    @property
    def earned(self) -> int:
        """What was booked in this programme, in cents; corrections included."""
        return sum(line.amount_cents for line in self.booked)

    @property
    def why_call(self) -> str:
        """Why this practice needs help; "" when it does not."""
        nothing = sum(each.state == "not_yet" and each.have == 0 for each in self.kpis)
        since = self.enrolment.effective if self.enrolment else None
        first = self.late[0].due if self.late else None
        if since is None:
            return ""
        seen = risk.Signals(len(self.late), first, nothing, len(self.kpis), self.last_contact, since)
        return risk.because(seen, self.on)


def gather(who: Actor, practice_id: str, year: RegionYear, programme: Programme) -> Dossier | None:
    """The dossier; None for a practice that is not of this region, or not there."""
    found = access.practices(who, RIGHT).filter(region=year.region_id, pk=practice_id).first()
    if found is None:
        return None
    practice = fetched(found)
    here = Q(practice=practice)
    of_year = here & Q(enrolment__region_year=year)
    enrolment = access.enrolments(who, RIGHT).select_related("signed_by").filter(here, region_year=year).first()
    _, facts = year_facts(practice, year, who.on)
    seen = as_a_region_sees(programme, facts)
    sent = access.filled_forms(who, RIGHT).filter(of_year, about=None, submitted_at__isnull=False)
    submitted = access.form_submissions(who, RIGHT).filter(here, filled_form__enrolment__region_year=year)
    during = {"day__range": (year.start, year.end)}
    return Dossier(
        practice=practice,
        year=year,
        programme=programme,
        on=who.on,
        intention=access.intentions(who, RIGHT).filter(here, region_year=year).first(),
        enrolment=enrolment,
        objectives=tuple(f"{key} {programme.objective(key).label}" for key in facts.objectives),
        choices=tuple(each.label for each in programme.choices if each.key in facts.choices),
        alignments=tuple(newest(access.alignments(who, RIGHT).filter(here, region_year=year)).values()),
        obligations=tuple(access.obligations(who, RIGHT).filter(here, region_year=year)),
        kpis=of_practice(programme, seen) if enrolment else (),
        forms=tuple(sent),
        submissions=tuple(submitted.filter(filled_form__about=None)),
        milestones=tuple(access.milestones(who, RIGHT).select_related(None).filter(of_year, removed_on=None)),
        lists=tuple(access.lists(who, RIGHT).select_related(None).filter(of_year)),
        booked=tuple(access.settlement_lines(who, RIGHT).filter(of_year)),
        attendances=tuple(access.attendances(who, RIGHT).select_related(None).filter(here, removed_on=None, **during)),
        support=tuple(access.support_records(who, RIGHT).filter(of_year, removed_on=None)),
        threads=tuple(access.threads(who, RIGHT).select_related(None).filter(here)),
        notes=tuple(access.region_notes(who, RIGHT).filter(here)),
        scans=tuple(access.scans(who, "scan.status").select_related(None).filter(of_year)),
        last_contact=last_contacts(who, year.region, here).get(practice.pk),
    )
