"""P20 and P21: help of the region, a question, and a story."""

from __future__ import annotations

from .. import people
from .screen import Screen, follow, press, then

_LEAD, _NEW = people.LEAD.manager.email, people.NEW.manager.email
_QUESTION, _ASK, _STORY = "Telt een waarnemer mee?", "Stel een vraag", "Vertel wat bij u werkte"

HELP = (
    Screen("P20", _LEAD, "hulp/", "Hulp"),
    Screen("P20 no question", _NEW, "hulp/", "Hulp"),
    Screen("P20 article", _LEAD, "hulp/", "Van lijst naar vergoeding", follow("Van lijst naar vergoeding"), bright=0),
    Screen("P20 ask", _LEAD, "hulp/vraag/", _ASK),
    Screen("P20 ask empty", _LEAD, "hulp/vraag/", _ASK, press("Stuur uw vraag")),
    Screen("P20 thread", _LEAD, "hulp/", _QUESTION, follow(_QUESTION)),
    Screen("P20 thread empty", _LEAD, "hulp/", _QUESTION, then(follow(_QUESTION), press("Stuur uw bericht"))),
    Screen("P21", _LEAD, "hulp/verhaal/", _STORY),
    Screen("P21 empty", _LEAD, "hulp/verhaal/", _STORY, press("Stuur uw verhaal")),
)
