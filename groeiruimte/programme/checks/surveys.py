"""A survey can be answered, counted and held: its scales are clear and its waves stand apart. R082, R089, R185."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from ..calendar import short_date
from ..problems import Problem
from ..schedule import Period
from ..survey import Survey

AROUND = timedelta(days=92)
"""A first measurement may be a little before the programme, and a last one a little after it: three months."""

_FEWEST, _MOST = 3, 7  # choices of a scale, as of that of a whole survey


def questions(surveys: Sequence[Survey]) -> Iterator[Problem]:
    """Something can be counted, and each scale says every word once."""
    for survey in surveys:
        where = f"surveys[{survey.key}]"
        if not survey.on_a_scale:
            what = "Deze vragenlijst heeft geen vraag met een schaal, dus er valt niets te tellen."
            yield Problem(f"{where}.questions", what, "Voeg een vraag toe, of haal kind weg bij een vraag.")
        yield from _scale(f"{where}.scale", survey.scale, survey.no_opinion)
        for question in survey.questions:
            if question.scale:
                here = f"{where}.questions[{question.key}].scale"
                if not _FEWEST <= len(question.scale) <= _MOST:
                    what = f"Een schaal heeft {_FEWEST} tot {_MOST} antwoorden, en deze {len(question.scale)}."
                    yield Problem(here, what, "Voeg antwoorden toe, of neem er minder.")
                yield from _scale(here, question.scale, survey.no_opinion)


def _scale(where: str, scale: Sequence[str], no_opinion: str) -> Iterator[Problem]:
    for answer in sorted({answer for answer in scale if scale.count(answer) > 1}):
        yield Problem(where, f'"{answer}" staat twee keer in de schaal.', "Laat het één keer staan.")
    if no_opinion and no_opinion in scale:
        what = f'"{no_opinion}" staat in de schaal en bij no_opinion.'
        yield Problem(where, what, "Haal het uit de schaal. Wie geen mening heeft, telt niet mee.")


def waves(period: Period, surveys: Sequence[Survey]) -> Iterator[Problem]:
    """One wave is over before the next opens, and each lies in the period or close to it."""
    for survey in surveys:
        where = f"surveys[{survey.key}].waves"
        for wave in survey.waves:
            for day in (wave.opens, wave.closes):
                if not period.start - AROUND <= day <= period.end + AROUND:
                    what = f"{short_date(day)} ligt meer dan drie maanden buiten de periode."
                    yield Problem(f"{where}[{wave.key}]", what, "Verbeter de datum.")
        for first, second in pairwise(sorted(survey.waves, key=lambda wave: (wave.opens, wave.key))):
            if second.opens <= first.closes:
                what = f"Deze meting begint voordat {first.key} gesloten is, op {short_date(first.closes)}."
                yield Problem(f"{where}[{second.key}].opens", what, "Kies een latere dag.")
