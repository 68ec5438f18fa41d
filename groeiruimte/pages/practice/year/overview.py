"""What a year asks of a practice, laid out as a page: pure, from participations to parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from groeiruimte.pages.layout.parts import NextTask, Stop, Task, TaskGroup
from groeiruimte.pages.practice.participation import Participation
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.obligations import Obligation
from groeiruimte.rules.why import listed

NOTHING_OPEN = "Aanmelden kan nu niet. Uw regio zet het programma van volgend jaar klaar. U ziet het dan hier."

_CLOSING_FORMS = ("accountability", "final_report")
_STATUS = {"done": "done", "todo": "todo", "late": "late", "not_yet": "blocked"}
_STOP = {"done": "done", "todo": "open", "late": "late", "not_yet": "later"}
_EXPORT = "de export uit uw HIS"


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the person who looks may go: it decides which tasks are links."""

    practice_id: str
    deliver: bool
    read_amount: bool

    def to(self, name: str, **where: str) -> str:
        return reverse(f"practice:{name}", kwargs={"practice_id": self.practice_id, **where})


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme that the practice is not in, and whether every condition lets it in today."""

    programme: Programme
    enrolment: Obligation
    can_enrol: bool


@dataclass(frozen=True, slots=True)
class Money:
    """The amount of a year so far in cents, with the words around it."""

    label: str
    cents: int
    note: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing to do here now: a title, what comes, and perhaps a page that says more."""

    title: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """`year` and `month` are those of the strip, `month` 0 in another year. `step` is the next thing to do here; `rest`
    says what comes when there is nothing."""

    year: int
    month: int
    step: NextTask | None
    rest: Rest
    groups: tuple[TaskGroup, ...]
    stops: tuple[Stop, ...]
    money: Money | None


def overview(
    found: Sequence[Participation], now: Participation | None, offers: Sequence[Offer], ways: Ways, on: date
) -> Overview:
    """The page; `now` is the participation that this year is about, None for a practice that takes part in nothing."""
    obligations = (*(now.obligations if now else ()), *(offer.enrolment for offer in offers))
    year = _year(now, on)
    return Overview(
        year=year,
        month=on.month if year == on.year else 0,
        step=_step(found, offers, ways),
        rest=_rest(obligations, takes_part=now is not None, url=ways.to("enrol")),
        groups=_groups(now, offers, ways),
        stops=_stops(now.obligations if now else (), year),
        money=_money(now) if now and now.quarters and ways.read_amount else None,
    )


def _year(now: Participation | None, on: date) -> int:
    """The year to show: this one while the programme runs, else the one that was enrolled for."""
    return on.year if now is None or now.programme.period.holds(on) else now.enrolment.year


def _step(found: Sequence[Participation], offers: Sequence[Offer], ways: Ways) -> NextTask | None:
    """The first due of what can be done on these pages; the rest of a year is handed in at the region."""
    lists = [(each.due, _list_step(mine, each, ways)) for mine in found for each in mine.quarters if _is_open(each)]
    signing = [(offer.enrolment.due, _enrolment_step(offer, ways)) for offer in offers if _is_open(offer.enrolment)]
    return min([*lists, *signing], key=lambda pair: pair[0], default=(None, None))[1]


def _is_open(obligation: Obligation) -> bool:
    return obligation.state in ("todo", "late")


def _enrolment_step(offer: Offer, ways: Ways) -> NextTask:
    url = ways.to("enrol_programme", programme=offer.programme.key)
    if not offer.can_enrol:
        title = f"Los op wat uw aanmelding voor {offer.programme.short_title} tegenhoudt"
        return NextTask(title, url, action="Bekijk wat er ontbreekt", due=offer.enrolment.due)
    title = f"Meld uw praktijk aan voor {offer.programme.short_title}"
    return NextTask(title, url, minutes=offer.enrolment.minutes, due=offer.enrolment.due)


def _list_step(mine: Participation, obligation: Obligation, ways: Ways) -> NextTask:
    assert obligation.quarter is not None
    label, late = obligation.quarter.label, obligation.state == "late"
    url = _list_url(mine, obligation, ways)
    if mine.waiting(obligation.quarter):
        title = f"Stuur de aantallen van {label} in"
        return NextTask(title, url, action="Ga verder", minutes=1, due=obligation.due, late=late)
    title = f"Lever de patiëntenlijst van {label} aan"
    return NextTask(title, url, minutes=obligation.minutes, due=obligation.due, needs=_EXPORT, late=late)


def _list_url(mine: Participation, obligation: Obligation, ways: Ways) -> str:
    """Where the task of a quarter goes on: at the list that waits to be handed in, else at choosing a file."""
    assert obligation.quarter is not None
    if not ways.deliver:
        return ""
    waiting = mine.waiting(obligation.quarter)
    if waiting:
        return ways.to("outcome", list_id=waiting.pk)
    return ways.to("deliver_quarter", quarter=str(obligation.quarter))


