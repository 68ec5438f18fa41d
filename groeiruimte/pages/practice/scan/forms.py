"""What a practice types and chooses around its scan."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from django import forms

from groeiruimte.actions.interview_topics import LABEL_OF_PRACTICE
from groeiruimte.actions.scan_appointments import when
from groeiruimte.actions.scan_outcomes import LONGEST_TITLE
from groeiruimte.pages.layout.forms import Form, OpenChoiceField, OpenChoicesField, offer
from groeiruimte.programme.scan import FollowUp
from groeiruimte.records.models import InterviewSlot


class SlotForm(Form):
    taken = OpenChoiceField(
        label="Wanneer komt het uit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een moment voor het gesprek."},
    )

    def __init__(self, *args: object, slots: Sequence[InterviewSlot]) -> None:
        super().__init__(*args)
        offer(self, "taken", [(slot.pk, f"{when(slot)}, {slot.place}, met {slot.specialist.name}") for slot in slots])


class TopicsForm(Form):
    topics = forms.CharField(
        label=LABEL_OF_PRACTICE,
        required=False,
        help_text="Eén onderwerp op een regel. Noem geen patiënten.",
        widget=forms.Textarea(attrs={"rows": "6"}),
    )


class ImproveForm(Form):
    advice = OpenChoicesField(
        label="Welke adviezen voert u uit?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Zet een vinkje bij een of meer adviezen."},
    )

    def __init__(self, *args: object, lines: Sequence[Mapping[str, Any]], chosen: Container[str]) -> None:
        """`lines` are those of the report. Also what was `chosen` keeps its field: the same form may come twice."""
        super().__init__(*args)
        self.open_to = [line for line in lines if line["id"] not in chosen]
        offer(self, "advice", [(line["id"], line["title"]) for line in self.open_to])
        for line in lines:
            self.fields[_title_of(line["id"])] = forms.CharField(
                label="Titel in uw plan", required=False, initial=line["title"][:LONGEST_TITLE]
            )

    def offered(self) -> list[tuple[Mapping[str, Any], Any, forms.BoundField]]:
        """Each line that can still be chosen, with its tick and its title."""
        ticks = list(self["advice"])
        return [(line, tick, self[_title_of(line["id"])]) for line, tick in zip(self.open_to, ticks, strict=True)]

    def titles(self) -> dict[str, str]:
        """The titles of what was chosen, by id, as far as they were sent."""
        given = self.cleaned_data
        return {key: given[name] for key in given["advice"] if (name := _title_of(key)) in given and name in self.data}


def _title_of(line: str) -> str:
    return f"title.{line}"


class FollowUpForm(Form):
    follow_up = OpenChoiceField(
        label="Hoe gaat u verder?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de mogelijkheden."},
    )

    def __init__(self, *args: object, ways: Sequence[FollowUp], chosen: str) -> None:
        super().__init__(*args, initial={"follow_up": chosen})
        offer(self, "follow_up", [(way.key, way.title) for way in ways])
