"""Which practices fit what was asked, in its order. Only what an order or a filter needs is fetched for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q

from groeiruimte.pages.region.stage import SILENT, STAGES, Standing
from groeiruimte.records import access

from . import columns
from .asked import Asked
from .columns import EVERYBODY, Owed, Place

_ORDER = {stage: number for number, stage in enumerate(STAGES)}


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the record of a practice itself."""

    id: str
    name: str
    agb_code: str
    city: str
    district: str

    @property
    def place(self) -> str:
        return ", ".join(part for part in (self.city, self.district) if part)


@dataclass
class Everybody:
    """The columns for all practices, each fetched when somebody asks for it."""

    place: Place

    @cached_property
    def owed(self) -> dict[str, Owed]:
        return columns.owed(self.place, EVERYBODY)

    @cached_property
    def objectives(self) -> dict[str, tuple[str, ...]]:
        return columns.objectives(self.place, EVERYBODY)

    @cached_property
    def stages(self) -> dict[str, Standing]:
        return columns.stages(self.place, EVERYBODY)

    @cached_property
    def lists(self) -> dict[str, str]:
        return columns.list_states(self.place, EVERYBODY)

    def stage(self, practice: str) -> str:
        found = self.stages.get(practice)
        return found.stage if found else SILENT


@dataclass(frozen=True, slots=True)
class Found:
    """The practices that fit, in order; when they are grouped, of each its group and how many a group has."""

    practices: list[Known]
    group_of: Mapping[str, Any] = field(default_factory=dict)
    numbers: Mapping[Any, int] = field(default_factory=dict)


def asked_for(place: Place, asked: Asked) -> Found:
    every = Everybody(place)
    fits = _filters(every, asked)
    found = [each for each in _known(place, asked) if all(fit(each.id) for fit in fits)]
    found.sort(key=_order(every, asked))
    if not asked.groep:
        return Found(found)
    group, order = _grouping(every, asked.groep)
    group_of = {each.id: group(each) for each in found}
    found.sort(key=lambda each: order(group_of[each.id]))
    return Found(found, group_of, Counter(group_of.values()))


def _known(place: Place, asked: Asked) -> list[Known]:
    """What the database can tell by itself: place, name, and who did not do one task. By name."""
    found = access.practices(place.who, "dossier.read").filter(region=place.region).select_related(None)
    if asked.wijk:
        found = found.filter(district=asked.wijk)
    if asked.taak:
        task = access.obligations(place.who).filter(region_year=place.year, key=asked.taak, done_on__isnull=True)
        found = found.filter(pk__in=task.order_by().values("practice"))
    if asked.zoek:
        said = asked.zoek
        found = found.filter(
            Q(name__icontains=said)
            | Q(agb_code__contains=said)
            | Q(city__icontains=said)
            | Q(pk__in=access.formerly(place.who, said))
        )
    rows = found.order_by("name", "pk").values_list("pk", "name", "agb_code", "city", "district")
    return [Known(*row) for row in rows]


def _filters(every: Everybody, asked: Asked) -> list[Callable[[str], bool]]:
    fits: list[Callable[[str], bool]] = []
    if asked.laat:
        fits.append(lambda practice: practice in every.owed and every.owed[practice].late > 0)
    if asked.doelstelling:
        fits.append(lambda practice: asked.doelstelling in every.objectives.get(practice, ()))
    if asked.fase:
        fits.append(lambda practice: every.stage(practice) == asked.fase)
    if asked.lijst:
        fits.append(lambda practice: every.lists.get(practice) == asked.lijst)
    return fits


def _order(every: Everybody, asked: Asked) -> Callable[[Known], Any]:
    """By name within; what has no date comes last."""
    nothing = Owed()
    match asked.sorteer:
        case "naam":
            return lambda each: each.name
        case "wijk":
            return lambda each: (each.district == "", each.district, each.name)
        case "fase":
            return lambda each: (_ORDER[every.stage(each.id)], each.name)
        case "datum":
            return lambda each: _by_day(every.owed.get(each.id, nothing), each.name)
    return lambda each: (
        -(owed := every.owed.get(each.id, nothing)).late,
        *_by_day(owed, each.name),
    )


def _by_day(owed: Owed, name: str) -> tuple[Any, ...]:
    return owed.due is None, owed.due, name


def _grouping(every: Everybody, by: str) -> tuple[Callable[[Known], Any], Callable[[Any], Any]]:
    """The group of a practice, and the order of the groups."""
    match by:
        case "wijk":
            return lambda each: each.district, lambda district: (district == "", district)
        case "doelstelling":
            return lambda each: tuple(sorted(every.objectives.get(each.id, ()))), lambda chosen: (not chosen, chosen)
    return lambda each: every.stage(each.id), lambda stage: _ORDER[stage]


def districts(place: Place) -> list[str]:
    """Those in which the region has a practice."""
    found = access.practices(place.who, "dossier.read").filter(region=place.region).exclude(district="")
    return sorted(found.order_by().values_list("district", flat=True).distinct())
