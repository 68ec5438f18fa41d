"""What people do, each as one call with plain values, so that a program can do it and be killed meanwhile.

Every deed takes the key of its form. It works as its person does in a request: within the scope of that person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from groeiruimte.actions import (
    claims,
    columns,
    enrolments,
    invitations,
    lists,
    practices,
    programmes,
    settlement_runs,
    work,
)
from groeiruimte.actions.demo import clock as demo_clock
from groeiruimte.pipeline.lists.sample import sample_list
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access, guard
from groeiruimte.records.models import (
    ClaimFile,
    Enrolment,
    Job,
    PatientList,
    Practice,
    QuarterClose,
    Region,
    RegionYear,
    SettlementLine,
    SettlementRun,
)
from groeiruimte.records.models.settlement_run import DROPPED, PREPARED
from tests.definition_texts import texts
from tests.site.rijnmond import Rijnmond, make_person, make_practices

from . import whole, year_deeds
from .acting import MIDNIGHT, acting

TODAY = date(2022, 4, 5)
IN_DECEMBER = datetime(2021, 12, 15, 9, 0, tzinfo=UTC)
ROWS = 300


@cache
def the_list(seed: int, *, mistakes: bool = False) -> bytes:
    return sample_list(seed, ROWS, Quarter(2022, 2), mistakes=mistakes)


def deliver(
    key: str, practice: str = "De Linde", quarter: str = "2022Q2", seed: int = 1, mistakes: bool = False
) -> str:
    with acting("practice_manager", practice) as who:
        enrolment = Enrolment.objects.select_related("practice__region", "region_year__edition").get(
            practice__name=practice
        )
        return lists.deliver(
            enrolment=enrolment,
            quarter=Quarter.read(quarter),
            file=the_list(seed, mistakes=mistakes),
            test=True,
            by=who,
            at=MIDNIGHT,
            key=key,
        ).pk


def hand_in(key: str, patient_list: str) -> list[int]:
    """Gives the cents of every line that this list booked, corrections first."""
    with guard.everything():
        practice = PatientList.objects.get(pk=patient_list).practice.name
    with acting("practice_manager", practice) as who:
        found = PatientList.objects.select_related("enrolment", "practice__region").get(pk=patient_list)
        done = lists.hand_in(
            practice=found.practice,
            patient_list=found,
            reason="Wij namen een praktijk over",
            confirmed=True,
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        lines = SettlementLine.objects.filter(patient_list=done).order_by("amount_cents")
        return list(lines.values_list("amount_cents", flat=True))


def download(key: str, patient_list: str) -> str:
    """Has no key: each time is an export of its own."""
    with acting("practice_manager", "De Linde") as who:
        file = ClaimFile.objects.select_related("practice").get(patient_list=patient_list)
        return whole.digest(claims.download(claim_file=file, credited=True, by=who, at=MIDNIGHT))


def sweep(key: str, days: int = 31) -> int:
    """Has no form: its keys are its own. Gives how many files were destroyed."""
    at = MIDNIGHT + timedelta(days=days)
    with guard.everything():
        return claims.sweep(by=access.system(at.date(), "work"), at=at)


def map_columns(key: str, practice: str) -> dict[str, Any]:
    with acting("practice_owner", practice) as who:
        found = Practice.objects.get(name=practice)
        layout = programmes.programme_of(RegionYear.objects.get().edition).lists
        assert layout is not None
        headers: dict[str, str | int] = {column.key: f"veld {column.key}" for column in layout.columns}
        made = columns.map_columns(
            practice=found, layout=layout, headers=headers, version=0, by=who, at=MIDNIGHT, key=key
        )
        return {"version": made.version, "columns": len(made.headers)}


def enrol(key: str, practice: str) -> dict[str, Any]:
    with acting("practice_owner", practice, IN_DECEMBER) as who:
        found = Practice.objects.select_related("region").get(name=practice)
        year = RegionYear.objects.select_related("edition", "region").get()
        made = enrolments.enrol(practice=found, region_year=year, objectives=["A"], by=who, at=IN_DECEMBER, key=key)
        return {"enrolment": made.pk, "year": made.year}


def new_practice(key: str, practice: str) -> None:
    """A practice that may enrol, with its owner."""
    with guard.everything():
        rijnmond = Rijnmond(Region.objects.get(), RegionYear.objects.get())
        (made,) = make_practices(rijnmond, [practice], enrolled=False)
        make_person("practice_owner", practice=made)


def invite(key: str) -> str:
    with acting("practice_owner", "De Linde") as who:
        _, secret = invitations.invite(
            role="practice_staff",
            name="Nieuw",
            email=f"{key}@example.org",
            practice=Practice.objects.select_related("region").get(name="De Linde"),
            region=None,
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return secret


def accept(key: str, token: str) -> str:
    stranger = access.actor(None, TODAY)
    with guard.scope_of(stranger):
        password = "een-lang-wachtwoord"
        return invitations.accept(token=token, name="Nieuw", password=password, by=stranger, at=MIDNIGHT, key=key).email


def profile(key: str) -> int:
    """The version of De Linde that a page shows."""
    with acting("practice_owner", "De Linde"):
        return Practice.objects.get(name="De Linde").version


def edit(key: str, version: int) -> dict[str, Any]:
    with acting("practice_owner", "De Linde") as who:
        practice = Practice.objects.get(name="De Linde")
        made = practices.edit(
            practice=practice, version=version, fields={"street": f"Laan {key}"}, by=who, at=MIDNIGHT, key=key
        )
        return {"street": made.street, "version": made.version}


def publish(key: str, programme: str) -> dict[str, Any]:
    """As the next edition: a comment makes the text another one."""
    text, base, cases = texts(programme, settings.DEFINITIONS)
    with guard.everything():
        who = access.system(TODAY, "publish")
        made = programmes.publish(text=f"{text}# {key}\n", base=base, cases=cases, by=who, at=MIDNIGHT, key=key)
    return {"programme": made.key, "edition": made.pk}


def prepare_run(key: str, quarter: str = "2022Q1") -> str:
    with acting("region_lead", "") as who:
        made = settlement_runs.prepare(
            region=Region.objects.get(),
            region_year=RegionYear.objects.select_related("edition").get(),
            quarter=Quarter.read(quarter),
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return str(made.pk)


def close(key: str, run: str) -> str:
    with acting("region_finance", "") as who:
        found = SettlementRun.objects.get(pk=run)
        made = settlement_runs.close(region=Region.objects.get(), run=found, by=who, at=MIDNIGHT, key=key)
        return str(made.quarter)


def open_again(key: str) -> None:
    """As if no quarter was closed yet and nothing stood ready; what stands on a statement stays there.

    No program of ours can do the first (0012), so it is done as nobody but the owner could.
    """
    with guard.everything():
        with transaction.atomic(), connection.cursor() as cursor:
            if QuarterClose.objects.exists():
                cursor.execute("SET LOCAL ROLE NONE")
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute("DELETE FROM records_quarterclose")
        SettlementRun.objects.filter(status=PREPARED).update(status=DROPPED)


def move_clock(key: str, day: str) -> str:
    with guard.everything():
        who = access.system(TODAY, "demo")
        return demo_clock.move(today=date.fromisoformat(day), by=who, at=MIDNIGHT, key=key).today.isoformat()


def work_until_done(key: str, days: int = 0) -> None:
    """One round of the job loop, so many days after the fifth of April."""
    at = MIDNIGHT + timedelta(days=days)
    with guard.everything():
        work.plan(at)
        while work.run_one(at):
            pass


def receipt(key: str, patient_list: str) -> str:
    with guard.everything():
        return PatientList.objects.get(pk=patient_list).receipt


def statuses(key: str) -> list[str]:
    """Of every list, in the order in which they came in."""
    with guard.everything():
        return list(PatientList.objects.order_by("number").values_list("status", flat=True))


def job(key: str, kind: str) -> dict[str, Any]:
    """The last job of a kind."""
    with guard.everything():
        found = Job.objects.filter(kind=kind).order_by("-pk").first()
        return {"status": found.status if found else "", "tries": found.tries if found else 0}


def claims_kept(key: str) -> int:
    with guard.everything():
        return ClaimFile.objects.filter(sealed__isnull=False).count()


def count(key: str) -> dict[str, int]:
    """How many rows every table has."""
    with guard.everything():
        return whole.rows()


def look(key: str) -> dict[str, Any]:
    """How many rows every table has, and everything that is not whole."""
    with guard.everything():
        return {"rows": whole.rows(), "breaches": whole.breaches()}


DEEDS: dict[str, Callable[..., Any]] = {
    deed.__name__: deed
    for deed in (
        accept, claims_kept, close, count, deliver, download, edit, enrol, hand_in, invite, job, look,
        map_columns, move_clock, new_practice, open_again, prepare_run, profile, publish, receipt, statuses, sweep,
        work_until_done,
    )
} | year_deeds.DEEDS  # fmt: skip
