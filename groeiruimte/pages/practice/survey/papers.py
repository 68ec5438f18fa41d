"""What a practice prints: a poster for patients, cards for a team."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from groeiruimte.actions import surveys
from groeiruimte.actions.surveys import definition_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.reports import pdf

from .forms import CardsForm
from .views import HOLD, open_page, survey_or_404


@require_safe
def survey_poster(request: Request, practice_id: str, survey_id: str) -> HttpResponse:
    found = survey_or_404(request, practice_id, survey_id, HOLD)
    if not found.link:
        raise Http404
    definition = definition_of(found)
    paper = pdf.SurveyPoster(
        title=definition.title,
        practice=found.practice_name,
        promise=definition.promise,
        minutes=definition.minutes,
        link=surveys.address(found.pk, found.link),
        closes=found.closes,
    )
    return attachment(pdf.survey_poster(paper), "poster.pdf", pdf.CONTENT_TYPE)


@require_POST
def survey_cards(request: Request, practice_id: str, survey_id: str) -> HttpResponse:
    """New links on cards. They are shown this once; earlier ones that nobody used work no more."""
    found = survey_or_404(request, practice_id, survey_id, HOLD)
    form = CardsForm(request.POST)
    if not form.is_valid():
        return open_page(request, found, cards=form)
    made, secrets = surveys.issue_links(
        practice=found.practice,
        survey=found,
        number=form.cleaned_data["number"],
        by=request.actor,
        at=request.at,
        key=submission_key(request),
    )
    definition = definition_of(found)
    paper = pdf.SurveyCards(
        title=definition.title,
        practice=found.practice_name,
        promise=definition.promise,
        minutes=definition.minutes,
        links=tuple(surveys.address(made.pk, secret) for secret in secrets),
        closes=found.closes,
    )
    return attachment(pdf.survey_cards(paper), "kaarten.pdf", pdf.CONTENT_TYPE)
