"""P07 and P08: the plan with its phases and milestones, doing it together, and extra hours."""

from __future__ import annotations

from .. import people
from .screen import Screen, fill, follow, press, then

_LEAD, _NEW = people.LEAD.manager.email, people.NEW.manager.email
_HOURS = people.WITH_HOURS.manager.email
_WAITS, _BACK, _AGREED = people.UTRECHT.manager.email, people.SENT_BACK.manager.email, people.AGREED.manager.email
_EXAMPLES, _ADD, _TOGETHER = "plan/voorbeelden/", "plan/mijlpaal/", "plan/samen/"
_NEW_HOURS = "uren/toevoegen/?doelstelling=B"
_CHANGE = "Wijzig: Het team houdt elke week een kort verbeteroverleg"
_TELL = "Meld voortgang: Het team houdt elke week een kort verbeteroverleg"

PLAN = (
    Screen("P07", _WAITS, "plan/", "Plan", bright=0),
    Screen("P07 no milestones", _LEAD, "plan/", "Plan"),
    Screen("P07 sent back", _BACK, "plan/", "Plan"),
    Screen("P07 agreed", _AGREED, "plan/", "Plan", bright=0),
    Screen("P07 not enrolled", _NEW, "plan/", "Plan", bright=0),
    Screen("P07 examples", _LEAD, _EXAMPLES, "Voorbeelden van mijlpalen"),
    Screen(
        "P07 examples empty", _LEAD, _EXAMPLES, "Voorbeelden van mijlpalen", press("Neem de gekozen mijlpalen over")
    ),
    Screen("P07 milestone", _WAITS, "plan/", "Mijlpaal wijzigen", follow(_CHANGE)),
    Screen(
        "P07 milestone wrong",
        _WAITS,
        "plan/",
        "Mijlpaal wijzigen",
        then(follow(_CHANGE), fill(title="", due="in het voorjaar"), press("Bewaar de mijlpaal")),
    ),
    Screen("P07 own milestone", _LEAD, _ADD, "Eigen mijlpaal"),
    Screen("P07 own milestone empty", _LEAD, _ADD, "Eigen mijlpaal", press("Bewaar de mijlpaal")),
    Screen("P07 progress", _WAITS, "plan/", "Voortgang melden", follow(_TELL)),
    Screen(
        "P07 progress wrong",
        _WAITS,
        "plan/",
        "Voortgang melden",
        then(follow(_TELL), fill(done_on="bijna"), press("Bewaar de voortgang")),
    ),
    Screen("P07 together", _LEAD, _TOGETHER, "Samen met een andere praktijk"),
    Screen("P07 together empty", _LEAD, _TOGETHER, "Samen met een andere praktijk", press("Vraag deze praktijk")),
    Screen("P08", _HOURS, "uren/", "Extra uren"),
    Screen("P08 none", _LEAD, "uren/", "Extra uren"),
    Screen("P08 not enrolled", _NEW, "uren/", "Extra uren", bright=0),
    Screen("P08 add", _HOURS, _NEW_HOURS, "Uren toevoegen"),
    Screen("P08 add empty", _HOURS, _NEW_HOURS, "Uren toevoegen", press("Bewaar de uren")),
    Screen("P08 edit", _HOURS, "uren/", "Uren wijzigen", follow("Wijzig de uren")),
    Screen(
        "P08 edit wrong",
        _HOURS,
        "uren/",
        "Uren wijzigen",
        then(follow("Wijzig de uren"), fill(hours="veel", start=""), press("Bewaar de uren")),
    ),
)
