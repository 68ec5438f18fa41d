"""Wall 2 around a scan (R106): what practice, region, insurer, specialist and neighbour see and write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from groeiruimte.records import access, guard
from groeiruimte.records.access import Actor
from groeiruimte.records.models import (
    AdviceItem,
    Device,
    Edition,
    Enrolment,
    Interview,
    InterviewSlot,
    RegionYear,
    Scan,
    ScanAnswer,
    ScanJudgement,
    ScanReport,
    ScanShare,
    User,
)
from groeiruimte.records.models.scan import FINISHED
from groeiruimte.records.models.scan_report import TO_INSURER, TO_REGION

from .conftest import NOW, World

pytestmark = pytest.mark.django_db

# SQLite has one wall; there this file proves that the guard does no harm.
WALL_2 = connection.vendor == "postgresql"

SOMEBODY = "iemand@example.org"
INSIDE: tuple[type[models.Model], ...] = (ScanAnswer, Interview, Device, AdviceItem, ScanReport)
"""What says something about the practice, and is seen by itself too."""


@pytest.fixture
def scan(world: World) -> Scan:
    """A finished scan of Linde with a row of everything."""
    edition = Edition.objects.create(key="x", number=1, sha256="0" * 64, published_at=NOW)
    start, end = date(2022, 1, 1), date(2022, 12, 31)
    year = RegionYear.objects.create(
        region=world.region, insurer=world.insurer, edition=edition, programme="x", start=start, end=end
    )
    here: dict[str, Any] = {"practice": world.linde, "region": world.region}
    enrolment = Enrolment.objects.create(
        **here, region_year=year, year=2022, effective=start, enrolled_on=start, signed_at=NOW
    )
    made = Scan.objects.create(
        **here, enrolment=enrolment, kind="ict_scan", status=FINISHED, started_at=NOW, saved_at=NOW, submitted_at=NOW,
        finished_on=start,
    )  # fmt: skip
    owner = specialist = User.objects.create_user(SOMEBODY, name="Iemand")
    ScanAnswer.objects.create(scan=made, **here, question="a", scan_version=1, value="x", given_by=owner, given_at=NOW)
    ScanJudgement.objects.create(scan=made, **here, question="a", level="risk", by=specialist, at=NOW)
    Interview.objects.create(scan=made, **here, by=specialist, at=NOW)
    Device.objects.create(**here, kind="Server", added_by=owner, added_at=NOW)
    AdviceItem.objects.create(scan=made, **here, title="x")
    report(made, specialist)
    return made


def somebody() -> User:
    """Who wrote every row, and holds no role."""
    return User.objects.get(email=SOMEBODY)


def report(scan: Scan, by: Any, number: int = 1) -> ScanReport:
    return ScanReport.objects.create(
        scan=scan, practice=scan.practice, region=scan.region, number=number, content={}, sha256="", published_by=by,
        published_at=NOW, open_until=date(2022, 12, 31),
    )  # fmt: skip


def share(world: World, party: str, of: ScanReport) -> ScanShare:
    return ScanShare.objects.create(
        report=of, practice=world.linde, practice_name="De Linde", region=world.region,
        party=party, insurer_key=world.insurer.pk if party == TO_INSURER else "",
        shared_by=somebody(), shared_at=NOW,
    )  # fmt: skip


def seen(world: World, role: str, relation: str = "own") -> set[str]:
    """Which of the tables show a row to somebody, by the name of the model."""
    with guard.scope_of(world.actor(role, relation)):
        return {model.__name__ for model in (Scan, *INSIDE, ScanJudgement) if model._default_manager.exists()}


def walled(*models_seen: type[models.Model]) -> set[str]:
    everything = (Scan, *INSIDE, ScanJudgement)
    return {model.__name__ for model in (models_seen if WALL_2 else everything)}


@pytest.mark.parametrize(
    ("role", "relation", "expected"),
    [
        ("practice_owner", "own", (Scan, *INSIDE)),
        ("practice_owner", "same_region", ()),
        ("practice_owner", "other_region", ()),
        ("it_specialist", "own", (Scan, *INSIDE, ScanJudgement)),
        ("it_specialist", "other_region", ()),
        ("region_lead", "own", (Scan,)),
        ("region_director", "own", (Scan,)),
        ("trainer", "own", ()),
        ("purchaser", "own", ()),
        ("purchase_approver", "own", ()),
        ("functional_admin", "own", ()),
        ("log_manager", "own", ()),
    ],
)
def test_who_sees_what_of_a_scan(world: World, scan: Scan, role: str, relation: str, expected: Any) -> None:
    assert seen(world, role, relation) == walled(*expected)


@pytest.mark.parametrize(("role", "party"), [("region_lead", TO_REGION), ("purchaser", TO_INSURER)])
def test_a_shared_report_is_seen_until_it_is_taken_back(world: World, scan: Scan, role: str, party: str) -> None:
    report(scan, somebody(), number=2)
    made = share(world, party, ScanReport.objects.get(number=1))
    who = world.actor(role)

    def numbers() -> list[int]:
        with guard.scope_of(who):
            return list(ScanReport.objects.order_by("number").values_list("number", flat=True))

    assert numbers() == ([1] if WALL_2 else [1, 2])
    with guard.scope_of(who):
        assert [each.report.number for each in access.shared_scan_reports(who)] == [1]
    ScanShare.objects.filter(pk=made.pk).update(taken_back_at=NOW)
    assert numbers() == ([] if WALL_2 else [1, 2])
    with guard.scope_of(who):
        assert list(access.shared_scan_reports(who)) == []


@pytest.mark.parametrize(("role", "party"), [("region_lead", TO_INSURER), ("purchaser", TO_REGION)])
def test_what_is_shared_with_one_is_hidden_from_the_other(world: World, scan: Scan, role: str, party: str) -> None:
    share(world, party, ScanReport.objects.get())
    with guard.scope_of(world.actor(role)):
        assert (ScanReport.objects.exists(), ScanShare.objects.exists()) == ((False,) * 2 if WALL_2 else (True,) * 2)


def may(who: Actor, deed: Callable[[], object]) -> bool:
    """Whether the database lets somebody do it; nothing of it stays."""
    with guard.scope_of(who):
        try:
            with transaction.atomic():
                changed = deed()
                transaction.set_rollback(True)
        except DatabaseError:
            return False
    return changed != 0


def test_who_may_write_what(world: World, scan: Scan) -> None:
    specialist, first = somebody(), ScanReport.objects.get()
    deeds: dict[str, Callable[[], object]] = {
        "judge": lambda: ScanJudgement.objects.update(level="fine"),
        "publish": lambda: report(scan, specialist, number=2),
        "offer": lambda: InterviewSlot.objects.create(
            region=world.region, specialist=specialist, start=NOW, end=NOW.replace(hour=NOW.hour + 1), place="x"
        ),
        "share": lambda: share(world, TO_REGION, first),
        "advise": lambda: AdviceItem.objects.update(title="y"),
    }
    people = {role: world.actor(role) for role in ("practice_owner", "it_specialist", "region_lead", "purchaser")}
    found = {role: {name for name, deed in deeds.items() if may(who, deed)} for role, who in people.items()}
    assert found == (
        {
            "practice_owner": {"publish", "share", "advise"},
            "it_specialist": {"judge", "publish", "offer", "advise"},
            "region_lead": set(),
            "purchaser": set(),
        }
        if WALL_2
        else {role: set(deeds) for role in found}
    )


def test_a_report_never_changes(world: World, scan: Scan) -> None:
    for deed in (lambda: ScanReport.objects.update(content={"x": 1}), lambda: ScanReport.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
    assert ScanReport.objects.get().content == {}
