"""What practices chose within their objectives: tracks, concepts and initiatives. Pure.

Source: R115 (35 practices with video calls), R118 (20 with cBoards), R085, R125, R163.
"""

from __future__ import annotations

from .world import PracticePlan

OPEN_TRACK = 5
"""Place in Rijnmond of the practice that still has to choose its concept."""

_BOARDS = frozenset({2, 4, 6, 9})
"""Of every eleven places at ROHA: four of eleven make 20 of 55."""
_ELEVEN = 11
_CONCEPTS = ("positieve-gezondheid", "pgz", "krachtige-basiszorg")
_INITIATIVES = ("beeldbellen", "portaal-econsult", "zelfmeetgegevens")


def choices_of(practice: PracticePlan) -> tuple[str, ...]:
    """The keys that a practice chose when it enrolled."""
    match practice.region.key:
        case "roha":
            return _at_roha(practice)
        case "utrecht":
            return _in_utrecht(practice)
        case _:
            return _in_rijnmond(practice)


def _at_roha(practice: PracticePlan) -> tuple[str, ...]:
    chosen = ["cboards-ouderen" if practice.place % _ELEVEN in _BOARDS else "beeldbeltraject"]
    for letter in ("b", "d"):
        if letter.upper() in practice.objectives:
            chosen.append(f"{letter}-praktijkscan")
    if "C" in practice.objectives:
        chosen.append("hulp-bij-plan")
    return tuple(chosen)


def _in_utrecht(practice: PracticePlan) -> tuple[str, ...]:
    """B and C know no initiative that the region supports: there a practice brings its own (R167)."""
    if "D" in practice.objectives:
        return ("lean-werken",)
    return (_INITIATIVES[practice.place % len(_INITIATIVES)],) if "A" in practice.objectives else ()


def _in_rijnmond(practice: PracticePlan) -> tuple[str, ...]:
    if "C" not in practice.objectives or practice.place == OPEN_TRACK:
        return ()
    return (_CONCEPTS[practice.place % len(_CONCEPTS)],)
