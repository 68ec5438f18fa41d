"""A text to edit or upload, what if, and the last confirmation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.actions.year_drafts import LABELS, LONGEST
from groeiruimte.pages.layout.forms import Form, MoneyField
from groeiruimte.pages.layout.upload import TooLarge
from groeiruimte.rules.simulation import MOST_PERCENT, Scenario

_MOST_BYTES = 1 << 20
_EDITOR = {"rows": "30", "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off", "class": "code-text"}


class TextFileField(forms.FileField):
    """Cleans to the text of a small UTF-8 file, or None when no file was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ".toml,text/plain"}))
        super().__init__(required=False, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> str | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if isinstance(upload, TooLarge) or (upload.size or 0) > _MOST_BYTES:
            raise ValidationError("Dit bestand is te groot. Kies een tekst kleiner dan 1 MB.")
        try:
            return upload.read().decode("utf-8")
        except UnicodeDecodeError:
            raise ValidationError("Dit bestand is geen tekst in UTF-8. Sla het op als UTF-8.") from None


class DraftForm(Form):
    """An uploaded file takes the place of what stands in the field."""

    text = forms.CharField(
        label=LABELS["text"], max_length=LONGEST, required=False, strip=False, widget=forms.Textarea(attrs=_EDITOR)
    )
    text_file = TextFileField(label="Of kies een bestand met de tekst")
    cases = forms.CharField(
        label=LABELS["cases"], max_length=LONGEST, required=False, strip=False, widget=forms.Textarea(attrs=_EDITOR)
    )
    cases_file = TextFileField(label="Of kies een bestand met voorbeelden")

    def typed(self, name: str) -> str:
        uploaded = self.cleaned_data[f"{name}_file"]
        return str(self.cleaned_data[name] if uploaded is None else uploaded)


class PublishForm(Form):
    confirmed = forms.BooleanField(label="Ik heb de verschillen gelezen", required=False)


class PercentField(forms.DecimalField):
    """A percentage with at most two decimals, with a comma or a point: `2,5`. Cleans to a fraction of one."""

    def __init__(self, *, lowest: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        wrong = "Vul een percentage in, bijvoorbeeld 2,5."
        kwargs["error_messages"] = {"invalid": wrong, "max_decimal_places": wrong, "max_digits": wrong}
        super().__init__(required=False, max_digits=7, decimal_places=2, **kwargs)
        self.lowest = lowest

    def clean(self, value: Any) -> Any:
        number = super().clean(str(value or "").replace(",", ".").replace("%", "").strip())
        if number is None:
            return None
        if not self.lowest <= number <= MOST_PERCENT:
            raise ValidationError(f"Vul een percentage in van {self.lowest} tot en met {MOST_PERCENT}.")
        return Fraction(number) / 100


class ScenarioForm(Form):
    """Asked in the address, so that a scenario can be kept and sent as a link."""

    deelname = PercentField(
        label="Hoeveel procent doet weer mee?", lowest=0, help_text="100 is alle praktijken van vorig jaar."
    )
    groei = PercentField(
        label="Hoeveel procent meer patiënten?", lowest=-100, help_text="Bijvoorbeeld 1,5. Minder kan ook: -2."
    )
    index = PercentField(label="Hoeveel procent stijgt het tarief?", lowest=-100)
    maximum = MoneyField(label="Wat is het maximum voor de praktijken samen?", required=False)

    @property
    def scenario(self) -> Scenario:
        given = self.cleaned_data
        all_of_them = given["deelname"] is None
        return Scenario(
            participation=Fraction(1) if all_of_them else given["deelname"],
            growth=given["groei"] or Fraction(0),
            index=given["index"] or Fraction(0),
            maximum=given["maximum"],
        )
