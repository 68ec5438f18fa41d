"""A region that is not in the demo: it has yet to begin, with nothing agreed. Its programme is that of Rijnmond."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from groeiruimte.actions.demo.sample_lists import GOOD_CSV, sample_of
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.read import texts

KEY, NAME, PROGRAMME = "maasmond", "Maasmond Dokters", "2022-maasmond"
PEOPLE = {
    "region_lead": "projectleider.maasmond@example.org",
    "region_finance": "financien.maasmond@example.org",
    "region_director": "directie.maasmond@example.org",
}
_LIKE, _NAME = "rijnmond", "Rijnmond Dokters"


@dataclass(frozen=True, slots=True)
class Beginner:
    """A small practice, so that its lists are soon read. `owner` is the address of the only person."""

    name: str
    agb_code: str
    patients: int
    owner: str

    def content_of(self, quarter: Quarter) -> bytes:
        return sample_of(self.agb_code, self.patients, quarter, GOOD_CSV).content


PRACTICES = (
    Beginner("Praktijk De Sluis", "01095001", 900, "praktijkhouder.sluis.maasmond@example.org"),
    Beginner("Praktijk Het Baken", "01095002", 700, "praktijkhouder.baken.maasmond@example.org"),
    Beginner("Praktijk De Kreek", "01095003", 500, "praktijkhouder.kreek.maasmond@example.org"),
)
"""The first mends a list after its quarter was closed, the second does all in time, the last forgets a list."""


def texts_of(folder: Path) -> tuple[str, str, str]:
    """Programme, frame and worked examples: those of Rijnmond in the name of this region."""
    text, frame, cases = texts(f"2022-{_LIKE}", folder)
    for old, new in ((f'"{_LIKE}"', f'"{KEY}"'), (f'"2022-{_LIKE}"', f'"{PROGRAMME}"'), (_NAME, NAME)):
        text, cases = text.replace(old, new), cases.replace(old, new)
    return text.replace('short_title = "Rijnmond 2022"', 'short_title = "Maasmond 2022"'), frame, cases
