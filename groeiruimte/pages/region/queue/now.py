"""What waits for this person, by what they may do: the right decides, so that nobody sees work of somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import Count, Min, Q
from django.urls import reverse

from groeiruimte.pages.requirements import kinds_to_check
from groeiruimte.records import access
from groeiruimte.records.models.filled_form import SUBMITTED
from groeiruimte.records.models.mail import FAILED
from groeiruimte.records.models.training import OPEN, PLANNED

from .decisions import choices, documents, to_close, to_prepare
from .parts import Desk, Line, day_of


def now(desk: Desk) -> list[Line]:
    """What waits longest first."""
    found = [line for right, lines in _SOURCES if desk.may(right) for line in lines(desk)]
    return sorted(found, key=lambda line: (line.since is None, line.since, line.title))


def _forms(desk: Desk) -> Iterator[Line]:
    """Plans and accounts to review: those that the programme wants looked at (R05)."""
    reviewed = Q(pk__in=[])
    titles = {}
    for year, programme in desk.years:
        forms = {form.key: form.title for form in programme.forms if form.reviewed}
        titles.update({(year.pk, key): title for key, title in forms.items()})
        reviewed |= Q(enrolment__region_year=year, form__in=forms)
    found = access.filled_forms(desk.who).filter(reviewed, region=desk.region, about__isnull=True, status=SUBMITTED)
    kinds = found.order_by().values_list("enrolment__region_year", "form")
    for year_pk, key, number, since in kinds.annotate(number=Count("pk"), since=Min("submitted_at")):
        oldest = found.filter(form=key, enrolment__region_year=year_pk).order_by("submitted_at", "pk")
        pk = oldest.values_list("pk", flat=True).first()
        yield Line(
            f"Beoordeel: {titles[year_pk, key]}",
            number,
            reverse("region:reviews", args=[desk.region.pk]),
            first=reverse("region:review", args=[desk.region.pk, pk]),
            since=day_of(since),
        )


def _evidence(desk: Desk) -> Iterator[Line]:
    """Proofs that count once the region looked at them (R112)."""
    kinds = {kind for _, programme in desk.years for kind in kinds_to_check(programme)}
    found = access.evidence(desk.who).filter(region=desk.region, removed_on__isnull=True, checked_on__isnull=True)
    found = found.filter(kind__in=kinds).order_by("added_at", "pk")
    first = found.values_list("pk", "added_at").first()
    if first:
        yield Line(
            "Bekijk bewijs",
            found.count(),
            reverse("region:evidence", args=[desk.region.pk]),
            first=reverse("region:evidence_check", args=[desk.region.pk, first[0]]),
            since=day_of(first[1]),
        )


def _questions(desk: Desk) -> Iterator[Line]:
    found = access.threads(desk.who).filter(region=desk.region, waits_for_region=True).order_by("last_at", "pk")
    first = found.values_list("pk", "last_at").first()
    if first:
        yield Line(
            "Beantwoord vragen",
            found.count(),
            f"{reverse('region:questions', args=[desk.region.pk])}?stand=wacht",
            first=reverse("region:question", args=[desk.region.pk, first[0]]),
            since=day_of(first[1]),
        )


def _stories(desk: Desk) -> Iterator[Line]:
    """Stories that a practice sent and nobody published (R146)."""
    found = access.stories(desk.who).filter(region=desk.region, article__isnull=True).order_by("sent_at", "pk")
    first = found.values_list("pk", "sent_at").first()
    if first:
        yield Line(
            "Lees verhalen van praktijken",
            found.count(),
            reverse("region:stories", args=[desk.region.pk]),
            first=reverse("region:story", args=[desk.region.pk, first[0]]),
            since=day_of(first[1]),
        )


def _mails(desk: Desk) -> Iterator[Line]:
    found = access.mails(desk.who).filter(region=desk.region, status=FAILED).order_by("made_at")
    since = found.values_list("made_at", flat=True).first()
    if since:
        where = f"{reverse('region:outbox', args=[desk.region.pk])}?stand={FAILED}"
        yield Line("Stuur mails opnieuw die niet aankwamen", found.count(), where, since=day_of(since))


def _sessions(desk: Desk) -> Iterator[Line]:
    """Days of a training that are over, while nobody closed the list of who was there."""
    found = access.sessions(desk.who, "training.run").filter(
        region=desk.region, status__in=(PLANNED, OPEN), end__lt=desk.at, training__published=True
    )
    first = found.order_by("end", "pk").values_list("pk", "end").first()
    if first:
        yield Line(
            "Maak de deelname van een scholing af",
            found.count(),
            reverse("region:trainings", args=[desk.region.pk]),
            first=reverse("region:session", args=[desk.region.pk, first[0]]),
            since=day_of(first[1]),
        )


_SOURCES: tuple[tuple[str, Callable[[Desk], Iterator[Line]]], ...] = (
    ("form.review", _forms),
    ("evidence.check", _evidence),
    ("question.answer", _questions),
    ("library.edit", _stories),
    ("mail.send", _mails),
    ("training.run", _sessions),
    ("choice.align", choices),
    ("document.edit", documents),
    ("settlement.prepare", to_prepare),
    ("quarter.close", to_close),
)
