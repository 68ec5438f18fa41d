"""One file per noun."""

from .access_check import AccessCheck
from .alignment import Alignment, SupportedObjective
from .article import Article, ArticleVersion, Story
from .claim_file import ClaimFile
from .clock import ClockSetting
from .commitment import Commitment
from .device import Device
from .edition import Edition, Wording
from .employee import Employee
from .enrolment import Enrolment
from .event import Event
from .evidence import Evidence, StoredFile
from .extra_hours import ExtraHours
from .filled_form import FilledForm, FormAnswer, FormSubmission, Remark
from .intention import Intention
from .interview import Interview, InterviewSlot
from .item import Item
from .job import Job
from .kpi_state import KpiState
from .log_review import LogReview
from .mail import Mail
from .membership import Invitation, Membership
from .milestone import Milestone, ProjectPartner
from .obligation import Obligation
from .organisation import Insurer, Practice, Region
from .patient_list import ColumnMapping, ListCount, ListFindings, PatientList
from .publication import Publication
from .region_document import (
    Decision,
    DocumentPart,
    DocumentRemark,
    DocumentSubmission,
    KpiTest,
    RegionDocument,
)
from .region_year import QuarterClose, RegionYear
from .scan import Scan, ScanAnswer, ScanJudgement
from .scan_report import AdviceItem, ScanReport, ScanShare
from .settlement_line import SettlementLine
from .settlement_run import (
    CashierConsent,
    ClawBack,
    OiLine,
    PaymentFile,
    PracticeStatement,
    SettlementRun,
    StatementLine,
)
from .standing import Standing
from .submission import Submission
from .succession import Succession
from .support import RegionNote, SavedView, SupportRecord
from .survey import GroupOutcome, Survey, SurveyBox, SurveyOutcome
from .thread import Message, Thread
from .training import Attendance, CalendarFeed, Session, SignUp, Training
from .user import User
from .year_draft import YearDraft

__all__ = [
    "AccessCheck",
    "AdviceItem",
    "Alignment",
    "Article",
    "ArticleVersion",
    "Attendance",
    "CalendarFeed",
    "CashierConsent",
    "ClaimFile",
    "ClawBack",
    "ClockSetting",
    "ColumnMapping",
    "Commitment",
    "Decision",
    "Device",
    "DocumentPart",
    "DocumentRemark",
    "DocumentSubmission",
    "Edition",
    "Employee",
    "Enrolment",
    "Event",
    "Evidence",
    "ExtraHours",
    "FilledForm",
    "FormAnswer",
    "FormSubmission",
    "GroupOutcome",
    "Insurer",
    "Intention",
    "Interview",
    "InterviewSlot",
    "Invitation",
    "Item",
    "Job",
    "KpiState",
    "KpiTest",
    "ListCount",
    "ListFindings",
    "LogReview",
    "Mail",
    "Membership",
    "Message",
    "Milestone",
    "Obligation",
    "OiLine",
    "PatientList",
    "PaymentFile",
    "Practice",
    "PracticeStatement",
    "ProjectPartner",
    "Publication",
    "QuarterClose",
    "Region",
    "RegionDocument",
    "RegionNote",
    "RegionYear",
    "Remark",
    "SavedView",
    "Scan",
    "ScanAnswer",
    "ScanJudgement",
    "ScanReport",
    "ScanShare",
    "Session",
    "SettlementLine",
    "SettlementRun",
    "SignUp",
    "Standing",
    "StatementLine",
    "StoredFile",
    "Story",
    "Submission",
    "Succession",
    "SupportRecord",
    "SupportedObjective",
    "Survey",
    "SurveyBox",
    "SurveyOutcome",
    "Thread",
    "Training",
    "User",
    "Wording",
    "YearDraft",
]
