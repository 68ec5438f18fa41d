"""Moving the clock: in the demo, within its years, once for each click."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from groeiruimte.actions.demo import clock
from groeiruimte.actions.demo.moments import FIRST, LAST, START, at
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records import clock as clocks
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import ClockSetting, Event

pytestmark = [pytest.mark.only_sqlite, pytest.mark.django_db]
NOBODY = access.system(START, "test")


def move(day: date, key: str = "") -> None:
    clock.move(today=day, by=NOBODY, at=at(START), key=key or new_id())


def test_it_becomes_another_day_for_everybody(settings: Settings) -> None:
    settings.DEMO = True
    for day in (date(2022, 4, 20), date(2021, 12, 15)):
        move(day)
        assert clocks.now().date() == day
    assert [event.detail for event in Event.objects.filter(event="demo.clock")] == [
        {"today": "2022-04-20"},
        {"today": "2021-12-15"},
    ]


@pytest.mark.parametrize(("hour", "there"), [(0, 12), (5, 17), (6, 6), (12, 12), (17, 17), (18, 6), (20, 8), (23, 11)])
def test_it_is_light_on_a_day_that_was_set(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, hour: int, there: int
) -> None:
    real = timezone.localtime().replace(hour=hour, minute=34, second=56)
    monkeypatch.setattr(clocks, "of_the_machine", lambda: real)
    assert clocks.now() == real
    settings.DEMO = True
    move(START)
    assert clocks.now() == real.replace(year=2022, month=4, day=5, hour=there)


def test_the_same_click_twice_moves_it_once(settings: Settings) -> None:
    settings.DEMO = True
    key = new_id()
    move(date(2022, 4, 20), key)
    move(date(2022, 4, 20), key)
    assert (clocks.now().date(), Event.objects.filter(event="demo.clock").count()) == (date(2022, 4, 20), 1)


def test_outside_the_demo_it_is_refused(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(Refused) as refused:
        move(START)
    assert refused.value.message == "Dit kan alleen in de demo."
    assert ClockSetting.objects.count() == 0


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2024, 1, 1)])
def test_a_day_outside_the_years_of_the_demo_is_refused(settings: Settings, day: date) -> None:
    settings.DEMO = True
    with pytest.raises(Refused) as refused:
        move(day)
    assert refused.value.mend == "Kies een dag van 1 januari 2021 tot en met 31 december 2023."
    move(FIRST)
    move(LAST)
    assert clocks.now().date() == LAST
