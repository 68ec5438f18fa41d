"""Draws what a sealed scan report says: for the practice, for whom it is shared with, and as a preview.

Works on the content alone (`actions.scan_reports.content`), so that everybody sees the same report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from groeiruimte.actions.scan_advice import COSTS, DOERS, EFFORTS
from groeiruimte.pages.layout.parts import Cell, Column, Row
from groeiruimte.programme.calendar import short_date
from groeiruimte.reports.pdf import PaperAdvice, ScanReportPaper

LEVELS = {"fine": ("In orde", "done"), "attention": ("Let op", "in_progress"), "risk": ("Risico", "late")}
NOT_ASKED = ("Niet gevraagd", "not_asked")
WIDTH = 300
"""Of a bar that is full, in its drawing."""
SCORES = (Column("Onderdeel"), Column("Score", "number"), Column("Oordeel"))
DEVICES = (
    Column("Soort"),
    Column("Merk"),
    Column("Aantal", "number"),
    Column("Jaar"),
    Column("Systeem"),
    Column("Ondersteuning tot"),
    Column("Opmerking"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One dimension in the drawing; its width is text, so that no thousands dot slips in."""

    title: str
    said: str
    tone: str
    width: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The dimensions as bars from 0 to 100; `rows` says the same in a table."""

    bars: tuple[Bar, ...]
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Improvement:
    """One piece of advice, with everything in words; `id` is that of the line."""

    id: str
    order: int
    title: str
    text: str
    reason: str
    facts: list[Row]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report as its template shows it."""

    title: str
    practice: str
    facts: list[Row]
    summary: str
    chart: Chart
    in_order: tuple[str, ...]
    improve: tuple[Improvement, ...]
    devices: list[list[Cell]]


def drawn(content: Mapping[str, Any]) -> Drawn:
    """Everything of a report, in its order."""
    return Drawn(
        title=content["title"],
        practice=content["practice"],
        facts=[Row(label, value) for label, value in _facts(content)],
        summary=content["summary"],
        chart=chart(content["dimensions"]),
        in_order=tuple(each["text"] for each in content["in_order"]),
        improve=tuple(_improvement(content, each) for each in content["improve"]),
        devices=[_device(each) for each in content["devices"]],
    )


def chart(dimensions: list[Mapping[str, Any]]) -> Chart:
    bars, rows = [], []
    for each in dimensions:
        words, tone = _level(each)
        percent = each["percent"]
        said = words if percent is None else f"{percent}% · {words}"
        bars.append(Bar(each["title"], said, tone, str(WIDTH * (percent or 0) // 100)))
        rows.append([Cell(each["title"]), Cell("–" if percent is None else f"{percent}%"), Cell(words, tone=tone)])
    return Chart(tuple(bars), rows)


def paper_of(content: Mapping[str, Any], *, reader: str, on: date) -> ScanReportPaper:
    """The report on paper, for who opened it on a day; both stand at the foot of every page."""
    found = drawn(content)
    return ScanReportPaper(
        title=content["title"],
        practice=content["practice"],
        facts=tuple(_facts(content)),
        summary=tuple(part for part in content["summary"].splitlines() if part.strip()),
        dimensions=tuple((bar.title, bar.said, bar.tone, each["percent"] or 0) for bar, each in _bars(found, content)),
        in_order=found.in_order,
        improve=tuple(
            PaperAdvice(each.title, each.text, each.reason, tuple((row.label, str(row.value)) for row in each.facts))
            for each in found.improve
        ),
        devices=tuple(tuple(str(cell.value) for cell in row) for row in found.devices),
        reader=reader,
        opened_on=on,
    )


def _bars(found: Drawn, content: Mapping[str, Any]) -> list[tuple[Bar, Mapping[str, Any]]]:
    return list(zip(found.chart.bars, content["dimensions"], strict=True))


def _facts(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    days = (
        ("Vragen verstuurd", content["submitted_on"]),
        ("Gesprek", content["interviewed_on"]),
        ("Rapport", content["published_on"]),
    )
    pairs = [("Praktijk", content["practice"]), ("Regio", content["region"])]
    pairs += [("Specialist", content["specialist"])] if content["specialist"] else []
    return pairs + [(label, short_date(date.fromisoformat(day))) for label, day in days if day]


def _level(dimension: Mapping[str, Any]) -> tuple[str, str]:
    return LEVELS.get(dimension["level"] or "", NOT_ASKED)


def _improvement(content: Mapping[str, Any], line: Mapping[str, Any]) -> Improvement:
    titles = {each["key"]: each["title"] for each in content["dimensions"]}
    about = ", ".join(titles[key] for key in line["dimensions"] if key in titles)
    weeks = "1 week" if line["weeks"] == 1 else f"{line['weeks']} weken"
    pairs = (
        ("Hoeveel werk", EFFORTS.get(line["effort"], "")),
        ("Kosten", COSTS.get(line["cost"], "")),
        ("Wie", DOERS.get(line["who"], "")),
        ("Goed voor", about),
        ("Klaar als", line["shows"]),
        ("Binnen", weeks),
    )
    facts = [Row(label, value[:1].upper() + value[1:]) for label, value in pairs if value]
    return Improvement(line["id"], line["order"], line["title"], line["text"], line["reason"], facts)


def _device(device: Mapping[str, Any]) -> list[Cell]:
    until = short_date(date.fromisoformat(device["support_until"])) if device["support_until"] else ""
    return [
        Cell(device["kind"]),
        Cell(device["make"]),
        Cell(device["number"]),
        Cell(str(device["year"] or "")),
        Cell(device["system"]),
        Cell(until),
        Cell(device["note"]),
    ]
