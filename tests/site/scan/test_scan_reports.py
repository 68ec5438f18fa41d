"""The advice report: what is drafted, what it says, when it goes, and what stays as it was published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from groeiruimte.actions import scan_reports, work
from groeiruimte.actions.form_answers import answers_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.scan_facts import definition_of, otherwise_of
from groeiruimte.records.access import actor
from groeiruimte.records.models import (
    AdviceItem,
    Event,
    Job,
    KpiState,
    Mail,
    Practice,
    Scan,
    ScanJudgement,
    ScanReport,
    User,
)
from groeiruimte.records.models.scan import FINISHED, INTERVIEWED, PLANNED
from groeiruimte.records.models.scan_report import IMPROVE, IN_ORDER
from tests.site.rijnmond import NOW, TODAY

from .example import SHORT, make_interviewed, make_scan, publish, read

pytestmark = pytest.mark.django_db


def draft(scan: Scan) -> None:
    scan_reports.draft(scan, definition_of(scan), answers_of(scan), otherwise_of(scan))


def test_the_first_draft_follows_from_the_answers(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)

    draft(scan)
    draft(scan)

    improve = scan_reports.lines_of(scan, IMPROVE)
    assert [(each.advice, each.order, each.dimensions) for each in improve] == [
        ("backup", 1, ["stable", "safe"]),
        ("video", 2, ["future_proof"]),
    ]
    first = improve[0]
    assert (first.title, first.reason, first.effort, first.cost, first.who, first.weeks) == (
        "Maak elke dag een kopie",
        "U maakt nu niet elke dag een kopie.",
        "small",
        "low",
        "supplier",
        4,
    )
    assert [each.text for each in scan_reports.lines_of(scan, IN_ORDER)] == ["Gasten hebben hun eigen wifi."]


def test_what_the_specialist_judges_otherwise_counts(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    for question, level in (("backup", "fine"), ("wifi", "risk"), ("video", "")):
        ScanJudgement.objects.create(
            scan=scan,
            practice=linde,
            region=linde.region,
            question=question,
            level=level,
            note="Gezien.",
            by=specialist,
            at=NOW,
        )

    draft(scan)

    assert [each.advice for each in scan_reports.lines_of(scan, IMPROVE)] == ["wifi", "video"]
    assert [each.text for each in scan_reports.lines_of(scan, IN_ORDER)] == ["U maakt elke dag een kopie."]


def test_what_the_report_says(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    draft(scan)

    report = publish(scan, specialist)

    lines = scan_reports.lines_of(scan, IMPROVE)
    assert report.content == {
        "title": "Proefscan",
        "practice": "De Linde",
        "region": "Rijnmond Dokters",
        "specialist": "It specialist",
        "submitted_on": "2022-04-05",
        "interviewed_on": "2022-04-05",
        "published_on": "2022-04-05",
        "summary": "Uw kopieën zijn het grootste risico.",
        "dimensions": [
            {"key": "stable", "title": "Stabiel", "percent": 0, "level": "risk"},
            {"key": "safe", "title": "Veilig", "percent": 50, "level": "attention"},
            {"key": "future_proof", "title": "Toekomstbestendig", "percent": 50, "level": "attention"},
        ],
        "in_order": [{"text": "Gasten hebben hun eigen wifi."}],
        "improve": [
            {
                "id": lines[0].pk,
                "advice": "backup",
                "title": "Maak elke dag een kopie",
                "text": "Zet de kopie elke nacht klaar.",
                "reason": "U maakt nu niet elke dag een kopie.",
                "effort": "small",
                "cost": "low",
                "who": "supplier",
                "dimensions": ["stable", "safe"],
                "order": 1,
                "shows": "Een teruggezette kopie",
                "weeks": 4,
            },
            {
                "id": lines[1].pk,
                "advice": "video",
                "title": "Begin met beeldbellen",
                "text": "Kies één kamer met een camera.",
                "reason": "U kunt nog niet beeldbellen.",
                "effort": "medium",
                "cost": "medium",
                "who": "both",
                "dimensions": ["future_proof"],
                "order": 2,
                "shows": "Een eerste videogesprek",
                "weeks": 12,
            },
        ],
        "devices": [
            {
                "kind": "Server",
                "make": "Merk",
                "number": 1,
                "year": 2016,
                "system": "",
                "support_until": None,
                "note": "",
            }
        ],
    }
    assert report.open_until == date(2022, 5, 5)
    assert (report.number, report.sha256) == (1, scan_reports.seal_of(report))
    scan.refresh_from_db()
    assert (scan.status, scan.finished_on) == (FINISHED, TODAY)


def test_a_correction_is_the_next_number_and_the_first_stays(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    draft(scan)
    first = publish(scan, specialist)
    said = dict(first.content)
    AdviceItem.objects.filter(scan=scan, advice="video").update(removed_on=TODAY)

    later = NOW + timedelta(days=2)
    second = publish(scan, specialist, at=later, by=actor(specialist, TODAY + timedelta(days=2)))

    scan.refresh_from_db()
    assert scan.finished_on == TODAY
    assert [(each.number, len(each.content["improve"])) for each in ScanReport.objects.order_by("number")] == [
        (1, 2),
        (2, 1),
    ]
    assert ScanReport.objects.get(pk=first.pk).content == said
    assert second.open_until == first.open_until == TODAY + timedelta(days=30)


def test_the_practice_hears_of_it_without_a_word_of_the_report(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    draft(scan)

    publish(scan, specialist)

    mails = list(Mail.objects.filter(kind="M12").order_by("user__name"))
    assert [mail.user.name for mail in mails] == ["Practice manager", "Practice owner"]
    body = (
        "Beste Practice owner,\n\nUw adviesrapport staat klaar. Alleen uw praktijk en de specialist kunnen het lezen."
        f"\n\nGa verder: {settings.SITE}/praktijk/{linde.pk}/scan/proef_scan/\n"
    )
    assert mails[1].subject == "Uw adviesrapport staat klaar (alleen voor uw praktijk)"
    assert mails[1].body == body
    event = Event.objects.get(event="scan.publish")
    assert event.detail == {"number": 1, "sha256": ScanReport.objects.get().sha256}


def without_a_reason(scan: Scan) -> None:
    draft(scan)
    AdviceItem.objects.filter(scan=scan, advice="video").update(reason="  ")


def without_a_line(scan: Scan) -> None:
    pass


def before_the_interview(scan: Scan) -> None:
    draft(scan)
    Scan.objects.filter(pk=scan.pk).update(status=PLANNED)


def after_it_was_closed(scan: Scan) -> None:
    draft(scan)
    ScanReport.objects.create(
        scan=scan,
        practice=scan.practice,
        region=scan.region,
        number=1,
        content={},
        sha256="",
        published_by=User.objects.get(memberships__role="it_specialist"),
        published_at=NOW - timedelta(days=31),
        open_until=TODAY - timedelta(days=1),
    )
    Scan.objects.filter(pk=scan.pk).update(status=FINISHED, finished_on=TODAY)


@pytest.mark.parametrize(
    ("prepared", "message", "mend"),
    [
        (without_a_reason, "Advies 2 mist een reden.", "Schrijf waarom dit nodig is."),
        (
            without_a_line,
            "Er staat nog niets in het rapport.",
            "Kies adviezen uit de lijst, of schrijf op wat in orde is.",
        ),
        (before_the_interview, "U kunt het rapport nog niet versturen.", "Houd eerst het gesprek met de praktijk."),
        (after_it_was_closed, "Deze scan is voor u gesloten.", "Vraag de praktijk om het rapport."),
    ],
)
def test_what_keeps_a_report_from_going(
    linde: Practice, specialist: User, prepared: Any, message: str, mend: str
) -> None:
    scan = make_interviewed(linde, specialist)
    prepared(scan)
    before = ScanReport.objects.count()

    with pytest.raises(Refused) as refused:
        publish(scan, specialist)

    assert (refused.value.message, refused.value.mend) == (message, mend)
    assert (ScanReport.objects.count(), Job.objects.count(), Mail.objects.count()) == (before, 0, 0)


def test_a_scan_without_an_interview_is_sealed_by_the_practice(linde: Practice) -> None:
    scan = make_scan(linde, answers={"druk": "Ja"}, kind=SHORT)
    manager = User.objects.get(memberships__role="practice_manager")
    with transaction.atomic():
        draft(scan)
        report = scan_reports.seal(scan, definition_of(scan), by=manager, at=NOW)

    assert (report.content["specialist"], report.content["devices"], report.content["interviewed_on"]) == ("", [], None)
    assert [each["advice"] for each in report.content["improve"]] == ["rust"]
    assert scan.status == FINISHED


def test_the_job_lays_down_the_kpis(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    draft(scan)
    publish(scan, specialist)
    assert KpiState.objects.count() == 0

    Job.objects.exclude(kind=scan_reports.JOB).delete()
    assert work.run_one(NOW) is True

    assert KpiState.objects.filter(practice=linde).count() > 0
    assert [job.status for job in Job.objects.filter(kind=scan_reports.JOB)] == ["done"]


def test_only_a_scan_that_was_talked_over(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde, INTERVIEWED)
    draft(scan)

    assert scan_reports.missing(scan) is None


def test_where_all_is_in_order_a_report_goes(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist, answers={"backup": "Elke dag", "wifi": "Apart", "video": "Ja"})
    draft(scan)

    report = publish(scan, specialist)

    assert ([len(report.content[name]) for name in ("in_order", "improve")], scan_reports.missing(scan)) == (
        [3, 0],
        None,
    )


def test_what_changed_since_the_preview_is_read_first(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    draft(scan)
    sha256 = read(scan, specialist)
    AdviceItem.objects.filter(scan=scan, advice="video").update(reason="Iets anders.")

    with pytest.raises(Refused) as refused:
        publish(scan, specialist, sha256=sha256)

    assert (refused.value.message, refused.value.mend, ScanReport.objects.count()) == (
        "Het rapport is intussen gewijzigd.", "Bekijk het opnieuw en verstuur het dan.", 0
    )  # fmt: skip


def test_a_correction_that_changes_nothing(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    draft(scan)
    publish(scan, specialist)

    tomorrow = {"at": NOW + timedelta(days=1), "by": actor(specialist, TODAY + timedelta(days=1))}
    with pytest.raises(Refused) as refused:
        publish(scan, specialist, **tomorrow)

    assert (refused.value.message, ScanReport.objects.count()) == ("Sinds rapport 1 is niets gewijzigd.", 1)
