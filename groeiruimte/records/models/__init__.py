"""One file per noun."""

from .claim_file import ClaimFile
from .clock import ClockSetting
from .edition import Edition
from .employee import Employee
from .enrolment import Enrolment
from .event import Event
from .job import Job
from .membership import Invitation, Membership
from .organisation import Insurer, Practice, Region
from .patient_list import ColumnMapping, ListCount, ListFindings, PatientList
from .region_year import QuarterClose, RegionYear
from .settlement_line import SettlementLine
from .standing import Standing
from .submission import Submission
from .user import User

__all__ = [
    "ClaimFile",
    "ClockSetting",
    "ColumnMapping",
    "Edition",
    "Employee",
    "Enrolment",
    "Event",
    "Insurer",
    "Invitation",
    "Job",
    "ListCount",
    "ListFindings",
    "Membership",
    "PatientList",
    "Practice",
    "QuarterClose",
    "Region",
    "RegionYear",
    "SettlementLine",
    "Standing",
    "Submission",
    "User",
]
