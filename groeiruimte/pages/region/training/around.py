"""What the pages about trainings share: the region, its programmes, and who runs what."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from groeiruimte.actions.alignments import programme_of_year
from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Region, Session, Training
from groeiruimte.rules.milestones import topics
from groeiruimte.rules.naming import function_label
from groeiruimte.rules.offer import KINDS
from groeiruimte.rules.why import words

RUN, MANAGE = "training.run", "training.manage"


def region_or_404(request: Request, region_key: str, right: str = RUN) -> Region:
    return get_object_or_404(access.regions(request.actor, right), pk=region_key)


def training_or_404(request: Request, region: Region, training_id: str) -> Training:
    return get_object_or_404(access.trainings(request.actor, MANAGE), pk=training_id, region=region)


def session_or_404(request: Request, region: Region, session_id: str, right: str = RUN) -> Session:
    """A session that somebody runs; of a trainer only the own ones."""
    return get_object_or_404(access.sessions(request.actor, right), pk=session_id, region=region)


def manages(request: Request, region: Region) -> bool:
    return access.may(request.actor, MANAGE, region=region)


def programmes(request: Request, region: Region) -> list[Programme]:
    """Those of the region as it supports them, the one that runs today first; none for a trainer."""
    mine = access.region_years(request.actor).filter(region=region)
    years = mine.prefetch_related("supported").order_by("-start")
    on = request.actor.on
    in_order = sorted(years, key=lambda year: not year.start <= on <= year.end)
    return [programme_of_year(year) for year in in_order]


def one_programme(request: Request, region: Region) -> Programme:
    """Raises Http404 when the region runs nothing yet."""
    found = programmes(request, region)
    if not found:
        raise Http404
    return found[0]


def topic_words(found: list[Programme], also: list[str]) -> dict[str, str]:
    """Every topic of these programmes with its words; and the ones that a training had already."""
    said: dict[str, str] = {}
    for programme in found:
        said |= {key: label for key, label in topics(programme).items() if key not in said}
    said |= {key: words(key) for key in also if key not in said}
    return {key: _capital(label) for key, label in sorted(said.items(), key=lambda pair: pair[1].lower())}


def function_words(found: list[Programme], also: list[str]) -> dict[str, str]:
    said = {each.key: each.label for programme in reversed(found) for each in programme.functions}
    said |= {key: function_label(None, key) for key in also if key not in said}
    return {key: _capital(label) for key, label in said.items()}


def kind_words() -> dict[str, str]:
    return {str(key): _capital(one) for key, (one, _) in KINDS.items()}


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
