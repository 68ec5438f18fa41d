"""The form with which objectives, and the tracks within them, are chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.pages.layout.forms import Form

from .choice import Card, Group, objectives_of

_TOGETHER = "choices"  # all choices in one text: what the page about a conflict sends


class _Picks(forms.MultipleChoiceField):
    """Several keys, with or without commas between them, in whatever grouping."""

    def clean(self, value: Any) -> list[str]:
        given = objectives_of(value if isinstance(value, list | tuple) else [value or ""])
        known = objectives_of(self.values())
        if self.required and not given:
            raise ValidationError(self.error_messages["required"], code="required")
        if set(given) - set(known):
            raise ValidationError("Kies uit wat er staat.", code="invalid_choice")
        return list(dict.fromkeys(given))

    def bound_data(self, data: Any, initial: Any) -> list[str]:
        return ticked(self.values(), objectives_of(data or []))

    def values(self) -> list[str]:
        return [str(key) for key, _ in self.widget.choices]


def ticked(values: Iterable[str], keys: Collection[str]) -> list[str]:
    """The values of a form that stand for these keys: `A,B,D` ticks `A` and `B,D`."""
    return [value for value in values if set(value.split(",")) <= set(keys)]


class ChoosingForm(Form):
    """Base: a field for each group of choices within the cards."""

    def __init__(
        self, *args: Any, groups: Iterable[Group], choices: Collection[str] = (), initial: Any = None, **kwargs: Any
    ) -> None:
        self.groups = tuple(groups)
        at_first = {group.name: _first(group, choices) for group in self.groups}
        super().__init__(*args, initial=at_first | (initial or {}), **kwargs)
        for group in self.groups:
            self.fields[group.name] = _field(group)

    def choices_in(self, objectives: Collection[str] | None = None) -> list[str]:
        """The keys that were chosen. A choice within an objective that was not chosen counts for nothing: nobody sees
        it then."""
        if _TOGETHER in self.data:
            return objectives_of([self.data[_TOGETHER]])
        found: list[str] = []
        for group in self.groups:
            letters = group.name.split("_")[1].split("-")
            if objectives is None or set(letters) <= set(objectives):
                value = self.cleaned_data.get(group.name) or []
                found += objectives_of([value] if isinstance(value, str) else value)
        return found


class ObjectivesForm(ChoosingForm):
    """The objectives, and what is chosen within each."""

    objectives = _Picks(
        label="Kies uw doelstelling",
        help_text="Kies er liefst één.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één doelstelling."},
    )

    def __init__(self, *args: Any, cards: Sequence[Card], objectives: Collection[str] = (), **kwargs: Any) -> None:
        values = [card.value for card in cards]
        initial = {"objectives": ticked(values, objectives)} | kwargs.pop("initial", {})
        super().__init__(*args, groups=[g for card in cards for g in card.groups], initial=initial, **kwargs)
        field = self.fields["objectives"]
        assert isinstance(field, _Picks)
        field.choices = [(card.value, card.label) for card in cards]

    def chosen(self) -> list[str]:
        """The letters, also of a form with a fault elsewhere."""
        return list(self.cleaned_data.get("objectives", []))


def _first(group: Group, choices: Collection[str]) -> Any:
    found = ticked([option.value for option in group.options], choices)
    return next(iter(found), "") if group.only_one else found


def _field(group: Group) -> forms.Field:
    pairs = [(option.value, option.label) for option in group.options]
    if group.only_one:
        return forms.ChoiceField(
            label=group.title,
            choices=pairs,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "Kies uit wat er staat."},
        )
    return _Picks(label=group.title, choices=pairs, required=False, widget=forms.CheckboxSelectMultiple)


def shown_cards(cards: Sequence[Card], form: ObjectivesForm | None) -> list[tuple[Card, Any, list[Any]]]:
    """Each card with its box in the form, and the fields within it; without a form just the card."""
    if form is None:
        return [(card, None, []) for card in cards]
    boxes = {str(box.data["value"]): box for box in form["objectives"]}
    return [(card, boxes[card.value], [form[group.name] for group in card.groups]) for card in cards]
