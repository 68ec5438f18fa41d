"""What may be chosen within an objective, and what must still be chosen. Source: R085, R111, R126, R163."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from groeiruimte.programme.objective import Choice, ObjectiveKey
from groeiruimte.programme.programme import Programme

from .why import listed

KINDS = {
    "concept": "concept",
    "initiative": "verbeterinitiatief",
    "track": "traject",
    "instrument": "instrument",
    "project": "project",
    "support": "ondersteuning",
    "training": "scholing",
}
"""The kinds of choice in Dutch."""

_NEUTER = frozenset({"concept", "initiative", "track", "instrument", "project"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A choice that cannot be made, and what to do instead."""

    because: str
    mend: str


@dataclass(frozen=True, slots=True)
class OpenKind:
    """A kind within an objective of which exactly one must still be chosen, and what there is to choose from."""

    objective: ObjectiveKey
    kind: str
    title: str
    options: tuple[Choice, ...]
    source: str

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.objective.lower()}"


def wrong(programme: Programme, objectives: Collection[str], choices: Sequence[str]) -> tuple[Refusal, ...]:
    """Why these choices cannot go together with these objectives; nothing when they can."""
    by_key = {choice.key: choice for choice in programme.choices}
    unknown = [_unknown(programme, objectives, key) for key in dict.fromkeys(choices) if key not in by_key]
    chosen = [by_key[key] for key in dict.fromkeys(choices) if key in by_key]
    elsewhere = [_elsewhere(programme, choice) for choice in chosen if choice.objective not in objectives]
    doubles = _doubles(programme, [choice for choice in chosen if choice.objective in objectives])
    return (*unknown, *elsewhere, *doubles)


def open_kinds(programme: Programme, objectives: Collection[str], choices: Collection[str]) -> tuple[OpenKind, ...]:
    """Of which kinds, of those that allow only one, none is chosen yet; in the order of the objectives."""
    found = []
    for objective in programme.objectives_in_order:
        if objective.key in objectives:
            for kind, options in _only_one(programme, objective.key):
                if not any(option.key in choices for option in options):
                    article = "het" if kind in _NEUTER else "de"
                    title = f"Kies {article} {KINDS[kind]} voor “{objective.label}”"
                    source = programme.source_title(options[0].source)
                    found.append(OpenKind(objective.key, kind, title, options, source))
    return tuple(found)


def kinds_of(programme: Programme, objectives: Collection[str]) -> tuple[OpenKind, ...]:
    """The same kinds as if nothing were chosen: everything of which one is needed."""
    return open_kinds(programme, objectives, ())


def _only_one(programme: Programme, objective: str) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    exclusive = [choice for choice in programme.choices if choice.objective == objective and choice.only_one]
    for kind, options in groupby(sorted(exclusive, key=lambda choice: choice.kind), key=lambda choice: choice.kind):
        yield kind, tuple(options)


def _unknown(programme: Programme, objectives: Collection[str], key: str) -> Refusal:
    labels = [f"“{choice.label}”" for choice in programme.choices if choice.objective in objectives]
    mend = f"Kies uit: {listed(labels, 'of')}." if labels else "Haal deze keuze weg."
    return Refusal(f"De keuze “{key}” staat niet in dit programma.", mend)


def _elsewhere(programme: Programme, choice: Choice) -> Refusal:
    label = programme.objective(choice.objective).label
    because = f"“{choice.label}” hoort bij “{label}”. Die doelstelling koos u niet."
    return Refusal(because, f"Haal deze keuze weg, of kies ook “{label}”.")


def _doubles(programme: Programme, chosen: Sequence[Choice]) -> Iterator[Refusal]:
    """R111: exactly one of a kind that allows one, within each objective."""
    for objective in programme.objectives_in_order:
        for kind, options in _only_one(programme, objective.key):
            both = [f"“{choice.label}”" for choice in chosen if choice in options]
            if len(both) > 1:
                because = f"Bij “{objective.label}” past één {KINDS[kind]}. U koos er {len(both)}: {listed(both)}."
                yield Refusal(because, f"Laat er één staan: {listed(both, 'of')}.")
