"""Scans of one practice, in every state that they can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from groeiruimte.actions import scan_reports
from groeiruimte.actions.form_answers import answers_of
from groeiruimte.actions.scan_facts import definition_of
from groeiruimte.records.models import AdviceItem, Device, Interview, InterviewSlot, Scan, ScanReport, ScanShare
from groeiruimte.records.models.scan import INTERVIEWED
from groeiruimte.records.models.scan_report import TO_INSURER
from tests.site.practice import scans
from tests.site.rijnmond import NOW, TODAY
from tests.site.scan import example

from .ground import Ground


@dataclass(frozen=True)
class Scanned(Ground):
    """From the first answer to a report that is shared; and a device."""

    @cached_property
    def begun_scan(self) -> Scan:
        """Every question is answered, and it is not sent."""
        assert self.empty_note
        return scans.answered(self.linde, self.people["practice_manager", "own"], scans.WHOLE, scans.BEGUN)

    @cached_property
    def sent_scan(self) -> Scan:
        """The specialist did not look at it yet."""
        assert self.empty_note
        return scans.sent(self.linde, self.people["practice_manager", "own"])

    @cached_property
    def free_slot(self) -> InterviewSlot:
        """A moment that the practice can choose: its answers were looked at."""
        assert self.empty_note
        scans.reviewed(self.linde, self.people["practice_manager", "own"], scans.LOOKED_AT)
        return scans.make_slot(self.linde, self.people["it_specialist", "own"])

    @cached_property
    def finished_scan(self) -> Scan:
        """Without an interview: with a report, advice to choose, and ways on."""
        assert self.empty_note
        return scans.sent(self.linde, self.people["practice_manager", "own"], kind=scans.LOOSE)

    @property
    def finished_report(self) -> ScanReport:
        return ScanReport.objects.get(scan=self.finished_scan)

    @property
    def preview(self) -> str:
        """The fingerprint of what the report of the scan that was talked over says now."""
        return example.read(self.talked_scan, self.people["it_specialist", "own"])

    @property
    def advice(self) -> str:
        return str(AdviceItem.objects.filter(scan=self.finished_scan, kind="improve")[0].pk)

    @cached_property
    def talk(self) -> Scan:
        """The same scan as that of the free moment, with a topic and a device: the interview can be held."""
        assert self.free_slot
        assert self.device
        scan = Scan.objects.get(kind=scans.LOOKED_AT)
        by = self.people["it_specialist", "own"]
        place = {"practice": self.linde, "region": self.linde.region}
        Interview.objects.create(scan=scan, **place, topics=["De telefoon"], by=by, at=NOW)
        return scan

    @cached_property
    def talked_scan(self) -> Scan:
        """The interview was held: the report can be written."""
        assert self.empty_note
        scan = scans.sent(self.linde, self.people["practice_manager", "own"], kind=scans.TALKED)
        by = self.people["it_specialist", "own"]
        Scan.objects.filter(pk=scan.pk).update(status=INTERVIEWED, interviewed_on=TODAY, specialist=by)
        scan_reports.draft(scan, definition_of(scan), answers_of(scan))
        return scan

    @property
    def line(self) -> AdviceItem:
        return AdviceItem.objects.filter(scan=self.talked_scan, kind="improve")[0]

    def share(self, party: str) -> ScanShare:
        """The report of the scan without an interview, shared with the region or the insurer."""
        given = {"practice": self.linde, "practice_name": self.linde.name, "region": self.linde.region}
        insurer = "zilveren-kruis" if party == TO_INSURER else ""
        made, _ = ScanShare.objects.get_or_create(
            report=ScanReport.objects.get(scan=self.finished_scan),
            party=party,
            defaults=given
            | {"insurer_key": insurer, "shared_by": self.people["practice_manager", "own"], "shared_at": NOW},
        )
        return made

    @cached_property
    def device(self) -> Device:
        return Device.objects.create(
            practice=self.linde,
            region=self.linde.region,
            kind="Laptop",
            added_by=self.people["practice_manager", "own"],
            added_at=NOW,
        )
