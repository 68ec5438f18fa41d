"""The settlement of a quarter for 4,874 practices with five insurers each: preparing it and closing it.

The dearest case: the region pays, its maximum is passed so that every practice is cut, and the payment file is made and
checked against its schema. Prints CPU seconds of both. Run as `python bench/settlement_run.py [--practices 4874]`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from datetime import UTC, datetime

os.environ["GROEIRUIMTE_MODE"] = "test"
os.environ["GROEIRUIMTE_TODAY"] = "2022-04-20"
os.environ["GROEIRUIMTE_DATA"] = tempfile.mkdtemp(prefix="groeiruimte-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "groeiruimte.config.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import transaction

from groeiruimte.actions import programmes, settlement_runs
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    CashierConsent,
    Enrolment,
    ListCount,
    PatientList,
    PaymentFile,
    Practice,
    PracticeStatement,
    SettlementLine,
    StatementLine,
    User,
)
from tests.site.rijnmond import Rijnmond, make_person, make_practices, make_region

PRACTICES, GOAL = 4874, 60.0
QUARTER, AT = Quarter(2022, 1), datetime(2022, 4, 20, 9, 0, tzinfo=UTC)
CODES = ("3311", "3313", "3351", "3358", "9086")
ACCOUNT = "NL02ABNA0123456789"


def make_world(practices: int) -> Rijnmond:
    """A region that pays, with a list and five booked lines of every practice."""
    rijnmond = make_region()
    was = rijnmond.year.edition.wording
    text = was.text.replace('route = "direct" # R060', 'route = "cashier"\nover_maximum = "proportional"')
    by = access.system(AT.date(), "bench")
    rijnmond.year.edition = programmes.publish(text=text, base=was.base, cases=was.cases, by=by, at=AT, key=new_id())
    rijnmond.year.cashier = True
    rijnmond.year.maximum_cents = practices * 90_000
    rijnmond.year.oi_cents = practices * 500
    rijnmond.year.save()
    rijnmond.region.bank_account = ACCOUNT
    rijnmond.region.save()
    made = make_practices(rijnmond, [f"Praktijk {number:04d}" for number in range(practices)])
    Practice.objects.update(bank_account=ACCOUNT)
    owner = make_person("practice_owner", practice=made[0])
    CashierConsent.objects.bulk_create(
        CashierConsent(practice=one, region=rijnmond.region, region_year=rijnmond.year, given_by=owner, given_at=AT)
        for one in made
    )
    _deliver(owner)
    return rijnmond


def _deliver(user: User) -> None:
    lists = PatientList.objects.bulk_create(
        PatientList(
            enrolment=enrolment,
            practice=enrolment.practice,
            region_id=enrolment.region_id,
            quarter=str(QUARTER),
            number=1,
            receipt=f"{QUARTER}-{enrolment.practice.agb_code}",
            status="counts",
            delivered_at=AT,
            delivered_by=user,
            handed_in_at=AT,
            sha256="0" * 64,
            size=1,
            rows=2500,
            counted=5 * (200 + place % 97),
        )
        for place, enrolment in enumerate(Enrolment.objects.select_related("practice"))
    )
    each = [(found, code, found.counted // 5) for found in lists for code in CODES]
    ListCount.objects.bulk_create(
        ListCount(
            patient_list=found, practice_id=found.practice_id, region_id=found.region_id, uzovi_code=code, count=count
        )
        for found, code, count in each
    )
    SettlementLine.objects.bulk_create(
        SettlementLine(
            reference=f"{found.receipt}-{code}",
            enrolment_id=found.enrolment_id,
            practice_id=found.practice_id,
            region_id=found.region_id,
            patient_list=found,
            quarter=str(QUARTER),
            uzovi_code=code,
            count=count,
            tariff_cents=79,
            amount_cents=count * 79,
            booked_at=AT,
        )
        for found, code, count in each
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--practices", type=int, default=PRACTICES)
    practices = parser.parse_args().practices
    try:
        call_command("migrate", verbosity=0)
        with transaction.atomic():
            rijnmond = make_world(practices)
            lead = access.actor(make_person("region_lead", region=rijnmond.region), AT.date())
            finance = access.actor(make_person("region_finance", region=rijnmond.region), AT.date())
        place = {"region": rijnmond.region, "at": AT}
        began = time.process_time()
        run = settlement_runs.prepare(**place, region_year=rijnmond.year, quarter=QUARTER, by=lead, key=new_id())
        prepared = time.process_time()
        run = settlement_runs.close(**place, run=run, by=finance, key=new_id())
        closed = time.process_time()
        counted = PracticeStatement.objects.count(), StatementLine.objects.count(), PaymentFile.objects.get().count
        if counted != (practices, 5 * practices, practices) or run.payable_cents != rijnmond.year.s3_maximum:
            raise SystemExit(f"not everything was settled: {counted}, {run.payable_cents}")
        print(f"settlement of {practices:,} practices, {5 * practices:,} lines, every practice cut")
        took = f"prepare {prepared - began:5.1f} s CPU   close {closed - prepared:5.1f} s CPU"
        print(f"  {took}   goal {GOAL:.0f} s together")
        if closed - began > GOAL:
            raise SystemExit("slower than the goal")
    finally:
        shutil.rmtree(os.environ["GROEIRUIMTE_DATA"])


if __name__ == "__main__":
    main()
