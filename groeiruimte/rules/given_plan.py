"""The regional plan that a worked example gives: who takes part, and the parts that were written so far."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from groeiruimte.programme.objective import ObjectiveKey
from groeiruimte.programme.region import Dimension

from .given import Shape
from .region_document import ACTIVITY, AGREEMENT, KPI, SECTION


class ActivityGiven(Shape):
    objective: ObjectiveKey
    title: str
    other_funding: list[str] = Field(default_factory=list)
    additional: str = ""


class TargetGiven(Shape):
    """A KPI of the region; objective "" is all of them."""

    objective: ObjectiveKey | Literal[""]
    title: str
    dimension: Dimension | Literal[""] = ""
    target: str = ""


class PlanGiven(Shape):
    """`practices` by name with what each chose; activities and KPIs are counted from 1 (`activity:1`).

    `supported`: the objectives that the region supports; without it as the programme says. `agreements` names
    practices, or `all`.
    """

    practices: dict[str, list[ObjectiveKey]] = Field(default_factory=dict)
    supported: list[ObjectiveKey] | None = None
    sections: dict[str, str] = Field(default_factory=dict)
    activities: list[ActivityGiven] = Field(default_factory=list)
    kpis: list[TargetGiven] = Field(default_factory=list)
    agreements: list[str] = Field(default_factory=list)

    @property
    def parts(self) -> dict[str, dict[str, dict[str, Any]]]:
        """As the records keep them."""
        return {
            SECTION: {key: {"text": text} for key, text in self.sections.items()},
            ACTIVITY: {str(number): each.model_dump() for number, each in enumerate(self.activities, start=1)},
            KPI: {str(number): each.model_dump() for number, each in enumerate(self.kpis, start=1)},
            AGREEMENT: {name: {"text": "Afgesproken"} for name in self.agreements},
        }

    @property
    def figures(self) -> dict[str, Any]:
        listed = [{"id": name, "name": name, "objectives": chosen} for name, chosen in self.practices.items()]
        return {"practices": listed} | ({} if self.supported is None else {"supported": self.supported})
