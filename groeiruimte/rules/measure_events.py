"""What happened on a day: trainings attended, scans finished, surveys held. R067, R082, R089, R096, R098, R144."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from groeiruimte.programme.calendar import day_in, short_date
from groeiruimte.programme.kpi import Attended, ScanFinished, SurveyHeld

from .facts import Attendance
from .measure import Asked, Measure, and_missing, of
from .naming import noun
from .suppression import FEWEST_PEOPLE
from .why import Trace, number, sentences

_GP = frozenset({"gp", "locum_gp"})


def attended(requirement: Attended, asked: Asked) -> Measure:
    """Trainings, not people: two colleagues at the same training count once (R067)."""
    attended = {
        (attendance.day, attendance.title, attendance.topics)
        for attendance in asked.facts.attendances
        if requirement.topic in attendance.topics
        and asked.period.holds(attendance.day)
        and _is_asked(requirement, attendance)
    }
    have, need, topic = len(attended), requirement.at_least, noun(asked.programme, requirement.topic)
    who = {"anyone": "Uw praktijk volgde", "gp": "Huisartsen volgden", "other_staff": "Andere medewerkers volgden"}
    found = f"{who[requirement.who]} {number(have)} {_trainings(have)} over {topic}."
    facts = [Trace(title or topic, short_date(day), "Scholing") for day, title, _ in sorted(attended, key=_by_day)]
    ask = f"Volg nog {number(need - have)} {_trainings(need - have)} over {topic}."
    return of(have, need, and_missing(found, have, need, "Volg er nog {}."), ask, tuple(facts))


def _by_day(attended: tuple[date, str, frozenset[str]]) -> tuple[date, str]:
    return attended[:2]


def _trainings(many: int) -> str:
    return "scholing of bijeenkomst" if many == 1 else "scholingen of bijeenkomsten"


def _is_asked(requirement: Attended, attendance: Attendance) -> bool:
    match requirement.who:
        case "anyone":
            return True
        case "gp":
            return attendance.function in _GP
        case "other_staff":
            return bool(attendance.function) and attendance.function not in _GP
        case _:
            assert_never(requirement.who)


def scan(requirement: ScanFinished, asked: Asked) -> Measure:
    """R096: finished in the period, or recently before it."""
    start = _months_before(asked.period.start, requirement.recent_months)
    days = sorted(found.day for found in asked.facts.measurements if found.kind == requirement.scan)
    name = noun(asked.programme, requirement.scan)
    right = [day for day in days if start <= day <= asked.period.end]
    facts = tuple(Trace(name[:1].upper() + name[1:], short_date(day), "Scan") for day in right)
    if right:
        return of(1, 1, f"De {name} is klaar sinds {short_date(right[-1])}.", "", facts)
    found = f"De {name} van {short_date(days[-1])} telt niet mee." if days else f"De {name} is nog niet klaar."
    between = _between(start, asked.period.end)
    return of(0, 1, sentences(found, f"Nodig: klaar {between}."), f"Rond de {name} af {between}.")


def _between(start: date, end: date) -> str:
    return f"tussen {short_date(start)} en {short_date(end)}"


def _months_before(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    return day_in(index // 12, index % 12 + 1, day.day)


def survey(requirement: SurveyHeld, asked: Asked) -> Measure:
    """R082, R089: any instrument, in the period; with a least number of respondents the fullest measurement counts."""
    of_kind = [found for found in asked.facts.measurements if found.kind == requirement.survey]
    held = [found for found in of_kind if asked.period.holds(found.day)]
    name = noun(asked.programme, requirement.survey)
    if not held:
        between = _between(asked.period.start, asked.period.end)
        because = sentences(f"Er is nog geen meting van {name}", f"Nodig: een meting {between}.")
        return of(0, max(1, requirement.at_least), because, f"Meet {name} {between}.")
    best = max(held, key=lambda found: (found.respondents, found.day))
    tool = f" met {best.instrument}" if best.instrument else ""
    found = f"U mat {name} op {short_date(best.day)}{tool}."
    facts = (Trace(best.instrument or name, short_date(best.day), "Meting"),)
    have, need = best.respondents, requirement.at_least
    if not need:  # the region reads this too, and a small number could point at somebody
        many = f"minder dan {FEWEST_PEOPLE}" if have < FEWEST_PEOPLE else number(have)
        return of(1, 1, sentences(found, f"Er waren {many} deelnemers.") if have else found, "", facts)
    people = f"Er {'was 1 deelnemer' if have == 1 else f'waren {number(have)} deelnemers'}."
    because = sentences(found, and_missing(people, have, need, "Vraag er nog {} mee te doen."))
    return of(have, need, because, f"Vraag nog {number(need - have)} mensen om mee te doen.", facts)
