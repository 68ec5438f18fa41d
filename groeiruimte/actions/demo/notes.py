"""What the regions of the demo noted down after a call or a visit, through the verb."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from groeiruimte.actions import region_notes
from groeiruimte.records.models import Enrolment, RegionYear

from .hands import hand
from .world import World

# Kind, day, every how manieth practice that took part by then, what was noted.
_NOTES = (
    ("call", date(2022, 2, 10), 7, "Gebeld over de eerste patiëntenlijst. De export uit het HIS lukt nu."),
    ("visit", date(2022, 3, 10), 11, "Bij de praktijk langs geweest. Zij willen in mei beginnen met e-consulten."),
    ("note", date(2022, 3, 31), 9, "De praktijkmanager is in april met verlof. Bel dan de praktijkhouder."),
)


def write(world: World, years: Mapping[str, RegionYear]) -> None:
    """A note, a call or a visit for some practices of every region."""
    lead_of = {region.key: people[0] for region, people in world.regions}
    for region, year in years.items():
        enrolled = Enrolment.objects.filter(region_year=year).select_related("practice").order_by("practice__agb_code")
        there = list(enrolled)
        for kind, day, each, text in _NOTES:
            for place, one in enumerate([one for one in there if one.enrolled_on <= day][::each]):
                by = hand(lead_of[region], day, 11, place % 60, f"note-{region}-{kind}-{place}")
                region_notes.add(practice=one.practice, kind=kind, text=text, **by)
