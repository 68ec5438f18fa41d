"""What a practice owes, by when, and how it stands on a day. Source: R048, R058, R059, R063, R111, R160, R170, R175."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from groeiruimte.programme.calendar import Quarter, day_in, local_date, short_date
from groeiruimte.programme.condition import OnceAYear
from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.scan import Scan
from groeiruimte.programme.schedule import Deadline

from .choices import OpenKind, kinds_of, open_kinds
from .eligibility import first_day
from .facts import CountedList, Facts
from .forms import counts, not_for, waits_for, window
from .requirement import is_handed_in, latest_form
from .scan_offer import is_required, offered, recent, scan_of, stands
from .scan_offer import window as window_of_scan
from .succession import ended
from .why import sentences

Kind = Literal["intention", "enrolment", "track", "list", "form", "scan", "deadline"]
State = Literal["not_yet", "todo", "done", "late"]

# Minutes of work that a screen may promise; a form brings its own.
INTENTION_MINUTES = 1
ENROLMENT_MINUTES = 4
TRACK_MINUTES = 2
LIST_MINUTES = 3


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing a practice owes. `opens` and `due` are local dates, both included; delivered late stays `done`.

    `form` and `scan` are the keys of what is to be filled in, "" when there is none. `done_on` is the day on which it
    was done, as far as known.
    """

    key: str
    kind: Kind
    title: str
    opens: date
    due: date
    state: State
    because: str
    quarter: Quarter | None
    minutes: int
    source: str
    form: str = ""
    scan: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Standing:
    state: State
    because: str
    done_on: date | None = None


def owed(programme: Programme, facts: Facts, on: date) -> tuple[Obligation, ...]:
    """Everything a practice owes in the programme, by due date.

    Who is not enrolled owes the intention and the enrolment alone, and nothing once it is too late to take part. Who
    said not to take part owes nothing more.
    """
    start = first_day(programme, facts.enrolled_on or on)
    takes_part = programme.period.holds(start)
    found: list[Obligation] = []
    if takes_part or facts.enrolled_on:
        found += _intention(programme, facts, on)
        if facts.enrolled_on or facts.intention != "no":
            found.append(_enrolment(programme, facts, on, start))
    if takes_part and facts.enrolled_on:
        found += _tracks(programme, facts, on, facts.enrolled_on, start)
        found += _lists(programme, facts, on, start)
        found += _deadlines(programme, facts, on)
        found += _scans(programme, facts, on)
    last = ended(facts, programme.region)
    if last is not None:  # who left the region owes nothing about a later day
        found = [obligation for obligation in found if _about(obligation) <= last]
    return tuple(sorted(found, key=lambda obligation: (obligation.due, obligation.opens, obligation.key)))


def _about(obligation: Obligation) -> date:
    """The day that something is about: the reference date of a list, else the last day for it."""
    return obligation.quarter.first_day if obligation.quarter else obligation.due


def list_window(programme: Programme, quarter: Quarter) -> tuple[date, date]:
    """The first day on which the patient list of a quarter may come in, and the last that is on time.

    Raises LookupError when the programme asks for no lists.
    """
    if programme.lists is None:
        raise LookupError("Dit programma vraagt geen patiëntenlijsten.")
    first = quarter.first_day
    opens = day_in(first.year, first.month, programme.lists.opens_on_day)
    return opens, day_in(first.year, first.month, programme.lists.due_on_day)


def quarters(programme: Programme, year: int) -> tuple[Quarter, ...]:
    """The quarters of a year for which the programme asks a list; none when it asks no lists (R059)."""
    if programme.lists is None:
        return ()
    of_year = (Quarter(year, number) for number in range(1, 5))
    return tuple(quarter for quarter in of_year if programme.period.holds(quarter.first_day))


