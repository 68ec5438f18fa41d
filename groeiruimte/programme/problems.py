"""A problem in a text that came from outside: where it is, what is wrong, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a text from being accepted.

    `where` is a path a person can follow (`funding.tariffs[2022-01-01].amount`; an item without a name is counted
    from 1), `what` and `mend` are Dutch sentences.
    """

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.mend}"
