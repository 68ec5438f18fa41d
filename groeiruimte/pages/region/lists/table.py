"""How a row of R07 looks."""

from __future__ import annotations

from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import local_date, short_date

from .monitor import MonitorRow

COLUMNS = (
    Column("Praktijk"),
    Column("Stand"),
    Column("Ontvangen"),
    Column("Telt mee", "number"),
    Column("Verschil", "number"),
    Column("Fouten", "number"),
    Column("Bedrag", "money"),
)
_NOTHING = "–"


def cells(row: MonitorRow) -> tuple[Cell, ...]:
    """One cell for each column; a dash where there is nothing yet."""
    delivery = row.delivery
    if delivery is None:
        return (Cell(row.practice, note=row.agb_code), Cell(row.words, tone=row.tone), *[Cell(_NOTHING)] * 5)
    day = local_date(delivery.handed_in_at or delivery.delivered_at)
    return (
        Cell(row.practice, note=row.agb_code),
        Cell(row.words, tone=row.tone, note="correctie na sluiten" if delivery.after_close else ""),
        Cell(short_date(day), note=delivery.receipt),
        Cell(delivery.counted),
        Cell(_change(delivery.jump_percent), note="grote sprong" if row.jumped else ""),
        Cell(delivery.faults),
        Cell(row.amount if row.amount is not None else _NOTHING),
    )


def _change(percent: int | None) -> str:
    return _NOTHING if percent is None else f"{percent:+d}%"