def _standing(opens: date, due: date, on: date, done_on: date | None, done: bool) -> _Standing:
    """How it stands on a day, with the sentence. Late is told, also when it came in after all."""
    if done:
        if done_on is None:
            return _Standing("done", "Dit is klaar.")
        late = f"Dat was te laat: het kon tot en met {short_date(due)}." if done_on > due else ""
        return _Standing("done", sentences(f"Dit is klaar sinds {short_date(done_on)}.", late), done_on)
    if on < opens:
        return _Standing("not_yet", f"Dit kan vanaf {short_date(opens)}, tot en met {short_date(due)}.")
    if on > due:
        return _Standing("late", f"Dit kon tot en met {short_date(due)}. Doe het zo snel mogelijk.")
    left = (due - on).days
    more = "Vandaag is de laatste dag." if left == 0 else f"U hebt nog {left} {'dag' if left == 1 else 'dagen'}."
    return _Standing("todo", sentences(f"Doe dit uiterlijk op {short_date(due)}.", more))


def _intention(programme: Programme, facts: Facts, on: date) -> Iterator[Obligation]:
    """R048: yes or no before enrolling; "not yet" leaves the question open. Who enrolled without it has answered."""
    asked = programme.intention
    if asked is None or (facts.enrolled_on and not facts.intention):
        return
    first = asked.opens or day_in(asked.date.year - 1, asked.date.month, asked.date.day) + timedelta(days=1)
    done = facts.intention in ("yes", "no") or facts.enrolled_on is not None
    standing = _standing(first, asked.date, on, None, done)
    unsure = "U weet het nog niet." if facts.intention == "not_yet" and not done else ""
    yield Obligation(
        key="intention",
        kind="intention",
        title=asked.title,
        opens=first,
        due=asked.date,
        state=standing.state,
        because=sentences(unsure, standing.because),
        quarter=None,
        minutes=INTENTION_MINUTES,
        source=programme.source_title(asked.source),
    )


def _tracks(programme: Programme, facts: Facts, on: date, enrolled_on: date, start: date) -> Iterator[Obligation]:
    """R111, R126: of a kind that allows one, one must be chosen. No source says when, so before the first day."""
    still_open = {kind.key for kind in open_kinds(programme, facts.objectives, facts.choices)}
    for kind in kinds_of(programme, facts.objectives):
        due = max(start, enrolled_on)
        standing = _standing(enrolled_on, due, on, None, kind.key not in still_open)
        yield _track(kind, enrolled_on, due, standing)


def _track(kind: OpenKind, opens: date, due: date, standing: _Standing) -> Obligation:
    return Obligation(
        key=kind.key,
        kind="track",
        title=kind.title,
        opens=opens,
        due=due,
        state=standing.state,
        because=standing.because,
        quarter=None,
        minutes=TRACK_MINUTES,
        source=kind.source,
    )


def _enrolment(programme: Programme, facts: Facts, on: date, start: date) -> Obligation:
    """No source says when enrolment opens, so it is open for a year up to the first day one can take part."""
    entry = next((condition for condition in programme.conditions if isinstance(condition, OnceAYear)), None)
    due = start if entry else programme.period.end
    first = start if entry else programme.period.start
    opens = day_in(first.year - 1, first.month, first.day) + timedelta(days=1)
    standing = _standing(opens, due, on, facts.enrolled_on, facts.enrolled_on is not None)
    because = sentences(standing.because, f"U doet mee vanaf {short_date(start)}.")
    source = programme.source_title(entry.source) if entry else programme.title
    return Obligation(
        key="enrolment",
        kind="enrolment",
        title=f"Aanmelden voor {programme.short_title}",
        opens=opens,
        due=due,
        state=standing.state,
        because=because,
        quarter=None,
        minutes=ENROLMENT_MINUTES,
        source=source,
        done_on=standing.done_on,
    )


def _lists(programme: Programme, facts: Facts, on: date, start: date) -> Iterator[Obligation]:
    """One list for every quarter whose first day falls in the time the practice takes part."""
    if programme.lists is None:
        return
    first_of = {found.quarter: found for found in sorted(facts.lists, key=lambda found: -found.number)}
    source = programme.source_title(programme.lists_source or programme.lists.source)
    for year in programme.period.years:
        for quarter in quarters(programme, year):
            if quarter.first_day < start:
                continue
            opens, due = list_window(programme, quarter)
            standing = _of_list(opens, due, on, first_of.get(quarter))
            yield Obligation(
                key=f"list-{quarter}",
                kind="list",
                title=f"Patiëntenlijst {quarter.label}",
                opens=opens,
                due=due,
                state=standing.state,
                because=standing.because,
                quarter=quarter,
                minutes=LIST_MINUTES,
                source=source,
                done_on=standing.done_on,
            )


