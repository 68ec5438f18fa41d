"""What a sealed report says, in rows and words; for the region that wrote it, its insurer and the paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import DIMENSIONS
from groeiruimte.records.models import DocumentSubmission, RegionYear
from groeiruimte.reports.pdf import RegionReportPaper
from groeiruimte.rules.region_report import percent
from groeiruimte.rules.why import number

Content = Mapping[str, Any]

KPIS = (
    Column("KPI"),
    Column("Gevraagd", "number"),
    Column("Gehaald", "number"),
    Column("Bijna", "number"),
    Column("Nog niet", "number"),
    Column("Zonder antwoord", "number"),
)
THEMES = (
    Column("Doelstelling"),
    Column("Praktijken", "number"),
    Column("Alle KPI's gehaald", "number"),
    Column("Een deel gehaald", "number"),
    Column("Nog geen gehaald", "number"),
)
SUPPORT = (Column("Ondersteuning"), Column("Praktijken", "number"), Column("Keer", "number"))
TRACKS = (
    Column("Traject"),
    Column("Aangemeld", "number"),
    Column("Begonnen", "number"),
    Column("Klaar", "number"),
)

SCANS = (
    Column("Scan"),
    Column("Aangeboden", "number"),
    Column("Begonnen", "number"),
    Column("Klaar", "number"),
    Column("Laatste klaar op"),
)


def kpi_lines(row: Content) -> Iterator[str]:
    """The outcome of one KPI: its aim and target, its number, its text."""
    if row["dimension"]:
        yield f"Doel: {DIMENSIONS.get(row['dimension'], row['dimension'])}"
    if row["target"]:
        yield f"Streefwaarde: {row['target']}"
    if row["reached"] is not None and row["out_of"] is not None:
        share = f" ({percent(row['reached'], row['out_of'])}%)" if row["out_of"] else ""
        yield f"Gehaald: {number(row['reached'])} van {number(row['out_of'])}{share}"
    if row["unanswered"]:
        yield f"Zonder antwoord: {number(row['unanswered'])}"
    yield from (line for line in str(row["text"]).splitlines() if line.strip())


def kpi_rows(content: Content) -> list[list[Cell]]:
    """The KPIs that were counted, in numbers."""
    return [
        [
            Cell(row["title"], note=row["objective"]),
            *(Cell(row[name]) for name in ("asked", "met", "nearly", "not_yet", "unanswered")),
        ]
        for row in content["parts"]["kpi"]
        if row["source"]
    ]


def theme_rows(content: Content) -> list[list[Cell]]:
    return [
        [
            Cell(f"{each['objective']} {each['title']}"),
            *(Cell(each[name]) for name in ("practices", "all", "some", "none")),
        ]
        for each in content["figures"]["themes"]
    ]


def support_rows(content: Content) -> list[list[Cell]]:
    """Per kind (R134), then per phase (R140)."""
    known = content["figures"]
    return [
        [Cell(each["label"]), Cell(each["practices"]), Cell(each["records"])]
        for each in (*known["support"], *known["phases"])
    ]


def track_rows(content: Content) -> list[list[Cell]]:
    """R115, R116, R118: how far practices are in each track."""
    return [
        [Cell(each["label"]), Cell(each["chosen"]), Cell(each["started"]), Cell(each["complete"])]
        for each in content["figures"]["tracks"]
    ]


def scan_rows(content: Content) -> list[list[Cell]]:
    """R106: of each scan how many practices are how far, and the last day. A report of before has no such rows."""
    return [
        [*(Cell(each[name]) for name in ("title", "offered", "begun", "ready")), Cell(_day(each["last"]))]
        for each in content["figures"].get("scans", ())
    ]


def figures(content: Content) -> list[tuple[str, str]]:
    """Participation (R188), coverage (R037) and what was offered (R032), as label and words."""
    known = content["figures"]
    asked, came, carried = known["coverage"], known["offered"], known["carried"]
    found = [
        ("Praktijken die meedoen", f"{known['participants']} van {known['affiliated']}"),
        ("Praktijken met alle antwoorden", f"{asked['complete']} van {asked['asked']}"),
        ("Praktijken die een scholing bezochten", f"{came['came']} van {known['participants']}"),
        ("Dagen scholing aangeboden", str(came["days"])),
    ]
    if carried["structural"]:
        found.append(("Afspraken die doorlopen", str(len(carried["for_all"]) + carried["with_practices"])))
    return found


def paper_of(
    content: Content, year: RegionYear, programme: Programme, sent: DocumentSubmission | None, on: date
) -> RegionReportPaper:
    """The report on paper: as it was sent, or as it stands."""
    parts = content["parts"]
    return RegionReportPaper(
        title=f"Rapportage {content['region']['name']}",
        region=content["region"]["name"],
        insurer=year.insurer.name,
        programme=programme.title,
        version=str(sent.number) if sent else "Concept, nog niet verstuurd",
        receipt=sent.receipt if sent else "",
        at=sent.submitted_at if sent else None,
        on_time=in_time(content["figures"]["due"], sent.late) if sent else "",
        signed_by=sent.submitted_by.name if sent else "",
        statement=sent.statement if sent else "",
        sha256=sent.sha256 if sent else "",
        coverage=tuple(figures(content)),
        themes=_rows(theme_rows(content)),
        kpis=tuple((row["title"], tuple(kpi_lines(row))) for row in parts["kpi"]),
        sections=tuple((part["title"], tuple(part["text"].splitlines())) for part in parts["section"]),
        support=_rows(support_rows(content)),
        tracks=_rows(track_rows(content)),
        scans=_rows(scan_rows(content)),
        exceptions=tuple((part["title"], tuple(part["text"].splitlines())) for part in parts["exception"]),
        printed_on=on,
    )


def _rows(table: list[list[Cell]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(cell.value) for cell in row) for row in table)


def in_time(due: str, late: bool) -> str:
    """`due` is a day as 2022-03-31, or nothing (R037)."""
    if late:
        return f"Nee, de laatste dag was {_day(due)}." if due else "Nee."
    return f"Ja, de laatste dag is {_day(due)}." if due else "Er is geen laatste dag."


def _day(text: str) -> str:
    return short_date(date.fromisoformat(text)) if text else ""
