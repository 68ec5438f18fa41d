"""What the practices of the accounts wrote in their forms, by the keys of the programmes. Pure."""

from __future__ import annotations

from typing import Any

PROJECT_PLAN_BEGUN: dict[str, Any] = {
    "tasks": [
        {"task": "Herhaalrecepten nakijken", "now": "huisarts", "then": "praktijkondersteuner somatiek (POH-S)"},
        {"task": "Uitslagen doorgeven", "now": "huisarts", "then": "doktersassistent"},
    ],
    "improvement_points": [{"point": "De huisarts houdt elke dag een uur vrij voor moeilijke vragen."}],
}

INVENTORY: dict[str, Any] = {
    "ideas": [
        {"idea": "Elke week kort verbeteren bij een bord", "impact": "Veel", "priority": "Nu"},
        {"idea": "Vaste tijden voor terugbellen", "impact": "Redelijk veel", "priority": "Nu"},
        {"idea": "Nieuwe indeling van de voorraadkast", "impact": "Weinig", "priority": "Later"},
    ],
    "chosen": "Elke week kort verbeteren bij een bord",
}

LEAN: dict[str, Any] = {
    "theme": "Efficiënte praktijkvoering",
    "initiative": "Lean werken",
    "reason": "Onze telefoon staat elke ochtend vast. Het team wil zelf meedenken over een oplossing.",
    "change": "Wij staan elke week tien minuten bij een bord. Patiënten wachten korter aan de telefoon.",
    "tasks": [{"task": "Verbeterbord bijhouden", "now": "huisarts", "then": "praktijkmanager"}],
    "together": True,
    "partners": "Huisartsenpraktijk De Plataan",
    "needs": ["Scholing", "Voorbeelden van andere praktijken"],
    "other_money": False,
}

VAGUE: dict[str, Any] = {
    "theme": "Efficiënte praktijkvoering",
    "initiative": "Lean werken",
    "reason": "Wij willen efficiënter werken.",
    "change": "Alles gaat sneller.",
    "together": False,
    "needs": ["Hulp bij het schrijven van het plan"],
    "other_money": False,
}

REMARKS = {
    "change": "Wat merkt een patiënt hier straks van? Noem één of twee voorbeelden.",
    "reason": "Waar loopt het werk nu vast? Dat helpt u bij het kiezen van mijlpalen.",
}

TALKS: dict[str, Any] = {
    "theme": "Persoonsgerichte zorg",
    "initiative": "Rustige gesprekken over wat iemand belangrijk vindt",
    "reason": "Veel patiënten komen vaak terug. Het echte probleem komt in tien minuten niet op tafel.",
    "change": "Wij voeren elke week vijf langere gesprekken. Daarna volgt een afspraak die bij iemand past.",
    "together": True,
    "partners": "Huisartsenpraktijk De Wilg",
    "needs": ["Scholing"],
    "other_money": False,
}

CHECKED: dict[str, Any] = dict.fromkeys(("fits", "clear", "feasible", "in_time", "milestones", "no_double_money"), True)
CHECKED_WITH_DOUBTS: dict[str, Any] = {**CHECKED, "clear": False, "milestones": False}

VIDEO_TRACK: dict[str, Any] = {
    "intake_day": "2022-01-25",
    "visit_day": "2022-02-17",
    "application": "Het programma in ons huisartseninformatiesysteem",
}
WAY_OF_WORKING = "De assistent biedt beeldbellen aan bij elke vraag die geen onderzoek nodig heeft."
