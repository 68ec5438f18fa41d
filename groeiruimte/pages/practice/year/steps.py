"""The one next step, or what comes when there is none: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from groeiruimte.pages.layout.parts import NextTask
from groeiruimte.pages.practice.participation import Participation
from groeiruimte.programme.calendar import short_date
from groeiruimte.rules.naming import noun
from groeiruimte.rules.obligations import Obligation
from groeiruimte.rules.scan_offer import scan_of
from groeiruimte.rules.training_need import training_needs

from .around import Around, Offer, Ways

NOTHING_OPEN = "Aanmelden kan nu niet. Uw regio zet het programma van volgend jaar klaar. U ziet het dan hier."
SAID_NO = "Dat liet u weten. Wilt u toch meedoen? Pas dan uw voornemen aan."

_EXPORT = "de export uit uw HIS"
_TRAINING_MINUTES = 2
_SIGNING_MINUTES = 2
_SLOT_MINUTES = 2


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing to do here now: a title, what comes, and perhaps a page that says more."""

    title: str
    text: str
    url: str = ""
    label: str = "Bekijk de voorwaarden"


def next_step(
    found: Sequence[Participation], now: Participation | None, offers: Sequence[Offer], around: Around, ways: Ways
) -> NextTask | None:
    """Who is at a training now checks in first; then comes what the region sent back, then what is due first, then what
    has no day. A late intention comes last: who enrols has answered it."""
    door = next(iter(around.doors), None)
    if door:
        return NextTask(f"U bent bij “{door}”", ways.to("attend", "training.read"), action="Vul de code in")
    back = next(iter(around.sent_back), None)
    if back and now:
        url = ways.to("form", "form.fill", now.enrolment.year, form=back.form)
        asked = f"Uw regio stelde {_questions(back.questions)}"
        return NextTask(f"{asked} bij: {_lower(back.title)}", url, action="Bekijk en pas aan")
    owed = [(each, step) for mine in found for each, step in _of_year(mine, around, ways)]
    owed += [(each, step) for offer in offers for each, step in _of_offer(offer, ways)]
    first = min(owed, key=lambda pair: (_is_late_intention(pair[0]), pair[0].due, pair[0].opens), default=None)
    if first and not _is_late_intention(first[0]):
        return first[1]
    undated = _undated(now, around, ways) if now else None
    return undated or (first[1] if first else None)


def _questions(number: int) -> str:
    return "een vraag" if number <= 1 else f"{number} vragen"


def is_open(obligation: Obligation) -> bool:
    return obligation.state in ("todo", "late")


def _is_late_intention(obligation: Obligation) -> bool:
    return obligation.kind == "intention" and obligation.state == "late"


def _of_year(mine: Participation, around: Around, ways: Ways) -> Iterator[tuple[Obligation, NextTask]]:
    for each in mine.obligations:
        if is_open(each):
            url = url_of(mine, each, ways)
            late = each.state == "late"
            if each.quarter is not None:
                yield each, _list_step(mine, each, url)
            elif around.forms.get(each.form) == "draft" or scan_of(mine.facts, each.scan):
                yield each, NextTask(each.title, url, action="Ga verder", due=each.due, late=late)
            else:
                yield each, NextTask(each.title, url, minutes=each.minutes or None, due=each.due, late=late)


def _of_offer(offer: Offer, ways: Ways) -> Iterator[tuple[Obligation, NextTask]]:
    enrolment, intention = offer.find("enrolment"), offer.find("intention")
    if enrolment and is_open(enrolment):
        yield enrolment, _enrolment_step(offer, enrolment, ways)
    if intention and is_open(intention):
        title = f"Laat weten of u meedoet met {offer.programme.short_title}"
        url = ways.to("intention", "intention.give")
        late = intention.state == "late"
        yield intention, NextTask(title, url, minutes=intention.minutes, due=intention.due, late=late)


def _enrolment_step(offer: Offer, enrolment: Obligation, ways: Ways) -> NextTask:
    url = ways.to("enrol_programme", programme=offer.programme.key)
    if not offer.can_enrol:
        title = f"Los op wat uw aanmelding voor {offer.programme.short_title} tegenhoudt"
        return NextTask(title, url, action="Bekijk wat er ontbreekt", due=enrolment.due)
    title = f"Meld uw praktijk aan voor {offer.programme.short_title}"
    return NextTask(title, url, minutes=enrolment.minutes, due=enrolment.due)


