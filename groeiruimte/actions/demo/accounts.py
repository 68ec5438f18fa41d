"""Who can log in to the demo, as the log-in page, the demo's own page and the command line list it."""

from __future__ import annotations

from dataclasses import dataclass

from .choices import OPEN_TRACK
from .regions import INSURER
from .world import (
    AGREED,
    LEADS,
    NOT_YET,
    OF_2021,
    OUTCOME,
    REPORT_READY,
    SCAN_AHEAD,
    SECOND,
    Person,
    PracticePlan,
    world,
)

PASSWORD = "demo-groeiruimte"  # noqa: S105 - no secret: the demo prints it, and its data is made up
_PILOT = 3


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to log in as. `place` is the practice or organisation, `why` what is worth seeing there."""

    email: str
    name: str
    role_words: str
    place: str
    why: str = ""


def accounts() -> list[Account]:
    """The accounts of the demo: practices first, by region, then the people of the region, then the insurer."""
    found: list[Account] = []
    for region, people in world().regions:
        found += _of_practices(region.key)
        found += [_account(person, region.name, _DOES.get(person.role, "")) for person in people]
    insurer = INSURERS[INSURER]
    found += [_account(world().purchaser, insurer), _account(world().approver, insurer, _SECOND)]
    return [*found, *(_account(person, "Beheer", _KEEPS[person.role]) for person in world().keepers)]


def _of_practices(region: str) -> list[Account]:
    practices = world().of(region)
    lead, second = practices[LEADS], practices[SECOND]
    at_work, more = _WHY[region]
    found = [_at(lead, lead.manager, at_work), _at(lead, lead.owner), _at(second, second.manager, more)]
    if region == "rijnmond":
        not_yet, pilot, choosing = practices[NOT_YET], practices[_PILOT], practices[OPEN_TRACK]
        found.append(_at(not_yet, not_yet.owner, "Nog niet aangemeld. Zet de klok op 15 december 2021."))
        found.append(_at(pilot, pilot.owner, "Kan niet meedoen: zit in een pilot."))
        found.append(_at(choosing, choosing.owner, "Moet nog een concept kiezen."))
        found += [_at(practices[place], practices[place].manager, why) for place, why in _MEASURING.items()]
    if region == "utrecht":
        agreed = practices[AGREED]
        found.append(_at(agreed, agreed.owner, "Kreeg akkoord en voert het plan nu uit."))
    if region == "roha":
        of_2021 = practices[OF_2021]
        found.append(_at(of_2021, of_2021.owner, "Doet mee sinds januari 2021. Zet de klok op 12 januari 2021."))
    return found


_MEASURING = {
    SCAN_AHEAD: "Kan nu met de ICT-scan beginnen.",
    REPORT_READY: "Kan het rapport van de ICT-scan lezen.",
    OUTCOME: "Ziet wat het team van het werk vindt.",
}
_WHY = {
    "rijnmond": (
        "Heeft een deel van het jaar al gedaan.",
        "Staat op een wachtlijst, stelde een vraag en bevraagt het team.",
    ),
    "utrecht": ("Leverde een plan in en wacht op antwoord.", "Kreeg haar plan terug met opmerkingen."),
    "roha": ("Is bezig met beeldbellen.", "Kan het jaar 2021 nog spelen."),
}
"""What is worth seeing at the first and the second practice of each region."""


def _at(practice: PracticePlan, person: Person, why: str = "") -> Account:
    return _account(person, f"{practice.name}, {practice.region.name}", why)


def _account(person: Person, place: str, why: str = "") -> Account:
    return Account(person.email, person.name, ROLES[person.role], place, why)


ROLES = {
    "practice_owner": "praktijkhouder",
    "practice_manager": "praktijkmanager",
    "region_lead": "projectleider",
    "region_finance": "financieel medewerker",
    "region_staff": "medewerker",
    "region_director": "directeur",
    "trainer": "trainer",
    "it_specialist": "IT-specialist",
    "purchaser": "zorginkoper",
    "purchase_approver": "tweede beoordelaar",
    "functional_admin": "functioneel beheerder",
    "log_manager": "logbeheerder",
}
_KEEPS = {
    "functional_admin": "Ziet wie waar werkt, nodigt uit en stopt toegang.",
    "log_manager": "Ziet wie wat deed en zag, en tekent elke week af.",
}
_DOES = {"it_specialist": "Bekijkt de scans van praktijken en maakt het rapport."}
_SECOND = "Bevestigt wat een collega voorstelt."
INSURERS = {INSURER: "Zilveren Kruis"}
