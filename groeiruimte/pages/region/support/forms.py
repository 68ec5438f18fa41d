"""Writing down support, for one practice or several, and the day of a step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.actions.support import LABELS, SupportText, words_of
from groeiruimte.pages.layout.forms import CountField, DayField, Form, offer
from groeiruimte.programme.programme import Programme

_LONGEST, _MINUTES_IN_A_DAY = 2000, 1440


class SupportForm(Form):
    """What the support was. A programme without phases is not asked for one."""

    kind = forms.ChoiceField(label=LABELS["kind"])
    day = DayField(label=LABELS["day"])
    minutes = CountField(label=LABELS["minutes"], required=False, highest=_MINUTES_IN_A_DAY)
    phase = forms.ChoiceField(label=LABELS["phase"], required=False)
    objective = forms.ChoiceField(label=LABELS["objective"], required=False)
    text = forms.CharField(
        label=LABELS["text"],
        required=False,
        max_length=_LONGEST,
        help_text="De praktijk kan dit lezen. Schrijf niets over patiënten.",
        widget=forms.Textarea(attrs={"rows": "4"}),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = words_of(programme)
        offer(self, "kind", [("", "Kies een soort"), *((k.key, k.label) for k in programme.support_kinds)])
        offer(self, "phase", [("", "Niet bij één fase"), *words["phase"].items()])
        offer(self, "objective", [("", "Niet bij één doelstelling"), *words["objective"].items()])
        if not words["phase"]:
            del self.fields["phase"]

    @property
    def support(self) -> SupportText:
        return SupportText(**{"phase": "", **{name: self.cleaned_data[name] for name in LABELS if name in self.fields}})


class LogForm(SupportForm):
    """With the practices that it was for."""

    enrolments = forms.MultipleChoiceField(
        label="Voor welke praktijken?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Zet een vinkje bij een of meer praktijken."},
    )
    field_order = ("kind", "day", "minutes", "phase", "objective", "text", "enrolments")

    def __init__(self, *args: Any, practices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "enrolments", practices)


class DayForm(Form):
    """The day of a step."""

    day = DayField(label=LABELS["day"])

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self._today:
            raise ValidationError("Deze dag is nog niet geweest. Leg het vast als het is gebeurd.")
        return day
