"""The objectives to choose from, in the words and order of the region, and what each asks and brings: pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from groeiruimte.programme.money import euro
from groeiruimte.programme.objective import Choice, Objective
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.choices import KINDS
from groeiruimte.rules.obligations import LIST_MINUTES
from groeiruimte.rules.training_need import attended_parts
from groeiruimte.rules.why import listed

# Of the kinds that allow more than one, these are asked with the objective; the rest belongs to the plan.
_ASKED = ("concept", "initiative")
_PER = {"year": "per jaar", "quarter": "per kwartaal"}
_LISTS_A_YEAR = 4


@dataclass(frozen=True, slots=True)
class Option:
    """A track, concept or initiative; `value` holds the keys with a comma between, as the form sends them."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """What can be chosen within a card, of one kind. `name` is that of the field of the form."""

    name: str
    title: str
    only_one: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to choose: an objective, or a subject of the region that takes several together (R120).

    `value` holds the letters with a comma between, as the form sends them. `effort` and `money` are sentences.
    """

    value: str
    letters: str
    label: str
    summaries: tuple[str, ...]
    asks: tuple[str, ...]
    kpis: tuple[str, ...]
    effort: str
    money: str
    supported: bool
    groups: tuple[Group, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.value.split(","))


def cards(programme: Programme, on: date | None = None) -> tuple[Card, ...]:
    """All of them, in the order of the region; a subject stands where its first objective would. Money as on a day,
    without one as on the first day of the programme."""
    subject_of = {key: subject for subject in programme.subjects for key in subject.objectives}
    day = max(on or programme.period.start, programme.period.start)
    found: list[Card] = []
    for objective in programme.objectives_in_order:
        subject = subject_of.get(objective.key)
        if subject is None:
            found.append(_card(programme, [objective], objective.label, day))
        elif objective.key not in {key for card in found for key in card.keys}:
            together = [each for each in programme.objectives_in_order if each.key in subject.objectives]
            found.append(_card(programme, together, subject.label, day))
    return tuple(found)


def _card(programme: Programme, together: Sequence[Objective], label: str, on: date) -> Card:
    keys = [each.key for each in together]
    return Card(
        value=",".join(keys),
        letters=listed(list(keys)),
        label=label,
        summaries=tuple(each.summary for each in together),
        asks=tuple(dict.fromkeys(ask for each in together for ask in each.asks)),
        kpis=tuple(kpi.title for kpi in programme.kpis if kpi.objective in keys),
        effort=_effort(programme, keys),
        money=money(programme, on),
        supported=all(each.supported for each in together),
        groups=tuple(_groups(programme, keys)),
    )


def _effort(programme: Programme, keys: Collection[str]) -> str:
    """`Formulieren 45 minuten, 4 lijsten van 3 minuten, 2 scholingen.`"""
    forms = [f for f in programme.forms if f.kind != "review" and (not f.objectives or set(f.objectives) & set(keys))]
    minutes = sum(form.minutes for form in forms if form.choice is None)
    asked = [kpi for kpi in programme.kpis if kpi.mandatory and kpi.objective in (None, *keys) and kpi.choice is None]
    trainings = sum(part.at_least for kpi in asked for part in attended_parts(kpi.met_by))
    parts = [
        f"formulieren {minutes} minuten" if minutes else "",
        f"{_LISTS_A_YEAR} lijsten van {LIST_MINUTES} minuten" if programme.lists else "",
        f"{trainings} {'scholing' if trainings == 1 else 'scholingen'}" if trainings else "",
    ]
    text = listed([part for part in parts if part])
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def money(programme: Programme, on: date) -> str:
    """What one registered patient brings: the same for every objective."""
    tariff = programme.funding.tariff_on(on)
    if tariff is not None:
        return f"{euro(tariff.amount)} per ingeschreven patiënt {_PER[tariff.per]}."
    return "Het bedrag is nog niet bekend."


def money_note(programme: Programme, on: date) -> str:
    """What to know about that amount: that no source confirms it, or why there is none; "" when all is well."""
    day = max(on, programme.period.start)
    tariff = programme.funding.tariff_on(day)
    if tariff is None:
        return next((part.note for part in programme.funding.tariffs_unknown if part.holds(day)), "")
    return "" if tariff.source.verified else tariff.source.note


def _groups(programme: Programme, keys: Sequence[str]) -> Iterator[Group]:
    """First what must be chosen, then what may be. Objectives that a region takes together ask each thing once."""
    mine = [choice for choice in programme.choices if choice.objective in keys]
    for kind in KINDS:
        of_kind = [choice for choice in mine if choice.kind == kind]
        for only_one in (True, False):
            found = [choice for choice in of_kind if choice.only_one == only_one]
            if found and (only_one or kind in _ASKED):
                title = f"Kies één {KINDS[kind]}" if only_one else f"{KINDS[kind].capitalize()} dat u aanspreekt"
                yield Group(f"choice_{'-'.join(keys)}_{kind}", title, only_one, _options(found))


def _options(found: Iterable[Choice]) -> tuple[Option, ...]:
    by_label: dict[str, list[str]] = {}
    advised = set()
    for choice in found:
        by_label.setdefault(choice.label, []).append(choice.key)
        if choice.recommended:
            advised.add(choice.label)
    return tuple(
        Option(",".join(keys), f"{label} (aanrader van uw regio)" if label in advised else label)
        for label, keys in by_label.items()
    )


def objectives_of(values: Iterable[str]) -> list[str]:
    """The letters in what the form sent: `["A", "B,D"]` is A, B and D."""
    return [key for value in values for key in value.split(",") if key]


def labels_of(programme: Programme, keys: Iterable[str]) -> list[str]:
    """What was chosen, in the region's words; letters that make up a subject together are that subject."""
    chosen = set(keys)
    return [card.label for card in cards(programme) if chosen.issuperset(card.keys)]


def choice_labels(programme: Programme, keys: Collection[str]) -> list[str]:
    """The tracks, concepts and initiatives that were chosen; what a subject asks once is named once."""
    return list(dict.fromkeys(choice.label for choice in programme.choices if choice.key in keys))
