"""What an editor fills in. A text is plain: no HTML; a link in it becomes a link by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.actions.evidence import is_link
from groeiruimte.actions.library import LABELS
from groeiruimte.pages.layout.file_field import FileField
from groeiruimte.pages.layout.forms import CountField, Form
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Article, Story
from groeiruimte.records.models.article import AID, FAQ, INSPIRATION, NEWS, STORY, THEME

KIND_WORDS = {
    AID: "Hulpmiddel",
    FAQ: "Veelgestelde vraag",
    THEME: "Pagina bij een doelstelling",
    INSPIRATION: "Inspiratie",
    STORY: "Verhaal van een praktijk",
    NEWS: "Nieuws",
}
_LONGEST = 20_000
_PLAIN = "Gewone tekst. Een lege regel begint een alinea; een link werkt vanzelf."


class ArticleForm(Form):
    """The choices of phase, form and objective are those of the programme of today."""

    kind = forms.ChoiceField(label=LABELS["kind"], choices=list(KIND_WORDS.items()))
    title = forms.CharField(label=LABELS["title"], max_length=200)
    text = forms.CharField(
        label=LABELS["text"],
        max_length=_LONGEST,
        required=False,
        help_text=_PLAIN,
        widget=forms.Textarea(attrs={"rows": "12"}),
    )
    link = forms.CharField(
        label=LABELS["link"],
        required=False,
        max_length=500,
        help_text="Bijvoorbeeld https://www.uwregio.nl/sjabloon",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    file = FileField(label="Bestand", required=False)
    without_file = forms.BooleanField(label="Haal het bestand van nu weg", required=False)
    phase = forms.ChoiceField(label="Bij welke fase hoort het?", required=False)
    form = forms.ChoiceField(label="Bij welk formulier hoort het?", required=False)
    objective = forms.ChoiceField(label="Bij welke doelstelling hoort het?", required=False)
    order = CountField(
        label=LABELS["order"], required=False, highest=9999, help_text="Het laagste getal staat bovenaan."
    )

    def __init__(self, *args: Any, programme: Programme, article: Article | None = None, **kwargs: Any) -> None:
        if article is not None:
            kwargs.setdefault("initial", {name: getattr(article, name) for name in LABELS})
        super().__init__(*args, **kwargs)
        chosen = {"phase": "", "form": "", "objective": ""} if article is None else kwargs["initial"]
        self._choose("phase", "Bij alle fasen", [(each.key, each.label) for each in programme.phases], chosen)
        self._choose("form", "Bij geen formulier", [(each.key, each.title) for each in programme.forms], chosen)
        objectives = [(each.key, f"{each.key} {each.label}") for each in programme.objectives_in_order]
        self._choose("objective", "Bij alle doelstellingen", [(str(key), label) for key, label in objectives], chosen)
        if article is None or not article.file_id:
            del self.fields["without_file"]

    def _choose(self, name: str, nothing: str, known: list[tuple[str, str]], chosen: dict[str, Any]) -> None:
        """What the article was tied to in another year stays a choice, so that saving it does not undo that."""
        there = str(chosen[name])
        earlier = [(there, f"{there} (van een ander jaar)")] if there and there not in dict(known) else []
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label, required=False, choices=[("", nothing), *known, *earlier]
        )

    def clean_link(self) -> str:
        typed: str = self.cleaned_data["link"].strip()
        if typed and "://" not in typed:
            typed = f"https://{typed}"
        if typed and not is_link(typed):
            raise ValidationError("Dit is geen link naar een veilige website. Begin met https://.")
        return typed

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == THEME and not cleaned.get("objective") and "objective" not in self.errors:
            self.add_error("objective", "Kies de doelstelling waar deze pagina over gaat.")
        return cleaned

    @property
    def article_fields(self) -> dict[str, str | int]:
        return {name: self.cleaned_data[name] for name in LABELS}


class StoryForm(Form):
    """A story as the region will publish it."""

    title = forms.CharField(label="Titel", max_length=200)
    text = forms.CharField(
        label="Tekst", max_length=_LONGEST, help_text=_PLAIN, widget=forms.Textarea(attrs={"rows": "12"})
    )

    @classmethod
    def of(cls, story: Story) -> StoryForm:
        """With the name of the practice under it, when that may be named."""
        signed = f"{story.text}\n\nPraktijk: {story.practice.name}" if story.name_us else story.text
        return cls(initial={"title": story.title, "text": signed})
