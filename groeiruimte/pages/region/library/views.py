"""Look along the library, write, show or hide, and turn a story into an article."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import library as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Article, Region, StoredFile, Story

from .forms import KIND_WORDS, ArticleForm, StoryForm

COLUMNS = (
    Column("Titel"),
    Column("Soort"),
    Column("Hoort bij"),
    Column("Versie", "number"),
    Column("Dag", "date"),
    Column("Stand", "status"),
)
STORY_COLUMNS = (Column("Verhaal"), Column("Praktijk"), Column("Gestuurd op", "date"), Column("Stand", "status"))


@require_safe
def library(request: Request, region_key: str) -> HttpResponse:
    """Every article of the region; `?soort=` narrows them to a kind."""
    region = region_or_404(request, region_key, "library.read")
    _, programme, _ = year_or_404(request, region)
    kind = request.GET.get("soort", "")
    found = access.articles(request.actor).filter(region=region)
    chosen = found.filter(kind=kind) if kind in KIND_WORDS else found
    may_edit = access.may(request.actor, "library.edit", region=region)
    context = {
        "region": region,
        "columns": COLUMNS,
        "rows": [_cells(each, programme, may_edit) for each in chosen],
        "kinds": KIND_WORDS.items(),
        "kind": kind,
        "may_edit": may_edit,
        "waiting": access.stories(request.actor).filter(region=region, article=None).count(),
    }
    return render(request, "region/library/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def article_add(request: Request, region_key: str) -> HttpResponse:
    region = region_or_404(request, region_key, "library.edit")
    _, programme, _ = year_or_404(request, region)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ArticleForm(data, files, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.add(
                region=region,
                fields=form.article_fields,
                file=form.cleaned_data["file"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Het artikel is bewaard. Praktijken zien het nog niet.")
            return redirect("region:article", region_key=region.pk, article_id=made.pk)
    return render(request, "region/library/add.html", {"region": region, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def article(request: Request, region_key: str, article_id: str) -> HttpResponse:
    """Change an article; who saved first is never overwritten: `change` raises Stale, which is its own page."""
    region = region_or_404(request, region_key, "library.edit")
    found = _article(request, region, article_id)
    _, programme, _ = year_or_404(request, region)
    posted = request.method == "POST"
    form = (
        ArticleForm(request.POST, request.FILES, programme=programme, article=found)
        if posted
        else ArticleForm(programme=programme, article=found)
    )
    version = typed_version(request) if posted else found.version
    if posted and form.is_valid():
        try:
            verbs.change(
                region=region,
                article=found,
                version=version,
                fields=form.article_fields,
                file=form.cleaned_data["file"],
                without_file=form.cleaned_data.get("without_file", False),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Het artikel is bewaard.")
            return redirect("region:article", region_key=region.pk, article_id=found.pk)
    context = {
        "region": region,
        "article": found,
        "form": form,
        "typed_version": version,
        "earlier": access.article_versions(request.actor).filter(article=found),
    }
    return render(request, "region/library/article.html", context)


@require_POST
def article_publish(request: Request, region_key: str, article_id: str) -> HttpResponse:
    """Show an article to the practices, or hide it again (`published` is `ja` or `nee`)."""
    region = region_or_404(request, region_key, "library.edit")
    found = _article(request, region, article_id)
    shown = request.POST.get("published") == "ja"
    verbs.publish(
        region=region, article=found, published=shown, by=request.actor, at=request.at, key=submission_key(request)
    )
    words = "Praktijken zien dit artikel nu." if shown else "Praktijken zien dit artikel niet meer."
    messages.success(request, words)
    return redirect("region:article", region_key=region.pk, article_id=found.pk)


@require_safe
def article_file(request: Request, region_key: str, article_id: str) -> HttpResponse:
    """The file of an article, or of how it stood (`?versie=2`)."""
    region = region_or_404(request, region_key, "library.read")
    found = _article(request, region, article_id)
    asked = request.GET.get("versie", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 10 and int(asked) != found.version:
        return _download(
            get_object_or_404(access.article_versions(request.actor).filter(article=found), version=int(asked)).file
        )
    return _download(found.file)


@require_safe
def stories(request: Request, region_key: str) -> HttpResponse:
    """What practices sent in; what waits stands first."""
    region = region_or_404(request, region_key, "library.edit")
    found = sorted(access.stories(request.actor).filter(region=region), key=lambda each: each.article_id is not None)
    context = {"region": region, "columns": STORY_COLUMNS, "rows": [_story_cells(each) for each in found]}
    return render(request, "region/library/stories.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: Request, region_key: str, story_id: str) -> HttpResponse:
    """Read a story, edit it, publish it."""
    region = region_or_404(request, region_key, "library.edit")
    found: Story = get_object_or_404(access.stories(request.actor).filter(region=region), pk=story_id)
    form = StoryForm(request.POST) if request.method == "POST" else StoryForm.of(found)
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.publish_story(
                region=region,
                story=found,
                **form.cleaned_data,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Het verhaal staat in Hulp. Alle praktijken kunnen het lezen.")
            return redirect("region:article", region_key=region.pk, article_id=made.pk)
    return render(request, "region/library/story.html", {"region": region, "story": found, "form": form})


def _article(request: Request, region: Region, article_id: str) -> Article:
    return get_object_or_404(access.articles(request.actor).filter(region=region), pk=article_id)


def _download(file: StoredFile | None) -> HttpResponse:
    if file is None:
        raise Http404
    return attachment(bytes(file.content), file.name, file.media_type)


def _cells(found: Article, programme: Programme, may_edit: bool) -> list[object]:
    address = reverse("region:article", kwargs={"region_key": found.region_id, "article_id": found.pk})
    return [
        Cell(found.title, url=address if may_edit else ""),
        Cell(KIND_WORDS[found.kind]),
        Cell(_belongs_to(found, programme)),
        found.version,
        found.day,
        Cell("done", note="Zichtbaar") if found.published else Cell("blocked", note="Nog niet zichtbaar"),
    ]


def _belongs_to(found: Article, programme: Programme) -> str:
    phase = next((each.label for each in programme.phases if each.key == found.phase), found.phase)
    form = next((each.title for each in programme.forms if each.key == found.form), found.form)
    objective = f"Doelstelling {found.objective}" if found.objective else ""
    return ", ".join(part for part in (phase, form, objective) if part) or "Alles"


def _story_cells(found: Story) -> list[object]:
    address = reverse("region:story", kwargs={"region_key": found.region_id, "story_id": found.pk})
    state = Cell("done", note="In Hulp") if found.article_id else Cell("todo", note="Wacht op u")
    return [Cell(found.title, url=address), Cell(found.practice.name), local_date(found.sent_at), state]
