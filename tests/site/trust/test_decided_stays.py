"""What was decided about money is held by the database: no program changes it afterwards, or takes it away (0012).

On PostgreSQL the owner of the tables is stopped as well as the application.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from groeiruimte.actions import settlement_runs
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    CashierConsent,
    ClawBack,
    Decision,
    PracticeStatement,
    QuarterClose,
    SettlementRun,
)
from tests.site import plans
from tests.site.insurer.conftest import make_desk
from tests.site.region.settling import (
    AFTER,
    Q1,
    actor_of,
    close,
    drop,
    hand_in,
    let_region_pay,
    make_settled_region,
    prepare,
)
from tests.site.rijnmond import Rijnmond, make_person

pytestmark = pytest.mark.django_db

STAYS = r"what was decided in records_\w+ stays|permission denied"
Row = models.Model


def a_prepared_run() -> tuple[Rijnmond, SettlementRun]:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    hand_in(linde, 100)
    return rijnmond, prepare(rijnmond, Q1)


def prepared() -> SettlementRun:
    return a_prepared_run()[1]


def closed() -> SettlementRun:
    return close(*a_prepared_run())


def dropped() -> SettlementRun:
    return drop(*a_prepared_run())


def quarter_closed() -> QuarterClose:
    closed()
    return QuarterClose.objects.get()


def owed() -> ClawBack:
    statement = PracticeStatement.objects.get(run=closed())
    return ClawBack.objects.create(
        statement=statement, practice=statement.practice, region=statement.region, amount_cents=500
    )


def paid_back() -> ClawBack:
    claw_back = owed()
    user = make_person("region_finance", region=claw_back.region, email="kas@example.org")
    settled: ClawBack = settlement_runs.settle_claw_back(
        region=claw_back.region,
        claw_back=claw_back,
        settled_on=AFTER.date(),
        note="",
        by=actor_of(user),
        at=AFTER,
        key=new_id(),
    )
    return settled


def a_proposal() -> tuple[Decision, Actor]:
    """And who may decide about it."""
    insurers = make_desk()
    plans.pass_all(insurers.plan, insurers.actor("purchaser"))
    return plans.propose(insurers.plan, insurers.actor("purchaser")), insurers.actor("approver")


def proposed() -> Decision:
    return a_proposal()[0]


def decided() -> Decision:
    return plans.decide(*a_proposal())


def agreed() -> CashierConsent:
    rijnmond, practices = make_settled_region(["De Linde"])
    let_region_pay(rijnmond, practices)
    return CashierConsent.objects.get()


def withdrawn() -> CashierConsent:
    consent = agreed()
    consent.withdrawn_by, consent.withdrawn_at = consent.given_by, AFTER
    consent.save()
    return consent


# What is filled in by who decides.
OPEN: dict[type[Row], frozenset[str]] = {
    SettlementRun: frozenset({"status", "closed_by_id", "closed_at", "version"}),
    ClawBack: frozenset({"status", "settled_on", "settled_by_id", "note", "version"}),
    Decision: frozenset({"outcome", "reason", "decided_by_id", "decided_at", "version"}),
    CashierConsent: frozenset({"withdrawn_by_id", "withdrawn_at"}),
}
PENDING, ENDED = (prepared, owed, proposed, agreed), (closed, dropped, quarter_closed, paid_back, decided, withdrawn)


def another(field: models.Field[Any, Any], value: Any) -> Any:
    """A value that this column does not have; no other rule comes before the wall."""
    if isinstance(field, models.DateTimeField | models.DateField):
        return AFTER + timedelta(1) if isinstance(field, models.DateTimeField) else AFTER.date() - timedelta(1)
    if isinstance(field, models.JSONField):
        return ["iets anders"]
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, models.IntegerField):
        return (value or 0) + 1
    return "x" if value != "x" else "y"


@contextmanager
def as_owner() -> Iterator[None]:
    """Who may do everything but what a trigger forbids; on SQLite everybody."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE groeiruimte_app")


@pytest.mark.parametrize("made", [*PENDING, *ENDED])
def test_it_is_not_changed_and_not_removed(made: Callable[[], Row]) -> None:
    row = made()
    kept = type(row)._default_manager.filter(pk=row.pk)
    before = kept.values().get()
    left_open = OPEN[type(row)] if made in PENDING else frozenset()
    fixed = [field for field in row._meta.concrete_fields if field.attname not in left_open]
    assert fixed
    with as_owner():
        for field in fixed:
            with pytest.raises(DatabaseError, match=STAYS), transaction.atomic():
                kept.update(**{field.attname: another(field, before[field.attname])})
        with pytest.raises(DatabaseError, match=STAYS), transaction.atomic():
            kept._raw_delete(kept.db)
    with pytest.raises(DatabaseError, match=STAYS), transaction.atomic():
        kept._raw_delete(kept.db)
    assert kept.values().get() == before


@pytest.mark.parametrize(
    ("made", "change"),
    [
        (prepared, {"status": "dropped", "version": 2}),
        (owed, {"status": "settled", "settled_on": AFTER.date(), "note": "x"}),
        (proposed, {"version": 2}),
        (agreed, {"withdrawn_at": AFTER}),
    ],
)
def test_who_decides_still_has_the_say(made: Callable[[], Row], change: dict[str, Any]) -> None:
    row = made()
    assert type(row)._default_manager.filter(pk=row.pk).update(**change) == 1
