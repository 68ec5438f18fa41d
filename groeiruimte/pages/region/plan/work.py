"""What every page of the plan starts from."""

from __future__ import annotations

from groeiruimte.pages.region.documents import DocumentWork
from groeiruimte.programme.region import RegionalPlanText
from groeiruimte.records.models.region_document import REGIONAL_PLAN

# The words of a part in an address, and its kind.
KINDS = {"onderdeel": "section", "activiteit": "activity", "kpi": "kpi", "afspraak": "agreement"}
NEW = "nieuw"


class Work(DocumentWork):
    """A plan that was begun."""

    kind, page = REGIONAL_PLAN, "plan"
    in_address = {kind: word for word, kind in KINDS.items()}

    @property
    def text(self) -> RegionalPlanText:
        assert self.programme.regional_plan is not None  # asked before a plan is shown
        return self.programme.regional_plan


plan_or_404 = Work.or_404
