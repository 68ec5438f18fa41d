"""What somebody fills in for a part of the plan. Names of fields are those of the content (`rules.region_document`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from groeiruimte.actions.region_content import typed
from groeiruimte.pages.layout.forms import Form, MoneyField, Select
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import DIMENSIONS
from groeiruimte.rules.region_parts import LINE, LONGEST

Content = Mapping[str, Any]
NO_AIM = "Kies een doel"
AIMS = [("", NO_AIM), *DIMENSIONS.items()]


class PartForm(Form):
    """The base: `content` is what the verb gets, `start` fills the form with what stands there."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.prepare(programme)

    def prepare(self, programme: Programme) -> None:
        """What there is to choose from in this programme."""

    @property
    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}

    @classmethod
    def start(cls, programme: Programme, content: Content) -> dict[str, Any]:
        return dict(content)


class TextForm(PartForm):
    """A section or an agreement: one text."""

    text = forms.CharField(
        label="Tekst", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": "10"})
    )

    def __init__(self, *args: Any, must: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = must


class ActivityForm(PartForm):
    """Support that the region gives for one objective (R035), and other money that pays for it as well (R038)."""

    objective = forms.ChoiceField(label="Voor welke doelstelling is dit?")
    title = forms.CharField(label="Wat gaat u doen?", max_length=LINE)
    kind = forms.ChoiceField(label="Wat voor ondersteuning is dit?", required=False)
    when = forms.CharField(label="Wanneer?", max_length=LINE, required=False, help_text="Bijvoorbeeld: in het voorjaar")
    cost_cents = MoneyField(label="Wat kost het de regio?", required=False)
    other_funding = forms.CharField(
        label="Welk ander geld betaalt hieraan mee?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    additional = forms.CharField(
        label="Wat doet u extra met het geld van dit programma?",
        required=False,
        max_length=LONGEST,
        help_text="Nodig als ander geld meebetaalt. Zo betaalt niemand twee keer voor hetzelfde.",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )

    def prepare(self, programme: Programme) -> None:
        _choose(self, "objective", [(each.key, f"{each.key} {each.label}") for each in programme.objectives_in_order])
        _choose(self, "kind", [("", "Een andere soort"), *((each.key, each.label) for each in programme.support_kinds)])
        projects = ", ".join(dict.fromkeys(each.label for each in programme.choices if each.kind == "project"))
        hint = "Laat leeg als er geen ander geld is. Zet elke bron op een eigen regel."
        self.fields["other_funding"].help_text = f"{hint} Bekend zijn: {projects}." if projects else hint

    @property
    def content(self) -> dict[str, Any]:
        """A line that names a project of the programme becomes its key."""
        objective = self.cleaned_data["objective"]
        lines = [line.strip() for line in self.cleaned_data["other_funding"].splitlines() if line.strip()]
        return super().content | {"other_funding": [_key_of(self.programme, objective, line) for line in lines]}

    @classmethod
    def start(cls, programme: Programme, content: Content) -> dict[str, Any]:
        labels = {each.key: each.label for each in programme.choices}
        return {**content, "other_funding": typed([labels.get(each, each) for each in content["other_funding"]])}


class KpiForm(PartForm):
    """A KPI with one of the four aims and what the region wants to reach (R015, R036)."""

    objective = forms.ChoiceField(label="Bij welke doelstelling hoort deze KPI?", required=False)
    title = forms.CharField(label="Wat meet u?", max_length=LINE)
    dimension = forms.ChoiceField(label="Welk doel dient dit?", required=False, choices=AIMS)
    measure = forms.ChoiceField(
        label="Hoe meet u dit?",
        choices=[("number", "Met een getal"), ("text", "Met een verhaal")],
        widget=forms.RadioSelect,
        initial="number",
    )
    target = forms.CharField(
        label="Wat wilt u bereiken?", max_length=LINE, required=False, help_text="Bijvoorbeeld: 40 praktijken"
    )
    source = forms.ChoiceField(
        label="Welke KPI van het programma telt dit?",
        required=False,
        help_text="Dan telt het verslag de praktijken straks vanzelf.",
    )

    def prepare(self, programme: Programme) -> None:
        objectives = [(each.key, f"{each.key} {each.label}") for each in programme.objectives_in_order]
        _choose(self, "objective", [("", "Bij alle doelstellingen"), *objectives])
        known = [(each.key, f"{each.objective or ''} {each.title}".strip()) for each in programme.kpis]
        _choose(self, "source", [("", "Geen, wij meten dit zelf"), *known])


class AimsForm(Form):
    """The aim and target of every KPI on one page: fields `dimension-<key>` and `target-<key>`."""

    def __init__(self, *args: Any, kpis: Mapping[str, Content], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kpis = kpis
        for key, content in kpis.items():
            title = content["title"]
            self.fields[f"dimension-{key}"] = forms.ChoiceField(
                label=f"Doel van “{title}”",
                choices=AIMS,
                required=False,
                initial=content["dimension"],
                widget=Select,
            )
            self.fields[f"target-{key}"] = forms.CharField(
                label=f"Streefwaarde van “{title}”", max_length=LINE, required=False, initial=content["target"]
            )

    @property
    def contents(self) -> dict[str, dict[str, Any]]:
        return {
            key: {
                **content,
                "dimension": self.cleaned_data[f"dimension-{key}"],
                "target": self.cleaned_data[f"target-{key}"],
            }
            for key, content in self.kpis.items()
        }


def _choose(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), name
    field.choices = choices


def _key_of(programme: Programme, objective: str, words: str) -> str:
    """The key of the project with this name, of this objective when it has one of that name."""
    named = [each for each in programme.choices if each.kind == "project" and each.label.lower() == words.lower()]
    named.sort(key=lambda each: each.objective != objective)
    return named[0].key if named else words
