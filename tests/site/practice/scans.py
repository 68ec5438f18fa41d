"""Scans of our own in Rijnmond's programme: one with an interview that is owed, one without that has two ways on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from groeiruimte.actions import programmes, scans
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, InterviewSlot, Practice, Scan, User
from groeiruimte.records.models.scan import REVIEWED
from tests.definition_texts import texts
from tests.site.rijnmond import NOW, PROGRAMME, TODAY, Rijnmond

LONG, LOOSE, OTHER = "lange_scan", "losse_scan", "andere_scan"
BEGUN, LOOKED_AT, TALKED = "begonnen_scan", "bekeken_scan", "besproken_scan"
"""Copies of the long one, for who needs it in several states at once."""

_LONG = """
[[scans]]
key = "lange_scan"
title = "Lange scan"
lead = "Zo ziet u hoe uw ICT ervoor staat."
minutes = 25
interview_minutes = 60
topics_question = "eigen"
improvement = "improvement"
objectives = ["A"]
required_for = ["A"]
opens = 2022-03-01
due = 2022-05-31
information = "https://example.org/scan"
source = { text = "rijnmond-2022", at = "r. 93" }
dimensions = [{ key = "safe", title = "Veilig" }, { key = "stable", title = "Stabiel" }]
sections = [
    { key = "kopie", title = "Reservekopie", minutes = 2 },
    { key = "lijn", title = "Internet", minutes = 3 },
    { key = "bellen", title = "Beeldbellen", minutes = 4, shown_when = [{ question = "beeld", equals = "Ja" }] },
]
questions = [
    { key = "kopie", section = "kopie", text = "Hoe vaak maakt u een kopie?", why = "Zonder kopie bent u alles kwijt.", type = "choice", choices = ["Elke dag", "Soms", "Weet ik niet"] },
    { key = "waar", section = "kopie", text = "Waar ligt de kopie?", type = "choice", choices = ["Buiten", "Binnen"], shown_when = [{ question = "kopie", one_of = ["Elke dag", "Soms"] }] },
    { key = "wifi", section = "lijn", text = "Is de wifi van gasten apart?", type = "choice", choices = ["Apart", "Samen"] },
    { key = "beeld", section = "lijn", text = "Beeldbelt u?", type = "choice", choices = ["Ja", "Nee"] },
    { key = "camera", section = "bellen", text = "Is de camera goed?", type = "choice", choices = ["Goed", "Slecht"] },
    { key = "eigen", section = "bellen", text = "Wat wilt u kwijt?", type = "long_text", required = false },
]
marks = [
    { question = "kopie", dimensions = ["stable", "safe"], fine = ["Elke dag"], attention = ["Soms"], risk = ["Weet ik niet"], in_order = "U maakt elke dag een kopie.", advice = "kopie" },
    { question = "wifi", dimensions = ["safe"], fine = ["Apart"], risk = ["Samen"], in_order = "Gasten hebben hun eigen wifi.", advice = "wifi" },
]
advice = [
    { key = "kopie", title = "Maak elke dag een kopie", text = "Zet de kopie elke nacht klaar.", reason = "U maakt nu niet elke dag een kopie.", effort = "small", cost = "low", who = "supplier", order = 10, shows = "Een teruggezette kopie", weeks = 4 },
    { key = "wifi", title = "Geef gasten eigen wifi", text = "Vraag om een gastnetwerk.", reason = "Gasten zitten op uw netwerk.", effort = "small", cost = "none", who = "supplier", order = 20, shows = "Een gastnetwerk", weeks = 52 },
]
"""  # noqa: E501
_REST = """
[[scans]]
key = "losse_scan"
title = "Losse scan"
minutes = 2
improvement = "improvement"
objectives = ["A"]
source = { text = "rijnmond-2022", at = "r. 93" }
dimensions = [{ key = "calm", title = "Rust" }]
sections = [{ key = "werk", title = "Werk", minutes = 2 }]
questions = [
    { key = "druk", section = "werk", text = "Is het druk?", type = "choice", choices = ["Ja", "Nee"] },
    { key = "pauze", section = "werk", text = "Pauzeert u?", type = "choice", choices = ["Ja", "Nee"] },
]
marks = [
    { question = "druk", dimensions = ["calm"], fine = ["Nee"], risk = ["Ja"], in_order = "Het is rustig.", advice = "rust" },
    { question = "pauze", dimensions = ["calm"], fine = ["Ja"], risk = ["Nee"], in_order = "U pauzeert.", advice = "pauze" },
]
advice = [
    { key = "rust", title = "Plan rust", text = "Houd elke dag een kwartier vrij.", reason = "Het is druk.", effort = "small", cost = "none", who = "practice", shows = "Een leeg kwartier", order = 1 },
    { key = "pauze", title = "Neem pauze", text = "Eet samen.", reason = "U pauzeert niet.", effort = "small", cost = "none", who = "practice", shows = "Een lege wachtkamer", order = 2 },
]
follow_ups = [
    { key = "lean", title = "Leantraining", text = "U leert anders werken.", topic = "efficientere-praktijkvoering" },
    { key = "plan", title = "Eigen plan", form = "accountability_a" },
]

