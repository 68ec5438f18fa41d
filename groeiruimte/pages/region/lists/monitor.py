"""The rows of R07: one for each enrolled practice. Three queries, however many practices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.db.models.functions import Coalesce

from groeiruimte.programme.calendar import Quarter, ends_at
from groeiruimte.programme.money import Cents
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import RegionYear
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REFUSED

# state -> words, and the tone of a status
STATES = {
    "missing": ("Nog niet binnen", "todo"),
    "overdue": ("Te laat", "late"),
    "refused": ("Bestand kon niet gelezen worden", "late"),
    "checked": ("Gecontroleerd, nog niet ingestuurd", "in_progress"),
    "in": ("Binnen", "done"),
    "in_late": ("Binnen, te laat", "done"),
}
_URGENT = {state: place for place, state in enumerate(("overdue", "refused", "checked", "missing", "in_late", "in"))}


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as this page shows it; `at` is when it was handed in, or else delivered."""

    status: str
    at: datetime
    receipt: str
    counted: int
    faults: int
    jump_percent: int | None
    after_close: bool


@dataclass(frozen=True, slots=True)
class MonitorRow:
    """One practice in one quarter. `amount` in whole cents, corrections included; None when nothing was booked."""

    practice: str
    agb_code: str
    state: str
    words: str
    tone: str
    delivery: Delivery | None
    jumped: bool
    amount: Cents | None


@dataclass(frozen=True, slots=True)
class Monitor:
    """The whole quarter: every row, and how many there are of each state."""

    rows: tuple[MonitorRow, ...]
    by_state: Mapping[str, int]
    faults: int
    jumped: int
    counted: int
    amount: Cents


def monitor(who: Actor, year: RegionYear, quarter: Quarter, *, due: date, jump_percent: int) -> Monitor:
    """Who delivered for a quarter, most urgent first."""
    enrolments = (
        access.enrolments(who, "list.totals")
        .select_related(None)
        .filter(region_year=year, effective__lte=quarter.first_day)
        .values_list("pk", "practice__name", "practice__agb_code")
    )
    deliveries = _deliveries(who, year, quarter)
    amounts = dict(
        access.settlement_lines(who)
        .filter(enrolment__region_year=year, quarter=str(quarter))
        .order_by()
        .values_list("enrolment")
        .annotate(cents=Sum("amount_cents"))
    )
    too_late = ends_at(due) + timedelta(seconds=1)  # one moment, so that no row needs a conversion to local time
    rows = [
        _row(name, agb_code, deliveries.get(pk, ()), amounts.get(pk), who.on > due, too_late, jump_percent)
        for pk, name, agb_code in enrolments
    ]
    rows.sort(key=lambda row: (_URGENT[row.state], row.practice))
    by_state = dict.fromkeys(STATES, 0)
    for row in rows:
        by_state[row.state] += 1
    return Monitor(
        rows=tuple(rows),
        by_state=by_state,
        faults=sum(1 for row in rows if row.delivery and row.delivery.faults),
        jumped=sum(row.jumped for row in rows),
        counted=sum(row.delivery.counted for row in rows if row.delivery and row.state in ("in", "in_late")),
        amount=sum(row.amount or 0 for row in rows),
    )


def _deliveries(who: Actor, year: RegionYear, quarter: Quarter) -> dict[str, list[Delivery]]:
    """Per enrolment its deliveries of the quarter, the last one first."""
    found: dict[str, list[Delivery]] = {}
    lists = (
        access.lists(who, "list.totals")
        .select_related(None)
        .filter(enrolment__region_year=year, quarter=str(quarter))
        .annotate(moment=Coalesce("handed_in_at", "delivered_at"))
        .order_by("-number")
        .values_list(
            "enrolment_id",
            "status",
            "moment",
            "receipt",
            "counted",
            "faults",
            "jump_percent",
            "after_close",
        )
    )
    for row in lists:
        found.setdefault(row[0], []).append(Delivery(*row[1:]))
    return found


def _row(
    practice: str,
    agb_code: str,
    deliveries: Sequence[Delivery],
    amount: Cents | None,
    is_over: bool,
    too_late: datetime,
    jump_percent: int,
) -> MonitorRow:
    delivery = next((each for each in deliveries if each.status == COUNTS), deliveries[0] if deliveries else None)
    state = _state(delivery, is_over, too_late)
    words, tone = STATES[state]
    jump = delivery.jump_percent if delivery else None
    return MonitorRow(
        practice=practice,
        agb_code=agb_code,
        state=state,
        words=words,
        tone=tone,
        delivery=delivery,
        jumped=jump is not None and abs(jump) > jump_percent,
        amount=amount,
    )


def _state(delivery: Delivery | None, is_over: bool, too_late: datetime) -> str:
    if delivery is not None and delivery.status == COUNTS:
        return "in_late" if delivery.at >= too_late else "in"
    if is_over:
        return "overdue"
    if delivery is not None and delivery.status == REFUSED:
        return "refused"
    if delivery is not None and delivery.status == CHECKED:
        return "checked"
    return "missing"
