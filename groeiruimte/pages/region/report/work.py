"""What every page of the report starts from."""

from __future__ import annotations

from functools import cached_property

from groeiruimte.pages.region.documents import DocumentWork
from groeiruimte.programme.region import ReportText
from groeiruimte.records import access
from groeiruimte.records.models import Decision
from groeiruimte.records.models.region_document import REPORT
from groeiruimte.rules.region_document import EXCEPTION, KPI, SECTION

# The words of a part in an address, and its kind.
KINDS = {"onderdeel": SECTION, "kpi": KPI, "uitleg": EXCEPTION}


class Work(DocumentWork):
    """A report that was begun."""

    kind, page = REPORT, "report"
    in_address = {kind: word for word, kind in KINDS.items()}

    @property
    def text(self) -> ReportText:
        assert self.programme.report is not None  # asked before a report is shown
        return self.programme.report

    @cached_property
    def decided(self) -> list[Decision]:
        """What the insurer decided, the newest first."""
        found = access.decisions(self.request.actor).filter(submission__document=self.document, outcome="confirmed")
        return list(found.order_by("-decided_at"))


report_or_404 = Work.or_404