[[scans]]
key = "andere_scan"
title = "Andere scan"
minutes = 2
improvement = "improvement"
objectives = ["B"]
source = { text = "rijnmond-2022", at = "r. 93" }
dimensions = [{ key = "calm", title = "Rust" }]
sections = [{ key = "werk", title = "Werk", minutes = 2 }]
questions = [{ key = "druk", section = "werk", text = "Is het druk?", type = "choice", choices = ["Ja", "Nee"] }]
marks = [{ question = "druk", dimensions = ["calm"], fine = ["Nee"], risk = ["Ja"], in_order = "Het is rustig.", advice = "rust" }]
advice = [{ key = "rust", title = "Plan rust", text = "Houd tijd vrij.", reason = "Het is druk.", effort = "small", cost = "none", who = "practice", shows = "Een leeg kwartier" }]
follow_ups = [{ key = "lean", title = "Leantraining", topic = "efficientere-praktijkvoering" }]
"""  # noqa: E501
TEXT = _LONG + _REST
COPIES = "".join(_LONG.replace(LONG, key) for key in (BEGUN, LOOKED_AT, TALKED))

WHOLE = {"kopie": "Soms", "waar": "Binnen", "wifi": "Samen", "beeld": "Nee"}
BUSY = {"druk": "Ja", "pauze": "Nee"}


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


def enrolment_of(practice: Practice) -> Enrolment:
    """That of 2022."""
    found = Enrolment.objects.select_related("practice__region", "region_year__edition")
    return found.get(practice=practice, year=2022)


def by(user: User) -> Actor:
    return access.actor(user, TODAY)


def given(practice: Practice, user: User, **more: Any) -> dict[str, Any]:
    """What every verb of a practice asks for."""
    return {"practice": practice, "by": by(user), "at": NOW, "key": new_id(), **more}


def answered(practice: Practice, user: User, answers: dict[str, Any], kind: str = LONG, **more: Any) -> Scan:
    found = Scan.objects.filter(practice=practice, kind=kind).first()
    said = {"section": "kopie", "version": found.version if found else 0, "here": "kopie", "at": NOW, **more}
    saved = scans.save(enrolment=enrolment_of(practice), kind=kind, answers=answers, by=by(user), key=new_id(), **said)
    return fresh(saved)


def sent(practice: Practice, user: User, answers: dict[str, Any] | None = None, kind: str = LONG) -> Scan:
    """Answered and sent in."""
    scan = answered(practice, user, (BUSY if kind == LOOSE else WHOLE) if answers is None else answers, kind)
    return fresh(scans.submit(**given(practice, user, scan=scan, version=scan.version)))


def reviewed(practice: Practice, user: User, kind: str = LONG) -> Scan:
    """Looked through by the specialist."""
    scan = sent(practice, user, kind=kind)
    Scan.objects.filter(pk=scan.pk).update(status=REVIEWED, reviewed_at=NOW)
    return fresh(scan)


def make_slot(practice: Practice, specialist: User, days: int = 7, **more: Any) -> InterviewSlot:
    start = NOW + timedelta(days=days)
    return InterviewSlot.objects.create(
        region=practice.region,
        specialist=specialist,
        start=start,
        end=start + timedelta(hours=1),
        place="Bij u in de praktijk",
        **more,
    )


def fresh(scan: Scan) -> Scan:
    return Scan.objects.select_related("practice__region", "enrolment__region_year__edition").get(pk=scan.pk)
