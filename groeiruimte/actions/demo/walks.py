"""Years and moments worth playing: who you are, and on which day you begin. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .moments import START
from .world import AGREED, LEADS, NOT_YET, OF_2021, SECOND, Person, PracticePlan, world


@dataclass(frozen=True, slots=True)
class Walk:
    """Somebody of the demo, the day to begin, and what there is to do, in a few steps."""

    title: str
    person: Person
    day: date
    steps: tuple[str, ...]


def walks() -> tuple[Walk, ...]:
    """First the three years that a practice can play, then what waits on the first day of the demo."""
    rijnmond, utrecht, roha = (world().of(region) for region in ("rijnmond", "utrecht", "roha"))
    people = {person.email: person for _, of_region in world().regions for person in of_region}
    return (
        _year_of_rijnmond(rijnmond[NOT_YET]),
        _run_of_utrecht(utrecht[AGREED]),
        _year_of_roha(roha[OF_2021]),
        _evening(rijnmond[LEADS]),
        Walk(
            "Geef een scholing in Rijnmond",
            people["trainer.rijnmond@example.org"],
            START,
            ("Open de deur van de scholing van vanavond.", "U ziet een code. Daarmee meldt een praktijk zich."),
        ),
        Walk(
            "Beoordeel een plan in Utrecht",
            people["projectleider.utrecht@example.org"],
            START,
            (f"Open het plan van {utrecht[LEADS].name}.", "Geef akkoord, of stuur het terug met een opmerking."),
        ),
        Walk(
            f"Vul het plan aan van {utrecht[SECOND].name}",
            utrecht[SECOND].manager,
            START,
            ("Lees de opmerkingen van de projectleider.", "Pas het plan aan en verstuur het opnieuw."),
        ),
    )


def _year_of_rijnmond(practice: PracticePlan) -> Walk:
    return Walk(
        f"Speel het jaar van {practice.name}, Rijnmond 2022",
        practice.owner,
        date(2021, 8, 16),
        (
            "Laat weten of u mee wilt doen.",
            "Ga naar 15 december 2021 en meld u aan.",
            "Ga door 2022: lijsten, scholing en KPI's.",
            "Ga naar 12 december 2022 en teken de verantwoording.",
        ),
    )


def _run_of_utrecht(practice: PracticePlan) -> Walk:
    return Walk(
        f"Speel het project van {practice.name}, Utrecht 2022 en 2023",
        practice.owner,
        START,
        (
            "De projectleider is akkoord met het plan. Werk uw mijlpalen bij.",
            "Ga naar 9 februari 2023 voor de bijeenkomst.",
            "Ga naar 2 oktober 2023 en teken de eindrapportage.",
        ),
    )


def _year_of_roha(practice: PracticePlan) -> Walk:
    return Walk(
        f"Speel het jaar van {practice.name}, ROHA 2021",
        practice.owner,
        date(2021, 1, 12),
        (
            "Leg vast wat u doet met beeldbellen.",
            "Voeg de pagina van uw website toe als bewijs.",
            "Ga naar 1 december 2021 en teken de verantwoording.",
        ),
    )


def _evening(practice: PracticePlan) -> Walk:
    return Walk(
        f"Kijk hoe {practice.name} ervoor staat",
        practice.manager,
        START,
        ("Bekijk uw KPI's en lever uw patiëntenlijst aan.", "Meld u vanavond aan bij de scholing, met de code."),
    )
