"""What practices chose in a programme, with how the region judged each choice so far (R010, R034)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groeiruimte.actions.alignments import judgement_of, newest
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import RegionYear
from groeiruimte.records.models.intention import NO
from groeiruimte.rules.alignment import STATES, Judgement, State, needs_talk, state_of

OPEN, PREFERENCE, ALIGNED, CONFIRMED = "open", "voorkeur", "afgestemd", "bevestigd"
TALK, ALL = "overleg", "alle"
FILTERS = {
    OPEN: "Nog niet bevestigd",
    PREFERENCE: "Nog afstemmen",
    ALIGNED: "Afgestemd, nog niet bevestigd",
    CONFIRMED: "Bevestigd",
    TALK: "Overleg nodig",
    ALL: "Alle keuzes",
}
EMPTY = {
    OPEN: "U bevestigde alle keuzes.",
    PREFERENCE: "U hebt met alle praktijken afgestemd.",
    ALIGNED: "Er wacht geen keuze op bevestiging.",
    CONFIRMED: "Er is nog geen keuze bevestigd.",
    TALK: "Er is geen overleg nodig.",
    ALL: "Nog geen praktijk koos een doelstelling.",
}
_STATE: dict[State, str] = {"preference": PREFERENCE, "aligned": ALIGNED, "confirmed": CONFIRMED}
_TONES: dict[State, str] = {"preference": "todo", "aligned": "in_progress", "confirmed": "done"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One objective of one practice. `number` is that of the judgement that counts, 0 for none; `told` the day of the
    talk as the practice wrote it down itself; `talk`: the region does not support it, and they did not speak yet."""

    practice: str
    name: str
    agb_code: str
    objective: str
    signed: bool
    told: date | None
    judgement: Judgement | None
    number: int
    talk: bool

    @property
    def state(self) -> State:
        return state_of(self.judgement)

    @property
    def key(self) -> str:
        """As a form sends it."""
        return f"{self.practice}.{self.objective}"

    @property
    def tone(self) -> str:
        return _TONES[self.state]

    @property
    def words(self) -> str:
        return STATES[self.state]

    @property
    def note(self) -> str:
        """What stands under the state."""
        if self.talk:
            return "Overleg nodig: uw regio ondersteunt dit niet"
        if self.judgement and self.judgement.aligned_on:
            return f"Overleg op {short_date(self.judgement.aligned_on)}"
        return f"De praktijk noemt overleg op {short_date(self.told)}" if self.told else ""

    def fits(self, state: str, objective: str) -> bool:
        in_state = {ALL: True, TALK: self.talk, OPEN: self.state != "confirmed"}.get(state, _STATE[self.state] == state)
        return in_state and objective in ("", self.objective)


def chosen(who: Actor, year: RegionYear, programme: Programme) -> list[Chosen]:
    """By name of the practice. What was signed counts above what was preferred; who said no chose nothing.

    Give the programme as the region supports it (`actions.alignments.programme_of_year`).
    """
    names = {
        pk: (name, agb_code)
        for pk, name, agb_code in access.practices(who, "intention.read")
        .filter(region=year.region_id)
        .values_list("pk", "name", "agb_code")
    }
    said = access.intentions(who).filter(region_year=year).exclude(answer=NO)
    preferred = {pk: (keys, day) for pk, keys, day in said.values_list("practice", "objectives", "aligned_on")}
    signed = dict(access.enrolments(who).filter(region_year=year).values_list("practice", "objectives"))
    found = access.alignments(who, "intention.read").select_related(None).filter(region_year=year)
    judged = {choice: (judgement_of(each), each.number) for choice, each in newest(found).items()}
    rows = []
    for practice in sorted({*preferred, *signed} & set(names), key=lambda pk: (names[pk][0], pk)):
        keys, told = preferred.get(practice, ([], None))
        for objective in signed.get(practice, keys):
            judgement, number = judged.get((practice, objective), (None, 0))
            spoken = [objective] if told or (judgement and judgement.aligned_on) else []
            rows.append(
                Chosen(
                    practice,
                    *names[practice],
                    objective,
                    practice in signed,
                    told,
                    judgement,
                    number,
                    bool(needs_talk(programme, [objective], spoken)),
                )
            )
    return rows
