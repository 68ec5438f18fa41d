"""The objectives to choose from, in the words and order of the region: pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from groeiruimte.programme.objective import Objective
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.why import listed


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to choose: an objective, or a subject of the region that takes several together (R120).

    `value` holds the letters with a comma between, as the form sends them.
    """

    value: str
    letters: str
    label: str
    summaries: tuple[str, ...]
    asks: tuple[str, ...]
    supported: bool

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.value.split(","))


def cards(programme: Programme) -> tuple[Card, ...]:
    """All of them, in the order of the region; a subject stands where its first objective would."""
    subject_of = {key: subject for subject in programme.subjects for key in subject.objectives}
    found: list[Card] = []
    for objective in programme.objectives_in_order:
        subject = subject_of.get(objective.key)
        if subject is None:
            found.append(_card([objective], objective.label))
        elif objective.key not in {key for card in found for key in card.keys}:
            together = [each for each in programme.objectives_in_order if each.key in subject.objectives]
            found.append(_card(together, subject.label))
    return tuple(found)


def _card(together: Sequence[Objective], label: str) -> Card:
    return Card(
        value=",".join(each.key for each in together),
        letters=listed([each.key for each in together]),
        label=label,
        summaries=tuple(each.summary for each in together),
        asks=tuple(dict.fromkeys(ask for each in together for ask in each.asks)),
        supported=all(each.supported for each in together),
    )


def objectives_of(values: Iterable[str]) -> list[str]:
    """The letters in what the form sent: `["A", "B,D"]` is A, B and D."""
    return [key for value in values for key in value.split(",")]


def labels_of(programme: Programme, keys: Iterable[str]) -> list[str]:
    """What was chosen, in the region's words; letters that make up a subject together are that subject."""
    chosen = set(keys)
    return [card.label for card in cards(programme) if chosen.issuperset(card.keys)]
