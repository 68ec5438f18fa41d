"""A small scan with an interview in Rijnmond's programme, and practices that filled it in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from groeiruimte.actions import programmes, scan_reports
from groeiruimte.actions.scan_facts import definition_of
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Device, Enrolment, Interview, Practice, Scan, ScanAnswer, ScanReport, User
from groeiruimte.records.models.scan import ANSWERING, INTERVIEWED, SUBMITTED
from tests.definition_texts import texts
from tests.site.rijnmond import NOW, PROGRAMME, TODAY, Rijnmond, make_person

KIND, SHORT = "proef_scan", "korte_scan"

TEXT = """
[[scans]]
key = "proef_scan"
title = "Proefscan"
lead = "Zo ziet u hoe uw ICT ervoor staat."
minutes = 5
interview_minutes = 60
topics_question = "own_topics"
improvement = "improvement"
objectives = ["A"]
specialist_days = 30
source = { text = "rijnmond-2022", at = "r. 93" }
dimensions = [
    { key = "stable", title = "Stabiel" },
    { key = "safe", title = "Veilig" },
    { key = "future_proof", title = "Toekomstbestendig" },
]
sections = [
    { key = "kopie", title = "Reservekopie", minutes = 2 },
    { key = "lijn", title = "Internet", minutes = 3 },
]
questions = [
    { key = "backup", section = "kopie", text = "Hoe vaak maakt u een kopie?", why = "Zonder kopie bent u alles kwijt.", type = "choice", choices = ["Elke dag", "Soms", "Weet ik niet"] },
    { key = "wifi", section = "lijn", text = "Is de wifi van gasten apart?", why = "Gasten horen niet op uw netwerk.", type = "choice", choices = ["Apart", "Samen"] },
    { key = "video", section = "lijn", text = "Kunt u beeldbellen?", why = "Patiënten vragen erom.", type = "choice", choices = ["Ja", "Nee"] },
    { key = "own_topics", section = "lijn", text = "Waar wilt u het over hebben?", type = "long_text", required = false },
]
marks = [
    { question = "backup", dimensions = ["stable", "safe"], fine = ["Elke dag"], attention = ["Soms"], risk = ["Weet ik niet"], in_order = "U maakt elke dag een kopie.", advice = "backup" },
    { question = "wifi", dimensions = ["safe"], fine = ["Apart"], risk = ["Samen"], in_order = "Gasten hebben hun eigen wifi.", advice = "wifi" },
    { question = "video", dimensions = ["future_proof"], fine = ["Ja"], attention = ["Nee"], in_order = "U kunt beeldbellen.", advice = "video" },
]
advice = [
    { key = "backup", title = "Maak elke dag een kopie", text = "Zet de kopie elke nacht klaar.", reason = "U maakt nu niet elke dag een kopie.", effort = "small", cost = "low", who = "supplier", order = 10, shows = "Een teruggezette kopie", weeks = 4 },
    { key = "wifi", title = "Geef gasten eigen wifi", text = "Vraag uw leverancier om een gastnetwerk.", reason = "Gasten zitten op uw netwerk.", effort = "small", cost = "none", who = "supplier", order = 20, shows = "Een gastnetwerk" },
    { key = "video", title = "Begin met beeldbellen", text = "Kies één kamer met een camera.", reason = "U kunt nog niet beeldbellen.", effort = "medium", cost = "medium", who = "both", order = 30, shows = "Een eerste videogesprek", weeks = 12 },
]