def _of_list(opens: date, due: date, on: date, delivered: CountedList | None) -> _Standing:
    """A second delivery mends a first one, so its day says nothing about being late."""
    if delivered is None or delivered.delivered_at is None:
        return _standing(opens, due, on, None, delivered is not None)
    day = local_date(delivered.delivered_at)
    if delivered.number > 1:
        return _Standing("done", f"Dit is klaar. Lijst {delivered.number} kwam binnen op {short_date(day)}.", day)
    return _standing(opens, due, on, day, True)


def _scans(programme: Programme, facts: Facts, on: date) -> Iterator[Obligation]:
    """R099: the scans that an objective of the practice makes mandatory."""
    for scan in offered(programme, facts):
        if is_required(scan, facts):
            opens, due = window_of_scan(programme, facts, scan)
            standing = _of_scan(programme, facts, on, scan)
            yield Obligation(
                key=f"scan-{scan.key}",
                kind="scan",
                title=scan.title,
                opens=opens,
                due=due,
                state=standing.state,
                because=standing.because,
                quarter=None,
                minutes=scan.minutes,
                source=programme.source_title(scan.source),
                scan=scan.key,
                done_on=standing.done_on,
            )


def _of_scan(programme: Programme, facts: Facts, on: date, scan: Scan) -> _Standing:
    """The practice's own part is done when its answers are sent in, or when an earlier scan still counts (R096)."""
    opens, due = window_of_scan(programme, facts, scan)
    mine = scan_of(facts, scan.key)
    if mine is None:
        earlier = recent(programme, facts, scan)
        if earlier is not None:
            return _Standing("done", f"Uw scan van {short_date(earlier)} telt nog mee.", earlier)
        return _standing(opens, due, on, None, False)
    standing = _standing(opens, due, on, mine.sent_on, mine.sent_on is not None)
    return _Standing(standing.state, sentences(standing.because, stands(scan, mine)), standing.done_on)


def _deadlines(programme: Programme, facts: Facts, on: date) -> Iterator[Obligation]:
    """The deadlines for this practice. A form is asked only for its own objectives and its own track."""
    for deadline in programme.deadlines:
        form = programme.form(deadline.form) if deadline.form else None
        asked = form is None or not not_for(programme, facts, form)
        if asked and counts(programme, facts, deadline):
            yield _deadline(programme, facts, on, deadline, form)


def _deadline(programme: Programme, facts: Facts, on: date, deadline: Deadline, form: Form | None) -> Obligation:
    opens, due = window(programme, facts, deadline)
    standing = _of_form(programme, facts, on, deadline, form) if form else _of_item(facts, on, opens, deadline)
    return Obligation(
        key=deadline.key,
        kind="form" if form else "deadline",
        title=deadline.title,
        opens=opens,
        due=due,
        state=standing.state,
        because=standing.because,
        quarter=None,
        minutes=form.minutes if form else 0,
        source=programme.source_title(deadline.source),
        form=form.key if form else "",
        done_on=standing.done_on,
    )


def _of_form(programme: Programme, facts: Facts, on: date, deadline: Deadline, form: Form) -> _Standing:
    """Done when the form was submitted; sent back it is to do again, and before its phase it is not yet."""
    days = [found.day for found in facts.forms if found.form == form.key and not found.year and is_handed_in(found)]
    opens, due = window(programme, facts, deadline)
    standing = _standing(opens, due, on, min(days, default=None), bool(days))
    latest = latest_form(facts, form.key)
    if standing.state != "done" and latest is not None and latest.status == "changes_requested":
        because = "Uw regio stuurde dit terug met opmerkingen. Pas het aan en verstuur het opnieuw."
        return _Standing("todo", because)
    waits = waits_for(programme, facts, form, on) if standing.state == "todo" else ""
    return _Standing("not_yet", sentences(waits, standing.because)) if waits else standing


def _of_item(facts: Facts, on: date, opens: date, deadline: Deadline) -> _Standing:
    """Without a form it is done when an item of that name was recorded."""
    days = [item.day for item in facts.items if item.record == deadline.key]
    return _standing(opens, deadline.date, on, min(days, default=None), bool(days))
