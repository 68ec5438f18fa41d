"""Who plays which part in the tests, so that no test is in the way of another."""

from __future__ import annotations

from groeiruimte.actions.demo.deliveries import WAITING
from groeiruimte.actions.demo.sample_lists import Kind, sample_of
from groeiruimte.actions.demo.world import AGREED as AGREED_AT
from groeiruimte.actions.demo.world import (
    LEADS,
    NOT_YET,
    OF_2021,
    OUTCOME,
    REPORT_READY,
    SCAN_AHEAD,
    SECOND,
    PracticePlan,
    world,
)
from groeiruimte.programme.calendar import Quarter

RIJNMOND = world().of("rijnmond")
Q1, Q2 = Quarter(2022, 1), Quarter(2022, 2)

# Looked at, never changed.
LEAD = RIJNMOND[LEADS]
PILOT = RIJNMOND[3]
EARLY = RIJNMOND[8]
MENDED = RIJNMOND[12]
LATE = RIJNMOND[9]
CHECKED = RIJNMOND[WAITING]
UTRECHT = world().of("utrecht")[LEADS]
ROHA = world().of("roha")[LEADS]
WITH_HOURS, NO_MAP = RIJNMOND[SECOND], RIJNMOND[5]
SENT_BACK, AGREED = (world().of("utrecht")[place] for place in (SECOND, AGREED_AT))

# Where a scan or a survey is at every stage (actions/demo/scan_plans.py and survey_plans.py).
SCAN_BEGINS, SCAN_READY = RIJNMOND[SCAN_AHEAD], RIJNMOND[REPORT_READY]
SCAN_HALFWAY, SCAN_SENT, SCAN_LOOKED_AT, SCAN_PLANNED, SCAN_TALKED, SCAN_IMPROVES = (
    RIJNMOND[place] for place in (13, 24, 26, 44, 52, 53)
)
SCAN_SHARES, SURVEY_BEGINS = RIJNMOND[40], RIJNMOND[30]
SCANS_AT_ROHA = [world().of("roha")[place] for place in (17, 5)]
"""One chose no follow-up of its praktijkscan yet; the other chose a plan of its own."""
TEAM_ASKED, TEAM_SMALL, TEAM_LATER = RIJNMOND[OUTCOME], RIJNMOND[46], RIJNMOND[SECOND]
PATIENTS_ASKED, PATIENTS_LATER = RIJNMOND[59], RIJNMOND[48]

# Each belongs to one test, or to one screen.
NEW, YEAR_ROUND, FIRST_LIST, COUNTED = (RIJNMOND[place] for place in (NOT_YET, 56, 57, 58))
BUDGET, KEYBOARD, CLAIMS, JUMPS, NOBODY, UNREADABLE, CORRECTS, TYPING, UNSCRIPTED = (
    RIJNMOND[place] for place in (4, 6, 20, 10, 11, 13, 15, 17, 19)
)
APP, PASSKEY, MANY_FORMS = (world().of("utrecht")[place] for place in (5, 6, 7))
MAPS, ROWS = RIJNMOND[18], world().of("utrecht")[8]
PLANS = world().of("utrecht")[40]
DOUBLE, LEFT_OPEN, WENT_AWAY, TOGETHER = (RIJNMOND[place] for place in (25, 43, 28, 54))
TWO_YEARS, NEIGHBOUR = (world().of("utrecht")[place] for place in (21, 28))
PAID_OUT = [world().of("utrecht")[place] for place in (33, 34, 35)]
VIDEO, BOARDS = (world().of("roha")[place] for place in (OF_2021, 4))

PLAYS_SCAN, SCANS_UNSCRIPTED = RIJNMOND[SCAN_AHEAD], RIJNMOND[23]
ASKS_TEAM, ASKS_PATIENTS = RIJNMOND[47], RIJNMOND[29]
SCAN_OF_ROHA = world().of("roha")[8]
"""Has subject 1 in the demo; prepare.py gives it the combined subject of the praktijkscan, that it has yet to do."""

PROJECT_LEAD, FINANCE = "projectleider.rijnmond@example.org", "financien.rijnmond@example.org"
UTRECHT_LEAD = "projectleider.utrecht@example.org"
ROHA_LEAD = "projectleider.roha@example.org"
TRAINER = "trainer.rijnmond@example.org"
SPECIALIST = "specialist.rijnmond@example.org"
LONG_AGO = f"{PLAYS_SCAN.manager.email}, long ago"
"""Logged in so long ago that confidential pages ask who it is: another session of the same person (prepare.py)."""
PURCHASER = "zorginkoper.zilveren-kruis@example.org"
APPROVER = "tweede.zilveren-kruis@example.org"
ADMIN, LOG_MANAGER = (person.email for person in world().keepers)


def content_of(practice: PracticePlan, quarter: Quarter, kind: Kind) -> bytes:
    return sample_of(practice.agb_code, practice.patients, quarter, kind).content
