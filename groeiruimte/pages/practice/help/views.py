"""P23: look along the toolkit, read, ask, follow, tell what worked."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import library, questions
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.support import named
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column, Row
from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Article, Practice, Region, Thread
from groeiruimte.rules.subject import subject_title

from .forms import AskForm, ReplyForm, StoryForm
from .shelves import laid_out, phases, what_it_is

_THREADS = (Column("Vraag"), Column("Stand", "status"), Column("Laatste bericht", "date"))
_SUPPORT = (Column("Wat"), Column("Dag", "date"), Column("Door"))
_MOST_SUPPORT = 20
_STORIES = (Column("Verhaal"), Column("Stand", "status"), Column("Gestuurd op", "date"))


@require_safe
def help_page(request: Request, practice_id: str) -> HttpResponse:
    """Everything the region offers, and the questions of this practice; `?fase=` narrows the toolkit."""
    practice = _practice(request, practice_id)
    programme = _programme(request, practice)
    known = phases(programme) if programme else ()
    phase = request.GET.get("fase", "")
    phase = phase if phase in dict(known) else ""
    found = list(access.articles(request.actor).filter(region=practice.region_id, published=True))
    context = {
        "practice": practice,
        "contact": contact(practice.region),
        "help": laid_out(found, programme, phase, _article_url(practice)) if programme else None,
        "phases": known,
        "phase": phase,
        "thread_columns": _THREADS,
        "threads": [_thread_cells(each) for each in access.threads(request.actor).filter(practice=practice)],
        "support_columns": _SUPPORT,
        "support": _support(request, practice, programme) if programme else [],
        "story_columns": _STORIES,
        "stories": [
            [
                Cell(each.title),
                Cell("done" if each.article_id else "in_progress", note=_story_word(each.article_id)),
                local_date(each.sent_at),
            ]
            for each in access.stories(request.actor).filter(practice=practice)
        ],
    }
    return render(request, "practice/help/page.html", context)


def _support(request: Request, practice: Practice, programme: Programme) -> list[list[Cell]]:
    """What the region did for this practice, the newest first (R110)."""
    found = access.support_records(request.actor).filter(practice=practice, removed_on=None).order_by("-day", "-at")
    return [
        [Cell(named(programme, each), note=each.text), Cell(each.day), Cell(each.by.name)]
        for each in found[:_MOST_SUPPORT]
    ]


@require_safe
def article(request: Request, practice_id: str, article_id: str) -> HttpResponse:
    practice = _practice(request, practice_id)
    found = _article(request, practice, article_id)
    context = {"practice": practice, "article": found, "what_it_is": what_it_is(found)}
    return render(request, "practice/help/article.html", context)


@require_safe
def article_file(request: Request, practice_id: str, article_id: str) -> HttpResponse:
    found = _article(request, _practice(request, practice_id), article_id)
    if found.file is None:
        raise Http404
    return attachment(bytes(found.file.content), found.file.name, found.file.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, practice_id: str) -> HttpResponse:
    """Ask the project leader something; `?over=form:action_plan` says what about."""
    practice = _practice(request, practice_id)
    programme = _programme(request, practice)
    about = request.GET.get("over", "")
    title = subject_title(programme, about) if programme else ""
    form = AskForm(request.POST) if request.method == "POST" else AskForm(initial={"title": title[:200]})
    if request.method == "POST" and form.is_valid():
        try:
            thread = questions.ask(
                practice=practice,
                title=form.cleaned_data["title"],
                text=form.cleaned_data["text"],
                about=about if title else "",
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Uw vraag is gestuurd. U krijgt een mail zodra er een antwoord is.")
            return redirect("practice:thread", practice_id=practice.pk, thread_id=thread.pk)
    context = {"practice": practice, "form": form, "about": title, "lead": practice.region.project_lead}
    return render(request, "practice/help/ask.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: Request, practice_id: str, thread_id: str) -> HttpResponse:
    """A question with everything that was said about it, and room to write back."""
    practice = _practice(request, practice_id)
    found = get_object_or_404(access.threads(request.actor).filter(practice=practice), pk=thread_id)
    form = ReplyForm(request.POST) if request.method == "POST" else ReplyForm()
    if request.method == "POST" and form.is_valid():
        try:
            questions.reply(
                practice=practice,
                thread=found,
                text=form.cleaned_data["text"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Uw bericht is gestuurd.")
            return redirect("practice:thread", practice_id=practice.pk, thread_id=found.pk)
    programme = _programme(request, practice)
    context = {
        "practice": practice,
        "thread": found,
        "about": subject_title(programme, found.about) if programme else "",
        "said": access.messages(request.actor).filter(thread=found),
        "form": form,
        "lead": practice.region.project_lead,
    }
    return render(request, "practice/help/thread.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: Request, practice_id: str) -> HttpResponse:
    """Tell other practices what worked; the region reads it first."""
    practice = _practice(request, practice_id)
    programme = _programme(request, practice)
    if programme is None:
        raise Http404
    form = StoryForm(request.POST if request.method == "POST" else None, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            library.send_story(
                practice=practice,
                **form.cleaned_data,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Bedankt. Uw regio leest uw verhaal en zet het daarna in Hulp.")
            return HttpResponseRedirect(reverse("practice:help", kwargs={"practice_id": practice.pk}))
    return render(request, "practice/help/story.html", {"practice": practice, "form": form})


def contact(region: Region) -> list[Row]:
    """How to reach the project leader; what is not known is left out (R135, R159)."""
    rows = (
        ("Projectleider", region.project_lead),
        ("E-mailadres", region.contact_email),
        ("Telefoonnummer", region.contact_phone),
    )
    return [Row(label, value) for label, value in rows if value]


def _practice(request: Request, practice_id: str) -> Practice:
    return get_object_or_404(access.practices(request.actor, "question.ask"), pk=practice_id)


def _article(request: Request, practice: Practice, article_id: str) -> Article:
    mine = access.articles(request.actor).filter(region=practice.region_id, published=True)
    return get_object_or_404(mine, pk=article_id)


def _article_url(practice: Practice) -> Callable[[Article], str]:
    return lambda found: reverse("practice:article", kwargs={"practice_id": practice.pk, "article_id": found.pk})


def _programme(request: Request, practice: Practice) -> Programme | None:
    """The programme of the region that runs today, else the next one, else the last one."""
    on = request.actor.on
    years = list(access.region_years(request.actor).filter(region=practice.region_id).order_by("start"))
    running = [year for year in years if year.start <= on <= year.end]
    ahead = [year for year in years if year.start > on]
    chosen = next(iter([*running[-1:], *ahead, *reversed(years)]), None)
    return programme_of(chosen.edition) if chosen else None


def _thread_cells(found: Thread) -> list[object]:
    address = reverse("practice:thread", kwargs={"practice_id": found.practice_id, "thread_id": found.pk})
    state = Cell("in_progress", note="Wacht op antwoord") if found.waits_for_region else Cell("done", note="Beantwoord")
    return [Cell(found.title, url=address), state, local_date(found.last_at)]


def _story_word(article_id: str | None) -> str:
    return "Staat in Hulp" if article_id else "Uw regio leest het"
