"""M17: what waits for a region, once a week, to its project leaders."""

from __future__ import annotations

from datetime import date, datetime

from groeiruimte.records.models import FilledForm, Membership, Obligation, Region, Thread
from groeiruimte.records.models.filled_form import SUBMITTED

from . import outbox
from .programmes import programme_of
from .reminders import is_quiet

_MONDAY = 0


def counts(region: Region, on: date) -> list[tuple[int, str, str]]:
    """How many of what waits, with the words for one and for more."""
    reviewed = {
        (year.pk, form.key)
        for year in region.years.select_related("edition")
        for form in programme_of(year.edition).forms
        if form.reviewed
    }
    waiting = FilledForm.objects.filter(region=region, status=SUBMITTED, about__isnull=True).values_list(
        "enrolment__region_year", "form"
    )
    return [
        (sum(1 for each in waiting if each in reviewed), "formulier wacht op u", "formulieren wachten op u"),
        (Thread.objects.filter(region=region, waits_for_region=True, closed=False).count(), "vraag", "vragen"),
        (Obligation.objects.late(on).filter(region=region).count(), "taak is te laat", "taken zijn te laat"),
    ]


def put_of_week(on: date, at: datetime) -> int:
    """Put the week's mail for each region in the outbox, on a Monday that is a working day. Gives how many."""
    if on.weekday() != _MONDAY or is_quiet(on):
        return 0
    made = 0
    for region in Region.objects.all():
        found = [(number, one if number == 1 else more) for number, one, more in counts(region, on) if number]
        if not found:
            continue
        summary = ", ".join(f"{number} {words}" for number, words in found)
        for lead in Membership.objects.active(on).filter(region=region, role="region_lead").select_related("user"):
            mail = lead.user and outbox.put(
                key=f"week:{on}:{lead.user.pk}:{region.pk}",
                kind="M17",
                user=lead.user,
                subject=f"Uw week: {summary}"[:200],
                body=(
                    f"Beste {lead.user.name},\n\nDit wacht op u: {summary}.\n\n"
                    f"Bekijk uw regio: {outbox.place(f'/regio/{region.pk}/plannen/')}\n"
                ),
                why="Elke maandag, als er iets wacht.",
                at=at,
                region=region,
                hold=outbox.HOLD,
            )
            made += 1 if mail else 0
    return made