def _list_step(mine: Participation, obligation: Obligation, url: str) -> NextTask:
    assert obligation.quarter is not None
    label, late = obligation.quarter.label, obligation.state == "late"
    if mine.waiting(obligation.quarter):
        title = f"Stuur de aantallen van {label} in"
        return NextTask(title, url, action="Ga verder", minutes=1, due=obligation.due, late=late)
    title = f"Lever de patiëntenlijst van {label} aan"
    return NextTask(title, url, minutes=obligation.minutes, due=obligation.due, needs=_EXPORT, late=late)


def _undated(now: Participation, around: Around, ways: Ways) -> NextTask | None:
    """What no source gives a day: signing for changed KPIs, what follows a scan, the trainings that KPIs ask."""
    if around.signing and ways.may("enrolment.sign"):
        url = ways.to("commit", programme=now.programme.key)
        return NextTask(around.signing, url, action="Bekijk en teken", minutes=_SIGNING_MINUTES)
    after_scan = next(_after_scan(now, ways), None)
    if after_scan and after_scan.url:
        return after_scan
    wanted = sum(need.open for need in training_needs(now.programme, now.facts) if need.topic not in around.signed_up)
    url = ways.to("trainings", "training.read")
    if not wanted or not url:
        return None
    title = f"Kies {'een scholing' if wanted == 1 else f'{wanted} scholingen'} voor uw KPI's"
    return NextTask(title, url, action="Bekijk het aanbod", minutes=_TRAINING_MINUTES)


def _after_scan(now: Participation, ways: Ways) -> Iterator[NextTask]:
    """A moment to choose once the specialist looked at the answers; the way on after a scan that has one (R126)."""
    for scan in now.programme.scans:
        found = scan_of(now.facts, scan.key)
        if found and found.status == "reviewed":
            url = ways.to("scan_slot", "scan.fill", now.enrolment.year, scan=scan.key)
            yield NextTask(f"Kies een moment voor het gesprek: {scan.title}", url, "Kies een moment", _SLOT_MINUTES)
        elif found and found.status == "finished" and scan.follow_ups and not found.follow_up:
            url = ways.to("scan_follow_up", "scan.fill", now.enrolment.year, scan=scan.key)
            yield NextTask(f"Kies hoe u verdergaat na de {noun(now.programme, scan.key)}", url, "Kies", _SLOT_MINUTES)


def url_of(mine: Participation, obligation: Obligation, ways: Ways) -> str:
    """Where a task is done; "" when that is not here, or not for this person."""
    year, programme = mine.enrolment.year, mine.programme.key
    match obligation.kind:
        case "intention":
            return ways.to("intention", "intention.read")
        case "enrolment":
            return ways.to("enrol_programme", programme=programme)
        case "track":
            return ways.to("choose", "plan.edit", programme=programme)
        case "list":
            return _list_url(mine, obligation, ways)
        case "form":
            return ways.to("form", "form.read", year, form=obligation.form)
        case "scan":
            return ways.to("scan", "scan.fill", year, scan=obligation.scan)
        case "deadline":  # it is done once something of that name was noted
            return ways.to("items", "kpi.read", year, kind=obligation.key)


def _list_url(mine: Participation, obligation: Obligation, ways: Ways) -> str:
    """Where the task of a quarter goes on: at the list that waits to be handed in, else at choosing a file."""
    assert obligation.quarter is not None
    waiting = mine.waiting(obligation.quarter)
    if waiting:
        return ways.to("outcome", "list.deliver", list_id=waiting.pk)
    return ways.to("deliver_quarter", "list.deliver", quarter=str(obligation.quarter))


def rest(obligations: Sequence[Obligation], offers: Sequence[Offer], ways: Ways, *, takes_part: bool) -> Rest:
    """`U bent helemaal bij. De volgende taak komt op 1 juli 2022: patiëntenlijst kwartaal 3 van 2022.`"""
    first = min((each for each in obligations if each.state == "not_yet"), key=lambda each: each.opens, default=None)
    if first:
        text = f"De volgende taak komt op {short_date(first.opens)}: {_lower(first.title)}."
        return Rest("U bent helemaal bij." if takes_part else "U doet nog niet mee.", text)
    if takes_part:
        return Rest("U bent helemaal bij.", "Dit jaar komen er geen taken meer.")
    if any(offer.facts.intention == "no" and offer.find("intention") for offer in offers):
        return Rest("U doet niet mee.", SAID_NO, ways.to("intention", "intention.give"), "Bekijk uw voornemen")
    return Rest("U doet nog niet mee.", NOTHING_OPEN, ways.to("enrol"))


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
