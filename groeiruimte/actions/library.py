"""What a region tells its practices: articles with versions, and stories that practices send in.

Source: R145, R146, R150, R161, R168, R176, R177.
"""

from __future__ import annotations

from datetime import datetime

from groeiruimte.programme.calendar import local_date
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Article, ArticleVersion, Event, Practice, Region, StoredFile, Story
from groeiruimte.records.models.article import STORY
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn

from . import files
from .evidence import is_link
from .refusal import Difference, Refused, Stale
from .verb import Done, verb

LABELS = {
    "kind": "Soort",
    "title": "Titel",
    "text": "Tekst",
    "link": "Link",
    "phase": "Fase",
    "form": "Formulier",
    "objective": "Doelstelling",
    "order": "Plaats in de lijst",
}
File = tuple[str, bytes]
"""The name of a file and what is in it."""

_CONTENT = ("title", "text", "link")


@verb("article.add", right="library.edit")
def add(*, region: Region, fields: dict[str, str | int], file: File | None, by: Actor, at: datetime) -> Done:
    """A new article, seen by the region alone until it is published. `fields` are those of LABELS."""
    kept = files.keep(*file, region=region, by=by, at=at) if file else None
    article = Article(region=region, day=local_date(at), edited_by=by.user, file=kept)
    for name in LABELS:
        setattr(article, name, fields.get(name, getattr(article, name)))
    _demand_something_to_read(article)
    article.save()
    return Done(article, region=region, lifecycle="create", detail={"kind": article.kind})


@verb("article.change", right="library.edit")
def change(
    *,
    region: Region,
    article: Article,
    version: int,
    fields: dict[str, str | int],
    file: File | None,
    without_file: bool,
    by: Actor,
    at: datetime,
) -> Done:
    """Save an article as a new version with the day of today; how it stood is kept. Raises Stale with both texts."""
    stored = _of(region, article)
    changed = {name: value for name, value in fields.items() if name in LABELS and getattr(stored, name) != value}
    if not changed and not file and not (without_file and stored.file_id):
        return Done(stored, region=region, detail={"fields": []})
    if stored.version != version:
        raise _stale(stored, changed, {name: str(value) for name, value in fields.items()})
    _keep_as_it_stood(stored)
    for name, value in changed.items():
        setattr(stored, name, value)
    stored.file = _file_after(stored.file, file, without_file, region, by, at)
    _demand_something_to_read(stored)
    stored.version, stored.day, stored.edited_by = stored.version + 1, local_date(at), by.user
    stored.save()
    fields_changed = sorted([*changed, *(["file"] if file or without_file else [])])
    return Done(stored, region=region, detail={"fields": fields_changed})


@verb("article.publish", right="library.edit")
def publish(*, region: Region, article: Article, published: bool, by: Actor, at: datetime) -> Done:
    """Show an article to every practice of the region, or no longer."""
    stored = _of(region, article)
    stored.published = published
    stored.save(update_fields=["published"])
    return Done(stored, region=region, detail={"published": published})


@verb("story.send", right="story.send")
def send_story(
    *, practice: Practice, title: str, text: str, objective: str, name_us: bool, by: Actor, at: datetime
) -> Done:
    """A practice tells what worked. The region reads it first; `name_us` says whether it may name the practice."""
    _demand_no_bsn(title, text)
    assert by.user is not None
    story = Story.objects.create(
        practice=practice,
        region=practice.region,
        title=title,
        text=text,
        objective=objective,
        name_us=name_us,
        sent_by=by.user,
        sent_at=at,
    )
    return Done(story, practice=practice, lifecycle="create", detail={"name_us": name_us})


@verb("story.publish", right="library.edit")
def publish_story(*, region: Region, story: Story, title: str, text: str, by: Actor, at: datetime) -> Done:
    """Publish a story as the region edited it. Once; and without the name of a practice that did not agree to that."""
    stored = Story.objects.select_for_update(of=("self",)).select_related("practice").get(pk=story.pk, region=region)
    if stored.article_id:
        raise Refused("Dit verhaal staat al in de bibliotheek.", "Pas het daar aan.", "published")
    if not stored.name_us and stored.practice.name.lower() in f"{title} {text}".lower():
        raise Refused(
            "Deze praktijk wil niet met naam genoemd worden.", "Haal de naam uit de titel en de tekst.", "name"
        )
    article = Article(region=region, kind=STORY, title=title, text=text, objective=stored.objective, published=True)
    article.day, article.edited_by = local_date(at), by.user
    _demand_something_to_read(article)
    article.save()
    stored.article = article
    stored.save(update_fields=["article"])
    return Done(article, region=region, lifecycle="create", detail={"kind": STORY})


def _of(region: Region, article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk, region=region)


def _file_after(
    there: StoredFile | None, file: File | None, without_file: bool, region: Region, by: Actor, at: datetime
) -> StoredFile | None:
    if file:
        return files.keep(*file, region=region, by=by, at=at)
    return None if without_file else there


def _keep_as_it_stood(article: Article) -> None:
    ArticleVersion.objects.create(
        article=article,
        region_id=article.region_id,
        version=article.version,
        file_id=article.file_id,
        day=article.day,
        **{name: getattr(article, name) for name in _CONTENT},
    )


def _demand_something_to_read(article: Article) -> None:
    _demand_no_bsn(article.title, article.text)
    if article.link and not is_link(article.link):
        raise Refused("Dit is geen link naar een veilige website.", "Begin de link met https://.", "link")
    if not (article.text.strip() or article.link or article.file_id):
        raise Refused("Er is nog niets te lezen.", "Schrijf een tekst, of voeg een link of bestand toe.", "empty")


def _demand_no_bsn(*texts: str) -> None:
    if any(holds_a_bsn(text) for text in texts):
        raise Refused(BSN_SEEN, "", "bsn")


def _stale(stored: Article, changed: dict[str, str | int], typed: dict[str, str]) -> Stale:
    last = Event.objects.filter(event="article.change", object_id=stored.pk).order_by("-seq").first()
    return Stale(
        stored.title,
        [Difference(name, LABELS[name], str(value), str(getattr(stored, name))) for name, value in changed.items()],
        version=stored.version,
        changed_by=last.actor_name if last else "",
        changed_at=last.at if last else None,
        unchanged={name: value for name, value in typed.items() if name not in changed},
    )
