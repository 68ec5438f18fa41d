"""The pages of a survey: the promise, a question a page, the check, the thanks.

Made without the request: no cookie is set, and nothing about who asks can stand in them. The form is not guarded by a
cookie either, for what gives the right to answer is the link itself: who knows it needs nobody's browser.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.survey_answers import answer, find
from groeiruimte.actions.surveys import PATIENTS, definition_of
from groeiruimte.pages.layout.actor import Request, address_of
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.trouble import bad_request, not_found
from groeiruimte.programme.survey import Survey as Definition
from groeiruimte.records.models import Survey
from groeiruimte.rules.suppression import FEWEST_PEOPLE, FEWEST_TEXTS

from .limits import Limit
from .steps import PREFIX, answers_in, first_missing, lines, next_place, question_page

TRAP = "website"
"""A field that nobody sees; what fills it in is a machine."""
LIMIT = Limit()
TOO_MANY = Refused(
    "Er kwamen het laatste uur veel antwoorden vanaf deze plek.", "Probeer het over een uur nog eens.", "network"
)
TRAPPED = Refused(
    "Wij konden uw antwoorden niet versturen.", "Open de link opnieuw en laat het vak Website leeg.", "trap"
)

_METHODS = ("GET", "HEAD", "POST")

View = Callable[..., HttpResponse]


def unseen(view: View) -> View:
    """What this page answers is kept by no browser, sent along to no site, and written in no log."""

    @wraps(view)
    def run(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs) if request.method in _METHODS else not_found(request)
        except (BadRequest, SuspiciousOperation, MultiPartParserError) as trouble:
            response = bad_request(request, trouble)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        # Django would write the address of every refusal in the log, and with it somebody's link.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    return run


@csrf_exempt
@unseen
def nothing(request: Request, rest: str) -> HttpResponse:
    """An address that is no link of ours."""
    return not_found(request)


@csrf_exempt
@unseen
def survey(request: Request, survey_id: str, secret: str) -> HttpResponse:
    if request.method == "POST" and request.POST.get("naar") == "verstuur":
        return _send(request, survey_id, secret)
    found, refusal = find(survey_id, secret, request.at)
    if found is None:
        return not_found(request)
    if refusal is not None:
        return _says(refusal)
    definition = definition_of(found)
    if request.method != "POST":
        return _promise(found, definition)
    return _step(request, found, definition)


def _step(request: Request, found: Survey, definition: Definition) -> HttpResponse:
    sent = request.POST.dict()
    place, problem = next_place(definition, sent)
    answers = answers_in(definition, sent)
    if place == 0:
        return _promise(found, definition, answers)
    if place > len(definition.questions):
        return _check(found, definition, answers)
    came_from_check = bool(sent.get("klaar")) or sent.get("naar", "").isdecimal()
    return _question(found, definition, answers, place, problem, came_from_check)


def _promise(found: Survey, definition: Definition, answers: dict[str, str] | None = None) -> HttpResponse:
    fewest = {"smallest": FEWEST_PEOPLE, "smallest_for_texts": FEWEST_TEXTS}
    return _page("promise", found, definition, carried=_carried(answers or {}), **fewest)


def _send(request: Request, survey_id: str, secret: str) -> HttpResponse:
    """Put the answers in the box. Sent twice, it says thanks twice."""
    found, refusal = find(survey_id, secret, request.at)
    if found is None:
        return not_found(request)
    definition = definition_of(found)
    answers = answers_in(definition, request.POST.dict())
    if refusal is None:
        missing = first_missing(definition, answers)
        if missing is not None:
            return _question(found, definition, answers, *missing, came_from_check=True)
        if definition.audience == PATIENTS:
            if request.POST.get(TRAP):
                return _says(TRAPPED, status=400)
            if not LIMIT.allows(address_of(request), request.at):
                return _says(TOO_MANY, status=429)
    try:
        done = answer(survey_id=survey_id, secret=secret, answers=answers, at=request.at, key=submission_key(request))
    except Refused as refused:
        return _says(refused)
    return _page("thanks", done, definition) if done else not_found(request)


def _question(
    found: Survey, definition: Definition, answers: dict[str, str], place: int, problem: str, came_from_check: bool
) -> HttpResponse:
    page = question_page(definition, answers, place, problem)
    problems = [(problem, page.target)] if problem else []
    return _page("question", found, definition, page=page, problems=problems, klaar=came_from_check)


def _check(found: Survey, definition: Definition, answers: dict[str, str]) -> HttpResponse:
    return _page(
        "check",
        found,
        definition,
        lines=lines(definition, answers),
        carried=_carried(answers),
        last=str(len(definition.questions) + 1),
        trap=TRAP if definition.audience == PATIENTS else "",
    )


def _carried(answers: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{PREFIX}{key}", said) for key, said in answers.items())


def _page(name: str, found: Survey, definition: Definition, **more: Any) -> HttpResponse:
    context = {"survey": found, "definition": definition, "total": len(definition.questions), **more}
    return HttpResponse(render_to_string(f"respond/{name}.html", context))


def _says(refusal: Refused, status: int = 409) -> HttpResponse:
    return HttpResponse(render_to_string("respond/says.html", {"refusal": refusal}), status=status)
