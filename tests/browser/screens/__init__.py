"""Every screen of the product with the states that matter, and how somebody comes to see it."""

from __future__ import annotations

from .account import ACCOUNT
from .beginning import BEGINNING
from .entry import ENTRY
from .forms import FORMS
from .help import HELP
from .insurer import INSURER
from .kpi import KPI
from .lists import LISTS
from .money import MONEY
from .plan import PLAN
from .platform import PLATFORM
from .practice import PRACTICE
from .region import REGION
from .region_dossier import REGION_DOSSIER
from .region_plan import REGION_PLAN
from .region_support import REGION_SUPPORT
from .region_year import REGION_YEAR
from .rest import REST
from .scan import SCAN
from .screen import Screen
from .survey import SURVEY
from .training import TRAINING
from .years import YEARS

__all__ = ["SCREENS", "Screen"]

_OF_PRACTICES = (*PRACTICE, *BEGINNING, *PLAN, *FORMS, *LISTS, *KPI, *TRAINING, *HELP)
SCREENS = (
    *ENTRY,
    *ACCOUNT,
    *_OF_PRACTICES,
    *REGION,
    *REGION_YEAR,
    *REGION_SUPPORT,
    *REGION_DOSSIER,
    *REGION_PLAN,
    *MONEY,
    *YEARS,
    *PLATFORM,
    *INSURER,
    *SCAN,
    *SURVEY,
    *REST,
)
