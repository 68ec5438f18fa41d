"""One of each paper, filled as a practice would, for the tests beside this file."""

from __future__ import annotations

from datetime import UTC, date, datetime

from groeiruimte.reports import pdf

SENT_AT = datetime(2022, 8, 31, 21, 59, tzinfo=UTC)
PRINTED_ON = date(2022, 9, 1)

POSTER = pdf.SurveyPoster(
    title="Wat vindt u van ons?",
    practice="Huisartsenpraktijk De Linde",
    promise="Wij weten niet wie u bent.",
    minutes=2,
    link="https://example.org/v/bcdfghjkmnpqrstvwxzb/bcdfghjkmnpqrstvwxzb/",
    closes=date(2022, 4, 30),
)

CARDS = pdf.SurveyCards(
    title="Werkplezier",
    practice="Huisartsenpraktijk De Linde",
    promise="Niemand ziet wie wat antwoordt.",
    minutes=4,
    links=tuple(f"https://example.org/v/bcdfghjkmnpqrstvwxzb/{letter * 20}/" for letter in "bcdfghjkm"),
    closes=date(2022, 4, 30),
)

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

REGIONAL_PLAN = pdf.RegionalPlanPaper(
    title="Regioplan Rijnmond Dokters",
    region="Rijnmond Dokters",
    insurer="Zilveren Kruis",
    programme="Toekomstbestendige huisartsenzorg 2022",
    status="Verstuurd",
    version="1",
    receipt="2022-BCDFGHJK",
    at=SENT_AT,
    signed_by="S. de Vries",
    statement="Ik teken dit regioplan.",
    sha256="0123456789abcdef" * 4,
    sections=(("Waarom deze KPI's passen", ("Zij vragen weinig werk.",)), ("Leeg", ())),
    objectives=(
        pdf.PaperObjective(
            title="A Zorg op afstand",
            practices=1,
            sections=(("Aanpak: A Zorg op afstand", ("Wij oefenen samen.", "Daarna meten wij.")),),
            activities=(
                pdf.PaperActivity("Beeldbellen", "Scholing", "voorjaar", "€ 2.500,00", "Project OPEN", "Een avond."),
                pdf.PaperActivity("Gesprek", "", "", "", "", ""),
            ),
            kpis=(pdf.PaperTarget("Twee scholingen", "ervaring van de patiënt", "40 praktijken", "5 minuten"),),
        ),
        pdf.PaperObjective("D Slimmer werken", 0, (), (), ()),
    ),
    general=(pdf.PaperTarget("Iedereen meet", "kosten", "alle praktijken", ""),),
    agreements=(("Alle praktijken", ("De praktijk meet mee.",)),),
    practices=(("De Linde", "01090001", "Feijenoord", "A"), ("De Es", "01090002", "", "A en D")),
    budget=(("Budget van de regio (O&I)", "€ 12.000,00"),),
    double_funding=("O&I en Project OPEN: wie ook ander geld noemt, zegt wat extra is.",),
    printed_on=PRINTED_ON,
)

STATEMENT = pdf.StatementPaper(
    title="Specificatie kwartaal 2 van 2022",
    practice="Huisartsenpraktijk De Linde",
    agb_code="01234567",
    region="Rijnmond Dokters",
    programme="Toekomstbestendige huisartsenzorg 2022",
    number="2022Q2-1-01234567-1",
    at=SENT_AT,
    outcome="Uw regio betaalt u € 1.655,05",
    account="•••• 6789",
    lines=(("kwartaal 2 van 2022, Zilveren Kruis (3311)", "2.095", "€ 0,79", "€ 1.655,05"),),
    total="€ 1.655,05",
    steps=(
        ("Kwartaal 2 van 2022", "€ 1.655,05", "1 boeking"),
        ("Uit te betalen", "€ 1.655,05", "Uw regio betaalt u uit (kassier)."),
    ),
    printed_on=PRINTED_ON,
)

LETTER = pdf.DecisionLetter(
    region="Rijnmond Dokters",
    programme="Toekomstbestendige huisartsenzorg 2022",
    insurer="Zilveren Kruis",
    version="2",
    signed_by="Sanne Visser",
    sent_at=SENT_AT,
    receipt="2022-ABCDEFGH",
    verdict="Wij zijn akkoord met dit plan.",
    amounts=(("Maximum van S3 en O&I samen", "€ 250.000,00"), ("Voor de regio (O&I)", "€ 24.000,00")),
    conditions_title="Voorwaarden",
    conditions=("De regio meet in het najaar opnieuw.",),
    kpis=(("Praktijken die beeldbellen", "8 van de 10", "Voldoet"),),
    proposed_by="Tess Duin",
    proposed_at=SENT_AT,
    decided_by="Bo Dijk",
    decided_at=SENT_AT,
    sha256="ab" * 32,
    printed_on=date(2022, 4, 5),
)

SCAN_REPORT = pdf.ScanReportPaper(
    title="ICT-praktijkscan",
    practice="Huisartsenpraktijk De Linde",
    facts=(("Praktijk", "Huisartsenpraktijk De Linde"), ("Specialist", "Noor Vos"), ("Gesprek", "5 april 2022")),
    summary=("Uw kopieën zijn het grootste risico.", "De rest staat er goed voor."),
    dimensions=(
        ("Stabiel", "40% · Risico", "late", 40),
        ("Veilig", "62% · Let op", "in_progress", 62),
        ("Toekomstbestendig", "88% · In orde", "done", 88),
        ("Rust", "Niet gevraagd", "not_asked", 0),
    ),
    in_order=("U maakt elke dag een kopie.", "Gasten hebben hun eigen wifi."),
    improve=(
        pdf.PaperAdvice(
            "Test elk kwartaal een kopie",
            "Zet één bestand terug.\nSchrijf op of het lukte.",
            "U zette nog nooit een kopie terug.",
            (("Hoeveel werk", "Weinig werk"), ("Kosten", "Geen kosten"), ("Klaar als", "Een teruggezet bestand")),
        ),
    ),
    devices=(("Server", "Merk A", "1", "2016", "Windows Server 2016", "12 januari 2027", "In de gang"),),
    reader="M. de Boer",
    opened_on=PRINTED_ON,
)
