"""The base of every type in a programme text: frozen, and a word that nobody knows is refused."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
Fact = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[a-z0-9_-]+)*$", max_length=120)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]


class Text(BaseModel):
    """Part of a programme text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Source(Text):
    """Where a fact stands: the key of a source of the programme and the place in it.

    `verified = false` marks a reading that no source confirms; `note` then says why it was chosen.
    """

    text: Key
    at: str = ""
    verified: bool = True
    note: str = ""


class Document(Text):
    """A source text of the programme."""

    key: Key
    title: Words
    date: str = Field(default="", description="as far as it is known: 2020-08-13, or 2022")
    address: str = ""
    parties: tuple[str, ...] = ()
