"""What a region writes to its insurer: what its parts hold, what is missing, what is prefilled. Pure.

Source: R015, R031, R035-R038, R051-R053, R155. Parts by kind, as kept in a DocumentPart and as sealed:

- section: key of the section, or `<section>-<objective>` when there is one per objective; `{"text"}`
- activity: an id; `{"objective", "title", "kind", "when", "cost_cents", "other_funding", "additional"}`
- kpi: an id; `{"objective", "title", "dimension", "measure", "target", "source"}`; objective "" is all of them
- agreement: the id of a practice, or `all`; `{"text"}`
- exception (report): the id of a practice; `{"text"}`

Figures come from `actions.region_figures`: `{"practices": [{"id", "name", "objectives", ..}], "supported": [..], ..}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groeiruimte.programme.objective import ObjectiveKey
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import DocumentSection

from .region_changes import Change, difference
from .why import number

__all__ = [
    "ALL",
    "KINDS",
    "Change",
    "Missing",
    "Written",
    "chosen_objectives",
    "difference",
    "filled",
    "missing",
    "to_write",
]

SECTION, ACTIVITY, KPI, AGREEMENT, EXCEPTION = KINDS = ("section", "activity", "kpi", "agreement", "exception")
ALL = "all"
"""The key of an agreement that holds for every practice."""

Content = Mapping[str, Any]
Parts = Mapping[str, Mapping[str, Content]]
"""kind -> key -> content; what was taken out is not in it."""

# What a person fills in or confirms for each part; what the figures bring is never typed. The objective is always
# there: of a KPI that holds for all of them it is "".
_FIELDS = {
    ACTIVITY: ("title", "kind", "when"),
    KPI: ("title", "measure", "dimension", "target"),
    AGREEMENT: ("text",),
}
_WITH_OBJECTIVE = (ACTIVITY, KPI)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a document from being sent. `place` is `kind:key`, `objective:A` or `practices`."""

    place: str
    because: str
    mend: str


@dataclass(frozen=True, slots=True)
class Written:
    """A section to write: its key as a part, and for which objective ("" for the whole region)."""

    key: str
    section: DocumentSection
    objective: str
    title: str


def chosen_objectives(programme: Programme, figures: Content) -> tuple[ObjectiveKey, ...]:
    """The objectives that at least one practice of the region chose, in the order of the region."""
    chosen = {key for practice in figures.get("practices", ()) for key in practice["objectives"]}
    chosen |= {key for key, practices in figures.get("by_objective", {}).items() if practices}
    return tuple(each.key for each in programme.objectives_in_order if each.key in chosen)


def to_write(
    programme: Programme, sections: Iterable[DocumentSection], figures: Content, parts: Parts
) -> tuple[Written, ...]:
    """The sections that this document has. One that was written stays, also when nobody chooses its objective now."""
    chosen, written = set(chosen_objectives(programme, figures)), parts.get(SECTION, {})
    supported = set(figures.get("supported", (each.key for each in programme.objectives if each.supported)))
    found = []
    for section in sections:
        if not section.per_objective:
            found.append(Written(section.key, section, "", section.label))
            continue
        asked = chosen | supported if section.every_objective else chosen
        for objective in programme.objectives_in_order:
            key = f"{section.key}-{objective.key}"
            if objective.key in asked or key in written:
                title = f"{section.label}: {objective.key} {objective.label}"
                found.append(Written(key, section, objective.key, title))
    return tuple(found)


def missing(programme: Programme, parts: Parts, figures: Content) -> tuple[Missing, ...]:
    """Everything that keeps a regional plan from being sent, in the order of the page; nothing when it is complete."""
    return (
        *_sections(programme, parts, figures),
        *_objectives(programme, parts, figures),
        *_activities(parts),
        *_kpis(parts),
        *_agreements(parts, figures),
        *_practices(figures),
    )


