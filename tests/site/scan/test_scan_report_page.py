"""The drawing of a report: pure over its content, with the chart twice: as a picture and as a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template.loader import render_to_string

from groeiruimte.pages.scan_report import DEVICES, SCORES, chart, drawn, paper_of
from groeiruimte.reports import pdf
from tests.site.paper_text import words_of

CONTENT: dict[str, Any] = {
    "title": "Proefscan",
    "practice": "De Linde",
    "region": "Rijnmond Dokters",
    "specialist": "Noor Vos",
    "submitted_on": "2022-03-01",
    "interviewed_on": "2022-03-20",
    "published_on": "2022-04-05",
    "summary": "Kort gezegd.\nTwee regels.",
    "dimensions": [
        {"key": "stable", "title": "Stabiel", "percent": 40, "level": "risk"},
        {"key": "safe", "title": "Veilig", "percent": 100, "level": "fine"},
        {"key": "calm", "title": "Rust", "percent": None, "level": None},
    ],
    "in_order": [{"text": "U maakt elke dag een kopie."}],
    "improve": [
        {
            "id": "bcdfghjklmnpqrstvwxz",
            "advice": "",
            "title": "Koop een slot <b>",
            "text": "Voor de server.",
            "reason": "Iedereen kan erbij.",
            "effort": "small",
            "cost": "none",
            "who": "practice",
            "dimensions": ["safe", "stable", "weg"],
            "order": 1,
            "shows": "",
            "weeks": 1,
        }
    ],
    "devices": [
        {
            "kind": "Server",
            "make": "Merk",
            "number": 1200,
            "year": 2016,
            "system": "",
            "support_until": "2027-01-12",
            "note": "",
        }
    ],
}


def test_the_chart_says_the_same_as_its_table() -> None:
    made = chart(CONTENT["dimensions"])

    assert [(bar.title, bar.said, bar.tone, bar.width) for bar in made.bars] == [
        ("Stabiel", "40% · Risico", "late", "120"),
        ("Veilig", "100% · In orde", "done", "300"),
        ("Rust", "Niet gevraagd", "not_asked", "0"),
    ]
    assert [[cell.value for cell in row] for row in made.rows] == [
        ["Stabiel", "40%", "Risico"],
        ["Veilig", "100%", "In orde"],
        ["Rust", "–", "Niet gevraagd"],
    ]


def test_everything_in_words() -> None:
    report = drawn(CONTENT)

    assert [(row.label, row.value) for row in report.facts] == [
        ("Praktijk", "De Linde"),
        ("Regio", "Rijnmond Dokters"),
        ("Specialist", "Noor Vos"),
        ("Vragen verstuurd", "1 maart 2022"),
        ("Gesprek", "20 maart 2022"),
        ("Rapport", "5 april 2022"),
    ]
    (advice,) = report.improve
    assert [(row.label, row.value) for row in advice.facts] == [
        ("Hoeveel werk", "Weinig werk"),
        ("Kosten", "Geen kosten"),
        ("Wie", "Uw praktijk"),
        ("Goed voor", "Veilig, Stabiel"),
        ("Binnen", "1 week"),
    ]
    assert [cell.value for cell in report.devices[0]] == ["Server", "Merk", 1200, "2016", "", "12 januari 2027", ""]


def test_without_an_interview_there_is_no_specialist() -> None:
    bare = CONTENT | {"specialist": "", "interviewed_on": None, "summary": "", "devices": [], "improve": []}

    assert [row.label for row in drawn(bare).facts] == ["Praktijk", "Regio", "Vragen verstuurd", "Rapport"]


def test_the_page_has_a_picture_with_words_and_escapes_what_was_typed() -> None:
    page = render_to_string(
        "scan_report.html", {"report": drawn(CONTENT), "columns": SCORES, "device_columns": DEVICES}
    )

    assert '<figure class="scan-chart" aria-label="Score van elk onderdeel">' in page
    assert "<p>Stabiel <strong>40% · Risico</strong></p>" in page
    assert "1. Koop een slot &lt;b&gt;" in page
    assert "1.200" in page


def test_the_paper_names_the_practice_and_who_opened_it() -> None:
    said = words_of(pdf.scan_report(paper_of(CONTENT, reader="M. de Boer", on=date(2022, 4, 6))))

    assert "Vertrouwelijk - alleen voor De Linde" in said
    assert "Geopend door M. de Boer op 6 april 2022" in said
    assert "Koop een slot <b>" in said
