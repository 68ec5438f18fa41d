"""The catalogue: what stands on the calendar, for whom it counts, how full it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from groeiruimte.actions.sign_ups import Seats, places_in_line
from groeiruimte.actions.training_mails import when
from groeiruimte.records.models import Session, SignUp
from groeiruimte.records.models.training import CALLED_OFF, CLOSED, WAITING
from groeiruimte.rules.offer import KINDS, counts_for

from .around import Around


@dataclass(frozen=True, slots=True)
class Mine:
    """Somebody of the practice on the list of a session."""

    sign_up: SignUp
    name: str
    words: str
    waits: bool
    may_cancel: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A session as the catalogue shows it. `counts` are the titles of the KPIs it counts for."""

    session: Session
    title: str
    kind: str
    when: str
    place: str
    seats: str
    is_full: bool
    recommended: bool
    counts: tuple[str, ...]
    about: str
    topics: tuple[str, ...]
    for_whom: tuple[str, ...]
    mine: tuple[Mine, ...]
    over: str


def offers(sessions: Iterable[Session], seats: Mapping[str, Seats], mine: Sequence[SignUp], at: Around) -> list[Offer]:
    """Each session with the people of the practice that are on its list."""
    places = places_in_line(mine)
    return [
        offer(session, seats[session.pk], [one for one in mine if one.session_id == session.pk], places, at)
        for session in sessions
    ]


def offer(session: Session, seats: Seats, mine: Sequence[SignUp], places: Mapping[str, int], at: Around) -> Offer:
    training = session.training
    counts = counts_for(at.programme, training.topics, at.objectives or None) if at.programme else ()
    return Offer(
        session=session,
        title=training.title,
        kind=kind_of(training.kind),
        when=when(session),
        place=session.place,
        seats=seats_words(seats),
        is_full=seats.left == 0,
        recommended=training.recommended,
        counts=tuple(kpi.title for kpi in counts),
        about=training.about,
        topics=tuple(at.topic(topic) for topic in training.topics),
        for_whom=tuple(at.function(function) for function in training.functions),
        mine=tuple(_mine(one, places) for one in mine),
        over=over(session),
    )


def kind_of(kind: str) -> str:
    """`scholing`, `bijeenkomst` or `inspiratiesessie`, with a capital."""
    return next(words[0].capitalize() for key, words in KINDS.items() if key == kind)


def seats_words(seats: Seats) -> str:
    """How full it is, in words."""
    if seats.left:
        return "Nog 1 plek" if seats.left == 1 else f"Nog {seats.left} plekken"
    if not seats.waiting:
        return "Vol"
    return f"Vol, {seats.waiting} {'persoon wacht' if seats.waiting == 1 else 'mensen wachten'}"


def over(session: Session) -> str:
    """Why nobody can sign up any more; empty while they can."""
    if session.status == CALLED_OFF:
        return "Deze dag gaat niet door."
    return "Deze dag is voorbij." if session.status == CLOSED else ""


def _mine(sign_up: SignUp, places: Mapping[str, int]) -> Mine:
    waits = sign_up.status == WAITING
    words = f"Plaats {places[sign_up.pk]} op de wachtlijst" if waits else "Staat op de lijst"
    return Mine(sign_up, sign_up.employee.name, words, waits)
