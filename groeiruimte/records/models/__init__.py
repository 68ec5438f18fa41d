"""One file per noun."""

from .access_check import AccessCheck
from .article import Article, ArticleVersion, Story
from .claim_file import ClaimFile
from .clock import ClockSetting
from .commitment import Commitment
from .edition import Edition
from .employee import Employee
from .enrolment import Enrolment
from .event import Event
from .evidence import Evidence, StoredFile
from .extra_hours import ExtraHours
from .filled_form import FilledForm, FormAnswer, FormSubmission, Remark
from .intention import Intention
from .item import Item
from .job import Job
from .mail import Mail
from .membership import Invitation, Membership
from .milestone import Milestone, ProjectPartner
from .obligation import Obligation
from .organisation import Insurer, Practice, Region
from .patient_list import ColumnMapping, ListCount, ListFindings, PatientList
from .region_year import QuarterClose, RegionYear
from .settlement_line import SettlementLine
from .standing import Standing
from .submission import Submission
from .thread import Message, Thread
from .training import Attendance, CalendarFeed, Session, SignUp, Training
from .user import User

__all__ = [
    "AccessCheck",
    "Article",
    "ArticleVersion",
    "Attendance",
    "CalendarFeed",
    "ClaimFile",
    "ClockSetting",
    "ColumnMapping",
    "Commitment",
    "Edition",
    "Employee",
    "Enrolment",
    "Event",
    "Evidence",
    "ExtraHours",
    "FilledForm",
    "FormAnswer",
    "FormSubmission",
    "Insurer",
    "Intention",
    "Invitation",
    "Item",
    "Job",
    "ListCount",
    "ListFindings",
    "Mail",
    "Membership",
    "Message",
    "Milestone",
    "Obligation",
    "PatientList",
    "Practice",
    "ProjectPartner",
    "QuarterClose",
    "Region",
    "RegionYear",
    "Remark",
    "Session",
    "SettlementLine",
    "SignUp",
    "Standing",
    "StoredFile",
    "Story",
    "Submission",
    "Thread",
    "Training",
    "User",
]
