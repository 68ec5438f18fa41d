"""Mails about forms: one deed, a link, and nothing of what was answered or remarked (ux.md 2b.8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.form import Form
from groeiruimte.records.models import FilledForm, Membership, User

from . import outbox

OWNER, MANAGER = "practice_owner", "practice_manager"


def to_sign(filled: FilledForm, form: Form, at: datetime) -> int:
    """M14: it is filled in, and waits for the signature of the owner. Gives the number of people who get it."""
    subject, deed = f"Teken: {form.title}", "Uw praktijk vulde dit in. Controleer het en teken."
    return _tell("M14", filled, at, (OWNER,), subject, deed, "Alleen een praktijkhouder kan dit tekenen.")


def sent_back(filled: FilledForm, form: Form, questions: int, at: datetime) -> None:
    """M4: the region asks something about what was sent in."""
    asks = "1 vraag" if questions == 1 else f"{questions} vragen"
    deed = "Uw regio vraagt een aanvulling. U ziet de opmerking bij de vraag zelf."
    _tell("M4", filled, at, (MANAGER, OWNER), f"{form.title}: {asks} van uw regio", deed, "Uw regio stuurde dit terug.")


def agreed(filled: FilledForm, form: Form, at: datetime) -> None:
    """M5: the region agrees."""
    deed = "Uw regio is akkoord. U kunt verder."
    _tell("M5", filled, at, (MANAGER, OWNER), f"{form.title}: akkoord", deed, "Uw regio gaf akkoord.")


def opened_again(filled: FilledForm, form: Form, at: datetime) -> None:
    """M4: what was closed can be changed again."""
    deed = "Uw regio zette dit weer open. Pas het aan en verstuur het opnieuw."
    _tell("M4", filled, at, (MANAGER, OWNER), f"{form.title}: weer open", deed, "Uw regio zette dit weer open.")


def _tell(kind: str, filled: FilledForm, at: datetime, roles: Iterable[str], subject: str, deed: str, why: str) -> int:
    people, round_of = list(_people(filled, at, roles)), filled.submissions.count()
    for person in people:
        outbox.put(
            key=f"{kind}:{filled.pk}:{filled.version}:{round_of}:{filled.status}:{person.pk}",
            kind=kind,
            user=person,
            practice=filled.practice,
            subject=subject,
            body=f"Beste {person.name},\n\n{deed}\n\nGa verder: {outbox.place(_address(filled))}\n",
            why=why,
            at=at,
        )
    return len(people)


def _people(filled: FilledForm, at: datetime, roles: Iterable[str]) -> Iterable[User]:
    mine = Membership.objects.active(local_date(at)).filter(practice_id=filled.practice_id, role__in=tuple(roles))
    found = {m.user_id: m.user for m in mine.select_related("user").order_by("id") if m.user and m.user.is_active}
    return found.values()


def _address(filled: FilledForm) -> str:
    return f"/praktijk/{filled.practice_id}/formulier/{filled.form}/?jaar={filled.enrolment.year}"
