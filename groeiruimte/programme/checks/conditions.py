"""Conditions wait for each other without going round, and look for standings that this programme can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..condition import Absent, Condition, Holds
from ..objective import Objective, SpendingRule, Standing, StandingKey
from ..problems import Problem
from .circles import circles as find_circles

_POH_S_POLICIES = ("current", "former")


def circles(conditions: Sequence[Condition]) -> Iterator[Problem]:
    """A condition that waits for itself, through others or not, can never be answered: each circle is named once."""
    for circle in find_circles({condition.key: condition.needs for condition in conditions}):
        what = f"Deze voorwaarden wachten op elkaar: {' → '.join(circle)}."
        yield Problem(f"conditions[{circle[-2]}].needs", what, f"Haal {circle[-1]} uit needs van {circle[-2]}.")


def standings(
    insurer: str,
    region: str | None,
    conditions: Sequence[Condition],
    objectives: Sequence[Objective],
    spending: Sequence[SpendingRule],
) -> Iterator[Problem]:
    """A value that no practice of this programme can have is a slip: the rule would silently never hold."""
    for where, standing, value in _asked(conditions, objectives, spending):
        allowed = _values(standing, insurer, region)
        if value is not None and value not in allowed:
            what = f'"{value}" kan hier niet de waarde van {standing} zijn.'
            mend = f"Kies uit: {', '.join(allowed)}." if allowed else "Haal value weg."
            yield Problem(f"{where}.value", what, mend)


def _asked(
    conditions: Sequence[Condition], objectives: Sequence[Objective], spending: Sequence[SpendingRule]
) -> Iterator[tuple[str, StandingKey, str | None]]:
    for condition in conditions:
        if isinstance(condition, Holds | Absent):
            yield f"conditions[{condition.key}]", condition.standing, condition.value
    whens: list[tuple[str, Standing | None]] = [(f"spending[{rule.key}].when", rule.when) for rule in spending]
    for objective in objectives:
        whens += [(f"objectives[{objective.key}].time[{time.type}].when", time.when) for time in objective.time]
    for where, when in whens:
        if when is not None:
            yield where, when.standing, when.value


def _values(standing: StandingKey, insurer: str, region: str | None) -> tuple[str, ...]:
    match standing:
        case "preferred_insurer" | "insurer_contract":
            return (insurer,)
        case "affiliation" | "region_contract":
            return (region,) if region else ()
        case "poh_s_policy":
            return _POH_S_POLICIES
        case "kbz_pilot":
            return ()
