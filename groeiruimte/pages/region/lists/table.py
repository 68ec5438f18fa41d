"""How a row of R07 looks."""

from __future__ import annotations

from groeiruimte.pages.layout.parts import Bar, Cell, Column, Part, bar
from groeiruimte.programme.calendar import local_date, short_date

from .monitor import Monitor, MonitorRow

COLUMNS = (
    Column("Praktijk"),
    Column("Stand"),
    Column("Ontvangen"),
    Column("Telt mee", "number"),
    Column("Verschil", "number"),
    Column("Fouten", "number"),
    Column("Bedrag", "money"),
)
BUDGET_COLUMNS = (Column("Bedrag"), Column("In euro", "money"))
_NOTHING = Cell(None)


def coverage(found: Monitor) -> Bar:
    """How many practices handed in: the picture above the table."""
    by_state = found.by_state
    parts = (
        Part("Binnen", by_state["in"] + by_state["in_late"], "counted"),
        Part("Gecontroleerd, nog niet ingestuurd", by_state["checked"], "inactive"),
        Part("Niet gelezen", by_state["refused"], "double"),
        Part("Te laat", by_state["overdue"], "fault"),
        Part("Nog niet binnen", by_state["missing"], "other"),
    )
    return bar("Hoeveel praktijken stuurden hun aantallen in?", parts)


def cells(row: MonitorRow) -> tuple[Cell, ...]:
    """One cell for each column; None where there is nothing yet."""
    delivery = row.delivery
    if delivery is None:
        return (Cell(row.practice, note=row.agb_code), Cell(row.words, tone=row.tone), *[_NOTHING] * 5)
    day = local_date(delivery.at)
    return (
        Cell(row.practice, note=row.agb_code),
        Cell(row.words, tone=row.tone, note="correctie na sluiten" if delivery.after_close else ""),
        Cell(short_date(day), note=delivery.receipt),
        Cell(delivery.counted),
        Cell(_change(delivery.jump_percent), note="grote sprong" if row.jumped else ""),
        Cell(delivery.faults),
        Cell(row.amount),
    )


def _change(percent: int | None) -> str | None:
    return None if percent is None else f"{percent:+d}%"
