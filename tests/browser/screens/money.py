"""What is settled, as practice and region see it, and what goes wrong there."""

from __future__ import annotations

from .. import people
from .screen import Deed, Screen, fill, follow, press, then, tick

_DIRECTOR = "directie.utrecht@example.org"
_CASHIER = "../afrekening/kassier/2022-utrecht/"
_OWNER = people.UTRECHT.owner.email
_BY_REGION = "Uitbetaling door uw regio"
_WHO_PAYS = "Wie betaalt de praktijken?"
_SPECIFIED: Deed = follow("Kwartaal 1")

MONEY = (
    Screen("P13 statement", people.LEAD.owner.email, "vergoeding/", "Specificatie kwartaal 1", _SPECIFIED, bright=0),
    Screen("P13 agree", _OWNER, "vergoeding/uitbetaling/2022-utrecht/", _BY_REGION),
    Screen("P13 agree wrong", _OWNER, "vergoeding/uitbetaling/2022-utrecht/", _BY_REGION, press("Stem in")),
    Screen(
        "R08 kassier wrong",
        _DIRECTOR,
        _CASHIER,
        _WHO_PAYS,
        then(tick("Ja, uw regio is kassier"), fill(bank_account=""), press("Bewaar deze keuze")),
    ),
)
