"""What somebody asks of the table of practices: in the address, so that it can be kept, sent and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Self

from django.utils.http import urlencode

LONGEST = 100

SORTS = {"": "Meeste te laat", "naam": "Naam", "datum": "Eerste datum", "fase": "Fase", "wijk": "Wijk"}
GROUPS = {"": "Niet groeperen", "wijk": "Wijk", "doelstelling": "Doelstelling", "fase": "Fase"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters, order and grouping, by their names in the address; empty: not asked.

    `taak` is the key of an obligation that is not done, `lijst` a state of the list of the quarter, `laat` is `ja`.
    """

    programma: str = ""
    doelstelling: str = ""
    wijk: str = ""
    fase: str = ""
    laat: str = ""
    lijst: str = ""
    taak: str = ""
    zoek: str = ""
    sorteer: str = ""
    groep: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """Whatever stands in an address: what is too long is cut, and an order that does not exist is the first."""
        found = cls(**{name: _clean(given.get(name, "")) for name in NAMES})
        return replace(
            found,
            sorteer=found.sorteer if found.sorteer in SORTS else "",
            groep=found.groep if found.groep in GROUPS else "",
            laat="ja" if found.laat else "",
        )

    @property
    def query(self) -> str:
        """As it stands in an address; the same question is always written the same."""
        return urlencode({name: getattr(self, name) for name in NAMES if getattr(self, name)})

    @property
    def narrows(self) -> bool:
        """Whether there is a filter to clear."""
        return any(getattr(self, name) for name in NAMES if name not in ("programma", "sorteer", "groep"))

    def cleared(self) -> Asked:
        """The same table without filters."""
        return Asked(programma=self.programma, sorteer=self.sorteer, groep=self.groep)


NAMES = tuple(field.name for field in fields(Asked))


def _clean(text: str) -> str:
    """Without the one character that a database refuses."""
    return text.replace("\x00", "").strip()[:LONGEST]
