"""The processes that read a list, killed while they do: the list is read again, or refused with nothing stored."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

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
from .server import children_of

pytestmark = pytest.mark.django_db
QUARTER = Quarter(2022, 2)
CSV = next(number for number, variant in enumerate(VARIANTS) if variant.suffix == "csv" and not variant.titles)
OFTEN = 10**6


@dataclass(frozen=True)
class Practice:
    enrolment: Enrolment
    who: access.Actor

    def deliver(self, file: bytes, key: str) -> PatientList:
        return lists.deliver(enrolment=self.enrolment, quarter=QUARTER, file=file, test=True, by=self.who, at=NOW, key=key)


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


def keepers() -> list[int]:
    return [pid for pid in children_of(os.getpid()) if b"lists.keeper" in _words(pid)]


def _words(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def readers() -> list[int]:
    """The child processes that have a list in hand at this moment."""
    found = []
    for keeper in keepers():
        with contextlib.suppress(OSError):
            found += children_of(keeper)
    return found


def keepers_at_work() -> list[int]:
    return keepers() if readers() else []


@contextlib.contextmanager
def killing(victims: Callable[[], list[int]], times: int) -> Iterator[list[int]]:
    """Kill whoever `victims` gives, so many times; gives whom it killed."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while not over.is_set() and len(killed) < times:
            for pid in victims():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join()


@pytest.mark.parametrize("victims", [readers, keepers_at_work])
def test_a_list_whose_reader_was_killed_is_read_again(
    linde: Practice, long_list: Sample, victims: Callable[[], list[int]]
) -> None:
    with killing(victims, times=1) as killed:
        delivered = linde.deliver(many_times(long_list), new_id())
    counted = {count.uzovi_code: count.count for count in delivered.counts.all()}
    assert (len(killed), delivered.status, counted) == (1, "checked", long_list.counted)
    assert whole.breaches() == []


@pytest.mark.parametrize("victims", [readers, keepers_at_work])
def test_a_list_that_cannot_be_read_is_no_delivery_and_the_next_try_is(
    linde: Practice, long_list: Sample, victims: Callable[[], list[int]]
) -> None:
    before, key = whole.rows(), new_id()
    with killing(victims, times=OFTEN), pytest.raises(Refused) as refused:
        linde.deliver(many_times(long_list), key)
    assert (refused.value.message, refused.value.mend) == (
        "De controle kon nu niet af. Er is niets bewaard.",
        "Wacht een minuut en kies het bestand opnieuw.",
    )
    assert (whole.rows(), whole.breaches()) == (before, [])
    assert linde.deliver(long_list.content, key).counted == sum(long_list.counted.values())
    assert whole.breaches() == []
