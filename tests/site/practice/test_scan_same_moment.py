"""One moment of a specialist, chosen by two at the same time: one has it, the other chooses again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.actions import scans
from groeiruimte.records import guard
from groeiruimte.records.models import InterviewSlot, Mail, Practice, Scan, User
from tests.site.faults.test_same_moment import at_once
from tests.site.rijnmond import make_person, make_practices, make_region

from .scans import given, make_slot, reviewed, with_scans

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(transactional_db: None) -> list[tuple[Practice, User, Scan]]:
    rijnmond = with_scans(make_region())
    found = []
    for practice in make_practices(rijnmond, ["De Linde", "Duin"]):
        manager = make_person("practice_manager", practice=practice)
        found.append((practice, manager, reviewed(practice, manager)))
    return found


def picking(practice: Practice, who: User, scan: Scan, slot: InterviewSlot) -> Callable[[], str]:
    deed = given(practice, who, scan=scan, slot=slot)

    def pick() -> str:
        with guard.scope_of(deed["by"]):
            return str(scans.pick_slot(**deed).status)

    return pick


def test_two_practices_choose_one_moment(two: list[tuple[Practice, User, Scan]]) -> None:
    specialist = make_person("it_specialist", region=two[0][0].region)
    slot = make_slot(two[0][0], specialist)
    answers = at_once([picking(*each, slot) for each in two])
    slot.refresh_from_db()
    assert (sorted(answers), slot.scan_id in {scan.pk for _, _, scan in two}) == (["planned", "taken"], True)
    assert sorted(Scan.objects.values_list("status", flat=True)) == ["planned", "reviewed"]
    assert Mail.objects.filter(kind="M11").count() == 2


def test_one_practice_chooses_two_moments(two: list[tuple[Practice, User, Scan]]) -> None:
    specialist = make_person("it_specialist", region=two[0][0].region)
    slots = [make_slot(two[0][0], specialist, days) for days in (7, 8)]
    answers = at_once([picking(*two[0], slot) for slot in slots])
    assert (sorted(answers), InterviewSlot.objects.filter(scan=two[0][2]).count()) == (["planned", "status"], 1)
