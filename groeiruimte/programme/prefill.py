"""The words with which a question names the fact that already answers it: `attended.lean`, `form.plan.budget`.

Programme and rules share this list: `checks.forms` refuses a word that is not here, `rules.prefill` looks each one up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "practice",
    "objectives",
    "choices",
    "support_need",
    "attended",
    "items",
    "hours",
    "form",
    "last_year",
    "milestones",
    "measurement",
    "evidence",
    "staff",
    "scan",
]

PRACTICE = ("name", "agb_code", "city", "district", "registered_patients")
MEASUREMENT = ("instrument", "day", "respondents")

# Per kind of fact what one may write, as a mend shows it.
SHAPES = (
    "practice.<name|agb_code|city|district|registered_patients>",
    "enrolment.objectives",
    "enrolment.choices.<soort>",
    "intention.support_need",
    "attended.<onderwerp>",
    "attended.<onderwerp>.count",
    "items.<soort>",
    "items.<soort>.count",
    "hours.total",
    "hours.per_function",
    "form.<formulier>.<vraag>",
    "last_year.<formulier>.<vraag>",
    "milestones",
    "milestones.done",
    "measurement.<soort>.<instrument|day|respondents>",
    "evidence.<soort>",
    "staff",
    "scan.<soort>.day",
)


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact in parts: `name` is the topic, kind, form or field that it is about, `part` what of it."""

    kind: Kind
    name: str = ""
    part: str = ""


def read_fact(text: str) -> KnownFact | None:
    """The fact that a word names; None for a word that nobody knows. Whether its name exists is not looked at."""
    match text.split("."):
        case ["practice", field] if field in PRACTICE:
            return KnownFact("practice", field)
        case ["enrolment", "objectives"]:
            return KnownFact("objectives")
        case ["enrolment", "choices", kind]:
            return KnownFact("choices", kind)
        case ["intention", "support_need"]:
            return KnownFact("support_need")
        case ["attended" | "items" as word, name]:
            return KnownFact("attended" if word == "attended" else "items", name)
        case ["attended" | "items" as word, name, "count"]:
            return KnownFact("attended" if word == "attended" else "items", name, "count")
        case ["hours", "total" | "per_function" as part]:
            return KnownFact("hours", part=part)
        case ["form" | "last_year" as word, form, question]:
            return KnownFact("form" if word == "form" else "last_year", form, question)
        case ["milestones"]:
            return KnownFact("milestones")
        case ["milestones", "done"]:
            return KnownFact("milestones", part="done")
        case ["measurement", kind, part] if part in MEASUREMENT:
            return KnownFact("measurement", kind, part)
        case ["evidence", kind]:
            return KnownFact("evidence", kind)
        case ["staff"]:
            return KnownFact("staff")
        case ["scan", kind, "day"]:
            return KnownFact("scan", kind, "day")
    return None
