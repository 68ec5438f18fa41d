"""The radar for double funding: the same hours or the same activity under two streams of money (Z13).

Source: R021, R038, R072, R077, R092, R158, R008. Nothing here refuses: a finding says what overlaps, which rule that
is about, and who owns the exception. What somebody stated about it stands in `exception`; without it the finding is
open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations, groupby
from typing import Any, Literal

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.form import Form
from groeiruimte.programme.objective import Objective, Standing
from groeiruimte.programme.programme import Programme

from .facts import StandingFact
from .naming import function_label
from .why import describe, listed, number, sentences, span

S3, OI, POH_S, PILOT = "S3", "O&I", "POH-S", "pilot Krachtige Basiszorg"
_ELSEWHERE = "een andere declaratie"
_POH_S_FUNCTION = "practice_nurse_somatic"
_PROJECTS = "choices.project"
_DECLARED = "De praktijk verklaarde dat deze uren nergens anders worden gedeclareerd."

Owner = Literal["practice", "region", "insurer"]
OWNERS: dict[Owner, str] = {"practice": "de praktijk", "region": "de regio", "insurer": "de zorgverzekeraar"}


@dataclass(frozen=True, slots=True)
class Booking:
    """Extra hours of one professional under S3; `who` tells people apart ("" when nobody was found yet).

    `contract_hours` are the hours a week that this person works in the practice; None when that is not known.
    """

    objective: str
    function: str
    type: str
    hours: Decimal
    start: date
    end: date | None = None
    who: str = ""
    contract_hours: Decimal | None = None
    claimed_nowhere_else: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A project with other money that a practice named, and what it says is additional (R038)."""

    project: str
    additional: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One practice, from the day on which it takes part up to the last day of the programme."""

    id: str
    name: str
    start: date
    end: date
    standings: Sequence[StandingFact] = ()
    bookings: Sequence[Booking] = ()
    links: Sequence[Link] = field(default=())


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity of the regional plan, paid from O&I; `projects` are the other streams that it names, in words."""

    title: str
    projects: Sequence[str] = ()
    additional: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One overlap. `practice` is an id, "" when it is about the region itself."""

    practice: str
    name: str
    what: str
    streams: tuple[str, str]
    rule: str
    source: str
    owner: Owner
    exception: str = ""

    @property
    def open(self) -> bool:
        return not self.exception


def radar(programme: Programme, places: Iterable[Place], activities: Sequence[Activity]) -> tuple[Finding, ...]:
    """Every overlap: of the region first, then per practice in the order given."""
    found = list(_of_activities(programme, activities))
    for place in places:
        for booking in place.bookings:
            found += _of_hours(programme, place, booking)
        found += _more_than_one_works(programme, place)
        found += _of_pilot(programme, place)
        found += _of_projects(programme, place, activities)
    return tuple(found)


def links_of(form: Form, answers: Mapping[str, Any]) -> Iterator[Link]:
    """The projects that a form says its work belongs to as well, with what the practice says is additional (R072)."""
    for question in form.questions:
        if question.choices_from != _PROJECTS:
            continue
        said = " ".join(
            str(answers.get(other.key) or "").strip()
            for other in form.questions
            if other.type in ("long_text", "short_text")
            and any(when.question == question.key for when in other.shown_when)
        ).strip()
        for project in answers.get(question.key) or ():
            yield Link(str(project), said)


def _of_activities(programme: Programme, activities: Sequence[Activity]) -> Iterator[Finding]:
    """R038: an activity that names another stream is always in the list, also when it says what is additional."""
    rule = "Wie ook ander geld noemt, zegt wat uit de groeiruimte extra wordt gedaan."
    source = programme.source_title(programme.regional_plan.source) if programme.regional_plan else programme.title
    for activity in activities:
        for project in activity.projects:
            what = f"Activiteit “{activity.title}”"
            yield Finding("", "Regio", what, (OI, project), rule, source, "region", activity.additional.strip())


def _of_hours(programme: Programme, place: Place, booking: Booking) -> Iterator[Finding]:
    """The POH-S regulation first; hours that it explains need no second finding."""
    objective = next((found for found in programme.objectives if found.key == booking.objective), None)
    if objective is None:
        return
    exception = _DECLARED if booking.claimed_nowhere_else else ""
    because = _under_poh_s(programme, objective, place, booking)
    if because is not None:
        rule, source = because
        yield Finding(
            place.id, place.name, _hours(programme, booking), (S3, POH_S), rule, source, "practice", exception
        )
    elif objective.hours_by_contract and not exception:
        rule = "Extra uren tellen mee als de praktijk verklaart dat zij ze nergens anders declareert."
        source = programme.source_title(objective.source)
        yield Finding(place.id, place.name, _hours(programme, booking), (S3, _ELSEWHERE), rule, source, "practice")


def _under_poh_s(programme: Programme, objective: Objective, place: Place, booking: Booking) -> tuple[str, str] | None:
    """Why POH-S may pay these hours as well, and where that stands; None when it does not.

    Of a POH-S under any regulation, and time with patients that the chosen regulation lets one claim (R077).
    """
    chosen = [found for found in place.standings if found.standing == "poh_s_policy" and _meets(found, booking)]
    if not chosen:
        return None
    words = describe(chosen[0].standing, chosen[0].value)
    if booking.function == _POH_S_FUNCTION:
        return f"De praktijk heeft een {words}. Die betaalt de POH-S al.", programme.source_title(objective.source)
    for rule in objective.time:
        if rule.type == booking.type and rule.when is not None and _is_of(rule.when, chosen):
            said = f"De praktijk heeft een {words}. Daarmee mag zij deze consulten ook declareren."
            return said, programme.source_title(rule.source)
    return None


def _is_of(when: Standing, chosen: Iterable[StandingFact]) -> bool:
    return any(found.standing == when.standing and when.value in (None, found.value) for found in chosen)


def _meets(standing: StandingFact, booking: Booking) -> bool:
    return (standing.start is None or booking.end is None or standing.start <= booking.end) and (
        standing.end is None or standing.end >= booking.start
    )


def _hours(programme: Programme, booking: Booking) -> str:
    whose = function_label(programme, booking.function)
    period = span(booking.start, booking.end)
    return f"{number(booking.hours)} uur per week van {whose}, doelstelling {booking.objective}, {period}"


def _more_than_one_works(programme: Programme, place: Place) -> Iterator[Finding]:
    """The same hours twice under S3: somebody has more extra hours on one day than hours in the practice (R021)."""
    known = [each for each in place.bookings if each.who and each.contract_hours]
    ordered = sorted(known, key=lambda each: each.who)
    for _, group in groupby(ordered, key=lambda each: each.who):
        mine = list(group)
        works = mine[0].contract_hours or Decimal(0)
        busiest = max((_on(mine, each.start) for each in mine), key=lambda found: sum(one.hours for one in found))
        booked = sum((each.hours for each in busiest), Decimal(0))
        if len(busiest) < 2 or booked <= works:
            continue
        day = short_date(max(each.start for each in busiest))
        whose = function_label(programme, mine[0].function)
        what = f"{number(booked)} extra uur per week van één {whose} op {day}, die er {number(works)} uur werkt"
        first, second = next(iter(combinations(busiest, 2)))
        streams = (f"{S3} doelstelling {first.objective}", f"{S3} doelstelling {second.objective}")
        rule = "Niemand heeft meer extra uren dan er uren zijn. Dan zijn uren twee keer geboekt."
        yield Finding(place.id, place.name, what, streams, rule, programme.title, "practice")


def _on(bookings: Iterable[Booking], day: date) -> list[Booking]:
    return [each for each in bookings if each.start <= day and (each.end is None or each.end >= day)]


def _of_pilot(programme: Programme, place: Place) -> Iterator[Finding]:
    """R008: a pilot has its own money, so the exception is for who pays both."""
    condition = next((each for each in programme.conditions if each.key == "kbz_pilot"), None)
    source = programme.source_title(condition.source) if condition else programme.title
    for standing in place.standings:
        begins = standing.start is None or standing.start <= place.end
        ends = standing.end is None or standing.end >= place.start
        if standing.standing == "kbz_pilot" and begins and ends:
            what = f"Deelname aan een {PILOT}, {span(standing.start, standing.end)}"
            rule = "Een praktijk in de pilot krijgt daarvoor al geld en doet niet mee aan dit programma."
            yield Finding(place.id, place.name, what, (S3, PILOT), rule, source, "insurer")


def _of_projects(programme: Programme, place: Place, activities: Sequence[Activity]) -> Iterator[Finding]:
    """R038, R092: a project with its own money. The practice or the regional plan may say what is additional."""
    for link in place.links:
        of_region = [each.additional.strip() for each in activities if link.project in each.projects]
        choice = next((each for each in programme.choices if each.label == link.project), None)
        yield Finding(
            place.id,
            place.name,
            f"Werk dat ook bij “{link.project}” hoort",
            (S3, link.project),
            "Wie ook ander geld noemt, zegt wat uit de groeiruimte extra wordt gedaan.",
            programme.source_title(choice.source) if choice else programme.title,
            "practice",
            sentences(link.additional, *of_region),
        )


def summed(found: Iterable[Finding]) -> str:
    """`Gevonden: 3 keer. 1 keer zegt niemand nog wat extra is.`"""
    every = list(found)
    if not every:
        return "Wij vonden geen dubbele bekostiging."
    still = sum(each.open for each in every)
    streams = listed(sorted({stream for each in every for stream in each.streams} - {S3, OI, _ELSEWHERE}))
    about = f"Het gaat om {streams}." if streams else ""
    more = f"Bij {number(still)} daarvan ontbreekt nog een verklaring." if still else "Overal staat een verklaring bij."
    return sentences(f"Wij vonden {number(len(every))} keer mogelijk dubbel geld.", more, about)
