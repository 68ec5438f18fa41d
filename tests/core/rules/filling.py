"""A made-up form with one question of each type, a programme that holds it, and answers that are right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from groeiruimte.programme.form import Form, Question
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import EmployeeFact, EvidenceFact, Facts

from .practice import tables

SOURCE = {"text": "regio"}

IDEAS = {
    "key": "ideas",
    "text": "Welke ideeën hebt u?",
    "type": "table",
    "section": "plan",
    "at_least": 2,
    "ranked_by": ["impact", "priority"],
    "columns": [
        {"key": "idea", "label": "Idee"},
        {"key": "impact", "label": "Effect", "type": "choice", "choices": ["klein", "middel", "groot"]},
        {"key": "priority", "label": "Belang", "type": "choice", "choices": ["laag", "hoog"]},
        {"key": "note", "label": "Opmerking", "required": False},
    ],
}
COSTS = {
    "key": "costs",
    "text": "Wat kost het?",
    "type": "table",
    "section": "money",
    "columns": [
        {"key": "what", "label": "Wat"},
        {"key": "amount", "label": "Bedrag", "type": "money"},
        {"key": "who", "label": "Wie", "type": "choice", "choices_from": "functions", "required": False},
        {"key": "hours", "label": "Uren", "type": "hours", "required": False},
    ],
}
QUESTIONS: list[dict[str, Any]] = [
    {"key": "together", "text": "Werkt u samen?", "type": "yes_no", "section": "plan"},
    {
        "key": "with_whom",
        "text": "Met wie?",
        "type": "short_text",
        "section": "plan",
        "shown_when": [{"question": "together", "equals": True}],
    },
    {
        "key": "why_them",
        "text": "Waarom met hen?",
        "type": "long_text",
        "section": "plan",
        "shown_when": [{"question": "with_whom", "answered": True}],
        "required": False,
    },
    {
        "key": "tool",
        "text": "Welk middel kiest u?",
        "type": "choice",
        "section": "plan",
        "choices": ["Beeldbellen", "E-consult", "App"],
    },
    {
        "key": "bottlenecks",
        "text": "Welke knelpunten pakt u aan?",
        "type": "several",
        "section": "plan",
        "choices_from": "bottlenecks",
        "other": True,
        "at_least": 2,
    },
    IDEAS,
    {"key": "chosen", "text": "Welk idee kiest u?", "type": "choice", "section": "plan", "choices_from": "ideas.idea"},
    {"key": "start", "text": "Wanneer begint u?", "type": "date", "section": "plan"},
    {"key": "people", "text": "Wie doen mee?", "type": "people", "section": "plan"},
    {"key": "hours", "text": "Hoeveel uur per week?", "type": "hours", "section": "money"},
    {"key": "weeks", "text": "Hoeveel weken?", "type": "number", "section": "money", "unit": "weken"},
    {"key": "budget", "text": "Wat is uw budget?", "type": "money", "section": "money"},
    COSTS,
    {
        "key": "spent",
        "text": "Samen",
        "type": "calculated",
        "section": "money",
        "unit": "euro",
        "calculation": {"kind": "sum", "of": ["costs.amount"]},
    },
    {
        "key": "left",
        "text": "Over",
        "type": "calculated",
        "section": "money",
        "unit": "euro",
        "calculation": {"kind": "difference", "of": ["budget", "spent"]},
    },
    {
        "key": "all_hours",
        "text": "Uren samen",
        "type": "calculated",
        "section": "money",
        "unit": "uur",
        "calculation": {"kind": "product", "of": ["hours", "weeks"]},
    },
    {
        "key": "many",
        "text": "Aantal ideeën",
        "type": "calculated",
        "section": "plan",
        "calculation": {"kind": "count", "of": ["ideas"]},
    },
    {"key": "proof", "text": "Waar blijkt dat uit?", "type": "file_or_link", "section": "proof"},
    {"key": "a_training", "text": "Volgde u twee scholingen?", "type": "kpi", "kpi": "a_training", "section": "proof"},
    {"key": "honest", "text": "Dit is naar waarheid ingevuld", "type": "statement", "section": "proof"},
]

FORM = Form.model_validate(
    {
        "key": "plan",
        "title": "Uw plan",
        "kind": "action_plan",
        "minutes": 10,
        "sections": [
            {"key": "plan", "title": "Plan"},
            {"key": "money", "title": "Geld", "shown_when": [{"question": "tool", "one_of": ["Beeldbellen", "App"]}]},
            {"key": "proof", "title": "Bewijs"},
        ],
        "questions": QUESTIONS,
        "source": SOURCE,
    }
)

ROWS = [
    {"idea": "Vaker bellen", "impact": "klein", "priority": "laag"},
    {"idea": "Digitaal loket", "impact": "groot", "priority": "hoog", "note": "Met de buren"},
    {"idea": "Minder papier", "impact": "middel", "priority": "laag"},
]

RIGHT: dict[str, Any] = {
    "together": True,
    "with_whom": "Praktijk Noord",
    "tool": "Beeldbellen",
    "bottlenecks": ["Werkdruk", "Iets anders"],
    "ideas": ROWS,
    "chosen": "Digitaal loket",
    "start": "2022-03-01",
    "people": ["7"],
    "hours": "6.5",
    "weeks": "4",
    "budget": 150000,
    "costs": [
        {"what": "Scherm", "amount": 49995, "who": "huisarts", "hours": "1.5"},
        {"what": "Les", "amount": 5},
    ],
    "proof": ["12"],
    "a_training": {"holds": True, "text": "Dit klopt."},
    "honest": True,
}

FACTS = Facts(
    enrolled_on=date(2021, 12, 1),
    objectives=("A",),
    staff=(EmployeeFact("7", "Anna de Wit", "gp", Decimal(32)), EmployeeFact("8", "Bas Bos", "practice_rn")),
    evidence=(EvidenceFact("website", date(2022, 3, 1), id="12", title="Onze pagina over beeldbellen"),),
)


def question(key: str) -> Question:
    return FORM.question(key)


def programme(*forms: Form, **others: Any) -> Programme:
    """The small programme with other forms and tables; the form above when none is given."""
    listed = [form.model_dump() for form in forms or (FORM,)]
    return Programme.model_validate(
        {**tables(), "bottlenecks": ["Werkdruk", "Te weinig ruimte"], "forms": listed, **others}
    )


PHASES = [
    {
        "key": "plan",
        "label": "Plan",
        "order": 1,
        "done_when": {"kind": "submitted", "form": "plan", "status": "approved"},
        "source": SOURCE,
    },
    {
        "key": "execution",
        "label": "Uitvoering",
        "order": 2,
        "done_when": {"kind": "milestones_done", "every": True},
        "source": SOURCE,
    },
    {"key": "evaluation", "label": "Evaluatie", "order": 3, "source": SOURCE},
]
INTENTION = {
    "key": "intention",
    "title": "Zeg of u mee wilt doen",
    "opens": date(2021, 8, 1),
    "date": date(2021, 9, 30),
    "source": {"text": "regio", "at": "r. 2"},
}
TRACKS = [
    {
        "key": key,
        "kind": "track",
        "objective": "A",
        "label": label,
        "only_one": True,
        "source": {"text": "regio", "at": "r. 13"},
    }
    for key, label in (("video", "Beeldbellen"), ("boards", "Digitale boards"))
]


REGIONAL_PLAN = {
    "sections": [{"key": "approach", "label": "Aanpak", "per_objective": True, "source": {"text": "regio"}}],
    "source": {"text": "regio"},
}


def year() -> dict[str, Any]:
    """The tables of the small programme with an intention, phases, two tracks of which one is chosen, and the form."""
    small = tables()
    return {
        **small,
        "bottlenecks": ["Werkdruk", "Te weinig ruimte"],
        "forms": [*small["forms"], FORM.model_dump()],
        "choices": [small["choices"][0], *TRACKS],
        "phases": PHASES,
        "intention": INTENTION,
        "regional_plan": REGIONAL_PLAN,
    }
