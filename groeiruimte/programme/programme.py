"""A programme: everything an insurer and a region promise for one period, read from one text."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from .condition import Condition
from .form import Form
from .funding import Funding
from .item import ItemKind
from .kpi import Kpi
from .list_layout import ListLayout
from .milestone import MilestoneExample
from .objective import Choice, Objective, ObjectiveKey, SpendingRule, Subject
from .offer import OfferRule
from .region import RegionalPlanText, ReportText, SupportKind, Track
from .scan import Scan
from .schedule import Deadline, Period, Phase
from .survey import Survey
from .text import Document, Key, Source, Text, Words


class Care(Text):
    """Who looked after the text, and when it must be looked at again."""

    authored: date
    checked: date
    reviewed: date
    next_review: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.authored <= self.checked <= self.reviewed:
            raise ValueError("Eerst schrijven, dan nakijken, dan beoordelen. Zet de drie datums in die volgorde.")
        if self.next_review <= self.reviewed:
            raise ValueError("De volgende beoordeling ligt niet na de laatste. Zet next_review later dan reviewed.")
        return self


class Function(Text):
    """A function (functie) in a practice: `medical_assistant` is the doktersassistent."""

    key: Key
    label: Words


class Term(Text):
    """The words for a key that an explanation reads out: what a KPI counts, measures or asks a training about."""

    key: Key
    one: Words
    many: str = ""


class Programme(Text):
    """One programme of one insurer, for the country or for one region."""

    key: Key
    extends: Key | None = None
    title: Words
    short_title: Words
    insurer: Key
    region: Key | None = Field(default=None, description="None: the insurer's frame, for all regions")
    goal: Words
    period: Period
    care: Care
    sources: tuple[Document, ...] = Field(min_length=1)
    bottlenecks: tuple[Words, ...] = ()
    functions: tuple[Function, ...] = ()
    terms: tuple[Term, ...] = ()
    objectives: tuple[Objective, ...] = Field(description="the four national objectives, A to D")
    subjects: tuple[Subject, ...] = ()
    choices: tuple[Choice, ...] = ()
    spending: tuple[SpendingRule, ...] = ()
    conditions: tuple[Condition, ...] = ()
    phases: tuple[Phase, ...] = ()
    intention: Deadline | None = Field(default=None, description="when a practice says whether it wants to take part")
    deadlines: tuple[Deadline, ...] = ()
    reminders: tuple[int, ...] = Field(default=(21, 7, 1), description="days before a deadline")
    forms: tuple[Form, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    items: tuple[ItemKind, ...] = ()
    milestones: tuple[MilestoneExample, ...] = ()
    scans: tuple[Scan, ...] = ()
    surveys: tuple[Survey, ...] = ()
    offer: tuple[OfferRule, ...] = Field(default=(), description="what the region promises to organise (R091, R148)")
    regional_plan: RegionalPlanText | None = None
    report: ReportText | None = None
    support_kinds: tuple[SupportKind, ...] = ()
    tracks: tuple[Track, ...] = ()
    funding: Funding
    lists: ListLayout | None = Field(default=None, description="None: this programme asks for no patient lists")
    lists_source: Source | None = None

    def objective(self, key: ObjectiveKey | str) -> Objective:
        return next(objective for objective in self.objectives if objective.key == key)

    @property
    def objectives_in_order(self) -> tuple[Objective, ...]:
        return tuple(sorted(self.objectives, key=lambda objective: objective.order))

    def kpis_of(self, key: ObjectiveKey | str) -> tuple[Kpi, ...]:
        """The KPIs of an objective, and those asked of every practice."""
        return tuple(kpi for kpi in self.kpis if kpi.objective in (None, key))

    def form(self, key: str) -> Form | None:
        return next((form for form in self.forms if form.key == key), None)

    def item_kind(self, key: str) -> ItemKind | None:
        return next((kind for kind in self.items if kind.key == key), None)

    def scan(self, key: str) -> Scan | None:
        return next((scan for scan in self.scans if scan.key == key), None)

    def survey(self, key: str) -> Survey | None:
        return next((survey for survey in self.surveys if survey.key == key), None)

    def source_title(self, source: Source) -> str:
        """Where a fact stands, in words: the title of the document and the place in it."""
        document = next((found for found in self.sources if found.key == source.text), None)
        title = document.title if document else source.text
        return f"{title}, {source.at}" if source.at else title
