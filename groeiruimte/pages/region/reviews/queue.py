"""What waits for the region, what lies at a practice, and what is ready. The oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.urls import reverse

from groeiruimte.actions.programmes import programme_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.programme.form import Form
from groeiruimte.records import access
from groeiruimte.records.models import Region
from groeiruimte.records.models.filled_form import APPROVED, CARRIED_OUT, SUBMITTED

COLUMNS = (Column("Praktijk"), Column("Formulier"), Column("Stand", "status"), Column("Sinds"))

WAITING, AT_PRACTICE, READY = "wacht", "praktijk", "klaar"
STATES = {WAITING: "Wacht op u", AT_PRACTICE: "Ligt bij de praktijk", READY: "Klaar"}
EMPTY = {
    WAITING: "Er is niets te beoordelen.",
    AT_PRACTICE: "Er ligt niets bij een praktijk om aan te vullen.",
    READY: "Er is nog niets klaar.",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that a practice sent in at least once. `since` is the day on which it came where it lies now."""

    id: str
    practice: str
    agb_code: str
    form: Form
    status: str
    reason: str
    since: date

    @property
    def state(self) -> str:
        if self.status == SUBMITTED:
            return WAITING if self.form.reviewed else READY
        return READY if self.status in (APPROVED, CARRIED_OUT) else AT_PRACTICE


_FIELDS = ("pk", "practice__name", "practice__agb_code", "form", "status", "reason", "decided_at")


def sent_in(request: Request, region: Region) -> list[Sent]:
    """Everything that the practices of a region sent in. Rows without their programme: that is read once per year."""
    years = access.region_years(request.actor, "form.read").filter(region=region)
    programmes = {year.pk: programme_of(year.edition) for year in years}
    found = access.filled_forms(request.actor, "form.read").filter(
        region=region, about__isnull=True, submitted_at__isnull=False
    )
    with_last = found.order_by().annotate(last=Max("submissions__submitted_at"))
    rows = with_last.values_list(*_FIELDS, "enrolment__region_year", "last")
    forms = []
    for pk, practice, agb_code, key, status, reason, decided_at, year, last in rows:
        form = programmes[year].form(key)
        if form is not None:
            since = local_date((decided_at if status != SUBMITTED else None) or last)
            forms.append(Sent(pk, practice, agb_code, form, status, reason, since))
    return sorted(forms, key=lambda sent: (sent.since, sent.practice, sent.id))


def waiting(found: Iterable[Sent]) -> list[Sent]:
    return [sent for sent in found if sent.state == WAITING]


def rows(found: Iterable[Sent], region: Region, on: date) -> list[list[Cell]]:
    return [
        [
            Cell(
                sent.practice,
                url=reverse("region:review", kwargs={"region_key": region.key, "form_id": sent.id}),
                note=f"AGB {sent.agb_code}",
            ),
            Cell(sent.form.title),
            _stands(sent),
            Cell(short_date(sent.since), note=_ago((on - sent.since).days)),
        ]
        for sent in found
    ]


def _stands(sent: Sent) -> Cell:
    match sent.status:
        case "submitted" if sent.form.reviewed:
            return Cell("todo", note="Nog beoordelen")
        case "submitted":
            return Cell("done", note="Binnen")
        case "changes_requested" if sent.reason:
            return Cell("in_progress", note="Weer open")
        case "changes_requested":
            return Cell("in_progress", note="Vraagt aanvulling")
        case "approved":
            return Cell("done", note="Akkoord")
        case "carried_out":
            return Cell("done", note="Uitgevoerd")
    return Cell("in_progress", note="Teruggehaald")


def _ago(days: int) -> str:
    return "vandaag" if days < 1 else "1 dag" if days == 1 else f"{days} dagen"
