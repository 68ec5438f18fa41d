"""What is due this week or went late this week, gathered per task; and what happened since a week ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from groeiruimte.records import access
from groeiruimte.records.models.training import PLANNED

from .parts import Desk, Line, day_of

WEEK = timedelta(days=7)


def week(desk: Desk) -> list[Line]:
    """By day; what is late already stands first."""
    found = [*_owed(desk), *_sessions(desk), *_own(desk)]
    return sorted(found, key=lambda line: (not line.late, line.due, line.title))


def _owed(desk: Desk) -> Iterator[Line]:
    """Tasks of practices that are due within a week, or were due in the last one and are not done."""
    near = access.obligations(desk.who).filter(
        region=desk.region,
        done_on__isnull=True,
        opens__lte=desk.on,
        due__range=(desk.on - WEEK, desk.on + WEEK),
        region_year__in=[year.pk for year, _ in desk.years],
    )
    tasks = near.order_by().values_list("region_year__programme", "key", "title", "due").annotate(number=Count("pk"))
    for programme, key, title, due, number in tasks:
        yield Line(title, number, practices_with(desk, programme, key), due=due, late=due < desk.on)


def practices_with(desk: Desk, programme: str, key: str) -> str:
    """The table of practices that did not do a task yet."""
    asked = urlencode({"programma": programme, "taak": key})
    return f"{reverse('region:practices', args=[desk.region.pk])}?{asked}"


def _own(desk: Desk) -> Iterator[Line]:
    """Dates of the programme that the region has to keep itself."""
    for _, programme in desk.years:
        for deadline in programme.deadlines:
            if deadline.who == "region" and desk.on <= deadline.date <= desk.on + WEEK:
                yield Line(deadline.title, 0, "", due=deadline.date)


def _sessions(desk: Desk) -> Iterator[Line]:
    if not desk.may("training.run"):
        return
    coming = access.sessions(desk.who, "training.run").filter(
        region=desk.region, status=PLANNED, training__published=True, start__range=(desk.at, desk.at + WEEK)
    )
    for pk, title, start in coming.order_by("start").values_list("pk", "training__title", "start"):
        yield Line(f"Scholing: {title}", 0, reverse("region:session", args=[desk.region.pk, pk]), due=day_of(start))


def changed(desk: Desk) -> list[tuple[str, int]]:
    """What came in since a week ago, in the words of the page."""
    since, last_week, who = desk.at - WEEK, desk.on - WEEK, desk.who
    here = {"region": desk.region}
    running = [year.pk for year, _ in desk.years]
    late = access.obligations(who).late(desk.on).filter(**here, due__gte=last_week, region_year__in=running)
    return [
        ("Aanmeldingen", access.enrolments(who).filter(**here, enrolled_on__gte=last_week).count()),
        ("Formulieren binnen", access.form_submissions(who).filter(**here, submitted_at__gte=since).count()),
        ("Lijsten binnen", access.lists(who, "list.totals").filter(**here, handed_in_at__gte=since).count()),
        ("Vragen van praktijken", access.messages(who).filter(**here, from_region=False, at__gte=since).count()),
        ("Nieuw te laat", late.count()),
    ]
