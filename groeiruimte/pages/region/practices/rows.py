"""The rows of R02, of one page or of everybody for a sheet: as many queries for one row as for a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from groeiruimte.pages.region.contact import last_contacts
from groeiruimte.pages.region.stage import PLAN_WORDS, SILENT, STAGES, Standing

from . import columns
from .columns import EVERYBODY, LISTS, Owed, Place
from .table import Known

_MANY = 500
"""From here on a question that names every practice takes longer than asking about all."""


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One practice. `kpis` are met and asked, None when none is asked; `list` is "" when no list is asked;
    `last_contact` is when the region and the practice last spoke."""

    known: Known
    objectives: tuple[str, ...]
    stage: str
    owed: Owed
    list: str
    kpis: tuple[int, int] | None
    plan: str
    last_contact: date | None


def rows_of(practices: Sequence[Known], place: Place) -> list[PracticeRow]:
    """In the same order."""
    whose = EVERYBODY if len(practices) > _MANY else Q(practice__in=[each.id for each in practices])
    owed, objectives = columns.owed(place, whose), columns.objectives(place, whose)
    stages, lists = columns.stages(place, whose), columns.list_states(place, whose)
    kpis, contacts = columns.kpis(place, whose), last_contacts(place.who, place.region, whose)
    silent, nothing = Standing(SILENT), Owed()
    found = []
    for each in practices:
        standing = stages.get(each.id, silent)
        found.append(
            PracticeRow(
                known=each,
                objectives=objectives.get(each.id, ()),
                stage=STAGES[standing.stage],
                owed=owed.get(each.id, nothing),
                list=LISTS.get(lists.get(each.id, ""), ""),
                kpis=kpis.get(each.id),
                plan=PLAN_WORDS[standing.plan] if standing.plan is not None else "",
                last_contact=contacts.get(each.id),
            )
        )
    return found
