"""What the KPIs of a practice come down to, part by part: for the pages that help to meet them."""

from __future__ import annotations

from collections.abc import Iterator

from groeiruimte.programme.kpi import AllOf, AnyOf, AtLeast, Evidence, Requirement
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.kpi import is_asked
from groeiruimte.rules.naming import noun


def parts(requirement: Requirement) -> Iterator[Requirement]:
    """The requirements inside one, those that have no parts themselves."""
    if isinstance(requirement, AllOf | AnyOf | AtLeast):
        for part in requirement.of:
            yield from parts(part)
    else:
        yield requirement


def evidence_kinds(programme: Programme, facts: Facts) -> dict[str, str]:
    """The kinds of evidence that the KPIs of this practice ask for, with their words."""
    asked = (kpi for kpi in programme.kpis if is_asked(kpi, facts))
    found = (part for kpi in asked for part in parts(kpi.met_by))
    return {part.evidence: noun(programme, part.evidence) for part in found if isinstance(part, Evidence)}


def kinds_to_check(programme: Programme) -> frozenset[str]:
    """The kinds of evidence that count once the region looked at them (R112)."""
    found = (part for kpi in programme.kpis for part in parts(kpi.met_by))
    return frozenset(part.evidence for part in found if isinstance(part, Evidence) and part.checked)
