"""Everything a year asks, by phase, in at most five states: pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from groeiruimte.pages.layout.parts import Task, TaskGroup
from groeiruimte.pages.practice.choice import labels_of
from groeiruimte.pages.practice.participation import Participation
from groeiruimte.pages.practice.scan_stands import STANDS
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.schedule import Phase
from groeiruimte.rules import kpi
from groeiruimte.rules.forms import availability, forms_of
from groeiruimte.rules.obligations import Obligation
from groeiruimte.rules.scan_offer import availability as availability_of_scan
from groeiruimte.rules.scan_offer import is_required, offered, scan_of
from groeiruimte.rules.training_need import training_needs
from groeiruimte.rules.why import listed

from .around import Around, Offer, Ways
from .steps import is_open, url_of

BEFORE, DURING, AFTER = "Voorbereiden", "Uitvoeren", "Afronden"
ALL_YEAR = "Het hele jaar"
_FIRST_FORMS = ("inventory", "action_plan")
_CLOSING_FORMS = ("accountability", "final_report")
_STATUS = {"done": "done", "todo": "todo", "late": "late", "not_yet": "blocked"}
_FIRST = ("intention", "enrolment", "track")


def groups(
    now: Participation | None, offers: Iterable[Offer], around: Around, ways: Ways, on: date
) -> tuple[TaskGroup, ...]:
    """The phases of the programme in its own words; else preparing, doing and rounding off."""
    by_title: dict[str, list[Task]] = {BEFORE: []}
    if now:
        by_title |= {phase.label: [] for phase in _phases(now.programme)} | {during_of(now.programme): [], AFTER: []}
        for title, task in _of_year(now, around, ways, on):
            by_title[title].append(task)
    for offer in offers:
        by_title[BEFORE] += _of_offer(offer, ways)
    return tuple(TaskGroup(title, tuple(tasks)) for title, tasks in by_title.items() if tasks)


def during_of(programme: Programme) -> str:
    """The group of what belongs to no phase: a programme that has phases needs another word for it."""
    return ALL_YEAR if programme.phases else DURING


def _phases(programme: Programme) -> list[Phase]:
    return sorted(programme.phases, key=lambda phase: phase.order)


def _of_year(now: Participation, around: Around, ways: Ways, on: date) -> Iterator[tuple[str, Task]]:
    """Each task with the title of its group."""
    phase_of = _phase_of_form(now.programme)
    for each in now.obligations:
        if each.kind in _FIRST:
            yield BEFORE, _task(now, each, around, ways)
            if each.kind == "enrolment":
                yield BEFORE, Task(_objectives(now), url_of(now, each, ways), "done")
    for task in _around_signing(now, around, ways):
        yield BEFORE, task
    for each in now.obligations:
        if each.kind not in _FIRST:
            yield phase_of.get(each.form) or during_of(now.programme), _task(now, each, around, ways)
    for title, task in _without_deadline(now, phase_of, around, ways, on):
        yield title, task
    yield from _lines(now, around, ways, on)


def _phase_of_form(programme: Programme) -> dict[str, str]:
    """Per form the title of its group: its phase, else whether it rounds off the programme."""
    labels = {phase.key: phase.label for phase in programme.phases}
    of_deadline = {found.form: found.phase for found in programme.deadlines if found.form and found.phase}
    found = {}
    for form in programme.forms:
        phase = of_deadline.get(form.key) or form.phase
        otherwise = AFTER if form.kind in _CLOSING_FORMS else during_of(programme)
        if form.kind in _FIRST_FORMS and labels:
            otherwise = _phases(programme)[0].label
        found[form.key] = labels.get(phase or "", otherwise)
    return found


def _task(now: Participation, obligation: Obligation, around: Around, ways: Ways) -> Task:
    status, note, url = _STATUS[obligation.state], _from(obligation), url_of(now, obligation, ways)
    if obligation.quarter is not None and now.waiting(obligation.quarter):
        status, note = "in_progress", "Bezig: nog insturen"
    elif obligation.form and status != "done":
        status, note = _of_form(obligation.form, status, note, around)
    elif obligation.scan:
        status, note = _of_scan(now, obligation.scan, status, note, obligation.minutes)
    return Task(obligation.title, url, status, note=note, due=obligation.due if is_open(obligation) else None)


def _of_form(form: str, status: str, note: str, around: Around) -> tuple[str, str]:
    """A form that somebody works on says so; one that came back says how many questions there are."""
    back = next((each for each in around.sent_back if each.form == form), None)
    if back:
        return "in_progress", f"Terug van uw regio: {back.questions} {'vraag' if back.questions == 1 else 'vragen'}"
    if status == "late" and form in around.forms:
        return status, "Te laat: u bent bezig"
    return ("in_progress", note) if form in around.forms and status == "todo" else (status, note)


def _of_scan(now: Participation, scan: str, status: str, note: str, minutes: int) -> tuple[str, str]:
    found = scan_of(now.facts, scan)
    if found is None:
        return status, note or (f"Nog doen, {minutes} minuten" if status == "todo" else "")
    if found.status == "answering":
        return "late" if status == "late" else "in_progress", f"Bezig: {found.answered} van {found.asked} vragen"
    return STANDS[found.status]


def _offered_scans(now: Participation, ways: Ways, on: date) -> Iterator[Task]:
    """R073, R125: the scans that the practice may do and does not owe."""
    for scan in offered(now.programme, now.facts):
        if is_required(scan, now.facts):
            continue
        url = ways.to("scan", "scan.fill", now.enrolment.year, scan=scan.key)
        is_there = availability_of_scan(now.programme, now.facts, scan, on).state == "open"
        begun = scan_of(now.facts, scan.key) is not None
        status, note = "todo" if is_there or begun else "blocked", f"Uw regio biedt dit aan, {scan.minutes} minuten"
        if begun:
            status, note = _of_scan(now, scan.key, status, note, scan.minutes)
        yield Task(scan.title, url, status, note=note)


def _from(obligation: Obligation) -> str:
    if obligation.state != "not_yet":
        return ""
    return f"Kan vanaf {short_date(obligation.opens)}"


def _objectives(now: Participation) -> str:
    keys = now.enrolment.objectives
    chosen = [each for each in now.programme.objectives_in_order if each.key in keys]
    labels = [f"{each.key} {each.label}" for each in chosen]
    return f"{'Doelstelling' if len(labels) == 1 else 'Doelstellingen'}: {listed(labels)}"


def _around_signing(now: Participation, around: Around, ways: Ways) -> Iterator[Task]:
    if around.signing:
        url = ways.to("commit", programme=now.programme.key)
        note = "" if ways.may("enrolment.sign") else "De praktijkhouder tekent"
        yield Task(around.signing, url, "todo", note=note)
    if around.talk:
        yield _talk(around.talk, ways.to("enrol_programme", programme=now.programme.key))


def _talk(labels: Iterable[str], url: str) -> Task:
    """R039: an objective that the region does not support is talked over, not refused."""
    return Task(f"Overleg met uw regio over: {listed(list(labels))}", url, "todo")


def _without_deadline(
    now: Participation, phase_of: dict[str, str], around: Around, ways: Ways, on: date
) -> Iterator[tuple[str, Task]]:
    """Forms that may be filled in and have no last day."""
    owed = {each.form for each in now.obligations}
    for form in forms_of(now.programme, now.facts):
        if form.key in owed:
            continue
        status = around.forms.get(form.key, "")
        if status in ("submitted", "approved", "carried_out"):
            state, note = "done", ""
        elif availability(now.programme, now.facts, form, on).state == "open":
            state, note = _of_form(form.key, "todo", "", around)
        else:
            state, note = "blocked", ""
        url = ways.to("form", "form.read", now.enrolment.year, form=form.key)
        yield phase_of[form.key], Task(form.title, url, state, note=note)


def _lines(now: Participation, around: Around, ways: Ways, on: date) -> Iterator[tuple[str, Task]]:
    """What goes on all year: the plan, trainings, KPIs, and who has access."""
    year, during = now.enrolment.year, during_of(now.programme)
    milestones = now.facts.milestones
    by_milestones = next((p.label for p in now.programme.phases if p.done_when and _asks_milestones(p)), "")
    if milestones or by_milestones:
        done, note = now.facts.milestones_done, "Nog geen mijlpalen"
        if milestones:
            note = f"{done} van {len(milestones)} mijlpalen klaar"
        status = "todo" if not milestones else "done" if done == len(milestones) else "in_progress"
        yield by_milestones or during, Task("Plan met mijlpalen", ways.to("plan", "plan.read", year), status, note=note)
    needs = training_needs(now.programme, now.facts)
    if needs:
        yield (
            during,
            _counted(
                "Scholing",
                ways.to("trainings", "training.read", year),
                (sum(n.have for n in needs), sum(n.need for n in needs)),
            ),
        )
    results = [each for each in kpi.of_practice(now.programme, now.facts) if each.state != "not_asked"]
    if results:
        met = sum(1 for each in results if each.state == "met")
        url = ways.to("kpis", "kpi.read", year)
        yield during, _counted("KPI's en bewijs", url, (met, len(results)), "gehaald")
    for task in _offered_scans(now, ways, on):
        yield during, task
    if ways.may("team.stop"):
        yield during, Task("Kijk na wie toegang heeft", ways.to("team"), "done" if around.checked else "todo")


def _asks_milestones(phase: Phase) -> bool:
    return phase.done_when is not None and phase.done_when.kind == "milestones_done"


def _counted(title: str, url: str, found: tuple[int, int], word: str = "") -> Task:
    have, need = found
    status = "done" if have >= need else "in_progress" if have else "todo"
    return Task(title, url, status, note=f"{have} van {need} {word}".strip())


def _of_offer(offer: Offer, ways: Ways) -> Iterator[Task]:
    """Of a programme that the practice is not in: the intention, the choice, enrolling."""
    intention, enrolment = offer.find("intention"), offer.find("enrolment")
    if intention:
        yield _plain(intention, ways.to("intention", "intention.read"))
        if enrolment and intention.state != "not_yet":
            labels = labels_of(offer.programme, offer.facts.objectives)
            title = f"Doelstelling: {listed(labels)}" if labels else "Doelstelling kiezen"
            yield Task(title, ways.to("objectives"), "done" if labels else "todo")
    if offer.talk:
        yield _talk(offer.talk, ways.to("objectives"))
    if enrolment:
        yield _plain(enrolment, ways.to("enrol_programme", programme=offer.programme.key))


def _plain(obligation: Obligation, url: str) -> Task:
    due = obligation.due if is_open(obligation) else None
    return Task(obligation.title, url, _STATUS[obligation.state], note=_from(obligation), due=due)
