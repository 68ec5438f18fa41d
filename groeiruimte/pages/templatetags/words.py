"""Numbers, dates and hidden form fields in templates, the Dutch way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from groeiruimte.pages.layout.parts import STATUSES, Cell, Column
from groeiruimte.pages.layout.roles import ROLE_WORDS
from groeiruimte.programme import calendar, money
from groeiruimte.records.identity import new_id

register = template.Library()


class Versioned(Protocol):
    version: int


@register.filter
def euro(cents: int) -> str:
    """165505 becomes `€ 1.655,05`, with a space that does not break."""
    return money.euro(cents).replace(" ", "\N{NO-BREAK SPACE}")


@register.filter
def unbroken(sentence: str) -> str:
    """A sentence in which no line ends between the sign of the euro and the amount."""
    return sentence.replace("€ ", "€\N{NO-BREAK SPACE}")


@register.filter
def count(number: int) -> str:
    """2095 becomes `2.095`."""
    return f"{number:,}".replace(",", ".")


@register.filter
def long_date(day: date) -> str:
    """`dinsdag 14 april 2022`; of a moment, the day in Amsterdam."""
    return calendar.long_date(_day(day))


@register.filter
def short_date(day: date) -> str:
    """`14 april 2022`."""
    return calendar.short_date(_day(day))


@register.filter
def at_time(at: datetime) -> str:
    """`14:03`."""
    return f"{at.astimezone(calendar.AMSTERDAM):%H:%M}"


@register.filter
def moment(at: datetime) -> str:
    """`dinsdag 14 april 2022 om 14:03 uur`."""
    return f"{long_date(at)} om {at_time(at)} uur"


@register.filter
def role_words(role: str) -> str:
    """`practice_manager` becomes `praktijkmanager`."""
    return ROLE_WORDS[role]


@register.filter
def machine_time(at: datetime) -> str:
    """A moment for `<time datetime>`."""
    return at.isoformat(timespec="seconds")


@register.filter
def as_number(number: int) -> str:
    """Digits without dots, for an address or an attribute."""
    return str(number)


@register.filter
def as_count(value: object) -> str:
    """A whole number with its dots; words as they are."""
    return count(value) if isinstance(value, int) else str(value)


@register.filter
def status_word(status: str) -> str:
    """The word of a task status."""
    return STATUSES[status]


@register.filter
def stop_word(state: str) -> str:
    """The word of a point on the timeline."""
    return {"done": "klaar", "open": "nu open", "late": "te laat", "later": "komt nog"}[state]


@register.filter
def words_of(text: str) -> list[str]:
    return text.split()


@register.filter
def cells_of(row: Sequence[object], columns: Sequence[Column]) -> list[tuple[Column, Cell]]:
    """Each column with its cell; a plain value becomes a cell."""
    cells = (value if isinstance(value, Cell) else Cell(value) for value in row)
    return list(zip(columns, cells, strict=True))


@register.simple_tag
def submission_key() -> SafeString:
    """The hidden field that makes two equal submits one."""
    return format_html('<input type="hidden" name="submission_key" value="{}">', new_id())


@register.simple_tag
def version(record: Versioned) -> SafeString:
    """The hidden field that says which version of a record this form was filled from."""
    return format_html('<input type="hidden" name="version" value="{}">', record.version)


def _day(day: date) -> date:
    return calendar.local_date(day) if isinstance(day, datetime) else day
