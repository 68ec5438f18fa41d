"""Where somebody works on a text: at a region or at the platform, with the addresses of its pages there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from groeiruimte.records.models import Region, YearDraft


@dataclass(frozen=True, slots=True)
class Desk:
    """`region`: the desk of that region; None at the platform, which has everybody's drafts."""

    region: Region | None

    @property
    def caption(self) -> str:
        return self.region.name if self.region else "Beheer"

    @property
    def home(self) -> str:
        return self._address("region:set_up" if self.region else "platform:years")

    def edit(self, draft: YearDraft) -> str:
        return self._address("region:year_draft" if self.region else "platform:year_draft", draft)

    def drop(self, draft: YearDraft) -> str:
        return self._address("region:year_drop" if self.region else "platform:year_drop", draft)

    def play(self, draft: YearDraft) -> str:
        return self._address("region:year_play" if self.region else "platform:year_play", draft)

    def effects(self, draft: YearDraft) -> str:
        """Only a region looks at its practices."""
        return self._address("region:year_effects", draft) if self.region else ""

    def effects_csv(self, draft: YearDraft) -> str:
        return self._address("region:year_effects_csv", draft) if self.region else ""

    def publish(self, draft: YearDraft) -> str:
        """Only the platform publishes."""
        return "" if self.region else self._address("platform:year_publish", draft)

    def _address(self, name: str, draft: YearDraft | None = None) -> str:
        place = {"region_key": self.region.pk} if self.region else {}
        return reverse(name, kwargs=place | ({"draft_id": draft.pk} if draft else {}))
