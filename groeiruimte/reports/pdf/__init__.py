"""Paper: frozen data in, a tagged PDF out (PDF/UA-1, so that a screen reader can read it).

A paper is a template in typst beside this file. What people wrote goes to it as JSON and is never part of its source.
The same paper gives the same bytes.
"""

from __future__ import annotations

from .make import attendance_list, certificate, form, receipt, social_map
from .papers import (
    AttendanceList,
    Certificate,
    FormPaper,
    PaperAnswer,
    PaperKpi,
    PaperSection,
    Receipt,
    SocialMap,
)

CONTENT_TYPE = "application/pdf"

__all__ = (
    "CONTENT_TYPE",
    "AttendanceList",
    "Certificate",
    "FormPaper",
    "PaperAnswer",
    "PaperKpi",
    "PaperSection",
    "Receipt",
    "SocialMap",
    "attendance_list",
    "certificate",
    "form",
    "receipt",
    "social_map",
)
