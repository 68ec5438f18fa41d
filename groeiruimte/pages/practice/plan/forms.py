"""What a practice types about its plan."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from groeiruimte.actions.milestones import (
    LABELS,
    PROGRESS_LABELS,
    MilestoneText,
    Progress,
    typed,
    typed_progress,
)
from groeiruimte.actions.partners import Other
from groeiruimte.pages.layout.forms import DayField, Form, OpenChoiceField, offer
from groeiruimte.programme.calendar import short_date
from groeiruimte.records.models import Employee, Evidence, Milestone
from groeiruimte.rules.milestones import Suggestion

_NOBODY = ("", "Nog niemand")
_LONGEST = 1000


class MilestoneForm(Form):
    """The labels are those of the conflict page."""

    title = forms.CharField(
        label=LABELS["title"],
        max_length=200,
        error_messages={"required": "Schrijf op wat u bereikt."},
    )
    shows = forms.CharField(
        label=LABELS["shows"],
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text="Bijvoorbeeld: een werkafspraak, een foto of een lijst",
        error_messages={"required": "Schrijf op waaraan u ziet dat het klaar is."},
    )
    due = DayField(label=LABELS["due"], error_messages={"required": "Vul in wanneer het klaar is."})
    owner = forms.ChoiceField(label=LABELS["owner"], required=False)
    training = forms.ChoiceField(label=LABELS["training"], required=False)

    def __init__(
        self, *args: object, staff: Sequence[Employee], topics: dict[str, str], text: MilestoneText | None = None
    ) -> None:
        super().__init__(*args, initial=typed(text) if text else None)
        self.staff = {str(each.pk): each for each in staff}
        offer(self, "owner", [_NOBODY, *((key, each.name) for key, each in self.staff.items())])
        offer(self, "training", [("", "Geen scholing nodig"), *topics.items()])

    def text(self) -> MilestoneText:
        given = self.cleaned_data
        owner = self.staff.get(given["owner"])
        return MilestoneText(given["title"], given["shows"], given["due"], owner, given["training"])


class ProgressForm(Form):
    progress = forms.CharField(
        label=PROGRESS_LABELS["progress"],
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(),
        help_text="Een paar zinnen is genoeg",
    )
    done_on = DayField(
        label=PROGRESS_LABELS["done_on"], required=False, help_text="Laat dit leeg zolang u nog bezig bent"
    )
    evidence = forms.ChoiceField(label=PROGRESS_LABELS["evidence"], required=False)

    def __init__(self, *args: object, shelf: Sequence[Evidence], progress: Progress) -> None:
        super().__init__(*args, initial=typed_progress(progress))
        self.shelf = {each.pk: each for each in shelf}
        offer(
            self,
            "evidence",
            [
                ("", "Geen bewijs"),
                *((each.pk, f"{each.title}, {short_date(each.day)}") for each in shelf),
            ],
        )

    def progress_typed(self) -> Progress:
        given = self.cleaned_data
        return Progress(given["progress"], given["done_on"], self.shelf.get(given["evidence"]))


class ExamplesForm(Form):
    examples = forms.MultipleChoiceField(
        label="Welke mijlpalen neemt u over?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Zet een vinkje bij een of meer mijlpalen."},
    )

    def __init__(self, *args: object, offered: Sequence[Suggestion]) -> None:
        super().__init__(*args)
        offer(self, "examples", [(each.example.key, each.example.title) for each in offered])


class PartnerForm(Form):
    partner = OpenChoiceField(
        label="Met welke praktijk werkt u samen?", error_messages={"required": "Kies een praktijk."}
    )
    title = forms.CharField(
        label="Wat doet u samen?",
        max_length=200,
        help_text="Een korte naam voor het project",
        error_messages={"required": "Schrijf op wat u samen doet."},
    )

    def __init__(self, *args: object, others: Sequence[Other]) -> None:
        super().__init__(*args)
        offer(self, "partner", [("", "Kies een praktijk"), *((each.id, each.name) for each in others)])


def of_milestone(found: Milestone) -> Progress:
    return Progress(found.progress, found.done_on, found.evidence)
