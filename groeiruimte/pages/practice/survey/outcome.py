"""What a practice reads of a survey that is closed: its own scores beside those before, of its district and region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from groeiruimte.pages.layout.parts import Column
from groeiruimte.pages.survey_scores import NOT_SHOWN, Scores, asked, mean, scores_of, words
from groeiruimte.programme.survey import Survey as Definition
from groeiruimte.records.models import GroupOutcome, SurveyOutcome
from groeiruimte.rules.survey_groups import REGION

from .picture import Stripe, Value, stripes


@dataclass(frozen=True, slots=True)
class Group:
    """A district or the region: `says` is why there are no scores of it, "" when there are."""

    title: str
    says: str
    scores: Scores


@dataclass(frozen=True, slots=True)
class Texts:
    question: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture and the table that says the same; `has_numbers` when anything in it is shown."""

    picture: tuple[Stripe, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_numbers: bool
    is_turned: bool


def group(title: str, found: GroupOutcome | None, later: str) -> Group:
    """`later` says when it comes, while it is not there."""
    if found is None:
        return Group(title, later, {})
    says = "" if found.shown else "Deze groep is te klein om te tonen."
    return Group(title, says, scores_of(found.scores))


def of_place(found: Iterable[GroupOutcome], district: str) -> tuple[GroupOutcome | None, GroupOutcome | None]:
    """The outcome of the district and that of the region."""
    by_name = {each.district: each for each in found}
    return by_name.get(district) if district else None, by_name.get(REGION)


def shown(definition: Definition, own: Scores, before: Scores | None, groups: Iterable[Group]) -> Shown:
    """The table and the picture; `before` are the scores of an earlier wave, None when there was none."""
    beside = [each for each in groups if each.scores]
    titles = ["Uw score", "Spreiding", "Antwoorden", *(["Vorige meting"] if before else []), *(g.title for g in beside)]
    region = next((each.scores for each in beside if each.title == "Regio"), {})
    rows, values = [], []
    for question in definition.on_a_scale:
        mine = own.get(question.key)
        others = [*([before] if before else []), *(each.scores for each in beside)]
        rows.append(
            (
                asked(question),
                mean(own, question),
                words(mine.spread) if mine else NOT_SHOWN,
                str(mine.answered) if mine else NOT_SHOWN,
                *(mean(other, question) for other in others),
            )
        )
        if mine:
            of_region = region[question.key].mean if question.key in region else None
            values.append(Value(rows[-1][0], mine.mean, len(definition.scale_of(question)), of_region))
    return Shown(
        picture=stripes(values),
        columns=(Column("Vraag"), *(Column(title, "number") for title in titles)),
        rows=tuple(rows),
        has_numbers=bool(own or before or beside),
        is_turned=any(question.reverse for question in definition.on_a_scale),
    )


def texts_of(definition: Definition, outcome: SurveyOutcome) -> tuple[Texts, ...]:
    return tuple(
        Texts(box.text, tuple(outcome.texts[box.key])) for box in definition.open_boxes if box.key in outcome.texts
    )
