"""A KPI to ask, and somebody who went to a training."""

from __future__ import annotations

from datetime import date
from typing import Any

from groeiruimte.programme.kpi import Kpi
from groeiruimte.programme.schedule import Period
from groeiruimte.rules.facts import Attendance

YEAR = Period(start=date(2022, 1, 1), end=date(2022, 12, 31))
MAY = date(2022, 5, 1)

Found = tuple[str, int, int, str]
"""State, have, need and the sentences."""

SENT: dict[str, Any] = {"kind": "submitted", "form": "action_plan"}
WITHIN_BUDGET: dict[str, Any] = {"kind": "answered", "form": "action_plan", "question": "budget", "value": True}


def kpi(objective: str | None = "B", **met_by: Any) -> Kpi:
    source = {"text": "regio", "at": "r. 20"}
    return Kpi.model_validate(
        {"key": "k", "objective": objective, "title": "Een KPI", "met_by": met_by, "source": source}
    )


def went(*days: date, function: str = "gp", topic: str = "zorg-op-afstand", title: str = "") -> tuple[Attendance, ...]:
    return tuple(Attendance(frozenset({topic}), day, function, title) for day in days)
