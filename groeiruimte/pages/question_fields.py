"""One field for one question or one column of a table: how it is typed, shown again, and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from groeiruimte.pages.layout.forms import DayField, MoneyField, Select
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.form import FormColumn, Question
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.why import words

YES, NO, OTHER = "ja", "nee", "iets-anders"
LONGEST_LINE, LONGEST_TEXT = 300, 10_000
_NOT_IN_THE_LIST = {"invalid_choice": "“%(value)s” staat niet in de lijst. Maak een andere keuze."}

RADIOS = 7  # more than these make a list to pick from

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,4})?|-?\d+\.\d{1,4}", re.ASCII)
_DOTTED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?", re.ASCII)
_LONGEST_NUMBER = 16

Asking = Question | FormColumn
_CHOSEN = ("yes_no", "kpi", "choice", "several", "people", "file_or_link")


class NumberField(forms.Field):
    """A number as Dutch people type it; cleans to text with a point: `6,5` is "6.5", `2.095` is "2095"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str | None:
        text = str(value or "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "").strip()
        if not text:
            return None
        if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
            raise ValidationError("Vul een getal in, bijvoorbeeld 6,5.")
        if _DOTTED.fullmatch(text) or "," in text:
            text = text.replace(".", "").replace(",", ".")
        return plain(Decimal(text))

    def prepare_value(self, value: Any) -> Any:
        return value


def plain(number: Decimal) -> str:
    """`6.50` as `6.5`, `10` as `10`: one number is kept in one way."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def field_of(asking: Asking, choices: Sequence[str], facts: Facts, programme: Programme, value: Any) -> forms.Field:
    """The field of a question or a column; `value` is what stands there now, so that it stays among the choices."""
    label = asking.text if isinstance(asking, Question) else asking.label
    given: dict[str, Any] = {"label": label, "required": False, "help_text": _hint(asking)}
    if asking.type in _CHOSEN:
        given["error_messages"] = _NOT_IN_THE_LIST
    match asking.type:
        case "kpi":
            given["label"] = format_html('Is dit gehaald?<span class="visually-hidden"> {}</span>', label)
            return forms.ChoiceField(choices=((YES, "Ja"), (NO, "Nee")), widget=forms.RadioSelect, **given)
        case "yes_no":
            return forms.ChoiceField(choices=((YES, "Ja"), (NO, "Nee")), widget=forms.RadioSelect, **given)
        case "choice":
            return _choice(asking, _kept(choices, [value], asking), given)
        case "several":
            return _boxes(_kept(choices, value, asking), given)
        case "people":
            labels = {function.key: function.label for function in programme.functions}
            staff = [(p.id, f"{p.name}, {labels.get(p.function, words(p.function))}") for p in facts.staff]
            return _boxes(_and_gone(staff, value, "Iemand die hier niet meer werkt"), given)
        case "file_or_link":
            shelf = [(e.id, f"{e.title or words(e.evidence)}, {short_date(e.day)}") for e in facts.evidence]
            return _boxes(_and_gone(shelf, value, "Een bewijs dat er niet meer is"), given)
        case "number" | "hours":
            return NumberField(**given)
        case "money":
            return MoneyField(**given)
        case "date":
            return DayField(**{**given, "help_text": given["help_text"] or "Bijvoorbeeld 14-4-2022"})
        case "statement":
            return forms.BooleanField(**given)
        case "long_text":
            area = forms.Textarea(attrs={"rows": "4" if isinstance(asking, Question) else "2"})
            return forms.CharField(max_length=LONGEST_TEXT, widget=area, **given)
    return forms.CharField(max_length=LONGEST_LINE, widget=forms.TextInput(attrs={"autocomplete": "off"}), **given)


def other_of(question: Question) -> forms.Field:
    """What somebody writes who finds no choice that fits; each line is a choice where several may be made."""
    if question.type == "several":
        hint = "Schrijf elke keuze op een eigen regel."
        area = forms.Textarea(attrs={"rows": "2"})
        return forms.CharField(label="Iets anders, namelijk", help_text=hint, widget=area, max_length=LONGEST_TEXT)
    return forms.CharField(label="Iets anders, namelijk", max_length=LONGEST_LINE)


def remark_of() -> forms.Field:
    return forms.CharField(label="Toelichting", widget=forms.Textarea(attrs={"rows": "3"}), max_length=LONGEST_TEXT)


def initial_of(asking: Asking, value: Any, choices: Sequence[str]) -> Any:
    """An answer as its field shows it; a value of a strange shape shows nothing."""
    match asking.type, value:
        case "yes_no", bool():
            return YES if value else NO
        case "kpi", Mapping():
            holds = value.get("holds")
            return None if holds is None else YES if holds else NO
        case "choice", str() if value and value not in choices and _has_other(asking):
            return OTHER
        case "several", list() | tuple():
            own = [part for part in value if part not in choices] if _has_other(asking) else []
            return [part for part in value if part not in own] + ([OTHER] if own else [])
        case "people" | "file_or_link", list() | tuple():
            return [str(part) for part in value]
        case "date", str():
            return _day(value)
        case "number" | "hours", str() | int() if not isinstance(value, bool):
            return str(value).replace(".", ",")
        case "money", int() if not isinstance(value, bool):
            return value
        case "statement", bool():
            return value
        case "choice" | "short_text" | "long_text", str():
            return value
    return None


def typed_of(asking: Asking, given: Any, own: str = "") -> Any:
    """What a field cleaned to, in the shape in which an answer is kept; None for nothing. `own` are own words."""
    match asking.type:
        case "yes_no":
            return None if not given else given == YES
        case "choice":
            return own.strip() or None if given == OTHER or (own.strip() and not given) else given or None
        case "several":
            chosen = [part for part in given or [] if part != OTHER]
            return [*chosen, *(line.strip() for line in own.splitlines() if line.strip())] or None
        case "people" | "file_or_link":
            return list(given or []) or None
        case "date":
            return given.isoformat() if isinstance(given, date) else None
        case "statement":
            return True if given else None
        case "long_text" | "short_text":
            return str(given or "").replace("\r\n", "\n").strip() or None
    return given


def _hint(asking: Asking) -> str:
    hint = asking.help if isinstance(asking, Question) else ""
    if not hint and asking.type == "hours":
        return "Bijvoorbeeld 6,5"
    return hint


def _has_other(asking: Asking) -> bool:
    return isinstance(asking, Question) and asking.other


def _kept(choices: Sequence[str], value: Any, asking: Asking) -> list[tuple[str, str]]:
    """The choices, what was chosen before and is no choice any more, and the way to an own choice."""
    found = [(choice, choice) for choice in choices]
    if _has_other(asking):
        return [*found, (OTHER, "Iets anders")]
    given = value if isinstance(value, list | tuple) else [value]
    gone = [part for part in given if isinstance(part, str) and part and part not in choices]
    return found + [(part, f"{part} (staat niet meer in de lijst)") for part in gone]


def _and_gone(known: list[tuple[str, str]], value: Any, gone: str) -> list[tuple[str, str]]:
    ids = {each for each, _ in known}
    given = value if isinstance(value, list | tuple) else []
    return known + [(str(part), gone) for part in given if str(part) not in ids]


def are_radios(choices: Sequence[object], other: bool = False) -> bool:
    """Whether so many choices all stand on the page; more make a list to pick from."""
    return len(choices) + other <= RADIOS


def _choice(asking: Asking, choices: list[tuple[str, str]], given: dict[str, Any]) -> forms.Field:
    if isinstance(asking, Question) and are_radios(choices):
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)
    return forms.ChoiceField(choices=[("", "Maak een keuze"), *choices], widget=Select, **given)


def _boxes(choices: list[tuple[str, str]], given: dict[str, Any]) -> forms.Field:
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **given)


def _day(value: str) -> date | str:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
