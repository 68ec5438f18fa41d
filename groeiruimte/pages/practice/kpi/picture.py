"""The picture of a social map: a district with the organisations that a practice works with there. Pure geometry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 340
_TOP, _ROW, _TRUNK = 48, 40, 16
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class Branch:
    """One organisation: its text, cut where it would not fit, and the height of its branch, as text."""

    text: str
    y: str
    box_y: str
    text_y: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing `WIDTH` wide. `summary` says the same in a sentence."""

    district: str
    summary: str
    height: str
    trunk_end: str
    branches: tuple[Branch, ...]


def pictures(districts: Mapping[str, Sequence[str]]) -> tuple[Picture, ...]:
    """A picture for each district, in the order given."""
    return tuple(_picture(district, partners) for district, partners in districts.items())


def _picture(district: str, partners: Sequence[str]) -> Picture:
    branches = tuple(_branch(place, partner) for place, partner in enumerate(partners))
    many = len(partners)
    return Picture(
        district=_cut(district),
        summary=f"{district}: {many} {'organisatie' if many == 1 else 'organisaties'}. {', '.join(partners)}.",
        height=str(_TOP + many * _ROW + 4),
        trunk_end=branches[-1].y if branches else str(_TOP - 8),
        branches=branches,
    )


def _branch(place: int, partner: str) -> Branch:
    middle = _TOP + place * _ROW + _TRUNK
    return Branch(_cut(partner), str(middle), str(middle - 16), str(middle + 5))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
