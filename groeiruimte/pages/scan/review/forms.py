"""What a specialist types about answers and about an interview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from groeiruimte.actions.interview_topics import sound_topics
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.scan_reviews import INTERVIEW_LABELS, LEVEL_WORDS, MOST_MINUTES, Judgement, Talk, typed
from groeiruimte.pages.layout.forms import CountField, DayField, Form
from groeiruimte.programme.scan import Scan

LONGEST = 8000
_LONGEST_NOTE = 2000


class JudgeForm(Form):
    """The judged answers of one chapter: `level.<question>` and `note.<question>`."""

    def __init__(self, *args: object, questions: Iterable[str], there: Mapping[str, Judgement]) -> None:
        super().__init__(*args)
        self.questions = tuple(questions)
        for key in self.questions:
            now = there.get(key, Judgement("", ""))
            self.fields[f"level.{key}"] = forms.ChoiceField(
                label="Uw oordeel", required=False, choices=tuple(LEVEL_WORDS.items()), initial=now.level
            )
            self.fields[f"note.{key}"] = forms.CharField(
                label="Notitie voor het gesprek",
                required=False,
                max_length=_LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": "2"}),
                initial=now.note,
            )

    def judgements(self) -> dict[str, Judgement]:
        given = self.cleaned_data
        return {key: Judgement(given[f"level.{key}"], given[f"note.{key}"]) for key in self.questions}


def typed_texts(definition: Scan, sent: Mapping[str, str]) -> list[tuple[str, str]]:
    """The texts of either form as they were sent, each with its label: notes about answers, and an interview."""
    questions = {f"note.{question.key}": question.text for question in definition.questions}
    labels = {**questions, **INTERVIEW_LABELS}
    return [(label, sent[name]) for name, label in labels.items() if sent.get(name, "").strip()]


class HeldForm(Form):
    day = DayField(label="Op welke dag was het gesprek?")


class InterviewForm(Form):
    """The labels are those of the page for two texts."""

    topics = forms.CharField(
        label=INTERVIEW_LABELS["topics"],
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Zet elk onderwerp op een eigen regel",
    )
    notes = forms.CharField(
        label=INTERVIEW_LABELS["notes"],
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text="Alleen specialisten van uw regio en de praktijk kunnen dit opvragen",
    )
    summary = forms.CharField(
        label=INTERVIEW_LABELS["summary"],
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="Dit staat boven het rapport",
    )
    minutes = CountField(label=INTERVIEW_LABELS["minutes"], required=False, lowest=1, highest=MOST_MINUTES)

    @classmethod
    def of(cls, talk: Talk) -> InterviewForm:
        return cls(initial=typed(talk))

    def talk(self) -> Talk:
        given = self.cleaned_data
        return Talk(tuple(given["topics"].splitlines()), given["notes"], given["summary"], given["minutes"])

    def clean_topics(self) -> str:
        given: str = self.cleaned_data["topics"]
        try:
            return "\n".join(sound_topics(given.splitlines()))
        except Refused as refusal:
            raise forms.ValidationError(f"{refusal.message} {refusal.mend}") from None
