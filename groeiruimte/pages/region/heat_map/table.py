"""The columns of the heat map, and the cells of a page of practices: five queries, however many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import RegionYear
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.forms import not_for
from groeiruimte.rules.obligations import quarters

from . import cells
from .cells import HeatCell, Owed

# column -> the kinds of forms in it
FORMS = {"Plan": ("action_plan",), "Verantw.": ("accountability", "final_report")}


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """`label` stands above the column, `title` says it in full. A column is about a KPI, forms or a quarter."""

    label: str
    title: str
    kpi: str = ""
    forms: tuple[Form, ...] = ()
    quarter: str = ""


@dataclass(slots=True)
class Found:
    """What is known of one practice: states of KPIs, obligations, forms that were sent, deliveries of lists."""

    objectives: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    kpis: dict[str, HeatCell] = field(default_factory=dict)
    owed: dict[str, Owed] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def columns(programme: Programme, objective: str = "") -> tuple[HeatColumn, ...]:
    """The KPIs, the forms and the quarters of a programme; with an objective those that belong to it."""
    found = [
        HeatColumn(kpi.key.upper() if len(kpi.key) <= _SHORT else kpi.title, kpi.title, kpi=kpi.key)
        for kpi in programme.kpis
        if not objective or kpi.objective in (None, objective)
    ]
    for label, kinds in FORMS.items():
        forms = [form for form in programme.forms if form.kind in kinds]
        mine = tuple(form for form in forms if not objective or not form.objectives or objective in form.objectives)
        if mine:
            found.append(HeatColumn(label, "; ".join(form.title for form in mine), forms=mine))
    asked = [quarter for year in programme.period.years for quarter in quarters(programme, year)]
    several = len({quarter.year for quarter in asked}) > 1
    found += [HeatColumn(_short(each, several), f"Patiëntenlijst {each.label}", quarter=str(each)) for each in asked]
    return tuple(found)


_SHORT = 3


def _short(quarter: Quarter, several: bool) -> str:
    return f"Q{quarter.number} {quarter.year}" if several else f"Q{quarter.number}"


def rows(
    who: Actor, year: RegionYear, programme: Programme, shown: Sequence[HeatColumn], practices: Sequence[str]
) -> list[list[HeatCell]]:
    """The cells of these practices, in their order."""
    found = _found(who, year, practices)
    deadlines = {deadline.key: deadline.form for deadline in programme.deadlines if deadline.form}

    @cache
    def asks(form: str, objectives: tuple[str, ...], choices: tuple[str, ...]) -> bool:
        definition = programme.form(form)
        return definition is not None and not not_for(
            programme, Facts(objectives=objectives, choices=choices), definition
        )

    def cell(column: HeatColumn, mine: Found) -> HeatCell:
        if column.kpi:
            return mine.kpis.get(column.kpi, cells.NOT_ASKED)
        if column.quarter:
            return cells.quarter(mine.owed.get(f"list-{column.quarter}"), mine.lists[column.quarter], who.on)
        asked = [form for form in column.forms if asks(form.key, mine.objectives, mine.choices)]
        keys = {form.key for form in asked}
        owed = [each for key, each in mine.owed.items() if deadlines.get(key) in keys]
        return cells.forms(asked, mine.sent, owed, who.on)

    return [[cell(column, found[practice]) for column in shown] for practice in practices]


def _found(who: Actor, year: RegionYear, practices: Iterable[str]) -> dict[str, Found]:
    here = {"practice__in": list(practices)}
    found: dict[str, Found] = defaultdict(Found)
    enrolled = access.enrolments(who, "dossier.read").select_related(None).filter(region_year=year, **here)
    for practice, objectives, choices in enrolled.order_by().values_list("practice_id", "objectives", "choices"):
        found[practice].objectives, found[practice].choices = tuple(objectives), tuple(choices)
    states = access.kpi_states(who, "dossier.read").filter(enrolment__region_year=year, **here).order_by()
    for practice, kpi, *state in states.values_list("practice_id", "kpi", "state", "have", "need"):
        found[practice].kpis[kpi] = cells.kpi(*state)
    owed = access.obligations(who, "dossier.read").select_related(None).filter(region_year=year, **here).order_by()
    for practice, key, opens, due, done_on in owed.values_list("practice_id", "key", "opens", "due", "done_on"):
        found[practice].owed[key] = Owed(opens, due, done_on)
    sent = access.filled_forms(who, "dossier.read").select_related(None).filter(about=None, **here).order_by()
    for practice, form, status in sent.filter(enrolment__region_year=year).values_list("practice_id", "form", "status"):
        found[practice].sent[form] = status
    lists = access.lists(who, "dossier.read").select_related(None).filter(enrolment__region_year=year, **here)
    for practice, quarter, status in lists.order_by().values_list("practice_id", "quarter", "status"):
        found[practice].lists[quarter].append(status)
    return found
