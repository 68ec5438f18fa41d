"""What a part of an address may look like. Anything else is no page, before the database is asked."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter

from groeiruimte.records.identity import LENGTH


class Id(StringConverter):
    """The id of a record (`records.identity`)."""

    regex = f"[a-z]{{{LENGTH}}}"


class Secret(StringConverter):
    """The secret in the link of an invitation (`actions.invitations.secret_of`)."""

    regex = "[a-z]{32}"


class Key(StringConverter):
    """The key of a region, a programme, or a part of one, as long as its column."""

    regex = "[a-z0-9_-]{1,60}"


class QuarterOfYear(StringConverter):
    """`2022Q2`."""

    regex = "[0-9]{4}Q[1-4]"


class ObligationKey(StringConverter):
    """What is owed: `list-2022Q2`, `action_plan` (`rules.obligations`)."""

    regex = "[A-Za-z0-9_-]{1,60}"


class CalendarYear(StringConverter):
    """`2021`, as a number."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)


class ObjectiveLetter(StringConverter):
    """The letter of an objective (`programme.objective`)."""

    regex = "[A-D]"


def register() -> None:
    """Before the first address that names one of them."""
    for name, converter in (
        ("id", Id),
        ("secret", Secret),
        ("key", Key),
        ("quarter", QuarterOfYear),
        ("obligation", ObligationKey),
        ("objective", ObjectiveLetter),
        ("year", CalendarYear),
    ):
        register_converter(converter, name)
