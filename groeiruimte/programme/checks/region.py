"""What a region plans, gives and reports fits together: sections, dates, support and tracks.

R015, R035, R050, R051 (plan), R037 (report), R110, R116, R119 (support). Keys that stand twice are told by `check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..calendar import short_date
from ..form import Question, QuestionType
from ..objective import Choice
from ..problems import Problem
from ..region import RegionalPlanText, ReportText, SupportKind, Track
from ..schedule import Period

_STEP_TYPES: tuple[QuestionType, ...] = (
    "yes_no",
    "choice",
    "several",
    "number",
    "hours",
    "money",
    "date",
    "short_text",
    "long_text",
    "statement",
)
"""A step is noted down by the region in one go, so what it asks is typed there and then."""


def sections(plan: RegionalPlanText | None, report: ReportText | None) -> Iterator[Problem]:
    """A section for every objective is one per objective to begin with (R155)."""
    for where, text in (("regional_plan", plan), ("report", report)):
        for section in text.sections if text else ():
            if section.every_objective and not section.per_objective:
                place = f"{where}.sections[{section.key}].every_objective"
                mend = "Schrijf ook per_objective = true, of haal every_objective weg."
                yield Problem(place, "Dit onderdeel staat er maar één keer.", mend)


def windows(period: Period, plan: RegionalPlanText | None, report: ReportText | None) -> Iterator[Problem]:
    """What opens does so before it is due; the plan is due before the programme is over, and the report after that."""
    for where, text in (("regional_plan", plan), ("report", report)):
        if text and text.opens and text.due and text.due < text.opens:
            what = f"De uiterste datum ligt voor {short_date(text.opens)}, de eerste dag."
            yield Problem(f"{where}.due", what, "Verbeter een van de twee datums.")
    if plan and plan.due and plan.due > period.end:
        what = f"Het plan komt na {short_date(period.end)}, de laatste dag van het programma."
        yield Problem("regional_plan.due", what, "Kies een eerdere datum.")
    elif plan and plan.due and report and report.due and report.due <= plan.due:
        what = "Het verslag moet er eerder zijn dan het plan."
        yield Problem("report.due", what, "Kies een datum na die van het regioplan.")


def tracks(tracks: Sequence[Track], choices: Sequence[Choice], kinds: Sequence[SupportKind]) -> Iterator[Problem]:
    """The choice of a track belongs to its objective, and no kind of support has the name of a track."""
    objective_of = {choice.key: choice.objective for choice in choices}
    taken = {kind.key for kind in kinds}
    for track in tracks:
        objective = objective_of.get(track.choice or "", track.objective)
        if objective != track.objective:
            what = f'De keuze "{track.choice}" hoort bij doelstelling {objective}, niet bij {track.objective}.'
            yield Problem(f"tracks[{track.key}].choice", what, f"Kies een keuze van doelstelling {track.objective}.")
        if track.key in taken:
            what = f'"{track.key}" is al een soort ondersteuning.'
            yield Problem(f"tracks[{track.key}].key", what, "Geef het traject een andere naam.")


def steps(tracks: Sequence[Track]) -> Iterator[Problem]:
    """A question of a step stands on its own: it can be answered without any other."""
    for track in tracks:
        for step in track.steps:
            for question in step.questions:
                yield from _question(f"tracks[{track.key}].steps[{step.key}].questions[{question.key}]", question)


def _question(where: str, question: Question) -> Iterator[Problem]:
    if question.type not in _STEP_TYPES:
        what = f"Een stap heeft geen vraag van type {question.type}."
        yield Problem(f"{where}.type", what, f"Kies uit: {', '.join(_STEP_TYPES)}.")
    for field in ("section", "shown_when", "choices_from", "prefill"):
        if getattr(question, field):
            yield Problem(f"{where}.{field}", f"Een vraag van een stap heeft geen {field}.", "Haal het weg.")
