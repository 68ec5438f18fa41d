"""Trainings and meetings that the regions of the demo offer, with their days and how full they are. Pure.

Source: R067, R071, R080, R090, R091, R098, R130, R131, R133, R144, R148. Titles that no source gives are our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groeiruimte.records.models.training import INSPIRATION, MEETING, TRAINING

RECOMMENDED = "Organiseer je praktijk: taken, doelen en tijd"
"""The name in the text of Rijnmond (R080)."""

CARE, NURSES = ("gp", "locum_gp"), ("practice_nurse_somatic", "practice_nurse_mental")
ASSISTANT = ("medical_assistant",)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a training, with hours of the clock. `waiting` is how many people wait when it is full."""

    day: date
    first: int = 19
    last: int = 21
    seats: int = 30
    online: bool = False
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A training, meeting or inspiration session; empty `objectives` are all of them, empty `functions` everybody."""

    title: str
    kind: str
    about: str
    topics: tuple[str, ...]
    days: tuple[Day, ...]
    objectives: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    recommended: bool = False


_RIJNMOND = (
    Offer(
        "Digitaal vaardig in de praktijk",
        TRAINING,
        "U oefent met portaal en e-consult, en leert hoe u patiënten daarbij helpt.",
        ("zorg-op-afstand",),
        (Day(date(2022, 3, 10)), Day(date(2022, 5, 12)), Day(date(2022, 9, 15))),
        objectives=("A",),
    ),
    Offer(
        "Metingen van thuis",
        TRAINING,
        "U leert hoe patiënten zelf metingen doorgeven, en wat u daarmee doet.",
        ("zorg-op-afstand",),
        (Day(date(2022, 4, 5), 20, 22), Day(date(2022, 9, 22), online=True)),
        objectives=("A",),
    ),
    Offer(
        RECOMMENDED,
        TRAINING,
        "U kijkt wie wat doet, en maakt een plan om taken beter te verdelen.",
        ("efficientere-praktijkvoering",),
        (Day(date(2022, 3, 22)), Day(date(2022, 4, 21), seats=8, waiting=3), Day(date(2022, 10, 6))),
        objectives=("B", "D"),
        recommended=True,
    ),
    Offer(
        "Workshop LEAN-management",
        TRAINING,
        "U zoekt waar het werk vastloopt, en lost dat stap voor stap op.",
        ("efficientere-praktijkvoering",),
        (Day(date(2022, 5, 19), 13, 17, 20),),
        objectives=("D",),
    ),
    Offer(
        "Het andere gesprek",
        TRAINING,
        "U oefent een persoonsgericht gesprek met een acteur.",
        ("persoonsgericht-werken",),
        (Day(date(2022, 3, 17), 13, 17, 40), Day(date(2022, 6, 9), 13, 17, 20)),
        objectives=("C",),
    ),
    Offer(
        "Inspiratieavond persoonsgerichte zorg",
        INSPIRATION,
        "Praktijken vertellen wat bij hen werkt. U neemt ideeën mee naar huis.",
        ("uitwisseling-persoonsgericht-werken",),
        (Day(date(2022, 5, 31), seats=60),),
        objectives=("C",),
    ),
)

_MEETINGS = {
    "A": ("zorg op afstand", "zorg-op-afstand", date(2022, 5, 17)),
    "B": ("anders organiseren", "efficientere-praktijkvoering", date(2022, 6, 14)),
    "C": ("persoonsgerichte zorg", "uitwisseling-persoonsgericht-werken", date(2022, 9, 20)),
    "D": ("efficiënte praktijkvoering", "efficientere-praktijkvoering", date(2022, 3, 29)),
}

_UTRECHT = (
    *(
        Offer(
            f"Ervaringen delen: {about}",
            MEETING,
            "U hoort hoe andere praktijken het aanpakken. U mag ook bij een ander thema komen.",
            (topic,),
            (Day(day, 17, 19, 40),),
            objectives=(letter,),
        )
        for letter, (about, topic, day) in _MEETINGS.items()
    ),
    Offer(
        "Lean werken in de huisartsenpraktijk",
        TRAINING,
        "Uw team leert kort overleggen bij een bord en samen verbeteren.",
        ("efficientere-praktijkvoering",),
        (Day(date(2022, 3, 15), 13, 17, 20), Day(date(2022, 10, 11), 13, 17, 20)),
        objectives=("D",),
        recommended=True,
    ),
    Offer(
        "Beeldbellen en e-consult",
        TRAINING,
        "U oefent met beeldbellen en maakt afspraken voor uw praktijk.",
        ("zorg-op-afstand",),
        (Day(date(2022, 3, 24), online=True), Day(date(2022, 9, 8))),
        objectives=("A",),
    ),
    Offer(
        "Training persoonsgericht werken",
        TRAINING,
        "U leert een gesprek voeren over wat iemand belangrijk vindt.",
        ("persoonsgericht-werken",),
        (Day(date(2022, 6, 2), 13, 17, 20),),
        objectives=("C",),
    ),
    Offer(
        "TBHZ-bijeenkomst begin 2023",
        MEETING,
        "Van elke praktijk komt ten minste één medewerker. U kijkt terug op 2022 en vooruit.",
        ("tbhz-begin-2023",),
        (Day(date(2023, 2, 9), 17, 20, 120),),
    ),
)

_EVERYBODY = (*CARE, *NURSES, *ASSISTANT)
_ROHA = (
    Offer(
        "Het spinnenweb in de spreekkamer",
        TRAINING,
        "U leert een gesprek voeren over gezondheid in brede zin.",
        ("persoonsgericht-werken",),
        (Day(date(2021, 4, 13)), Day(date(2022, 4, 12))),
        objectives=("C",),
        functions=_EVERYBODY,
    ),
    Offer(
        "Samen beslissen met de patiënt",
        TRAINING,
        "U oefent hoe u samen met een patiënt kiest wat past.",
        ("persoonsgericht-werken",),
        (Day(date(2021, 6, 8)), Day(date(2022, 3, 8))),
        objectives=("C",),
        functions=_EVERYBODY,
    ),
    Offer(
        "Persoonsgericht aan de balie",
        TRAINING,
        "U leert hoe de hele praktijk, vanaf de balie, persoonsgericht werkt.",
        ("persoonsgericht-werken",),
        (Day(date(2021, 10, 5), 13, 17), Day(date(2022, 10, 4), 13, 17)),
        objectives=("C",),
        functions=_EVERYBODY,
    ),
    Offer(
        "Wijkoverleg Vitaal en Gezond",
        MEETING,
        "Uw wijkgroep praat met partners over Vitaal en Gezond.",
        ("vitaal-en-gezond",),
        (Day(date(2021, 5, 20), 17, 19), Day(date(2022, 3, 3), 17, 19), Day(date(2022, 6, 16), 17, 19)),
        objectives=("C",),
    ),
    Offer(
        "Lean-scholing",
        TRAINING,
        "U zoekt met uw team de grootste verspilling, en haalt die weg.",
        ("efficientere-praktijkvoering",),
        (Day(date(2021, 9, 14), 13, 17), Day(date(2022, 5, 10), 13, 17)),
        objectives=("B", "D"),
        recommended=True,
    ),
)

OFFERS = {"rijnmond": _RIJNMOND, "utrecht": _UTRECHT, "roha": _ROHA}
