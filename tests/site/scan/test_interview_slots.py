"""Moments that a specialist offers: never in the past, never two at once, and a practice hears when one goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from groeiruimte.actions import interview_slots
from groeiruimte.actions.refusal import Refused
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import InterviewSlot, Mail, Practice, Scan, User
from groeiruimte.records.models.scan import INTERVIEWED, PLANNED, REVIEWED
from tests.site.rijnmond import NOW, Rijnmond, make_person

from .example import by, make_scan

pytestmark = pytest.mark.django_db
NINE = datetime(2022, 4, 12, 7, 0, tzinfo=UTC)
"""Nine o'clock in Amsterdam."""


def offer(rijnmond: Rijnmond, user: User, *starts: datetime, **more: Any) -> InterviewSlot:
    given = {"minutes": 60, "place": "In de praktijk", **more}
    found: InterviewSlot = interview_slots.offer(
        region=rijnmond.region, starts=starts, by=by(user), at=NOW, key=new_id(), **given
    )
    return found


def remove(rijnmond: Rijnmond, user: User, slot: InterviewSlot, at: datetime = NOW) -> Any:
    return interview_slots.remove(region=rijnmond.region, slot=slot, by=by(user), at=at, key=new_id())


def taken(slot: InterviewSlot, practice: Practice) -> Scan:
    scan = make_scan(practice, PLANNED)
    slot.scan, slot.practice = scan, practice
    slot.save()
    return scan


def test_several_moments_at_once(rijnmond: Rijnmond, specialist: User) -> None:
    offer(rijnmond, specialist, NINE + timedelta(hours=2), NINE, place="", online_link="https://example.org/gesprek")

    assert list(InterviewSlot.objects.values_list("start", "end", "place", "online_link", "specialist")) == [
        (NINE, NINE + timedelta(hours=1), "Online", "https://example.org/gesprek", specialist.pk),
        (
            NINE + timedelta(hours=2),
            NINE + timedelta(hours=3),
            "Online",
            "https://example.org/gesprek",
            specialist.pk,
        ),
    ]


@pytest.mark.parametrize(
    ("starts", "more", "message"),
    [
        ([], {}, "U koos nog geen moment."),
        ([NOW], {}, "5 april 2022 om 10:30 uur is al voorbij."),
        (
            [NINE, NINE + timedelta(minutes=59)],
            {},
            "Het moment op 12 april 2022 om 09:59 uur begint voor het vorige klaar is.",
        ),
        ([NINE, NINE], {}, "Het moment op 12 april 2022 om 09:00 uur begint voor het vorige klaar is."),
        ([NINE], {"place": " "}, "Nog niemand weet waar het gesprek is."),
        ([NINE], {"minutes": 14}, "Zo lang duurt een gesprek niet."),
        ([NINE + timedelta(hours=each) for each in range(41)], {}, "Dit zijn te veel momenten tegelijk."),
    ],
)
def test_what_cannot_be_offered(
    rijnmond: Rijnmond, specialist: User, starts: list[datetime], more: dict[str, Any], message: str
) -> None:
    with pytest.raises(Refused) as refused:
        offer(rijnmond, specialist, *starts, **more)

    assert (refused.value.message, InterviewSlot.objects.count()) == (message, 0)


def test_one_specialist_is_at_one_place(rijnmond: Rijnmond, specialist: User) -> None:
    offer(rijnmond, specialist, NINE)

    with pytest.raises(Refused, match="U hebt al een moment op 12 april 2022 om 09:00 uur"):
        offer(rijnmond, specialist, NINE + timedelta(hours=3), NINE - timedelta(minutes=30))
    other = make_person("it_specialist", region=rijnmond.region, email="ander@example.org")
    offer(rijnmond, other, NINE)
    offer(rijnmond, specialist, NINE + timedelta(hours=1))

    assert InterviewSlot.objects.count() == 3


def test_a_free_moment_goes_quietly(rijnmond: Rijnmond, specialist: User) -> None:
    slot = offer(rijnmond, specialist, NINE)

    remove(rijnmond, specialist, slot)

    slot.refresh_from_db()
    assert (slot.removed_on, Mail.objects.count()) == (date(2022, 4, 5), 0)
    with pytest.raises(Refused, match="Dit moment staat er niet meer"):
        remove(rijnmond, specialist, slot)


def test_a_practice_hears_that_its_moment_goes(rijnmond: Rijnmond, specialist: User, linde: Practice) -> None:
    slot = offer(rijnmond, specialist, NINE)
    scan = taken(slot, linde)

    remove(rijnmond, specialist, slot)

    scan.refresh_from_db()
    slot.refresh_from_db()
    assert (scan.status, slot.sequence, slot.removed_on) == (REVIEWED, 1, date(2022, 4, 5))
    mails = list(Mail.objects.all())
    assert [mail.subject for mail in mails] == ["Proefscan: kies een ander moment"] * 2
    assert ["STATUS:CANCELLED" in mail.calendar and f"UID:{slot.pk}" in mail.calendar for mail in mails] == [True, True]
    offer(rijnmond, specialist, NINE)


def test_who_did_not_come_chooses_another_moment(rijnmond: Rijnmond, specialist: User, linde: Practice) -> None:
    slot = offer(rijnmond, specialist, NINE)
    scan = taken(slot, linde)

    remove(rijnmond, specialist, slot, at=NINE + timedelta(days=2))

    scan.refresh_from_db()
    assert scan.status == REVIEWED
    assert ["Uw gesprek ging niet door. Kies een ander moment." in mail.body for mail in Mail.objects.all()] == [
        True
    ] * 2


def test_a_moment_of_an_interview_that_was_held_stays(rijnmond: Rijnmond, specialist: User, linde: Practice) -> None:
    slot = offer(rijnmond, specialist, NINE)
    scan = taken(slot, linde)
    Scan.objects.filter(pk=scan.pk).update(status=INTERVIEWED)

    with pytest.raises(Refused, match="al gehouden"):
        remove(rijnmond, specialist, slot, at=NINE + timedelta(days=2))

    slot.refresh_from_db()
    assert slot.removed_on is None


def test_the_desk_of_the_region_may_not(rijnmond: Rijnmond, specialist: User) -> None:
    slot = offer(rijnmond, specialist, NINE)
    lead = make_person("region_lead", region=rijnmond.region)

    for deed in (lambda: offer(rijnmond, lead, NINE), lambda: remove(rijnmond, lead, slot)):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "no_right"