def _rest(obligations: Sequence[Obligation], *, takes_part: bool, url: str) -> Rest:
    """`U bent helemaal bij. De volgende taak komt op 1 juli 2022: patiëntenlijst kwartaal 3 van 2022.`"""
    elsewhere = next((each for each in obligations if _is_open(each)), None)
    first = min((each for each in obligations if each.state == "not_yet"), key=lambda each: each.opens, default=None)
    if elsewhere:
        text = f"Bij uw regio nog wel: {_lower(elsewhere.title)}, uiterlijk {short_date(elsewhere.due)}."
        return Rest("Hier hoeft u nu niets te doen.", text)
    if first:
        text = f"De volgende taak komt op {short_date(first.opens)}: {_lower(first.title)}."
        return Rest("U bent helemaal bij." if takes_part else "U doet nog niet mee.", text)
    if takes_part:
        return Rest("U bent helemaal bij.", "Dit jaar komen er geen taken meer.")
    return Rest("U doet nog niet mee.", NOTHING_OPEN, url)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _groups(now: Participation | None, offers: Iterable[Offer], ways: Ways) -> tuple[TaskGroup, ...]:
    before: list[Task] = []
    during: list[Task] = []
    after: list[Task] = []
    if now:
        enrol = ways.to("enrol_programme", programme=now.programme.key)
        closing = _closing(now.programme)
        for each in now.obligations:
            if each.kind == "enrolment":
                before += [_enrolment_task(each, enrol), Task(_objectives(now), enrol, "done")]
            else:
                (after if each.key in closing else during).append(_task(now, each, ways))
    for offer in offers:
        before.append(_enrolment_task(offer.enrolment, ways.to("enrol_programme", programme=offer.programme.key)))
    named = (("Voorbereiden", before), ("Uitvoeren", during), ("Afronden", after))
    return tuple(TaskGroup(title, tuple(tasks)) for title, tasks in named if tasks)


def _closing(programme: Programme) -> frozenset[str]:
    """The keys of the deadlines that round off a programme."""
    forms = {form.key for form in programme.forms if form.kind in _CLOSING_FORMS}
    return frozenset(deadline.key for deadline in programme.deadlines if deadline.form in forms)


def _enrolment_task(obligation: Obligation, url: str) -> Task:
    return Task(obligation.title, url, _STATUS[obligation.state], note=_from(obligation), due=_due(obligation))


def _objectives(now: Participation) -> str:
    keys = now.enrolment.objectives
    chosen = [each for each in now.programme.objectives_in_order if each.key in keys]
    labels = [f"{each.key} {each.label}" for each in chosen]
    return f"{'Doelstelling' if len(labels) == 1 else 'Doelstellingen'}: {listed(labels)}"


def _task(now: Participation, obligation: Obligation, ways: Ways) -> Task:
    """A list is a link; anything else is still handed in at the region, and says so."""
    status, url, note = _STATUS[obligation.state], "", _from(obligation)
    if obligation.quarter is not None:
        url = _list_url(now, obligation, ways)
        if now.waiting(obligation.quarter):
            status, note = "in_progress", "Bezig: nog insturen"
    elif status in ("todo", "late"):
        note = f"{'Te laat' if status == 'late' else 'Nog doen'}, via uw regio"
    return Task(obligation.title, url, status, note=note, due=_due(obligation))


def _from(obligation: Obligation) -> str:
    return f"Kan vanaf {short_date(obligation.opens)}" if obligation.state == "not_yet" else ""


def _due(obligation: Obligation) -> date | None:
    return obligation.due if _is_open(obligation) else None


def _stops(obligations: Iterable[Obligation], year: int) -> tuple[Stop, ...]:
    """The points of a year; what is due on one day is one point."""
    by_day: dict[date, list[Obligation]] = {}
    for each in obligations:
        if each.due.year == year:
            by_day.setdefault(each.due, []).append(each)
    return tuple(_stop(day, due) for day, due in sorted(by_day.items()))


def _stop(day: date, due: Sequence[Obligation]) -> Stop:
    state = next((state for state in ("late", "todo", "not_yet") if any(each.state == state for each in due)), "done")
    label = _short(due[0]) if len(due) == 1 else f"{len(due)} taken"
    return Stop(day.month, label, short_date(day), _STOP[state])


def _short(obligation: Obligation) -> str:
    """A name that fits in the strip: `Lijst 2`, `Aanmelden`, `Verantwoording insturen`."""
    if obligation.quarter:
        return f"Lijst {obligation.quarter.number}"
    return "Aanmelden" if obligation.kind == "enrolment" else obligation.title.split(":")[0]


def _money(now: Participation) -> Money:
    funding, year = now.programme.funding, now.enrolment.year
    label = {
        "direct": f"Verwachte vergoeding {year}",
        "cashier": f"Vergoeding {year} via uw regio",
        "not_stated": f"Berekende vergoeding {year}",
    }[funding.route]
    counted = [each.quarter for each in now.quarters if each.quarter and now.counting(each.quarter)]
    if not counted:
        note = "Het eerste bedrag ziet u na uw eerste lijst."
    else:
        numbers = f"Kwartaal {listed([str(quarter.number) for quarter in counted])} van {len(now.quarters)}."
        note = f"{numbers} U declareert zelf bij de verzekeraar." if funding.route == "direct" else numbers
    return Money(label, sum(now.cents(quarter) for quarter in counted), note)
