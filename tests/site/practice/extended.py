"""Rijnmond's real programme with phases, milestones, forms and a topic that tests can count on."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from groeiruimte.actions import programmes
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import RegionYear
from tests.definition_texts import texts
from tests.site.rijnmond import PROGRAMME

MORE = """
[[terms]]
key = "proefscholing"
one = "scholing proefbellen"

[[milestones]]
key = "proef-werkafspraak"
title = "Werkafspraak over proefbellen"
shows = "De werkafspraak hangt in de koffiekamer"
objective = "A"
weeks = 6
training = "proefscholing"
source = { text = "rijnmond-2022", at = "r. 16" }

[[milestones]]
key = "proef-lang"
title = "Een jaar proefbellen"
shows = "Een lijst met gesprekken"
weeks = 50
source = { text = "rijnmond-2022", at = "r. 16" }

[[milestones]]
key = "proef-ander"
title = "Hoort bij een andere doelstelling"
shows = "Niets"
objective = "D"
weeks = 6
source = { text = "rijnmond-2022", at = "r. 16" }

[[phases]]
key = "proef-begin"
label = "Proefbegin"
order = 1
asks = ["U haalt een mijlpaal."]
done_when = { kind = "milestones_done", at_least = 1 }
source = { text = "rijnmond-2022", at = "r. 16" }

[[phases]]
key = "proef-vervolg"
label = "Proefvervolg"
order = 2
done_when = { kind = "milestones_done", at_least = 3 }
source = { text = "rijnmond-2022", at = "r. 16" }

[[forms]]
key = "proefplan"
title = "Proefplan"
kind = "action_plan"
reviewed = true
source = { text = "rijnmond-2022", at = "r. 16" }
questions = [{ key = "why", text = "Waarom doet u dit?", type = "long_text" }]

[[forms]]
key = "proefblad"
title = "Proefblad"
kind = "inventory"
source = { text = "rijnmond-2022", at = "r. 16" }
questions = [
    { key = "ideas", text = "Welke ideeën hebt u?", type = "table", ranked_by = ["impact", "priority"], columns = [
        { key = "idea", label = "Idee" },
        { key = "impact", label = "Impact", type = "choice", choices = ["Weinig", "Veel"] },
        { key = "priority", label = "Prioriteit", type = "choice", choices = ["Later", "Nu"] },
    ] },
    { key = "chosen", text = "Welk idee kiest u?", type = "choice", choices_from = "ideas.idea" },
]
"""


def extend(year: RegionYear, more: str = MORE) -> RegionYear:
    """Publish the programme with more in it, and let the region play that."""
    text, base, cases = texts(PROGRAMME, settings.DEFINITIONS)
    at = datetime(2021, 10, 2, 8, 0, tzinfo=UTC)
    who = access.system(at.date(), "test")
    year.edition = programmes.publish(text=text + more, base=base, cases=cases, by=who, at=at, key=new_id())
    year.save()
    return year
