"""P09 and P10: a form of the programme from its first page to what was sent, and what changed since."""

from __future__ import annotations

from datetime import date

from .. import deeds, people
from .screen import Screen, fill, press, then

_PLAN, _PROJECT, _VIDEO = "formulier/action_plan/", "formulier/project_plan/", "formulier/video_track/"
_YEAR = "formulier/accountability_a/"
_OWNER, _LEAD = people.LEAD.owner.email, people.LEAD.manager.email
_BEGUN, _WAITS = people.WITH_HOURS.owner.email, people.UTRECHT.manager.email
_BACK, _ROHA = people.SENT_BACK.manager.email, people.ROHA.manager.email
_DECEMBER_12 = date(2022, 12, 12)
_TITLE = "Plan van aanpak"

FORMS = (
    Screen("P09", _BEGUN, _PROJECT, "Projectplan"),
    Screen("P09 sent back", _BACK, _PLAN, _TITLE),
    Screen("P09 waits", _WAITS, _PLAN, _TITLE, bright=0),
    Screen("P09 not open", _LEAD, _YEAR, "Verantwoording 2022", bright=0),
    Screen("P09 section", _BACK, f"{_PLAN}change/", "Waarom en wat"),
    Screen("P09 rows", _BEGUN, f"{_PROJECT}tasks/", "Taken nu en straks"),
    Screen(
        "P09 a row more",
        _BEGUN,
        f"{_PROJECT}tasks/",
        "Taken nu en straks",
        lambda _, page: deeds.go(page, page.get_by_role("button", name="Voeg een regel toe").first),
    ),
    Screen("P09 known", _BEGUN, f"{_PROJECT}people/", "Mensen en uren"),
    Screen("P09 day", _ROHA, f"{_VIDEO}form/", "Uw beeldbeltraject"),
    Screen(
        "P09 wrong",
        _ROHA,
        f"{_VIDEO}form/",
        "Uw beeldbeltraject",
        then(fill(**{"v-visit_day": "ergens in mei"}), press("Bewaar en controleer")),
    ),
    Screen("P09 check with gaps", _BEGUN, f"{_PROJECT}-/controleer/", "Controleer en verstuur", bright=0),
    Screen("P09 check", _BACK, f"{_PLAN}-/controleer/", "Controleer en verstuur"),
    Screen("P09 sent", _WAITS, f"{_PLAN}-/verstuurd/", _TITLE),
    Screen("P09 changes", _BACK, f"{_PLAN}-/verschil/", "Wat er wijzigde", bright=0),
    Screen("P10", _OWNER, _YEAR, "Verantwoording 2022", day=_DECEMBER_12),
    Screen("P10 KPI", _OWNER, f"{_YEAR}a2/", "Digitale vaardigheden", day=_DECEMBER_12),
)
