"""CPU time of pages with 1, 3 and 5,000 practices: those of a practice well into its year, and lists of the region.

P01 my year, P20 the KPIs, P07 the plan, P14 the trainings, `form` a section of a form, `PDF` that form on paper; R07
the patient lists, R05 the forms to review. `python bench/pages.py` prints the median CPU time of a request through all
middleware, and the number of queries.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime

os.environ["GROEIRUIMTE_MODE"] = "test"
os.environ["GROEIRUIMTE_TODAY"] = "2022-04-05"
os.environ["GROEIRUIMTE_DATA"] = tempfile.mkdtemp(prefix="groeiruimte-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "groeiruimte.config.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from bench.year import FORM, SECTION, busy_year, hand_in_everywhere
from groeiruimte.records.models import Enrolment, ListCount, ListFindings, PatientList, SettlementLine, User
from tests.site.rijnmond import make_person, make_practices, make_region

SIZES = (1, 3, 5000)
RUNS = 15
PRACTICE, REGION, PAPER = 0.050, 0.150, 1.0
AT = datetime(2022, 1, 10, 9, 0, tzinfo=UTC)


def deliver_everywhere(quarter: str, user: User) -> None:
    """A counting list with its booked line for every enrolment, written in bulk: only reading is timed here."""
    enrolments = list(Enrolment.objects.filter(lists__isnull=True).select_related("practice"))
    lists = PatientList.objects.bulk_create(
        PatientList(
            enrolment=enrolment,
            practice=enrolment.practice,
            region_id=enrolment.region_id,
            quarter=quarter,
            number=1,
            receipt=f"{quarter}-{enrolment.practice.agb_code}",
            status="counts",
            delivered_at=AT,
            delivered_by=user,
            handed_in_at=AT,
            sha256="0" * 64,
            size=1,
            rows=2500,
            counted=1200,
            faults=number % 5,
            jump_percent=number % 15,
        )
        for number, enrolment in enumerate(enrolments)
    )
    ListFindings.objects.bulk_create(ListFindings(patient_list=each, practice_id=each.practice_id) for each in lists)
    ListCount.objects.bulk_create(
        ListCount(
            patient_list=each, practice_id=each.practice_id, region_id=each.region_id, uzovi_code="3311", count=1200
        )
        for each in lists
    )
    SettlementLine.objects.bulk_create(
        SettlementLine(
            reference=f"{each.receipt}-3311",
            enrolment_id=each.enrolment_id,
            practice_id=each.practice_id,
            region_id=each.region_id,
            patient_list=each,
            quarter=quarter,
            uzovi_code="3311",
            count=1200,
            tariff_cents=79,
            amount_cents=1200 * 79,
            booked_at=AT,
        )
        for each in lists
    )


def cpu_of(client: Client, address: str) -> tuple[float, int]:
    """Median CPU seconds of a request, and how many queries it takes."""
    assert client.get(address).status_code == 200, address  # and the reading of texts is done
    queries: list[str] = []
    with connection.execute_wrapper(lambda run, sql, *rest: (queries.append(sql), run(sql, *rest))[1]):
        client.get(address)
    spent = []
    for _ in range(RUNS):
        before = time.process_time()
        client.get(address)
        spent.append(time.process_time() - before)
    return statistics.median(spent), len(queries)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def main() -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    call_command("migrate", verbosity=0)
    rijnmond = make_region()
    (first,) = make_practices(rijnmond, ["Praktijk 0"])
    owner = make_person("practice_owner", practice=first)
    lead = make_person("region_lead", region=rijnmond.region)
    busy_year(Enrolment.objects.select_related("practice").get(), owner)
    mine, regions, at_desk = client_of(owner), client_of(lead), "/regio/rijnmond"
    home = f"/praktijk/{first.pk}"
    pages = {
        "P01": (mine, f"{home}/", PRACTICE),
        "P20": (mine, f"{home}/kpi/", PRACTICE),
        "P07": (mine, f"{home}/plan/", PRACTICE),
        "P14": (mine, f"{home}/scholing/", PRACTICE),
        "form": (mine, f"{home}/formulier/{FORM}/{SECTION}/", PRACTICE),
        "PDF": (mine, f"{home}/formulier/{FORM}/-/pdf/", PAPER),
        "R07": (regions, f"{at_desk}/lijsten/?kwartaal=2022Q1", REGION),
        "R05": (regions, f"{at_desk}/plannen/", REGION),
    }
    here = 1
    print(f"{'page':<6}{'practices':>10}{'CPU ms':>10}{'budget ms':>11}{'share':>8}{'queries':>9}")
    for size in SIZES:
        if size > here:
            make_practices(rijnmond, [f"Praktijk {number}" for number in range(here, size)])
            here = size
        deliver_everywhere("2022Q1", lead)
        hand_in_everywhere(owner)
        for name, (client, address, budget) in pages.items():
            cpu, queries = cpu_of(client, address)
            print(f"{name:<6}{size:>10,}{cpu * 1000:>10.1f}{budget * 1000:>11.0f}{cpu / budget:>8.2f}{queries:>9}")
    shutil.rmtree(os.environ["GROEIRUIMTE_DATA"])


if __name__ == "__main__":
    main()
