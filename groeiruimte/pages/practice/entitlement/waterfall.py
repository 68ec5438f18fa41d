"""The picture of one amount: from the rows of a list, step by step, to what counts. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass

_UNITS = 1000
_SMALLEST = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One bar. `count` is what is left or taken away; `x` and `width` are places in a drawing of 1000 wide, as text."""

    label: str
    count: int
    tone: str
    x: str
    width: str

    @property
    def takes_away(self) -> bool:
        return self.tone not in ("all", "counted")


def waterfall(*, rows: int, other_insurer: int, not_active: int, faults: int, counted: int) -> tuple[Step, ...]:
    """The steps from all rows to what counts; a step that takes nothing away has no width."""
    steps = [_step("Rijen op uw lijst", rows, "all", 0, rows)]
    left = rows
    for label, taken, tone in (
        ("Andere verzekeraar", other_insurer, "other"),
        ("Niet ingeschreven op de peildatum", not_active, "inactive"),
        ("Dubbel of met een fout", faults, "fault"),
    ):
        left -= taken
        steps.append(_step(label, taken, tone, left, rows))
    return (*steps, _step("Tellen mee", counted, "counted", 0, rows))


def _step(label: str, count: int, tone: str, start: int, rows: int) -> Step:
    width = max(_SMALLEST, count * _UNITS // rows) if count else 0
    x = min(start * _UNITS // rows, _UNITS - width) if rows else 0
    return Step(label, count, tone, str(x), str(width))
