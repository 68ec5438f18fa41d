"""How a regional plan begins: with what is known already, or with an earlier plan. No text is made up here.

Source: R015, R031, R035; ux.md 2b.3 (70% prefilled).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from groeiruimte.programme.programme import Programme

from .region_document import ACTIVITY, AGREEMENT, ALL, KPI, SECTION, Content, Parts, chosen_objectives

_KIND_OF_SESSION = {"training": "training", "meeting": "meeting", "inspiration": "inspiration_session"}
"""The kind of support that a session on the calendar is, when the programme has that kind."""

Contents = dict[str, dict[str, dict[str, Any]]]
"""kind -> key -> content."""


def prefilled(
    programme: Programme, figures: Content, trainings: Iterable[Mapping[str, Any]], new_key: Callable[[], str]
) -> Contents:
    """Activities from what is on the calendar, the KPIs of the chosen objectives, the standard agreements.

    A KPI gets no aim and no target: those are for the region to choose. `trainings` as in `actions.region_figures`.
    """
    chosen = chosen_objectives(programme, figures)
    kinds = {each.key for each in programme.support_kinds}
    found: Contents = {ACTIVITY: {}, KPI: {}}
    for training in trainings:
        objectives = [training["objective"]] if training["objective"] else list(chosen)
        for objective in objectives:
            if objective in chosen:
                kind = _KIND_OF_SESSION.get(training["kind"], "")
                found[ACTIVITY][new_key()] = _activity(
                    objective, training["title"], kind if kind in kinds else "", training["when"]
                )
    for kpi in programme.kpis:
        if kpi.objective is None or kpi.objective in chosen:
            found[KPI][new_key()] = {
                "objective": kpi.objective or "",
                "title": kpi.title,
                "dimension": "",
                "measure": "number",
                "target": "",
                "source": kpi.key,
            }
    standard = programme.regional_plan.standard_agreements if programme.regional_plan else ()
    if standard:
        found[AGREEMENT] = {ALL: {"text": "\n".join(standard)}}
    return found


def copied(programme: Programme, parts: Parts) -> Contents:
    """An earlier plan as the start of a new one: the same keys, so that a difference can be told part by part.

    A section, kind or KPI that this programme no longer has is left out or emptied. Agreements with one practice stay
    behind: they are made anew each programme.
    """
    kinds = {each.key for each in programme.support_kinds}
    kpis = {each.key for each in programme.kpis}
    sections = {each.key for each in programme.regional_plan.sections} if programme.regional_plan else set()
    return {
        SECTION: {
            key: dict(content)
            for key, content in parts.get(SECTION, {}).items()
            if key in sections or key[:-2] in sections
        },
        ACTIVITY: {
            key: {**content, "kind": content["kind"] if content["kind"] in kinds else ""}
            for key, content in parts.get(ACTIVITY, {}).items()
        },
        KPI: {
            key: {**content, "source": content["source"] if content["source"] in kpis else ""}
            for key, content in parts.get(KPI, {}).items()
        },
        AGREEMENT: {key: dict(content) for key, content in parts.get(AGREEMENT, {}).items() if key == ALL},
    }


def _activity(objective: str, title: str, kind: str, when: str) -> dict[str, Any]:
    return {
        "objective": objective,
        "title": title,
        "kind": kind,
        "when": when,
        "cost_cents": None,
        "other_funding": [],
        "additional": "",
    }
