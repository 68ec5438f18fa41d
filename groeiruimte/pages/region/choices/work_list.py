"""The work list of choices: how many there are of each kind, the next one, and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse

from groeiruimte.pages.layout.parts import Cell
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import RegionYear

from .chosen import FILTERS, Chosen


def counts(found: Sequence[Chosen], objective: str) -> dict[str, int]:
    """How many there are under each filter."""
    return {state: sum(each.fits(state, objective) for each in found) for state in FILTERS}


def next_open(found: Iterable[Chosen], after: Chosen) -> Chosen | None:
    """The next choice to judge in the order of the list, else the first one that is open."""
    still = [each for each in found if each.state != "confirmed" and each.key != after.key]
    waits = [each for each in still if each.state == "preference"]
    later = [each for each in waits if (each.name, each.practice) >= (after.name, after.practice)]
    return next(iter(later or waits), None)


def address(year: RegionYear, one: Chosen) -> str:
    place = {"region_key": year.region_id, "practice_id": one.practice, "objective": one.objective}
    return reverse("region:align", kwargs=place) + f"?programma={year.programme}"


def objective_cell(programme: Programme, one: Chosen) -> Cell:
    said = "Aangemeld" if one.signed else "Voorkeur, nog niet aangemeld"
    return Cell(f"{one.objective} {programme.objective(one.objective).label}", note=said)
