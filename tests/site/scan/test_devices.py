"""The equipment of a practice: kept by itself and by who performs its scan, and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from groeiruimte.actions import devices, reading
from groeiruimte.actions.devices import DeviceText
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Device, Practice, Region, User
from groeiruimte.records.models.scan import ANSWERING
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person

from .example import by, make_scan

pytestmark = pytest.mark.django_db
LAPTOP = DeviceText("Laptop", "Merk A", 3, 2019, "Windows 10", date(2025, 10, 14), "Balie")


def given(practice: Practice, user: User, **more: Any) -> dict[str, Any]:
    return {"practice": practice, "by": by(user), "at": NOW, "key": new_id(), **more}


@pytest.fixture
def manager(linde: Practice) -> User:
    return User.objects.get(memberships__role="practice_manager")


def test_the_practice_keeps_its_list(linde: Practice, manager: User) -> None:
    made = devices.add(**given(linde, manager, text=LAPTOP))
    devices.change(**given(linde, manager, device=made, version=1, text=replace(LAPTOP, number=4)))

    found = Device.objects.get()
    assert (devices.text_of(found), found.version) == (replace(LAPTOP, number=4), 2)
    with pytest.raises(Stale) as stale:
        devices.change(**given(linde, manager, device=made, version=1, text=replace(LAPTOP, note="Kamer 2")))
    assert [each.name for each in stale.value.fields] == ["number", "note"]
    devices.remove(**given(linde, manager, device=made))
    found.refresh_from_db()
    assert found.removed_on == TODAY
    with pytest.raises(Refused, match="staat niet meer op de lijst"):
        devices.remove(**given(linde, manager, device=made))


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"kind": " "}, "kind"),
        ({"kind": "x" * 61}, "kind"),
        ({"note": "x" * 201}, "note"),
        ({"number": 0}, "number"),
        ({"year": 2023}, "year"),
        ({"year": 1979}, "year"),
    ],
)
def test_what_a_device_must_say(linde: Practice, manager: User, other: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        devices.add(**given(linde, manager, text=replace(LAPTOP, **other)))

    assert (refused.value.code, Device.objects.count()) == (code, 0)


def test_a_specialist_needs_an_open_scan(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde, ANSWERING)
    with pytest.raises(Refused) as refused:
        devices.add(**given(linde, specialist, text=LAPTOP))
    assert refused.value.code == "no_right"

    scan.status, scan.submitted_at = "submitted", NOW
    scan.save()
    devices.add(**given(linde, specialist, text=LAPTOP))

    assert Device.objects.get().added_by == specialist


def test_who_is_from_elsewhere_may_not(linde: Practice, rijnmond: Rijnmond) -> None:
    make_scan(linde)
    elsewhere = Region.objects.create(key="elders", name="Elders")
    strangers = [
        make_person("it_specialist", region=elsewhere),
        make_person("region_lead", region=rijnmond.region),
        make_person("practice_staff", practice=linde),
    ]
    for stranger in strangers:
        with pytest.raises(Refused) as refused:
            devices.add(**given(linde, stranger, text=LAPTOP))
        assert refused.value.code == "no_right"


def test_a_list_is_kept_whole_or_not_at_all(linde: Practice, manager: User) -> None:
    sheet = devices.read_csv(b"soort;aantal;ondersteuning_tot\nLaptop;3;14-10-2025\nServer;;\n")
    texts = devices.texts_of(sheet)
    reading.close()

    with pytest.raises(Refused, match="Het jaar 2050 kan niet"):
        devices.add_all(**given(linde, manager, texts=[*texts, replace(LAPTOP, year=2050)]))
    assert Device.objects.count() == 0

    again = given(linde, manager, texts=texts)
    devices.add_all(**again)
    devices.add_all(**again)

    assert list(Device.objects.values_list("kind", "number", "support_until")) == [
        ("Laptop", 3, date(2025, 10, 14)),
        ("Server", 1, None),
    ]
    for texts in ((), (LAPTOP,) * 501):
        with pytest.raises(Refused, match="Deze lijst kunnen wij niet bewaren"):
            devices.add_all(**given(linde, manager, texts=texts))
