"""Paper: frozen data in, a tagged PDF out (PDF/UA-1, so that a screen reader can read it).

A paper is a template in typst beside this file. What people wrote goes to it as JSON and is never part of its source.
The same paper gives the same bytes.
"""

from __future__ import annotations

from .make import (
    attendance_list,
    certificate,
    decision_letter,
    form,
    receipt,
    region_report,
    regional_plan,
    scan_report,
    social_map,
    statement,
    survey_cards,
    survey_poster,
)
from .papers import (
    AttendanceList,
    Certificate,
    DecisionLetter,
    FormPaper,
    PaperActivity,
    PaperAdvice,
    PaperAnswer,
    PaperKpi,
    PaperObjective,
    PaperSection,
    PaperTarget,
    Receipt,
    RegionalPlanPaper,
    RegionReportPaper,
    ScanReportPaper,
    SocialMap,
    StatementPaper,
    SurveyCards,
    SurveyPoster,
)

CONTENT_TYPE = "application/pdf"

__all__ = (
    "CONTENT_TYPE",
    "AttendanceList",
    "Certificate",
    "DecisionLetter",
    "FormPaper",
    "PaperActivity",
    "PaperAdvice",
    "PaperAnswer",
    "PaperKpi",
    "PaperObjective",
    "PaperSection",
    "PaperTarget",
    "Receipt",
    "RegionReportPaper",
    "RegionalPlanPaper",
    "ScanReportPaper",
    "SocialMap",
    "StatementPaper",
    "SurveyCards",
    "SurveyPoster",
    "attendance_list",
    "certificate",
    "decision_letter",
    "form",
    "receipt",
    "region_report",
    "regional_plan",
    "scan_report",
    "social_map",
    "statement",
    "survey_cards",
    "survey_poster",
)
