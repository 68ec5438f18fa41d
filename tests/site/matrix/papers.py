"""The text of a year, the regional plan and the report, in every state that they can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from groeiruimte.actions import publications
from groeiruimte.programme import next_year
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Decision,
    DocumentRemark,
    DocumentSubmission,
    RegionDocument,
    RegionYear,
    YearDraft,
)
from tests.site import plans, reports
from tests.site.rijnmond import NOW
from tests.site.years.setting_up import CASES, mended

from .ground import Ground


@dataclass(frozen=True)
class Plan:
    """`waiting` is a proposal about an older version: it can be declined, and another can be made about `newest`."""

    decided: Decision
    waiting: Decision
    newest: DocumentSubmission


@dataclass(frozen=True)
class Papers(Ground):
    """What a region writes and its insurer decides on."""

    @cached_property
    def next_year(self) -> YearDraft:
        """A text of 2023 without problems."""
        edition, lead = RegionYear.objects.select_related("edition").get().edition, self.people["region_lead", "own"]
        text = mended(next_year.text_of(edition.wording.text, 1, range(2022, 2023)))
        saved = {"started_by": lead, "saved_by": lead, "started_at": NOW, "saved_at": NOW}
        return YearDraft.objects.create(region=self.linde.region, copied_from=edition, text=text, cases=CASES, **saved)

    @cached_property
    def draft(self) -> RegionDocument:
        """A regional plan that is complete and was not sent yet; also when the practice adds objective C meanwhile."""
        year, by = RegionYear.objects.select_related("region", "edition").get(), self.actor("region_director")
        return plans.and_objective(plans.write_plan(year, by), "C", by)

    @cached_property
    def asked_plan(self) -> DocumentSubmission:
        """The same plan, sent, with a question of the insurer about the whole."""
        return self._asked(plans.submit(self.draft, self.actor("region_director")))

    @cached_property
    def letter(self) -> Decision:
        """The insurer sent that plan back."""
        given = {"verdict": "send_back", "conditions": "Meet minder"}
        proposed = plans.propose(self.asked_plan, self.actor("purchaser"), **given)
        return plans.decide(proposed, self.actor("purchase_approver"))

    @cached_property
    def plan(self) -> Plan:
        """The regional plan: sent back, sent again with a proposal that waits, and sent once more."""
        director, buyer = self.actor("region_director"), self.actor("purchaser")
        decided, document = self.letter, self.draft
        second = plans.send_again(document, director, "Wij meten minder.")
        waiting = plans.propose(second, buyer, verdict="send_back", conditions="Meet nog minder")
        return Plan(decided, waiting, plans.send_again(document, director, "Wij meten nog minder."))

    @cached_property
    def published(self) -> int:
        """The year of results that everybody may read."""
        by, seen = self.actor("purchase_approver"), self.accepted_report
        insurer = self.bought.insurer
        publications.publish(insurer=insurer, year=2022, seen=seen, by=by, at=NOW, key=new_id())
        return 2022

    @cached_property
    def open_report(self) -> RegionYear:
        """A year of which the report may begin today."""
        return reports.open_now(self.bought)

    @cached_property
    def report(self) -> RegionDocument:
        """A report that is complete and was not sent yet."""
        return reports.write(self.bought, self.actor("region_director"))

    @cached_property
    def sent_report(self) -> DocumentSubmission:
        """The same report, sent, with a question of the insurer about the whole."""
        return self._asked(plans.submit(self.report, self.actor("region_director")))

    @cached_property
    def accepted_report(self) -> str:
        """The seal of the results that the accepted report leads to."""
        reports.accept(self.sent_report, self.actor("purchaser"))
        return reports.seal_of(self.bought)

    def _asked(self, sent: DocumentSubmission) -> DocumentSubmission:
        """With a question of the insurer about the whole."""
        buyer = self.people["purchaser", "own"]
        place = {"region": sent.region, "region_year": sent.region_year, "place": ""}
        DocumentRemark.objects.create(submission=sent, **place, text="Klopt dit?", from_insurer=True, by=buyer, at=NOW)
        return sent
