"""What lies with somebody else: practices, the insurer, and who was invited and has not come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max, Min
from django.urls import reverse

from groeiruimte.records import access
from groeiruimte.records.models.filled_form import CHANGES_REQUESTED, DRAFT
from groeiruimte.records.models.region_document import REGIONAL_PLAN, SUBMITTED

from .parts import Desk, Line, day_of
from .week import WEEK, practices_with


def others(desk: Desk) -> list[Line]:
    """What waits longest first."""
    found = [*_sent_back(desk), *_long_late(desk), *_at_insurer(desk), *_consents(desk), *_invited(desk)]
    return sorted(found, key=lambda line: (line.since is None, line.since or line.due or date.max, line.title))


def _sent_back(desk: Desk) -> Iterator[Line]:
    """Forms that were sent back, or taken back by the practice."""
    found = access.filled_forms(desk.who).filter(
        region=desk.region, about__isnull=True, submitted_at__isnull=False, status__in=(CHANGES_REQUESTED, DRAFT)
    )
    counted = found.order_by().aggregate(number=Count("pk"), since=Min("decided_at"))
    if counted["number"]:
        where = f"{reverse('region:reviews', args=[desk.region.pk])}?stand=praktijk"
        yield Line("Praktijken passen een formulier aan", counted["number"], where, since=day_of(counted["since"]))


def _long_late(desk: Desk) -> Iterator[Line]:
    """Tasks that practices should have done more than a week ago."""
    late = (
        access.obligations(desk.who)
        .late(desk.on - WEEK)
        .filter(region=desk.region, region_year__in=[year.pk for year, _ in desk.years])
    )
    tasks = late.order_by().values_list("region_year__programme", "key", "title")
    for programme, key, title, number, due in tasks.annotate(number=Count("pk"), due=Min("due")):
        yield Line(title, number, practices_with(desk, programme, key), due=due, late=True)


def _at_insurer(desk: Desk) -> Iterator[Line]:
    found = access.region_documents(desk.who).filter(region=desk.region, status=SUBMITTED)
    rows = (
        found.order_by().values_list("kind", "region_year__insurer__name").annotate(at=Max("submissions__submitted_at"))
    )
    for kind, insurer, at in rows:
        what = "het regioplan" if kind == REGIONAL_PLAN else "de rapportage"
        yield Line(f"{insurer} leest {what}", 0, "", since=day_of(at))


def _consents(desk: Desk) -> Iterator[Line]:
    """Practices that did not agree yet that the region pays them out (R043)."""
    for year, _ in desk.years:
        if year.cashier:
            taking_part = access.enrolments(desk.who).filter(region=desk.region, region_year=year)
            agreed = access.cashier_consents(desk.who).filter(region_year=year, withdrawn_at__isnull=True)
            number = taking_part.exclude(practice__in=agreed.order_by().values("practice")).count()
            if number:
                yield Line("Praktijken geven nog toestemming voor uitbetaling", number, "")


def _invited(desk: Desk) -> Iterator[Line]:
    if not desk.may("team.invite"):
        return
    found = access.open_invitations(desk.who).filter(region=desk.region, expires_at__gte=desk.at)
    number = found.count()
    if number:
        yield Line("Uitnodigingen zijn nog niet gebruikt", number, "")
