"""Questions of practices with their answers; and the needs gathered from intentions and plans."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import questions as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Thread
from groeiruimte.rules.needs import per_kind, per_theme
from groeiruimte.rules.subject import subject_title

from .forms import AnswerForm
from .gathered import gathered

COLUMNS = (
    Column("Vraag"),
    Column("Praktijk"),
    Column("Gaat over"),
    Column("Laatste bericht", "date"),
    Column("Stand", "status"),
)
NEEDS = (Column("Praktijk"), Column("Waarvoor"), Column("Wat is nodig"), Column("Gezegd in"))
COUNTS = (Column("Wat"), Column("Praktijken", "number"))
ROWS_A_PAGE = 50


@require_safe
def questions(request: Request, region_key: str) -> HttpResponse:
    """What waits for the region stands first, the oldest at the top; then the rest, the newest at the top."""
    region = region_or_404(request, region_key, "library.read")
    _, programme, _ = year_or_404(request, region)
    found = access.threads(request.actor).filter(region=region)
    waiting = found.filter(waits_for_region=True)
    state = request.GET.get("stand", "")
    rows = [*waiting.order_by("last_at"), *found.filter(waits_for_region=False)]
    if state == "wacht":
        rows = list(waiting.order_by("last_at"))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "region": region,
        "columns": COLUMNS,
        "rows": [_cells(each, programme) for each in page],
        "page": page,
        "query": urlencode({"stand": state}) if state else "",
        "state": state,
        "waiting": waiting.count(),
    }
    return render(request, "region/questions/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, region_key: str, thread_id: str) -> HttpResponse:
    """Read a question and answer it."""
    region = region_or_404(request, region_key, "library.read")
    found: Thread = get_object_or_404(access.threads(request.actor).filter(region=region), pk=thread_id)
    _, programme, _ = year_or_404(request, region)
    form = AnswerForm(request.POST) if request.method == "POST" else AnswerForm()
    if request.method == "POST":
        region_or_404(request, region_key, "question.answer")
    if request.method == "POST" and form.is_valid():
        try:
            verbs.answer(
                practice=found.practice,
                thread=found,
                **form.cleaned_data,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Uw antwoord is gestuurd. De vrager krijgt een mail.")
            return redirect("region:questions", region_key=region.pk)
    context = {
        "region": region,
        "thread": found,
        "about": subject_title(programme, found.about),
        "said": access.messages(request.actor).filter(thread=found),
        "form": form,
        "may_answer": access.may(request.actor, "question.answer", region=region),
    }
    return render(request, "region/questions/question.html", context)


@require_safe
def needs(request: Request, region_key: str) -> HttpResponse:
    """Which support practices need, per objective and kind, with what each of them wrote (R147)."""
    region = region_or_404(request, region_key, "form.read")
    year, programme, years = year_or_404(request, region)
    found = gathered(request, year, programme)
    context = {
        "region": region,
        "year": year,
        "years": years,
        "programme": programme,
        "count_columns": COUNTS,
        "themes": per_theme(found),
        "kinds": per_kind(found),
        "need_columns": NEEDS,
        "may_make": bool(found) and access.may(request.actor, "training.manage", region=region),
        "needs": [
            (
                Cell(each.practice),
                Cell(", ".join(each.themes) or None),
                Cell(each.text or ", ".join(each.kinds), note=", ".join(each.kinds) if each.text else ""),
                Cell(each.said_in),
            )
            for each in found
        ],
    }
    return render(request, "region/questions/needs.html", context)


def _cells(found: Thread, programme: Programme) -> list[object]:
    address = reverse("region:question", kwargs={"region_key": found.region_id, "thread_id": found.pk})
    state = Cell("done", note="Klaar") if found.closed else Cell("in_progress", note="Beantwoord")
    return [
        Cell(found.title, url=address),
        Cell(found.practice.name),
        Cell(subject_title(programme, found.about) or None),
        local_date(found.last_at),
        Cell("todo", note="Wacht op u") if found.waits_for_region else state,
    ]
