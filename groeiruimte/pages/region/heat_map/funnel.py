"""The funnel from intention to account: how many practices came so far, and its picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from groeiruimte.pages.region.stage import DECLINED, SILENT, STAGES, standings
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import RegionYear

LABEL, WIDTH, ROW, HEIGHT = 200, 720, 48, 32
_LONGEST = WIDTH - LABEL - 80


@dataclass(frozen=True, slots=True)
class Step:
    """So many practices came so far or further; `lost` are those of the step before that did not."""

    label: str
    count: int
    lost: int


@dataclass(frozen=True, slots=True)
class Band:
    """A bar of the picture; lengths as text, so that no dot of thousands slips in."""

    step: Step
    y: str
    text_y: str
    width: str
    number_x: str


@dataclass(frozen=True, slots=True)
class Picture:
    summary: str
    height: str
    bands: tuple[Band, ...]


def steps(who: Actor, year: RegionYear, programme: Programme) -> tuple[list[Step], int]:
    """The steps in order, and of how many practices. Four queries, however many practices."""
    everybody = access.practices(who, "dossier.read").filter(region=year.region_id).select_related(None).count()
    at = Counter(standing.stage for standing in standings(who, year, programme, Q()).values())
    keys = [key for key in STAGES if key not in (SILENT, DECLINED)]
    so_far = [sum(at[key] for key in keys[place:]) for place in range(len(keys))]
    counted = zip(keys, so_far, [everybody, *so_far], strict=False)
    return [Step(STAGES[key], many, earlier - many) for key, many, earlier in counted], everybody


def picture(found: Sequence[Step]) -> Picture:
    """Bars under each other, the longest as wide as there is room. Pure."""
    most = max((step.count for step in found), default=0)
    return Picture(
        summary=", ".join(f"{step.label} {step.count}" for step in found),
        height=str(ROW * len(found)),
        bands=tuple(_band(place, step, most) for place, step in enumerate(found)),
    )


def _band(place: int, step: Step, most: int) -> Band:
    width = max(2, step.count * _LONGEST // most) if step.count else 0
    top = place * ROW + (ROW - HEIGHT) // 2
    return Band(step, str(top), str(top + HEIGHT // 2 + 6), str(width), str(LABEL + width + 10))
