"""What a verb says when it will not: a sentence that says why, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

SEPARATOR = ";"
"""Between the values of a field that takes several: the page for two texts sends them as one."""


class Refused(Exception):
    """Nothing was done. `message` says why, `mend` what to do; both Dutch, for the person who tried."""

    def __init__(self, message: str, mend: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
        self.code = code


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people changed: its form name, its label, what this person typed and what is stored now.

    `sends` are the values that the form takes for the two, where they are not the words themselves.
    """

    name: str
    label: str
    mine: str
    theirs: str
    sends: tuple[str, str] | None = None


class Stale(Exception):
    """Somebody else saved the record first. Nothing was saved; both texts are here."""

    def __init__(
        self,
        record_name: str,
        fields: list[Difference],
        *,
        version: int,
        changed_by: str,
        changed_at: datetime | None,
        unchanged: dict[str, str],
    ) -> None:
        super().__init__(record_name)
        self.record_name = record_name
        self.fields = fields
        self.version = version
        self.changed_by = changed_by
        self.changed_at = changed_at
        self.unchanged = unchanged
