"""The processes that read a list, killed while they do: the list is read again, or refused with nothing stored."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from groeiruimte.actions import lists
from groeiruimte.actions.refusal import Refused
from groeiruimte.pipeline.lists.sample import VARIANTS, Sample, sample
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, PatientList
from tests.site.rijnmond import NOW, TODAY, make_person, make_practices, make_region

from . import whole
from .killing import keepers_at_work, killing, readers

pytestmark = pytest.mark.django_db
QUARTER = Quarter(2022, 2)
OURS = os.getpid()
CSV = next(number for number, variant in enumerate(VARIANTS) if variant.suffix == "csv" and not variant.titles)


@dataclass(frozen=True)
class Practice:
    enrolment: Enrolment
    who: access.Actor

    def deliver(self, file: bytes, key: str) -> PatientList:
        return lists.deliver(
            enrolment=self.enrolment, quarter=QUARTER, file=file, test=True, by=self.who, at=NOW, key=key
        )


@pytest.fixture
def linde() -> Practice:
    (practice,) = make_practices(make_region(), ["De Linde"])
    who = access.actor(make_person("practice_manager", practice=practice), TODAY)
    return Practice(Enrolment.objects.get(), who)


@pytest.fixture(scope="module")
def long_list() -> Sample:
    return sample(1, 8_000, QUARTER, CSV)


def many_times(found: Sample) -> bytes:
    """So long that there is time to kill its reader: after the first time every row is a double."""
    header, _, rows = found.content.partition(b"\n")
    return b"\n".join([header, *[rows.rstrip()] * 6])


@pytest.mark.parametrize("victims", [readers, keepers_at_work])
def test_a_list_whose_reader_was_killed_is_read_again(
    linde: Practice, long_list: Sample, victims: Callable[[int], list[int]]
) -> None:
    with killing(lambda: victims(OURS), times=1) as killed:
        delivered = linde.deliver(many_times(long_list), new_id())
    counted = {count.uzovi_code: count.count for count in delivered.counts.all()}
    assert (len(killed), delivered.status, counted) == (1, "checked", long_list.counted)
    assert whole.breaches() == []


@pytest.mark.parametrize("victims", [readers, keepers_at_work])
def test_a_list_that_cannot_be_read_is_no_delivery_and_the_next_try_is(
    linde: Practice, long_list: Sample, victims: Callable[[int], list[int]]
) -> None:
    before, key = whole.rows(), new_id()
    with killing(lambda: victims(OURS)), pytest.raises(Refused) as refused:
        linde.deliver(many_times(long_list), key)
    assert (refused.value.message, refused.value.mend) == (
        "De controle kon nu niet af. Er is niets bewaard.",
        "Wacht een minuut en kies het bestand opnieuw.",
    )
    assert (whole.rows(), whole.breaches()) == (before, [])
    assert linde.deliver(long_list.content, key).counted == sum(long_list.counted.values())
    assert whole.breaches() == []
