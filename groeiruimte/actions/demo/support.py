"""What the regions of the demo did for practices, and with whom they aligned: through the verbs, many at once.

Source: R115 (35 practices in the video track), R118 (20 with cBoards), R011, R030, R134, R140.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from groeiruimte.actions import alignments, support
from groeiruimte.actions.support import SupportText
from groeiruimte.records.models import Enrolment, Intention, Region, RegionYear
from groeiruimte.records.models.intention import NO
from groeiruimte.rules.alignment import Judgement

from .hands import hand
from .world import Person, World

_ALIGNED = 40
"""Of Rijnmond's choices so many are confirmed; the next ones are aligned, and the last wait."""
_TO_CONFIRM = 5
_SPOKE, _JUDGED = date(2021, 10, 14), date(2021, 10, 28)

# Of every track: the step, how many practices did it, and the day of the first one.
_STEPS = {
    "beeldbeltraject": (
        ("intake", 35, date(2022, 1, 24)),
        ("visit", 31, date(2022, 2, 7)),
        ("advice", 27, date(2022, 2, 9)),
        ("installation", 22, date(2022, 2, 21)),
    ),
    "cboards-ouderen": (("start", 20, date(2022, 1, 31)), ("boards", 8, date(2022, 3, 7))),
}
_APPLICATIONS = ("Beeldbellen in het portaal", "Los programma voor beeldbellen")
_GROUPS = ("Wijkgroep Oost", "Wijkgroep Noord", "Wijkgroep Zuid")

# Per region: kind, phase, objective, day, minutes, every how manieth practice, what was done.
_GIVEN = {
    "rijnmond": (
        ("inspiration_session", "", "", date(2022, 1, 27), 90, 3, "Avond met voorbeelden van andere praktijken"),
        ("training", "", "A", date(2022, 3, 3), 60, 4, "Uitleg over e-consulten aan het team"),
        ("practice_scan", "", "D", date(2022, 2, 22), 30, 2, "Uitgelegd hoe de ICT-scan gaat"),
    ),
    "utrecht": (
        ("process_help", "action_plan", "", date(2022, 1, 18), 45, 3, "Stappen naar het plan van aanpak"),
        ("plan_help", "action_plan", "", date(2022, 2, 8), 60, 5, "Samen het plan op papier gezet"),
        ("guidance", "action_plan", "D", date(2022, 3, 15), 60, 2, "Eerste gesprek over LEAN"),
    ),
    "roha": (
        ("advice_talk", "", "", date(2022, 2, 15), 45, 4, "Adviesgesprek met de praktijkmanager"),
        ("practical_help", "", "A", date(2022, 3, 8), 120, 6, "Hulp in de praktijk bij het inrichten"),
        ("plan_help", "", "C", date(2022, 3, 17), 60, 3, "Plan om vast te houden wat werkt"),
    ),
}


def write(world: World, years: Mapping[str, RegionYear]) -> None:
    """Alignments of Rijnmond, support of all regions, and the tracks of ROHA."""
    lead_of = {region.key: people[0] for region, people in world.regions}
    _align(years["rijnmond"], lead_of["rijnmond"])
    for key, year in years.items():
        enrolled = list(Enrolment.objects.filter(region_year=year).select_related("practice").order_by("pk"))
        in_order = sorted(enrolled, key=lambda each: each.practice.agb_code)
        _give(key, year, in_order, lead_of[key])
        _walk(key, year, in_order, lead_of[key])


def _align(year: RegionYear, lead: Person) -> None:
    preferred = Intention.objects.filter(region_year=year).exclude(answer=NO).order_by("practice__agb_code")
    choices = [(each.practice_id, key) for each in preferred for key in each.objectives]
    chosen = alignments.chosen_in(year, {practice for practice, _ in choices})
    choices = [choice for choice in choices if choice in chosen]
    judged = Judgement("yes", "yes", "yes", _SPOKE, "", True)
    later = Judgement("yes", "", "", _JUDGED)
    for number, (found, judgement) in enumerate(
        ((choices[:_ALIGNED], judged), (choices[_ALIGNED : _ALIGNED + _TO_CONFIRM], later))
    ):
        alignments.align_many(
            region=_region(year),
            region_year=year,
            choices=dict.fromkeys(found, 0),
            judgement=judgement,
            **hand(lead, _JUDGED, 14, 5 + number, f"align-{number}"),
        )


def _give(key: str, year: RegionYear, enrolled: Sequence[Enrolment], lead: Person) -> None:
    for number, (kind, phase, objective, day, minutes, each, text) in enumerate(_GIVEN[key]):
        asked = [one for one in enrolled if one.enrolled_on <= day and (not objective or objective in one.objectives)]
        given = SupportText(kind, day, minutes, phase, objective, text)
        support.log_support(
            region=_region(year),
            region_year=year,
            enrolments=tuple(one.pk for one in asked[::each]),
            text=given,
            **hand(lead, day, 16, number, f"support-{key}-{number}"),
        )


def _walk(key: str, year: RegionYear, enrolled: Iterable[Enrolment], lead: Person) -> None:
    """Each step by so many practices, one a working day or so; a practice that is far did the steps before it."""
    if key != "roha":
        return
    there = list(enrolled)
    for track, steps in _STEPS.items():
        walkers = [one for one in there if track in one.choices]
        for step, many, first in steps:
            for place, one in enumerate(walkers[:many]):
                day = first + timedelta(days=place)
                one.region_year = year  # with its edition, that is read already
                support.note_step(
                    practice=one.practice,
                    enrolment=one,
                    track=track,
                    step=step,
                    version=0,
                    day=day,
                    answers=_answers(step, place),
                    **hand(lead, day, 15, place, f"{track}-{step}-{one.practice.agb_code}"),
                )


def _answers(step: str, place: int) -> dict[str, Any]:
    match step:
        case "advice":
            return {"application": _APPLICATIONS[place % len(_APPLICATIONS)]}
        case "installation":
            return {"installed": True}
        case "start":
            return {"district_group": _GROUPS[place % len(_GROUPS)], "partners": "Wijkverpleging en welzijn"}
        case "boards":
            return {"boards": str(5 + place % 3), "five_ready": True}
    return {}


def _region(year: RegionYear) -> Region:
    return year.region
