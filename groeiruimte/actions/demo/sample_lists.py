"""Lists for a visitor to deliver: made when asked, the same people every quarter, so that the counts agree."""

from __future__ import annotations

from dataclasses import dataclass

from groeiruimte.pipeline.lists.population import MOST_PATIENTS, SHARES
from groeiruimte.pipeline.lists.sample import Sample, sample
from groeiruimte.programme.calendar import Quarter

from .world import plan_of

XLSX, CSV = 0, 1
"""Places in `pipeline.lists.sample.VARIANTS`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the files a practice can fetch for a quarter."""

    key: str
    title: str
    what: str
    variant: int
    mistakes: bool


GOOD = Kind("goed", "Goede lijst", "Excel. Deze kunt u zo insturen.", XLSX, False)
FAULTY = Kind("met-fouten", "Lijst met fouten", "Excel. Hierin staan fouten van elke soort.", XLSX, True)
GOOD_CSV = Kind("goed-csv", "Goede lijst als csv", "Dezelfde patiënten als in de goede lijst.", CSV, False)
FAULTY_CSV = Kind(
    "met-fouten-csv", "Lijst met fouten als csv", "Dezelfde patiënten als in de lijst met fouten.", CSV, True
)

KINDS = (GOOD, FAULTY, GOOD_CSV, FAULTY_CSV)


def kind_of(key: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.key == key), None)


def sample_of(agb_code: str, registered: int, quarter: Quarter, kind: Kind) -> Sample:
    """The list of a practice for a quarter. `registered` counts only for a practice that the seed does not know."""
    plan = plan_of(agb_code)
    patients = plan.patients_in(quarter) if plan else min(max(registered, 1), MOST_PATIENTS)
    return sample(
        int(agb_code),
        patients,
        quarter,
        kind.variant,
        mistakes=kind.mistakes,
        shares=plan.region.shares if plan else SHARES,
    )
