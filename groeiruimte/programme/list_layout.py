"""How the patient list of a programme looks: the sheet, the columns, and when it is due.

Source: R059, domain.md 2.5.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from .text import Source, Text, Words

Column = Literal[
    "bsn",
    "name",
    "birth_date",
    "uzovi_code",
    "insured_number",
    "ion_start",
    "ion_end",
    "sex",
    "initials",
    "postcode",
    "house_number",
    "house_number_addition",
    "prefix",
]

NEEDED: tuple[Column, ...] = ("bsn", "birth_date", "uzovi_code", "ion_start")


class ListColumn(Text):
    """One column: its fixed key, the word on screen, and the headers under which systems export it."""

    key: Column
    label: Words
    headers: tuple[str, ...] = Field(min_length=1)
    required: bool = False


class ListLayout(Text):
    """The quarterly patient list of a programme."""

    key: str
    sheet: str | None = Field(description="the name of the tab holds this, in any case and spacing; None: first tab")
    opens_on_day: int = Field(ge=1, le=31, description="first day of the quarter's first month on which it may come in")
    due_on_day: int = Field(ge=1, le=31, description="last day of the quarter's first month that is on time")
    jump_percent: int = Field(ge=1, le=100, description="a change against last quarter above this asks for a reason")
    columns: tuple[ListColumn, ...]
    source: Source

    @model_validator(mode="after")
    def _whole(self) -> Self:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise ValueError("Een kolom staat twee keer in de lijst. Laat elke kolom één keer staan.")
        missing = [key for key in NEEDED if key not in keys]
        if missing:
            raise ValueError(f"De kolom {missing[0]} ontbreekt. Zonder die kolom kan geen lijst geteld worden.")
        if self.due_on_day > 30:
            raise ValueError("April heeft geen dag 31. Zet due_on_day op 30 of eerder.")
        if self.due_on_day < self.opens_on_day:
            raise ValueError("De lijst moet binnen zijn voordat zij opengaat. Zet due_on_day na opens_on_day.")
        return self
