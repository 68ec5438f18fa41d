"""The social map: with whom the practice works in each district, as a picture, a list and a paper (R088)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.practice.participation import YearOf
from groeiruimte.programme.item import ItemKind
from groeiruimte.records import access
from groeiruimte.records.models import Item
from groeiruimte.reports import pdf
from groeiruimte.rules.answers import shown

from .picture import pictures
from .rows import belongs, cells, columns
from .views import seen_year


@require_safe
def social_map(request: Request, practice_id: str) -> HttpResponse:
    """The map as a page."""
    year = seen_year(request, practice_id)
    found = _partners(request, year)
    may_note = access.may(request.actor, "item.note", practice=year.practice)
    kinds = _kinds(year)
    context = {
        "year": year,
        "practice": year.practice,
        "pictures": pictures({place: [name for name, _ in partners] for place, partners in _by_district(year, found)}),
        "missing": [place for place in year.facts.districts if place not in {item.district for _, item in found}],
        "tables": [
            (kind, columns(kind), cells(year, kind, [item for of, item in found if of == kind], link=may_note))
            for kind in kinds
        ],
        "kinds": kinds if may_note else (),
    }
    return render(request, "practice/kpi/social_map.html", context)


@require_safe
def social_map_paper(request: Request, practice_id: str) -> HttpResponse:
    """The map on paper."""
    year = seen_year(request, practice_id)
    districts = tuple((place, tuple(partners)) for place, partners in _by_district(year, _partners(request, year)))
    paper = pdf.SocialMap(year.practice.name, districts, request.actor.on)
    return attachment(pdf.social_map(paper), "sociale-kaart.pdf", pdf.CONTENT_TYPE)


def _kinds(year: YearOf) -> list[ItemKind]:
    """The kinds that belong to a district; without any this practice has no map."""
    found = [kind for kind in year.programme.items if kind.per == "district" and belongs(year, kind)]
    if not found:
        raise Http404
    return found


def _partners(request: Request, year: YearOf) -> list[tuple[ItemKind, Item]]:
    kinds = {kind.key: kind for kind in _kinds(year)}
    found = access.items(request.actor).filter(enrolment=year.enrolment, kind__in=kinds, removed_on__isnull=True)
    return [(kinds[item.kind], item) for item in found.order_by("district", "noted_at")]


def _by_district(year: YearOf, found: list[tuple[ItemKind, Item]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Per district the organisations: the answer to the first question, and the others as what it is for."""
    districts: dict[str, list[tuple[str, str]]] = {}
    for kind, item in found:
        first, *rest = (
            "; ".join(shown(year.programme, year.facts, question, item.answers.get(question.key)))
            for question in kind.questions
        )
        districts.setdefault(item.district, []).append((first, ". ".join(text for text in rest if text)))
    return list(districts.items())
