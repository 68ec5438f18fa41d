"""All checks of what the parts of a programme must be to each other. One part on its own is checked by its type.

A check runs on every part that can be read, also when another part cannot: so one reading names all problems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from .checks import (
    calculations,
    conditions,
    forms,
    funding,
    items,
    kpis,
    objectives,
    prefill,
    region,
    scans,
    schedule,
    surveys,
)
from .funding import Funding
from .place import Table, find, lists
from .problems import Problem
from .programme import Programme
from .references import missing

_NAMES = ("key", "year")
"""What may stand once in a list. A UZOVI code may come back on other days, a tariff on another date."""

_CHECKS: tuple[tuple[Callable[..., Iterable[Problem]], tuple[str, ...]], ...] = (
    (objectives.all_four, ("objectives", "gone")),
    (objectives.orders, ("objectives", "subjects")),
    (objectives.merged_once, ("subjects",)),
    (conditions.circles, ("conditions",)),
    (conditions.standings, ("insurer", "region", "conditions", "objectives", "spending")),
    (schedule.phases, ("phases",)),
    (schedule.deadlines, ("period", "deadlines")),
    (kpis.choices, ("kpis", "choices")),
    (kpis.requirements, ("kpis", "forms")),
    (schedule.ends, ("phases", "forms")),
    (schedule.milestones, ("period", "milestones", "choices")),
    (forms.kinds, ("forms",)),
    (forms.waits, ("forms", "items")),
    (forms.conditions, ("forms", "items")),
    (forms.places, ("forms", "items", "choices", "functions", "bottlenecks")),
    (forms.sections, ("forms",)),
    (forms.reviews, ("forms",)),
    (forms.accountability, ("forms", "kpis")),
    (calculations.calculations, ("forms", "items")),
    (prefill.prefills, ("forms", "items", "kpis", "choices", "terms", "milestones", "scans", "surveys")),
    (scans.questionnaires, ("scans", "choices", "functions", "bottlenecks")),
    (scans.marks, ("scans",)),
    (scans.leads, ("scans",)),
    (scans.rules, ("scans",)),
    (scans.talks, ("scans",)),
    (scans.improvements, ("scans", "items")),
    (scans.dates, ("period", "scans")),
    (scans.asked, ("kpis", "scans")),
    (surveys.questions, ("surveys",)),
    (surveys.waves, ("period", "surveys")),
    (items.kinds, ("items",)),
    (items.counted, ("items", "kpis")),
    (items.deadlines, ("deadlines", "items")),
    (region.sections, ("regional_plan", "report")),
    (region.windows, ("period", "regional_plan", "report")),
    (region.tracks, ("tracks", "choices", "support_kinds")),
    (region.steps, ("tracks",)),
    (funding.tariffs, ("period", "funding.tariffs", "funding.tariffs_unknown")),
    (funding.insurers, ("funding.eligible",)),
    (funding.maxima, ("funding.tariffs", "funding.maxima")),
    (funding.indexes, ("funding.tariffs", "funding.indexes")),
    (funding.budget, ("period", "funding.region_budget")),
)


def check(text: Table, programme: Programme | None, gone: frozenset[str]) -> list[Problem]:
    """Every problem between the parts of a text; `programme` is the same text once its types accept it.

    `gone` are the paths that an overlay took away: what still needs them is named.
    """
    problems = missing(text, gone)
    for run, names in _CHECKS:
        parts = [gone if name == "gone" else _part(text, programme, name) for name in names]
        if _UNREADABLE not in parts:
            problems += run(*parts)
    return problems


def doubles(text: Table) -> list[Problem]:
    """A problem for each key, or year, that stands twice in one list of a text."""
    problems = []
    for where, listed in lists(text):
        for field in _NAMES:
            names = Counter(str(item[field]) for item in listed if isinstance(item, dict) and field in item)
            for name, times in names.items():
                if times > 1:
                    what = f'"{name}" staat hier {times} keer.'
                    problems.append(Problem(f"{where}[{name}]", what, "Geef elk onderdeel een eigen naam."))
    return problems


_UNREADABLE = object()


def _part(text: Table, programme: Programme | None, path: str) -> Any:
    if programme is not None:
        part: Any = programme
        for name in path.split("."):
            part = getattr(part, name)
        return part
    adapter, default = _reader(path)
    given = find(text, path)
    if given is None:
        return default
    try:
        return adapter.validate_python(given, strict=True)
    except ValidationError:
        return _UNREADABLE


@lru_cache
def _reader(path: str) -> tuple[TypeAdapter[Any], Any]:
    above, _, name = path.rpartition(".")
    field = (Funding if above else Programme).model_fields[name]
    return TypeAdapter[Any](field.annotation or Any), _UNREADABLE if field.is_required() else field.default
