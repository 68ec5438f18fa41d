"""One verb: one right, one transaction, one audit event, one effect however often it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any

import structlog
from django.apps import apps
from django.db import IntegrityError, models, transaction

from groeiruimte.records import access, audit
from groeiruimte.records.access import Actor
from groeiruimte.records.failpoint import reach
from groeiruimte.records.models import Insurer, Practice, Region, RegionYear, Submission

from .fingerprint import fingerprint
from .refusal import Refused

LOG = structlog.get_logger("groeiruimte.actions")

NOT_YOURS = "Dit mag u niet doen."
AT_THE_SAME_MOMENT = "Iemand anders deed dit op hetzelfde moment ook."
ASK_ACCESS = "Vraag de praktijkhouder of uw regio wie dit wel mag."
USED, OPEN_AGAIN = "Dit formulier is al gebruikt.", "Open de pagina opnieuw en probeer het nog eens."


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did, for the audit event: the record it made or changed and numbers about it, never content."""

    record: models.Model
    practice: Practice | None = None
    region: Region | None = None
    lifecycle: str = "update"
    detail: dict[str, Any] = field(default_factory=dict)


def verb(
    event: str, *, right: str | None = None, sensitivity: str = "", purpose: str = ""
) -> Callable[[Callable[..., Done]], Callable[..., Any]]:
    """Turn a function that does the writing into a verb.

    The function gets its own keyword arguments plus `by` and `at`, and returns Done; the verb returns Done's record.
    When `right` is given, it must be called with the `practice`, `region` or `insurer` that the right is needed in.
    """

    def make(do: Callable[..., Done]) -> Callable[..., Any]:
        @wraps(do)
        def run(*, by: Actor, at: datetime, key: str, **given: Any) -> Any:
            practice, region, insurer = given.get("practice"), given.get("region"), given.get("insurer")
            with refusals_written_down(event, by, at, practice, region):
                membership = demand(by, right, practice, region, insurer)
                demand_of_here(given, practice, region)
                demand_bought(given, insurer)
                what = about(**given)
                earlier = replay(event, by, key, what)
                if earlier is not None:
                    return earlier
                return _once(event, do, given, what, by, at, key, membership, sensitivity, purpose)

        return run

    return make


@contextmanager
def refusals_written_down(
    event: str, by: Actor, at: datetime, practice: Practice | None, region: Region | None = None
) -> Iterator[None]:
    """What is refused in here gets its audit event; also for what a verb asks before its transaction opens."""
    try:
        yield
    except Refused as refusal:
        audit.refused(event=event, by=by, at=at, reason=refusal.code or "refused", practice=practice, region=region)
        raise


def demand(
    by: Actor, right: str | None, practice: Practice | None, region: Region | None, insurer: Insurer | None = None
) -> Any:
    """The membership that gives the right; refuses when there is none. None when no right is asked."""
    if right is None:
        return None
    membership = access.membership_for(by, right, practice, region, insurer)
    if membership is None:
        raise Refused(NOT_YOURS, ASK_ACCESS, code="no_right")
    return membership


def demand_of_here(given: Mapping[str, Any], practice: Practice | None, region: Region | None) -> None:
    """Refuses when a record that a verb was given is not of the practice or region that the right was asked in.

    Pages look records up through the doorkeeper already; this holds for every other caller too.
    """
    if any(_is_elsewhere(value, practice, region) for value in given.values() if isinstance(value, models.Model)):
        raise Refused(NOT_YOURS, ASK_ACCESS, code="no_right")


def demand_bought(given: Mapping[str, Any], insurer: Insurer | None) -> None:
    """Refuses when a record that a verb of an insurer was given is of a year that another one buys."""
    if insurer is None:
        return
    years = [getattr(value, "region_year", value) for value in given.values() if isinstance(value, models.Model)]
    if any(isinstance(year, RegionYear) and year.insurer_id != insurer.pk for year in years):
        raise Refused(NOT_YOURS, ASK_ACCESS, code="no_right")


def _is_elsewhere(record: models.Model, practice: Practice | None, region: Region | None) -> bool:
    # A partnership belongs to both: to who was asked and to who asked.
    owners = {getattr(record, name, None) for name in ("practice_id", "asked_by_id")} - {None}
    if practice is not None and owners:
        return practice.pk not in owners
    place = region.pk if region else practice.region_id if practice else None
    return place is not None and getattr(record, "region_id", None) not in (None, place)


def about(**given: Any) -> str:
    """What a request is about: the records it names, and what it says. A key is good for that alone.

    A verb that is given the `sha256` of what it is about says it with that (and the quarter); of all others everything
    that they are given counts.
    """
    named = {name: value.pk for name, value in given.items() if isinstance(value, models.Model)}
    if "sha256" in given:
        named |= {name: str(given[name]) for name in ("quarter", "sha256") if name in given}
    elif says := fingerprint(given):
        named["says"] = says
    return " ".join(f"{name}={named[name]}" for name in sorted(named))


def replay(event: str, by: Actor, key: str, what: str) -> Any:
    """The record that an earlier submit with this key led to; None when the key is new.

    A key that was used by somebody else, for another verb, or about something else is refused.
    """
    earlier = Submission.objects.filter(key=key).first()
    if earlier is None:
        return None
    user_id = by.user.pk if by.user else None
    if (earlier.verb, earlier.user_id, earlier.about) != (event, user_id, what):
        raise Refused(USED, OPEN_AGAIN, code="key")
    found = apps.get_model("records", earlier.result_model)._default_manager.filter(pk=earlier.result_id).first()
    if found is None:  # what came of it was taken away since
        raise Refused(USED, OPEN_AGAIN, code="key")
    return found


def _once(
    event: str,
    do: Callable[..., Done],
    given: dict[str, Any],
    what: str,
    by: Actor,
    at: datetime,
    key: str,
    membership: Any,
    sensitivity: str,
    purpose: str,
) -> Any:
    try:
        with transaction.atomic():
            submission = Submission.objects.create(key=key, verb=event, user=by.user, at=at, about=what)
            done = do(by=by, at=at, **given)
            submission.result_model = done.record._meta.model_name or ""
            submission.result_id = str(done.record.pk)
            submission.save(update_fields=["result_model", "result_id"])
            audit.write(
                event=event,
                by=by,
                at=at,
                lifecycle=done.lifecycle,
                membership=membership,
                practice=done.practice,
                region=done.region,
                object_type=submission.result_model,
                object_id=submission.result_id,
                purpose=purpose,
                sensitivity=sensitivity,
                detail=done.detail,
            )
            reach(f"{event}:before-commit")
    except IntegrityError as clash:
        # Two equal submits at the same moment: the other one won, and its answer is ours.
        earlier = replay(event, by, key, what)
        if earlier is None:
            LOG.warning("a constraint refused a verb", verb=event, trouble=type(clash).__name__)
            raise Refused(AT_THE_SAME_MOMENT, "Open de pagina opnieuw en kijk wat er staat.", code="clash") from clash
        return earlier
    reach(f"{event}:after-commit")
    return done.record
