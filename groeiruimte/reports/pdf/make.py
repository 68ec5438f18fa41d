"""Makes the papers. A PDF takes a few milliseconds, so nobody has to wait for a job."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

from groeiruimte.programme.calendar import AMSTERDAM, local_date, long_date, short_date

from .letters import UNKNOWN, printable
from .papers import (
    AttendanceList,
    Certificate,
    DecisionLetter,
    FormPaper,
    Receipt,
    RegionalPlanPaper,
    RegionReportPaper,
    ScanReportPaper,
    SocialMap,
    StatementPaper,
    SurveyCards,
    SurveyPoster,
)
from .square import square

_TEMPLATES = Path(__file__).parent


def form(paper: FormPaper) -> bytes:
    """A form with its answers, KPIs and evidence; or, when `blank`, the sheet to fill in by hand."""
    return _paper("form", asdict(paper), paper.printed_on)


def certificate(paper: Certificate) -> bytes:
    """Proof of a training, on one lying page."""
    return _paper("certificate", asdict(paper), paper.issued_on)


def attendance_list(paper: AttendanceList) -> bytes:
    """The list to sign at the door, with empty rows for who did not sign up."""
    return _paper("attendance_list", asdict(paper), paper.printed_on)


def receipt(paper: Receipt) -> bytes:
    """Proof of what arrived and when."""
    return _paper("receipt", asdict(paper), local_date(paper.at))


def statement(paper: StatementPaper) -> bytes:
    """What one settlement came to for one practice."""
    return _paper("statement", asdict(paper), paper.printed_on)


def regional_plan(paper: RegionalPlanPaper) -> bytes:
    """What a region plans, with the list of practices and their objectives."""
    return _paper("regional_plan", asdict(paper), paper.printed_on)


def region_report(paper: RegionReportPaper) -> bytes:
    """What a region reports to its insurer."""
    return _paper("region_report", asdict(paper), paper.printed_on)


def scan_report(paper: ScanReportPaper) -> bytes:
    """The advice report of a scan, with who opened it and when on every page."""
    return _paper("scan_report", asdict(paper), paper.opened_on)


def social_map(paper: SocialMap) -> bytes:
    """With whom a practice works, per district: as a list and as a picture."""
    return _paper("social_map", asdict(paper), paper.printed_on)


def decision_letter(paper: DecisionLetter) -> bytes:
    """What an insurer decided about the plan of a region, for both sides."""
    return _paper("decision_letter", asdict(paper), paper.printed_on)


def survey_poster(paper: SurveyPoster) -> bytes:
    """The way for patients to a survey, to hang up or hand out."""
    return _paper("survey_poster", {**asdict(paper), "code": square(paper.link)}, None)


def survey_cards(paper: SurveyCards) -> bytes:
    """The ways for a team to a survey, one each."""
    cards = [{"link": link, "code": square(link)} for link in paper.links]
    return _paper("survey_cards", {**asdict(paper), "cards": cards}, None)


def _paper(template: str, data: Mapping[str, Any], day: date | None) -> bytes:
    """Compile a template with its data. The moment in the file is noon of the day in the foot: no clock is read."""
    shown = _words(data)
    unknown = UNKNOWN in json.dumps(shown, ensure_ascii=False)
    compiler = typst.Compiler(str(_TEMPLATES / f"{template}.typ"), root=str(_TEMPLATES), font_paths=_fonts())
    made = compiler.compile(
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"paper": json.dumps({**shown, "foot": short_date(day) if day else "", "unknown": unknown})},
        timestamp=int(datetime.combine(day, time(12), UTC).timestamp()) if day else 0,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{template} made no PDF")
    return made


@cache
def _fonts() -> typst.Fonts:
    """Our own letter only: no font of a machine changes a paper."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_source_sans_pro.font_directory]
    )


def _words(value: Any) -> Any:
    """Data as a template takes it: days and moments in Dutch words, texts with letters that the paper can show."""
    match value:
        case str():
            return printable(value)
        case datetime():
            local = value.astimezone(AMSTERDAM)
            return f"{long_date(local.date())} om {local:%H:%M} uur"
        case date():
            return short_date(value)
        case Mapping():
            return {key: _words(part) for key, part in value.items()}
        case list() | tuple():
            return [_words(part) for part in value]
    return value