[[scans]]
key = "korte_scan"
title = "Korte scan"
minutes = 2
improvement = "improvement"
objectives = ["A"]
source = { text = "rijnmond-2022", at = "r. 93" }
dimensions = [{ key = "calm", title = "Rust" }]
sections = [{ key = "werk", title = "Werk", minutes = 2 }]
questions = [
    { key = "druk", section = "werk", text = "Is het druk?", why = "Dan zoekt u eerst rust.", type = "choice", choices = ["Ja", "Nee"] },
]
marks = [{ question = "druk", dimensions = ["calm"], fine = ["Nee"], risk = ["Ja"], in_order = "Het is rustig.", advice = "rust" }]
advice = [{ key = "rust", title = "Plan rust", text = "Houd elke dag een kwartier vrij.", reason = "Het is druk.", effort = "small", cost = "none", who = "practice", shows = "Een leeg kwartier" }]
follow_ups = [{ key = "lean", title = "Leantraining" }, { key = "plan", title = "Eigen plan" }]
"""  # noqa: E501

ANSWERS = {"backup": "Weet ik niet", "wifi": "Apart", "video": "Nee", "own_topics": "De telefooncentrale"}
"""Safe and future-proof at half, stable at nothing."""


def with_scans(rijnmond: Rijnmond) -> Rijnmond:
    """The same region, with our own scans in its programme."""
    text, base, cases = texts(PROGRAMME, settings.DEFINITIONS)
    at = datetime(2021, 10, 2, 8, 0, tzinfo=UTC)
    who = access.system(at.date(), "test")
    rijnmond.year.edition = programmes.publish(
        text=f"{text}\n{TEXT}", base=base, cases=cases, by=who, at=at, key=new_id()
    )
    rijnmond.year.save(update_fields=["edition"])
    return rijnmond


def make_specialist(rijnmond: Rijnmond) -> User:
    return make_person("it_specialist", region=rijnmond.region)


def by(user: User) -> Actor:
    return access.actor(user, TODAY)


def given_for(scan: Scan, user: User, **more: Any) -> dict[str, Any]:
    """What every verb of a specialist asks for."""
    return {"region": scan.region, "scan": scan, "by": by(user), "at": NOW, "key": new_id(), **more}


def read(scan: Scan, user: User) -> str:
    """The fingerprint of the preview, as a specialist reads it now."""
    held = Scan.objects.select_related("specialist", "practice__region", "enrolment__region_year__edition").get(
        pk=scan.pk
    )
    said = scan_reports.preview(held, definition_of(held), by=user, on=TODAY)
    return scan_reports.fingerprint_of(said)


def publish(scan: Scan, user: User, **more: Any) -> ScanReport:
    """Publish what the preview says."""
    given = {"sha256": read(scan, user), **given_for(scan, user), **more}
    report: ScanReport = scan_reports.publish(**given)
    return report


def make_scan(
    practice: Practice, status: str = SUBMITTED, answers: dict[str, Any] | None = None, kind: str = KIND
) -> Scan:
    """A scan that the practice sent in, unless it is still answering."""
    found = ANSWERS if answers is None else answers
    who = User.objects.filter(memberships__practice=practice).first() or make_person(
        "practice_manager", practice=practice
    )
    sent = None if status == ANSWERING else NOW
    scan = Scan.objects.create(
        enrolment=Enrolment.objects.get(practice=practice),
        practice=practice,
        region=practice.region,
        kind=kind,
        status=status,
        answered=len(found),
        asked=4,
        started_at=NOW,
        saved_at=NOW,
        submitted_at=sent,
        interviewed_on=TODAY if status == INTERVIEWED else None,
    )
    ScanAnswer.objects.bulk_create(
        ScanAnswer(
            scan=scan,
            practice=practice,
            region=practice.region,
            question=question,
            scan_version=1,
            value=value,
            given_by=who,
            given_at=NOW - timedelta(days=1),
        )
        for question, value in found.items()
    )
    return Scan.objects.select_related("practice__region", "region", "enrolment__region_year__edition").get(pk=scan.pk)


def make_interviewed(practice: Practice, specialist: User, **more: Any) -> Scan:
    """A scan that was talked over, with a summary, a topic and a device."""
    scan = make_scan(practice, INTERVIEWED, **more)
    scan.specialist = specialist
    scan.save(update_fields=["specialist"])
    Interview.objects.create(
        scan=scan,
        practice=practice,
        region=practice.region,
        topics=["De telefooncentrale"],
        notes="De server staat in de gang.",
        summary="Uw kopieën zijn het grootste risico.",
        minutes=55,
        by=specialist,
        at=NOW,
    )
    make_device(practice, specialist)
    return scan


def make_device(practice: Practice, user: User, **more: Any) -> Device:
    given = {"kind": "Server", "make": "Merk", "year": 2016, **more}
    return Device.objects.create(practice=practice, region=practice.region, added_by=user, added_at=NOW, **given)
