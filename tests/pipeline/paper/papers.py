"""One of each paper, filled as a practice would, for the tests beside this file."""

from __future__ import annotations

from datetime import UTC, date, datetime

from groeiruimte.reports import pdf

SENT_AT = datetime(2022, 8, 31, 21, 59, tzinfo=UTC)
PRINTED_ON = date(2022, 9, 1)

FORM = pdf.FormPaper(
    title="Plan van aanpak",
    practice="Huisartsenpraktijk De Linde",
    agb_code="01234567",
    region="Rijnmond Dokters",
    programme="Toekomstbestendige huisartsenzorg 2022",
    status="Ingestuurd",
    receipt="PVA-2022-0001",
    at=SENT_AT,
    signed_by="S. de Vries",
    statement="Ik verklaar dat dit klopt.",
    sections=(
        pdf.PaperSection(
            "Thema",
            (
                pdf.PaperAnswer("Welk thema kiest u?", ("Digitalisering",)),
                pdf.PaperAnswer("Wat speelt er?"),
                pdf.PaperAnswer(
                    "Welke taken verschuiven?",
                    table=(("Taak", "Nu", "Straks"), ("Bloeddruk meten", "huisarts", "POH-S")),
                ),
            ),
        ),
    ),
    kpis=(pdf.PaperKpi("Scholing triage", "gehaald", "Uit uw scholing: 12 mei en 3 juni 2022."),),
    evidence=("Website, 3 mei 2022",),
    printed_on=PRINTED_ON,
)

BLANK = pdf.FormPaper(
    title="Inventarisatieblad",
    practice="Huisartsenpraktijk De Linde",
    agb_code="01234567",
    region="Rijnmond Dokters",
    programme="Toekomstbestendige huisartsenzorg 2022",
    status="",
    receipt="",
    at=None,
    signed_by="",
    statement="Wij kozen samen.",
    sections=(
        pdf.PaperSection(
            "Ideeën",
            (
                pdf.PaperAnswer("Kies een thema", ("Digitalisering", "Triage")),
                pdf.PaperAnswer("Wat speelt er?"),
                pdf.PaperAnswer("Schrijf uw ideeën op", table=(("Idee", "Impact", "Prioriteit"),)),
            ),
        ),
    ),
    printed_on=PRINTED_ON,
    blank=True,
)

CERTIFICATE = pdf.Certificate(
    name="S. de Vries",
    function="Doktersassistent",
    practice="Huisartsenpraktijk De Linde",
    title="Digitale triage",
    kind="Scholing",
    day=date(2022, 5, 12),
    place="Rotterdam",
    number="SCH-22-0001",
    region="Rijnmond Dokters",
    issued_on=date(2022, 5, 13),
)

ATTENDANCE = pdf.AttendanceList(
    title="Digitale triage",
    when="donderdag 12 mei 2022, 19:00 tot 21:00 uur",
    place="Rotterdam",
    region="Rijnmond Dokters",
    rows=(("S. de Vries", "Doktersassistent", "De Linde"), ("A. Bakker", "POH-S", "De Es")),
    printed_on=date(2022, 5, 11),
)

RECEIPT = pdf.Receipt(
    title="Plan van aanpak",
    practice="Huisartsenpraktijk De Linde",
    agb_code="01234567",
    region="Rijnmond Dokters",
    programme="Toekomstbestendige huisartsenzorg 2022",
    number="PVA-2022-0001",
    at=SENT_AT,
    by="S. de Vries",
    sha256="0123456789abcdef" * 4,
    lines=(("Antwoorden", "24"), ("Bewijsstukken", "3")),
)

SOCIAL_MAP = pdf.SocialMap(
    practice="Huisartsenpraktijk De Linde",
    districts=(
        ("Feijenoord", (("Wijkteam", "ouderen thuis"), ("Buurthuis", "eenzaamheid"))),
        ("Charlois", ()),
    ),
    printed_on=PRINTED_ON,
)