def filled(programme: Programme, parts: Parts, figures: Content) -> tuple[int, int]:
    """How many fields of a plan are filled in, of how many: `(57, 80)`. Optional sections do not count."""
    sections = programme.regional_plan.sections if programme.regional_plan else ()
    written = [each for each in to_write(programme, sections, figures, parts) if each.section.required]
    have = sum(bool(_text(parts, each.key)) for each in written)
    need = len(written)
    for kind, names in _FIELDS.items():
        of_itself = kind in _WITH_OBJECTIVE
        for content in parts.get(kind, {}).values():
            need += len(names) + of_itself
            have += sum(bool(content.get(name)) for name in names) + of_itself
    return have, need


def _sections(programme: Programme, parts: Parts, figures: Content) -> Iterator[Missing]:
    """R051, R155: what the programme asks to write."""
    sections = programme.regional_plan.sections if programme.regional_plan else ()
    for each in to_write(programme, sections, figures, parts):
        if each.section.required and not _text(parts, each.key):
            yield Missing(f"{SECTION}:{each.key}", f"“{each.title}” is nog leeg.", "Schrijf dit onderdeel.")


def _objectives(programme: Programme, parts: Parts, figures: Content) -> Iterator[Missing]:
    """R015, R035, R051: each chosen objective has an activity and a KPI."""
    active = {content["objective"] for content in parts.get(ACTIVITY, {}).values()}
    measured = {content["objective"] for content in parts.get(KPI, {}).values()}
    for key in chosen_objectives(programme, figures):
        place = f"objective:{key}"
        if key not in active:
            yield Missing(place, f"Doelstelling {key} heeft nog geen activiteit.", "Voeg een activiteit toe.")
        if not measured & {key, ""}:
            yield Missing(place, f"Doelstelling {key} heeft nog geen KPI.", "Voeg een KPI toe.")


def _activities(parts: Parts) -> Iterator[Missing]:
    """R038: who names other money says what is done besides."""
    for key, content in parts.get(ACTIVITY, {}).items():
        if content.get("other_funding") and not str(content.get("additional", "")).strip():
            because = f"“{content['title']}” krijgt ook ander geld. Er staat nog niet bij wat extra is."
            yield Missing(f"{ACTIVITY}:{key}", because, "Schrijf wat u met dit geld extra doet.")


def _kpis(parts: Parts) -> Iterator[Missing]:
    """R015: a KPI serves one of the four aims, and has something to reach."""
    for key, content in parts.get(KPI, {}).items():
        if not content.get("dimension"):
            because = f"Bij de KPI “{content['title']}” is nog geen doel gekozen."
            yield Missing(f"{KPI}:{key}", because, "Kies een van de vier doelen.")
        if not str(content.get("target", "")).strip():
            because = f"Bij de KPI “{content['title']}” staat nog niet wat u wilt bereiken."
            yield Missing(f"{KPI}:{key}", because, "Vul de streefwaarde in.")


def _agreements(parts: Parts, figures: Content) -> Iterator[Missing]:
    """R031: every practice that takes part has a working agreement."""
    if ALL in parts.get(AGREEMENT, {}):
        return
    without = [practice["name"] for practice in figures.get("practices", ()) if not _agreed(practice["id"], parts)]
    if without:
        whose = without[0] if len(without) == 1 else f"{number(len(without))} praktijken"
        mend = "Schrijf een afspraak die voor elke praktijk geldt."
        yield Missing(f"{AGREEMENT}:{ALL}", f"Voor {whose} staat er nog geen werkafspraak.", mend)


def _practices(figures: Content) -> Iterator[Missing]:
    """R053: the plan shows which practices commit to which objectives."""
    if not figures.get("practices"):
        because = "Er is nog geen praktijk die meedoet of wil meedoen."
        yield Missing("practices", because, "Vraag praktijken om zich aan te melden.")


def _agreed(practice: str, parts: Parts) -> bool:
    return practice in parts.get(AGREEMENT, {})


def _text(parts: Parts, key: str) -> str:
    return str(parts.get(SECTION, {}).get(key, {}).get("text", "")).strip()
