"""What Mijn jaar shows besides what is owed: where the person may go, and what happened around the programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import NoReverseMatch, reverse

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.obligations import Obligation


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the person who looks may go: `rights` decides which tasks are links. With `several_years` an address says
    which year it is about."""

    practice_id: str
    rights: frozenset[str]
    several_years: bool = False

    def may(self, right: str) -> bool:
        return right in self.rights

    def to(self, name: str, right: str = "", year: int = 0, **where: str) -> str:
        """The address of a page; "" for who may not open it, and for a page that this product does not have."""
        if right and not self.may(right):
            return ""
        try:
            address = reverse(f"practice:{name}", kwargs={"practice_id": self.practice_id, **where})
        except NoReverseMatch:
            return ""
        return f"{address}?jaar={year}" if year and self.several_years else address


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme that the practice is not in: what it owes there, whether every condition lets it in today, and what
    it prefers so far. `talk` are objectives to talk over with the region first (R039)."""

    programme: Programme
    facts: Facts
    obligations: tuple[Obligation, ...]
    can_enrol: bool
    talk: tuple[str, ...] = ()

    def find(self, kind: str) -> Obligation | None:
        return next((each for each in self.obligations if each.kind == kind), None)


@dataclass(frozen=True, slots=True)
class SentBack:
    """A form that the region sent back, with how many questions."""

    form: str
    title: str
    questions: int


@dataclass(frozen=True, slots=True)
class News:
    title: str
    day: date
    url: str


@dataclass(frozen=True, slots=True)
class Around:
    """`forms` are statuses by key; `signed_up` the topics of trainings that somebody of the practice will go to;
    `signing` what must be signed for the KPIs; `talk` the objectives to talk over with the region; `checked` that
    somebody looked at who has access this quarter; `doors` the trainings of this moment whose code is still asked."""

    forms: Mapping[str, str] = field(default_factory=dict)
    sent_back: tuple[SentBack, ...] = ()
    signed_up: frozenset[str] = frozenset()
    signing: str = ""
    talk: tuple[str, ...] = ()
    checked: bool = True
    news: tuple[News, ...] = ()
    doors: tuple[str, ...] = ()
