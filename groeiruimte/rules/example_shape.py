"""What every worked example has: a sentence, the requirements that it proves, and something that must come out."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from .given import Shape

Words = Annotated[str, Field(min_length=2)]


class Expect(Shape):
    """What must come out; at least one thing."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("Er staat niets in expect. Schrijf wat de uitkomst moet zijn.")
        return self


class Case(Shape):
    """What every example has: its sentence, and the requirements that it proves."""

    name: Words
    rows: list[Annotated[str, Field(pattern=r"^R[0-9]{3}$")]] = Field(min_length=1)
