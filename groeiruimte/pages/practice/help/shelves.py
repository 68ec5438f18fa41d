"""The library of a region as shelves to look along: pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Article
from groeiruimte.records.models.article import AID, FAQ, INSPIRATION, NEWS, STORY, THEME

_ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "afbeelding",
    "image/png": "afbeelding",
}
_SHEET, _TEXT = "spreadsheetml", "wordprocessingml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article to choose: its name, what it is, and where it is. `more`: there is a link or file besides."""

    title: str
    what: str
    url: str
    text: str
    more: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles under one heading."""

    title: str
    articles: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """Everything that a region published, laid out for a practice."""

    aids: tuple[Shelf, ...]
    themes: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    inspiration: tuple[Entry, ...]
    stories: tuple[Entry, ...]
    news: tuple[Entry, ...]


def laid_out(found: Sequence[Article], programme: Programme, phase: str, url_of: Callable[[Article], str]) -> Help:
    """`phase` narrows the aids to those of one phase; what belongs to no phase stays."""
    aids = [each for each in found if each.kind == AID and (not phase or each.phase in ("", phase))]
    order: dict[str, int] = {each.key: number for number, each in enumerate(programme.objectives_in_order)}

    def entries(articles: Iterable[Article]) -> tuple[Entry, ...]:
        return tuple(
            Entry(each.title, what_it_is(each), url_of(each), each.text, bool(each.link or each.file_id))
            for each in articles
        )

    def of_kind(kind: str) -> list[Article]:
        return [each for each in found if each.kind == kind]

    return Help(
        aids=tuple(Shelf(title, entries(on_it)) for title, on_it in _per_phase(aids, programme) if on_it),
        themes=entries(sorted(of_kind(THEME), key=lambda each: order.get(each.objective, len(order)))),
        answers=entries(of_kind(FAQ)),
        inspiration=entries(of_kind(INSPIRATION)),
        stories=entries(of_kind(STORY)),
        news=entries(sorted(of_kind(NEWS), key=lambda each: each.day, reverse=True)),
    )


def phases(programme: Programme) -> tuple[tuple[str, str], ...]:
    """The phases to choose from, in order: key and name."""
    return tuple((each.key, each.label) for each in sorted(programme.phases, key=lambda each: each.order))


def what_it_is(article: Article) -> str:
    """`Versie 2 · 4 mei 2022 · pdf van 310 kB`."""
    parts = [f"Versie {article.version}", short_date(article.day)]
    if article.file:
        parts.append(f"{_kind_of_file(article.file.media_type)} van {_size(article.file.size)}")
    return " · ".join(parts)


def _per_phase(aids: Sequence[Article], programme: Programme) -> list[tuple[str, list[Article]]]:
    known = phases(programme)
    keys = {key for key, _ in known}
    shelves = [(label, [each for each in aids if each.phase == key]) for key, label in known]
    rest = [each for each in aids if each.phase not in keys]
    return [*shelves, ("Voor het hele jaar" if known else "Voor alle praktijken", rest)]


def _kind_of_file(media_type: str) -> str:
    if _SHEET in media_type:
        return "Excel-bestand"
    return "Word-bestand" if _TEXT in media_type else _ENDINGS.get(media_type, "bestand")


def _size(many: int) -> str:
    """`1,4 MB`; a small one in kB."""
    return f"{many / 1_000_000:.1f} MB".replace(".", ",") if many >= 100_000 else f"{max(1, many // 1000)} kB"
