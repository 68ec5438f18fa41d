"""The look that all of this rests on: it finds each thing that is half done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from groeiruimte.actions import lists
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.models import (
    Attendance,
    ClaimFile,
    Employee,
    Enrolment,
    Event,
    FilledForm,
    FormSubmission,
    Job,
    ListCount,
    ListFindings,
    Mail,
    Obligation,
    PatientList,
    Practice,
    Region,
    Session,
    SignUp,
    Submission,
    Training,
)
from tests.site.forms import submitted, with_forms
from tests.site.rijnmond import NOW, TODAY, make_person, make_practices, make_region

from . import deeds, whole

pytestmark = pytest.mark.django_db


def sent_in_again(number: int = 2, *, late: bool = False) -> None:
    """What stands there cannot be changed, so it is sent in once more, with the seal of what it is not."""
    again = FormSubmission.objects.get()
    again.pk, again.number, again.receipt, again.late = None, number, f"{again.receipt}2", late
    again.save(force_insert=True)


def there_twice() -> None:
    """The constraint refuses this; without it, it is found."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("RESET ROLE")
        cursor.execute("DROP INDEX somebody_attends_a_session_once")
    was_there(Session.objects.get(), "2022-0002")


def delivered_again() -> None:
    """The log says so once more, and as its chain is not kept, that is found too."""
    again = Event.objects.get(event="list.deliver")
    again.pk, again.hash = Event.objects.latest("pk").pk + 1, "0" * 64
    again.save(force_insert=True)


HALF_DONE: dict[str, Callable[[], object]] = {
    "R has no findings": lambda: ListFindings.objects.all().delete(),
    "R counts 164, its parts 159": lambda: ListCount.objects.filter(uzovi_code="3351").update(count=F("count") - 5),
    "the rows of R do not add up": lambda: PatientList.objects.update(faults=F("faults") + 1),
    "R is counts and was handed in at None": lambda: PatientList.objects.update(handed_in_at=None),
    "R has not 1 events list.deliver": delivered_again,
    "the audit chain breaks at E": delivered_again,
    "R has not 1 submissions list.hand_in": lambda: Submission.objects.filter(verb="list.hand_in").delete(),
    "R has not 1 receipts to mail": lambda: Mail.objects.all().delete(),
    "01000001 2022Q2 booked (126, 9954), computed (0, 0)": lambda: ListCount.objects.all().delete(),
    "R-3311 is of a quarter without a list that counts": lambda: PatientList.objects.update(status="replaced"),
    "claim C is of another practice than its list": lambda: ClaimFile.objects.update(
        practice=Practice.objects.create(region=Region.objects.get(), agb_code="01000002", registered_patients=1)
    ),
    "claim C has a file without a key, or a key without a file": lambda: ClaimFile.objects.update(wrapped_key=None),
    "claim C is kept, and its list is replaced": lambda: PatientList.objects.update(status="replaced"),
    "submission deliver leads nowhere": lambda: Submission.objects.filter(key="deliver").update(result_model=""),
    "submission deliver leads to a patientlist that is not there": lambda: Submission.objects.filter(
        key="deliver"
    ).update(result_id="x"),
    "proef_plan was sent in as [1, 3]": lambda: sent_in_again(number=3),
    "proef_plan is draft and was sent in 1 times": lambda: FilledForm.objects.update(submitted_at=None, status="draft"),
    "proef_brief is submitted and was sent in 0 times": lambda: FilledForm.objects.create(
        form="proef_brief",
        status="submitted",
        enrolment=Enrolment.objects.get(),
        practice=Practice.objects.get(),
        region=Region.objects.get(),
        started_at=NOW,
        saved_at=NOW,
    ),
    "the seal of F2 is broken": lambda: sent_in_again(late=True),
    "1 people have 0 seats on 2022-04-12": lambda: Session.objects.update(seats=0),
    "Sam de Wit was at one session 2 times": there_twice,
    "Rijnmond Dokters 2022-rijnmond: not as the rules say: 01000001 proef-plan": lambda: Obligation.objects.filter(
        key="proef-plan"
    ).update(done_on=None),
    "Rijnmond Dokters 2022-rijnmond: not as the rules say: 01000001 list-2022Q2": lambda: Obligation.objects.filter(
        key="list-2022Q2"
    ).delete(),
    "nobody sends M7:L": lambda: Job.objects.all().delete(),
    "a job sends x, that is no mail": lambda: Job.objects.filter(kind="mail_send").update(payload={"mail": "x"}),
}


def was_there(session: Session, certificate: str) -> None:
    sam = Employee.objects.select_related("practice").get()
    Attendance.objects.create(
        session=session, practice=sam.practice, region=session.region, employee=sam, title="Beeldbellen",
        day=date(2022, 4, 12), certificate=certificate, noted_at=NOW,
    )  # fmt: skip


def a_training_with_sam(practice: Practice) -> None:
    training = Training.objects.create(region=practice.region, title="Beeldbellen", published=True)
    start = NOW + timedelta(days=7)
    session = Session.objects.create(
        training=training, region=practice.region, start=start, end=start + timedelta(hours=2), seats=1
    )
    SignUp.objects.create(
        session=session, practice=practice, region=practice.region, employee=Employee.objects.get(),
        status="signed_up", at=NOW,
    )  # fmt: skip
    was_there(session, "2022-0001")


@pytest.fixture(autouse=True)
def a_list_a_plan_and_a_training(db: None) -> None:
    (practice,) = make_practices(with_forms(make_region()), ["De Linde"])
    manager = make_person("practice_manager", practice=practice)
    by = access.actor(manager, TODAY)
    submitted(practice, manager, make_person("practice_owner", practice=practice))
    a_training_with_sam(practice)
    found = lists.deliver(
        enrolment=Enrolment.objects.get(), quarter=Quarter(2022, 2), file=deeds.the_list(1), test=True, by=by, at=NOW,
        key="deliver",
    )  # fmt: skip
    lists.hand_in(practice=practice, patient_list=found, reason="", confirmed=True, by=by, at=NOW, key="hand-in")


def test_all_is_whole() -> None:
    assert whole.breaches() == []


def test_what_is_half_done_is_found() -> None:
    """Each thing in the same records, that are whole again before the next."""
    assert {said: found for said, breaks in HALF_DONE.items() if said not in (found := found_after(breaks))} == {}
    assert whole.breaches() == []


def found_after(breaks: Callable[[], object]) -> list[str]:
    names = {
        PatientList.objects.get().receipt: "R",
        PatientList.objects.get().pk: "L",
        ClaimFile.objects.get().pk: "C",
        FormSubmission.objects.get().receipt: "F",
        f"breaks at {Event.objects.latest('pk').pk + 1}": "breaks at E",
    }
    with transaction.atomic():
        breaks()
        found = whole.breaches()
        transaction.set_rollback(True)
    for name, letter in names.items():
        found = [line.replace(name, letter) for line in found]
    return found
