"""A year played from its first day to its last: mails, closing days, collisions (Z15)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.year_play import play, quiet_because

NONE: Mapping[str, frozenset[int]] = {}
NEW_YEAR = {date(2022, 1, 1): "Nieuwjaarsdag"}


def test_a_list_opens_is_told_and_is_due(small: Programme) -> None:
    """R059"""
    year = play(small, NEW_YEAR, {"list": frozenset((1, 2, 3))})
    april = [each for each in year.happenings if (each.day.year, each.day.month) == (2022, 4)]
    assert [(each.day.day, each.kind, each.people) for each in april if each.kind != "collides"] == [
        (1, "counts", 0),
        (1, "opens", 0),
        (1, "mail", 3),
        (7, "mail", 3),
        (13, "mail", 3),
        (14, "due", 0),
    ]
    assert year.mails == 4 * 9


def test_one_person_gets_one_mail_a_day(small: Programme) -> None:
    year = play(small, {}, {"list": frozenset((1,)), "form": frozenset((1, 2)), "deadline": frozenset((1, 2))})
    per_day = [each.day for each in year.happenings if each.kind == "mail"]
    assert len(per_day) == len(set(per_day))
    assert max(each.people for each in year.happenings if each.kind == "mail") <= 2


def test_a_deadline_on_a_holiday_collides(small: Programme) -> None:
    year = play(small, {date(2022, 4, 14): "Witte Donderdag"}, NONE)
    assert [each.what for each in year.collisions if each.day == date(2022, 4, 14)] == [
        "Patiëntenlijst kwartaal 2 van 2022: de uiterste datum valt op Witte Donderdag."
    ]


def test_nothing_collides_on_a_working_day(small: Programme) -> None:
    year = play(small, NEW_YEAR, NONE)
    assert [each.what for each in year.collisions if each.day == date(2022, 4, 14)] == []


def test_mail_waits_for_a_working_day(small: Programme) -> None:
    """1 October 2022 is a Saturday: the opening is told on Monday."""
    year = play(small, {}, {"list": frozenset((1,))})
    october = [each.day.day for each in year.happenings if each.kind == "mail" and each.day.month == 10]
    assert october == [3, 7, 13]


def test_months_hold_everything_in_order(small: Programme) -> None:
    year = play(small, NEW_YEAR, NONE)
    assert [each for _, found in year.months for each in found] == list(year.happenings)
    assert [month for month, _ in year.months] == sorted(month for month, _ in year.months)


def test_a_quiet_day_has_a_name() -> None:
    assert quiet_because(date(2022, 1, 1), NEW_YEAR) == "Nieuwjaarsdag"
    assert quiet_because(date(2022, 4, 9), {}) == "zaterdag"
    assert quiet_because(date(2022, 4, 11), {}) == ""
