"""The tables of a dossier: pure, but for the addresses."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from groeiruimte.pages.layout.parts import Cell, Column, Row
from groeiruimte.pages.region.scan_stands import STANDS
from groeiruimte.programme.calendar import Quarter, local_date, short_date
from groeiruimte.records.models import FilledForm, Obligation, Scan
from groeiruimte.records.models.filled_form import APPROVED, CARRIED_OUT, CHANGES_REQUESTED, DRAFT
from groeiruimte.records.models.patient_list import COUNTS
from groeiruimte.rules.alignment import CRITERIA, VERDICTS
from groeiruimte.rules.naming import form_title
from groeiruimte.rules.why import listed

from .gathered import Dossier

OWED = (Column("Taak"), Column("Stand", "status"), Column("Uiterlijk", "date"))
KPIS = (Column("KPI"), Column("Stand", "status"), Column("Waarom"))
FORMS = (Column("Formulier"), Column("Stand", "status"), Column("Sinds", "date"))
MILESTONES = (Column("Mijlpaal"), Column("Stand", "status"), Column("Uiterlijk", "date"))
LISTS = (Column("Kwartaal"), Column("Telt mee", "number"), Column("Fouten", "number"), Column("Bedrag", "money"))
ALIGNED = (
    Column("Doelstelling"),
    *(Column(words) for words in CRITERIA.values()),
    Column("Besproken op"),
    Column("Stand"),
)
SCANS = (Column("Scan"), Column("Stand", "status"), Column("Sinds", "date"))
THREADS = (Column("Vraag"), Column("Stand", "status"), Column("Laatste bericht", "date"))

_KPIS = {"met": ("done", "Gehaald"), "nearly": ("in_progress", "Bijna"), "not_yet": ("todo", "Nog niet")}
_FORMS = {
    DRAFT: ("in_progress", "Teruggehaald"),
    CHANGES_REQUESTED: ("in_progress", "Vraagt aanvulling"),
    APPROVED: ("done", "Akkoord"),
    CARRIED_OUT: ("done", "Uitgevoerd"),
}


def profile(found: Dossier) -> list[Row]:
    """Who the practice is and how to reach it; what is not known is left out."""
    practice = found.practice
    enrolled = found.enrolment
    signer = f" door {enrolled.signed_by.name}" if enrolled and enrolled.signed_by else ""
    given = (
        ("AGB-code", practice.agb_code),
        ("Adres", ", ".join(part for part in (practice.street, practice.postcode, practice.city) if part)),
        ("Wijk", practice.district),
        ("Telefoon", practice.phone),
        ("E-mail", practice.email),
        ("Ingeschreven patiënten", f"{practice.registered_patients:,}".replace(",", ".")),
        ("Aangemeld", f"{short_date(enrolled.enrolled_on)}{signer}" if enrolled else "Nog niet"),
        ("Laatste contact", short_date(found.last_contact) if found.last_contact else "Nog geen"),
    )
    return [Row(label, value) for label, value in given if value]


def goals(found: Dossier) -> list[Row]:
    chosen = listed(list(found.objectives)) or "Nog niet gekozen"
    wishes = found.intention.support_need if found.intention else ""
    rows = (("Doelstelling", chosen), ("Keuzes", listed(list(found.choices))), ("Hulp die de praktijk vroeg", wishes))
    return [Row(label, value) for label, value in rows if value]


def owed(found: Dossier) -> list[list[object]]:
    return [[each.title, _stand(each, found), each.due] for each in found.open]


def _stand(each: Obligation, found: Dossier) -> Cell:
    return Cell("late") if each.due < found.on else Cell("todo")


def kpis(found: Dossier) -> list[list[object]]:
    """How each KPI stands and why."""
    year = found.enrolment.year if found.enrolment else found.year.start.year
    rows: list[list[object]] = []
    for each in found.kpis:
        status, words = _KPIS[each.state]
        url = reverse("practice:kpi", args=[found.practice.pk, each.key])
        count = f"{words}, {min(each.have, each.need)} van {each.need}" if each.need > 1 else words
        rows.append([Cell(each.title, url=f"{url}?jaar={year}"), Cell(status, note=count), Cell(each.because)])
    return rows


def forms(found: Dossier) -> list[list[object]]:
    rows: list[list[object]] = []
    for each in found.forms:
        title = form_title(found.programme, each.form)
        url = reverse("region:review", args=[found.year.region_id, each.pk])
        since = each.decided_at or each.submitted_at or each.saved_at
        rows.append([Cell(title, url=url), _form_stand(found, each), local_date(since)])
    return rows


def _form_stand(found: Dossier, form: FilledForm) -> Cell:
    if form.status in _FORMS:
        status, words = _FORMS[form.status]
        return Cell(status, note=words)
    definition = found.programme.form(form.form)
    waits = definition is not None and definition.reviewed
    return Cell("todo", note="Wacht op u") if waits else Cell("done", note="Ingestuurd")


def milestones(found: Dossier) -> list[list[object]]:
    def stand(done: bool, late: bool) -> Cell:
        return Cell("done") if done else Cell("late") if late else Cell("todo")

    return [[each.title, stand(each.done_on is not None, each.due < found.on), each.due] for each in found.milestones]


def lists(found: Dossier) -> list[list[object]]:
    """The list that counts for each quarter, with what was booked for it."""
    rows: list[list[object]] = []
    counting = {each.quarter: each for each in found.lists if each.status == COUNTS}
    for quarter in sorted({*counting, *(line.quarter for line in found.booked)}):
        cents = [line.amount_cents for line in found.booked if line.quarter == quarter]
        mine = counting.get(quarter)
        label = Quarter.read(quarter).label
        amount = sum(cents) if cents else None
        counts = (mine.counted, mine.faults) if mine else (None, None)
        rows.append([label, *(Cell(count) for count in counts), Cell(amount)])
    return rows


def alignments(found: Dossier) -> list[list[object]]:
    rows: list[list[object]] = []
    for each in sorted(found.alignments, key=lambda each: each.objective):
        objective = found.programme.objective(each.objective)
        verdicts = [VERDICTS.get(getattr(each, name), "Nog niet beoordeeld") for name in CRITERIA]
        day = short_date(each.aligned_on) if each.aligned_on else None
        state = "Bevestigd" if each.confirmed else "Nog niet bevestigd"
        rows.append([f"{objective.key} {objective.label}", *verdicts, Cell(day), state])
    return rows


def threads(found: Dossier) -> list[list[object]]:
    rows: list[list[object]] = []
    for each in found.threads:
        url = reverse("region:question", args=[found.year.region_id, each.pk])
        stand = Cell("todo", note="Wacht op u") if each.waits_for_region else Cell("done", note="Beantwoord")
        rows.append([Cell(each.title, url=url), stand, local_date(each.last_at)])
    return rows


def query(found: Dossier) -> str:
    return urlencode({"programma": found.year.programme})


def scans(found: Dossier) -> list[list[object]]:
    """How far each scan is and since when; never what is in it (R106)."""
    return [[Cell(_scan_title(found, each)), _scan_stand(each), Cell(_scan_day(each))] for each in found.scans]


def _scan_title(found: Dossier, scan: Scan) -> str:
    definition = found.programme.scan(scan.kind)
    return definition.title if definition else scan.kind


def _scan_stand(scan: Scan) -> Cell:
    status, words = STANDS[scan.status]
    return Cell(status, note=words)


def _scan_day(scan: Scan) -> date:
    """The day of the last step that has one."""
    moment = scan.reviewed_at or scan.submitted_at or scan.started_at
    return scan.finished_on or scan.interviewed_on or local_date(moment)
