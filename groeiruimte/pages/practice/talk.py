"""What a practice chose that its region does not support this year, and that the two did not speak about yet (R039)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from groeiruimte.actions.alignments import newest, programme_of_year
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.practice.choice import cards
from groeiruimte.records import access
from groeiruimte.records.models import Intention, Practice, RegionYear
from groeiruimte.rules.alignment import needs_talk


@dataclass(frozen=True, slots=True)
class Talk:
    """`labels` in the words of the region; `ask_url` is where a practice asks for the talk."""

    labels: tuple[str, ...] = ()
    ask_url: str = ""

    def __bool__(self) -> bool:
        return bool(self.labels)


def to_talk_over(
    request: Request, practice: Practice, region_year: RegionYear, chosen: Sequence[str], intention: Intention | None
) -> Talk:
    """It closes by itself: by the day that the practice wrote down itself, or when the region aligned with it."""
    programme = programme_of_year(region_year)
    told = intention.objectives if intention and intention.aligned_on else []
    if not needs_talk(programme, chosen, told):
        return Talk()
    found = access.alignments(request.actor, "intention.read").filter(practice=practice, region_year=region_year)
    spoken = [objective for (_, objective), each in newest(found).items() if each.aligned_on]
    still = needs_talk(programme, chosen, [*told, *spoken])
    if not still:
        return Talk()
    labels = [card.label for card in cards(programme) if set(card.keys) & set(still)]
    place = reverse("practice:ask", kwargs={"practice_id": practice.pk})
    return Talk(tuple(labels), f"{place}?over=objective:{still[0]}")
