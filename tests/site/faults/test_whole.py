"""The look that all of this rests on: it finds each thing that is half done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import F

from groeiruimte.actions import lists
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.models import ClaimFile, Enrolment, Job, ListCount, ListFindings, PatientList, Submission
from tests.site.rijnmond import NOW, TODAY, make_person, make_practices, make_region

from . import deeds, whole

pytestmark = pytest.mark.django_db

HALF_DONE: dict[str, Callable[[], object]] = {
    "R has no findings": lambda: ListFindings.objects.all().delete(),
    "R counts 164, its parts 159": lambda: ListCount.objects.filter(uzovi_code="3351").update(count=F("count") - 5),
    "the rows of R do not add up": lambda: PatientList.objects.update(faults=F("faults") + 1),
    "R is counts and was handed in at None": lambda: PatientList.objects.update(handed_in_at=None),
    "R has not 1 submissions list.hand_in": lambda: Submission.objects.filter(verb="list.hand_in").delete(),
    "R has not 1 receipts to mail": lambda: Job.objects.all().delete(),
    "claim C has a file without a key, or a key without a file": lambda: ClaimFile.objects.update(wrapped_key=None),
    "claim C is kept, and its list is replaced": lambda: PatientList.objects.update(status="replaced"),
    "submission deliver leads nowhere": lambda: Submission.objects.filter(key="deliver").update(result_model=""),
    "submission deliver leads to a patientlist that is not there": lambda: Submission.objects.filter(
        key="deliver"
    ).update(result_id="x"),
}


@pytest.fixture(autouse=True)
def a_list_that_counts(db: None) -> None:
    (practice,) = make_practices(make_region(), ["De Linde"])
    by = access.actor(make_person("practice_manager", practice=practice), TODAY)
    found = lists.deliver(
        enrolment=Enrolment.objects.get(), quarter=Quarter(2022, 2), file=deeds.the_list(1), test=True, by=by, at=NOW,
        key="deliver",
    )  # fmt: skip
    lists.hand_in(practice=practice, patient_list=found, reason="", confirmed=True, by=by, at=NOW, key="hand-in")


def test_all_is_whole() -> None:
    assert whole.breaches() == []


@pytest.mark.parametrize("said", HALF_DONE)
def test_what_is_half_done_is_found(said: str) -> None:
    receipt, claim = PatientList.objects.get().receipt, ClaimFile.objects.get().pk
    HALF_DONE[said]()
    found = [line.replace(receipt, "R").replace(claim, "C") for line in whole.breaches()]
    assert said in found
