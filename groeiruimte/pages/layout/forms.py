"""Forms that speak the language of the house, and fields for numbers, money and days as people type them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import get_month_names
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from groeiruimte.actions.refusal import SEPARATOR, Refused
from groeiruimte.programme import calendar
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn

_SAYS_NOTHING = str(forms.Field.default_error_messages["required"])
_ROWS_OF_DJANGO = forms.Textarea().attrs["rows"]
_WHOLE = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+", re.ASCII)
_LONGEST = 20  # more digits than any number here has; int() refuses what is thousands long
_AMOUNT = re.compile(r"(?P<euros>\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](?P<cents>\d{2}))?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_WRITTEN_DAY = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""No day here lies outside these years; beyond them a clock change or a reminder cannot be worked out."""
_MONTHS = {name: number for number, name in get_month_names("wide", locale="nl").items()}


class HouseWords:
    """Mixin for forms, also of other packages: no browser bubbles, no colons, no placeholders, errors that help."""

    fields: dict[str, forms.Field]
    use_required_attribute: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field.widget, forms.Textarea) and field.widget.attrs.get("rows") == _ROWS_OF_DJANGO:
                field.widget.attrs["rows"] = "4"
            if isinstance(field, forms.EmailField):
                field.error_messages.setdefault("invalid", "Vul een e-mailadres in, bijvoorbeeld naam@praktijk.nl.")
            if str(field.error_messages.get("required", "")) == _SAYS_NOTHING:
                field.error_messages["required"] = _when_empty(field)


class Form(HouseWords, forms.Form):
    """The base of every form of ours. No text that anybody types may hold a BSN."""

    def refuse(self, refusal: Refused) -> None:
        """Show what a verb refused: at the field that it names, when the form has it, else above the form."""
        field = refusal.code if refusal.code in self.fields else None
        self.add_error(field, f"{refusal.message} {refusal.mend}".strip())

    def _post_clean(self) -> None:
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str) and holds_a_bsn(value):
                self.add_error(name, BSN_SEEN)


def offer(form: forms.BaseForm, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Give a field what there is to choose from, as (value, label) or (title, list of those)."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), name
    field.choices = choices


def _when_empty(field: forms.Field) -> str:
    label = str(field.label or "")
    if isinstance(field, forms.FileField):
        return "Kies een bestand."
    if isinstance(field, forms.BooleanField):
        return f"Zet een vinkje bij “{label}”."
    if isinstance(field, forms.ChoiceField):
        return f"Maak een keuze bij “{label}”."
    return f"Vul “{label}” in."


class Select(forms.Select):
    """A list to pick from, of choices without groups. Django renders two templates for every option, and a table of
    ten rows has hundreds of options."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, " selected" if str(key) in chosen else "", label) for key, label in self.choices),
        )
        given = flatatt(self.build_attrs({**self.attrs, "name": name}, attrs))
        return format_html("<select{}>\n{}\n</select>", given, options)


class OpenChoiceField(forms.ChoiceField):
    """The verb decides whether the choice is right: what was chosen a moment ago is no longer offered, and the same
    form sent twice must get the same answer."""

    def valid_value(self, value: object) -> bool:
        return True


class OpenChoicesField(forms.MultipleChoiceField):
    """As above, with ticks."""

    def valid_value(self, value: object) -> bool:
        return True


class Several(forms.MultipleChoiceField):
    """Ticks; also as one text with semicolons, which is how the page for two texts sends them."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        given = [part for text in super().to_python(value) for part in text.split(SEPARATOR)]
        return [part for part in given if part]


class CountField(forms.Field):
    """A whole number, with or without dots: `2.095` and `2095` are 2095."""

    def __init__(self, *, lowest: int = 0, highest: int = 99_999_999, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.lowest, self.highest = lowest, highest

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        if not _WHOLE.fullmatch(text):
            raise ValidationError("Vul een heel getal in, bijvoorbeeld 2.095.")
        digits = re.sub(r"\D", "", text)
        if len(digits) > _LONGEST or not self.lowest <= int(digits) <= self.highest:
            raise ValidationError(f"Vul een getal in van {_dotted(self.lowest)} tot en met {_dotted(self.highest)}.")
        return int(digits)

    def prepare_value(self, value: Any) -> Any:
        return _dotted(value) if isinstance(value, int) else value


class MoneyField(forms.Field):
    """An amount in euro; cleans to cents: `1.655,05` is 165505."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").replace("€", "").replace("\N{NO-BREAK SPACE}", " ").strip()
        if not text:
            return None
        match = _AMOUNT.fullmatch(text)
        if match is None or len(text) > _LONGEST:
            raise ValidationError("Vul een bedrag in, bijvoorbeeld 1.655,05.")
        return int(match["euros"].replace(".", "")) * 100 + int(match["cents"] or 0)

    def prepare_value(self, value: Any) -> Any:
        return f"{_dotted(value // 100)},{value % 100:02d}" if isinstance(value, int) else value


class DayField(forms.Field):
    """A day: `14-4-2022`, `14 april 2022` or `2022-04-14`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        kwargs.setdefault("help_text", "Bijvoorbeeld 14-4-2022")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        text = str(value).strip().lower()
        if not text:
            return None
        numbers = _numbers_of(text)
        if numbers is None:
            raise ValidationError("Vul een dag in, bijvoorbeeld 14-4-2022.")
        if not FIRST_YEAR <= numbers[0] <= LAST_YEAR:
            raise ValidationError(f"Vul een jaar in van {FIRST_YEAR} tot en met {LAST_YEAR}.")
        try:
            return date(*numbers)
        except ValueError:
            raise ValidationError(f"De dag {value} bestaat niet. Vul een dag in die bestaat.") from None

    def prepare_value(self, value: Any) -> Any:
        return calendar.short_date(value) if isinstance(value, date) else value


def _numbers_of(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as typed; they need not be a real day."""
    if match := _DAY.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _ISO_DAY.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if (match := _WRITTEN_DAY.fullmatch(text)) and match[2] in _MONTHS:
        return int(match[3]), _MONTHS[match[2]], int(match[1])
    return None


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
