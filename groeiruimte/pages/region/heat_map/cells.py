"""What a cell of the heat map says, and its colour: pure. A colour never stands alone, the cell says it too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from groeiruimte.programme.form import Form
from groeiruimte.records.models.filled_form import APPROVED, CARRIED_OUT, CHANGES_REQUESTED, SUBMITTED
from groeiruimte.records.models.kpi_state import MET, NEARLY
from groeiruimte.records.models.patient_list import CHECKED, REFUSED

BLANK = "blank"
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`level` is 0 to 4, missing or blank; `short` is what the cell shows, `words` say it in full."""

    level: str
    short: str
    words: str


NOT_ASKED = HeatCell(BLANK, "", "niet gevraagd")
LATER = HeatCell("0", ".", "komt nog")
NOW = HeatCell("1", "nu", "kan nu, nog niet gedaan")
LATE = HeatCell(MISSING, "te laat", "te laat")
CHECKED_ONLY = HeatCell("2", "..", "gecontroleerd, nog niet ingestuurd")
SENT_BACK = HeatCell("2", "terug", "teruggestuurd met opmerkingen")
SENT = HeatCell("3", "in", "ingestuurd, wacht op u")
DONE = HeatCell("4", "ok", "klaar")
DONE_LATE = HeatCell("3", "ok, laat", "klaar, maar te laat")
UNREAD = HeatCell("1", "fout", "bestand kon niet gelezen worden")
# What the legend says: from nothing to done.
LEGEND = (
    HeatCell("4", "ok 2/2", "gehaald of klaar"),
    HeatCell("3", "bijna 1/2", "bijna, of wacht op u"),
    HeatCell("2", "1/4", "bezig"),
    HeatCell("1", "0/2", "nog niets, kan nu"),
    HeatCell("0", ".", "komt nog"),
    HeatCell(MISSING, "te laat", "de uiterste dag is voorbij"),
    HeatCell(BLANK, "", "leeg: niet gevraagd"),
)


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation of a practice; days are local."""

    opens: date
    due: date
    done_on: date | None


@lru_cache(maxsize=512)
def kpi(state: str, have: int, need: int) -> HeatCell:
    """How a KPI stands: so many found of so many needed."""
    found = min(have, need)
    count, words = f"{found}/{need}", f"{found} van {need}"
    if state == MET:
        return HeatCell("4", f"ok {count}" if need > 1 else "ok", f"gehaald, {words}")
    if state == NEARLY:
        return HeatCell("3", f"bijna {count}", f"bijna gehaald, {words}")
    return HeatCell("2", count, f"bezig, {words}") if found else HeatCell("1", count, f"nog niets, {words}")


def quarter(owed: Owed | None, deliveries: Sequence[str], on: date) -> HeatCell:
    """How the list of a quarter stands; `deliveries` are the states of what came in."""
    if owed is None:
        return NOT_ASKED
    found = _owed(owed, on)
    if found is not NOW:
        return found
    return CHECKED_ONLY if CHECKED in deliveries else UNREAD if REFUSED in deliveries else NOW


def forms(asked: Iterable[Form], sent: dict[str, str], owed: Iterable[Owed], on: date) -> HeatCell:
    """How the forms of one kind stand: as the one that is furthest behind."""
    found = [_form(form, sent.get(form.key, "")) for form in asked]
    if not found:
        return NOT_ASKED
    waits = [_owed(each, on) for each in owed]
    if LATE in waits:
        return LATE
    behind = min(found, key=lambda cell: cell.level)
    if behind is NOW and waits and all(wait is LATER for wait in waits):
        return LATER
    return DONE_LATE if behind is DONE and DONE_LATE in waits else behind


def _form(form: Form, status: str) -> HeatCell:
    if status in (APPROVED, CARRIED_OUT) or (status == SUBMITTED and not form.reviewed):
        return DONE
    return {SUBMITTED: SENT, CHANGES_REQUESTED: SENT_BACK}.get(status, NOW)


def _owed(owed: Owed, on: date) -> HeatCell:
    if owed.done_on is not None:
        return DONE_LATE if owed.done_on > owed.due else DONE
    if on > owed.due:
        return LATE
    return NOW if on >= owed.opens else LATER


def markup(cells: Sequence[HeatCell]) -> SafeString:
    """The cells of a row. Not by a template: 200 rows of 20 cells would take longer to print than to find."""
    return format_html("{}" * len(cells), *map(_cell, cells))


@lru_cache(maxsize=512)
def _cell(cell: HeatCell) -> SafeString:
    more = "" if cell.words == cell.short else format_html('<span class="visually-hidden"> {}</span>', cell.words)
    return format_html('<td class="heat heat--{}">{}{}</td>', cell.level, cell.short, more)
