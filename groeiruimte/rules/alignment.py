"""How a region and a practice agree on an objective, and which objectives a region supports this year.

Source: R010, R011, R030, R034, R039. Three steps: the practice has a preference; they spoke about it on a day
(aligned); the region judged all three criteria and confirmed it. Whether the organisation is still in formation (i.o.)
makes no difference: it can take every step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from groeiruimte.programme.programme import Programme

from .why import listed

State = Literal["preference", "aligned", "confirmed"]

CRITERIA: dict[str, str] = {
    "preference": "Voorkeur van de praktijk",
    "feasibility": "Haalbaar met onze hulp",
    "coherence": "Past bij het regioplan",
}
"""The three criteria of R011, in the order in which they are judged."""

VERDICTS: dict[str, str] = {"yes": "Ja", "with_help": "Ja, met hulp", "no": "Nee"}
STATES: dict[State, str] = {"preference": "Nog afstemmen", "aligned": "Afgestemd", "confirmed": "Bevestigd"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a region says of one objective of one practice; "" where a criterion is not judged yet.

    `aligned_on`: the local day on which practice and region spoke about it (R030).
    """

    preference: str = ""
    feasibility: str = ""
    coherence: str = ""
    aligned_on: date | None = None
    note: str = ""
    confirmed: bool = False

    @property
    def verdicts(self) -> dict[str, str]:
        return {"preference": self.preference, "feasibility": self.feasibility, "coherence": self.coherence}


@dataclass(frozen=True, slots=True)
class Gap:
    """The field that stops a judgement, the sentence that says so, and how to mend it."""

    field: str
    because: str
    mend: str


def state_of(judgement: Judgement | None) -> State:
    """Where the choice stands: a day of the talk makes it aligned, and confirming is a step of its own."""
    if judgement is None:
        return "preference"
    if judgement.confirmed:
        return "confirmed"
    return "aligned" if judgement.aligned_on else "preference"


def gap(judgement: Judgement, on: date) -> Gap | None:
    """The first thing that must be mended before the judgement can be kept; None when it can.

    Confirming asks all three criteria (R011) and the day of the talk (R030). A no is never a refusal: the two decide
    together (R039), but it asks for the reason.
    """
    unknown = [name for name, verdict in judgement.verdicts.items() if verdict and verdict not in VERDICTS]
    if unknown:
        return Gap(unknown[0], f"Dit antwoord kennen wij niet bij “{CRITERIA[unknown[0]]}”.", "Kies uit de lijst.")
    if judgement.aligned_on and judgement.aligned_on > on:
        return Gap("aligned_on", "Het overleg is nog niet geweest.", "Vul de dag in na het overleg.")
    if not judgement.confirmed:
        return None
    open_ones = [name for name, verdict in judgement.verdicts.items() if not verdict]
    if open_ones:
        words = listed([f"“{CRITERIA[name]}”" for name in open_ones])
        return Gap(open_ones[0], f"Nog niet beoordeeld: {words}.", "Kies overal een antwoord, en bevestig dan.")
    if judgement.aligned_on is None:
        return Gap("aligned_on", "De dag van het overleg ontbreekt.", "Vul in wanneer u de praktijk sprak.")
    if "no" in judgement.verdicts.values() and not judgement.note.strip():
        return Gap("note", "U koos een keer nee.", "Schrijf op waarom u de keuze toch bevestigt.")
    return None


def as_supported(programme: Programme, switched: Mapping[str, bool]) -> Programme:
    """The programme as a region supports it this year (R039): what it `switched`, else what the text says.

    The one place where the two meet. Everything that asks `Objective.supported` is given what comes out of here.
    """
    if all(switched.get(each.key, each.supported) == each.supported for each in programme.objectives):
        return programme
    objectives = tuple(
        each.model_copy(update={"supported": switched.get(each.key, each.supported)}) for each in programme.objectives
    )
    return programme.model_copy(update={"objectives": objectives})


def needs_talk(programme: Programme, chosen: Iterable[str], aligned: Iterable[str]) -> tuple[str, ...]:
    """The chosen objectives that the region does not support and that were not spoken about yet, in order (R039).

    Such a choice is never refused: it is a talk that closes when the two aligned on it. Give a programme that went
    through `as_supported`.
    """
    wanted, spoken = set(chosen), set(aligned)
    return tuple(
        each.key
        for each in programme.objectives_in_order
        if each.key in wanted and not each.supported and each.key not in spoken
    )
