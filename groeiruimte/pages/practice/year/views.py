"""P01."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from groeiruimte.actions.enrolments import must_sign
from groeiruimte.actions.facts import YEAR_NEEDED, fetched, year_facts
from groeiruimte.actions.sessions import door_is_open
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.practice.participation import Participation, of_today
from groeiruimte.pages.practice.talk import to_talk_over
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.models import Intention, Practice
from groeiruimte.records.models.article import NEWS
from groeiruimte.records.models.filled_form import CHANGES_REQUESTED
from groeiruimte.records.models.training import CANCELLED, OPEN, SIGNED_UP
from groeiruimte.rules.eligibility import assess, may_take_part
from groeiruimte.rules.obligations import owed

from .around import Around, News, Offer, SentBack, Ways
from .overview import overview

_NEEDED = (*YEAR_NEEDED, "enrolments__commitments__edition")
_RIGHTS = (
    "amount.read",
    "enrolment.sign",
    "form.fill",
    "form.read",
    "intention.give",
    "intention.read",
    "kpi.read",
    "library.read",
    "list.deliver",
    "plan.edit",
    "plan.read",
    "scan.fill",
    "team.stop",
    "training.read",
)
_MOST_NEWS = 3


@require_safe
def year(request: Request, practice_id: str) -> HttpResponse:
    """What to do now, what the year asks, the amount so far, and the news of the region."""
    practice = fetched(get_object_or_404(access.practices(request.actor, "practice.read"), pk=practice_id), _NEEDED)
    on = request.actor.on
    found = _participations(practice, on)
    now = of_today(found, on)
    if now and not _is_about(now, on):
        now = None
    rights = frozenset(right for right in _RIGHTS if access.may(request.actor, right, practice=practice))
    ways = Ways(practice.pk, rights, several_years=len(found) > 1)
    page = overview(found, now, _offers(request, practice, found), _around(request, practice, now, ways), ways, on)
    context = {"practice": practice, "now": now, "page": page}
    return render(request, "practice/year/page.html", context)


def _participations(practice: Practice, on: date) -> list[Participation]:
    """Every enrolment with all that was done in it, the newest year first."""
    found = []
    for enrolment in practice.enrolments.all():
        programme, facts = year_facts(practice, enrolment.region_year, on)
        found.append(Participation(enrolment, programme, facts, owed(programme, facts, on)))
    return sorted(found, key=lambda participation: -participation.enrolment.year)


def _is_about(participation: Participation, on: date) -> bool:
    """Whether a participation still says something about today: this year, a later one, or a programme that runs on."""
    return participation.enrolment.year >= on.year or participation.programme.period.holds(on)


def _offers(request: Request, practice: Practice, found: list[Participation]) -> list[Offer]:
    """The programmes of the region that are not over and that the practice is not in."""
    joined = [participation.enrolment.region_year_id for participation in found]
    coming = access.region_years(request.actor).filter(region=practice.region_id, end__gte=request.actor.on)
    offers = []
    for region_year in coming.exclude(pk__in=joined).order_by("start"):
        programme, facts = year_facts(practice, region_year, request.actor.on)
        asked = owed(programme, facts, request.actor.on)
        if asked:
            can_enrol = may_take_part(assess(programme, facts, on=request.actor.on))
            intention = _intention(practice, region_year.pk)
            preferred = intention.objectives if intention else []
            talk = to_talk_over(request, practice, region_year, preferred, intention)
            offers.append(Offer(programme, facts, asked, can_enrol, talk.labels))
    return offers


def _intention(practice: Practice, region_year: int) -> Intention | None:
    return next((each for each in practice.intentions.all() if each.region_year_id == region_year), None)


def _around(request: Request, practice: Practice, now: Participation | None, ways: Ways) -> Around:
    quarter = str(Quarter.of(request.actor.on))
    doors = _doors(request, practice)
    checked = access.access_checks(request.actor).filter(practice=practice, quarter=quarter).exists()
    news = _news(request, practice, ways)
    if now is None:
        return Around(checked=checked, news=news, doors=doors)
    forms = {form.form: form for form in now.enrolment.forms.all() if not form.about_id}
    back = {form.pk: form for form in forms.values() if form.status == CHANGES_REQUESTED}
    remarks = [each.filled_form_id for each in access.remarks(request.actor).filter(filled_form__in=back)]
    titles = {form.key: form.title for form in now.programme.forms}
    year = now.enrolment.region_year
    talk = to_talk_over(request, practice, year, now.enrolment.objectives, _intention(practice, year.pk))
    return Around(
        forms={key: form.status for key, form in forms.items()},
        sent_back=tuple(SentBack(f.form, titles.get(f.form, f.form), remarks.count(pk)) for pk, f in back.items()),
        signed_up=_signed_up(request, practice),
        signing=_signing(now),
        talk=talk.labels,
        checked=checked,
        news=news,
        doors=doors,
    )


def _signing(now: Participation) -> str:
    """What must be signed for the KPIs in force, if anything (R017)."""
    if not must_sign(now.enrolment):
        return ""
    again = bool(now.enrolment.commitments.all())
    return "Teken opnieuw voor de KPI's" if again else "Teken voor de KPI's"


def _signed_up(request: Request, practice: Practice) -> frozenset[str]:
    """The topics of the trainings that somebody of the practice will go to."""
    found = access.sign_ups(request.actor).filter(practice=practice, session__start__gte=request.at)
    return frozenset(topic for each in found.exclude(status=CANCELLED) for topic in each.session.training.topics)


def _doors(request: Request, practice: Practice) -> tuple[str, ...]:
    """Trainings with an open door that somebody of the practice signed up for and did not check in at yet."""
    signed = access.sign_ups(request.actor).filter(practice=practice, status=SIGNED_UP, session__status=OPEN)
    found = [each for each in signed if door_is_open(each.session, request.at)]
    there = access.attendances(request.actor).filter(practice=practice, session__in=[each.session_id for each in found])
    noted = set(there.values_list("session_id", "employee_id")) if found else set()
    waiting = [each for each in found if (each.session_id, each.employee_id) not in noted]
    return tuple(dict.fromkeys(each.session.training.title for each in waiting))


def _news(request: Request, practice: Practice, ways: Ways) -> tuple[News, ...]:
    found = access.articles(request.actor).filter(
        kind=NEWS, region=practice.region_id, published=True, day__lte=request.actor.on
    )
    return tuple(
        News(each.title, each.day, ways.to("article", "library.read", article_id=each.pk))
        for each in found.order_by("-day", "order")[:_MOST_NEWS]
    )
