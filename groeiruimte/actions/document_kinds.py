"""What differs between the regional plan and the report of a region: one mechanism for both (ADR 17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import RegionalPlanText, ReportText
from groeiruimte.records.models import RegionYear
from groeiruimte.records.models.region_document import REGIONAL_PLAN, REPORT
from groeiruimte.rules import region_document, region_parts, region_report
from groeiruimte.rules.region_document import Content, Missing, Parts
from groeiruimte.rules.region_parts import Fault

from .region_figures import figures
from .region_report_figures import report_figures


@dataclass(frozen=True, slots=True)
class Kind:
    """`asked` is what the programme says about it, None when it asks for none; `opens_first`: no word before it opens.

    `name`, `this` and `the` are its words: `regioplan`, `Dit regioplan`, `het plan`.
    """

    name: str
    this: str
    the: str
    statement: str
    opens_first: bool
    asked: Callable[[Programme], RegionalPlanText | ReportText | None]
    figures: Callable[[RegionYear, Parts, date], dict[str, Any]]
    wrong: Callable[[Programme, str, str, Content], Fault | None]
    missing: Callable[[Programme, Parts, Content], tuple[Missing, ...]]


KINDS: Mapping[str, Kind] = {
    REGIONAL_PLAN: Kind(
        name="regioplan",
        this="Dit regioplan",
        the="het plan",
        statement="Ik teken dit regioplan namens de regio. De praktijken in de lijst kozen deze doelstellingen.",
        opens_first=False,
        asked=lambda programme: programme.regional_plan,
        figures=figures,
        wrong=region_parts.wrong,
        missing=region_document.missing,
    ),
    REPORT: Kind(
        name="rapportage",
        this="Deze rapportage",
        the="de rapportage",
        statement="Ik teken deze rapportage namens de regio. De cijfers komen uit wat praktijken vastlegden.",
        opens_first=True,
        asked=lambda programme: programme.report,
        figures=report_figures,
        wrong=region_report.wrong,
        missing=region_report.missing,
    ),
}
