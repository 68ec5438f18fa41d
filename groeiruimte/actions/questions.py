"""Questions of a practice to its project leader, and the answers. Source: P23, R135, R151, R159."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from groeiruimte.programme.calendar import local_date
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Membership, Message, Practice, Thread, User
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn

from . import outbox
from .refusal import Refused
from .verb import Done, verb


@verb("question.ask", right="question.ask", sensitivity="personal")
def ask(*, practice: Practice, title: str, text: str, about: str, by: Actor, at: datetime) -> Done:
    """Begin a thread. `about` is what it is about: `form:action_plan`, `kpi:a1`, or empty."""
    _demand_no_bsn(title, text)
    thread = Thread.objects.create(
        practice=practice, region=practice.region, title=title, about=about, last_at=at, waits_for_region=True
    )
    _write(thread, text, by, at, from_region=False)
    return Done(thread, practice=practice, lifecycle="create")


@verb("question.reply", right="question.ask", sensitivity="personal")
def reply(*, practice: Practice, thread: Thread, text: str, by: Actor, at: datetime) -> Done:
    """The practice writes back; the question is open again and waits for the region."""
    _demand_no_bsn(text)
    stored = _of(practice, thread)
    _write(stored, text, by, at, from_region=False)
    stored.closed, stored.waits_for_region, stored.last_at = False, True, at
    stored.save(update_fields=["closed", "waits_for_region", "last_at"])
    return Done(stored, practice=practice)


@verb("question.answer", right="question.answer", sensitivity="personal")
def answer(*, practice: Practice, thread: Thread, text: str, closed: bool, by: Actor, at: datetime) -> Done:
    """The region answers; who asked gets a mail that says so, without a word of the answer."""
    _demand_no_bsn(text)
    stored = _of(practice, thread)
    message = _write(stored, text, by, at, from_region=True)
    stored.closed, stored.waits_for_region, stored.last_at = closed, False, at
    stored.save(update_fields=["closed", "waits_for_region", "last_at"])
    people = list(_who_asked(stored, at))
    for person in people:
        _tell(person, stored, message, at)
    return Done(stored, practice=practice, detail={"told": len(people), "closed": closed})


def _of(practice: Practice, thread: Thread) -> Thread:
    return Thread.objects.select_for_update().get(pk=thread.pk, practice=practice)


def _write(thread: Thread, text: str, by: Actor, at: datetime, *, from_region: bool) -> Message:
    assert by.user is not None
    return Message.objects.create(
        thread=thread,
        practice_id=thread.practice_id,
        region_id=thread.region_id,
        text=text,
        from_region=from_region,
        by=by.user,
        at=at,
    )


def _who_asked(thread: Thread, at: datetime) -> Iterable[User]:
    """Everybody of the practice who wrote in the thread and still has access."""
    wrote = Message.objects.filter(thread=thread, from_region=False).values("by")
    mine = Membership.objects.active(local_date(at)).filter(practice_id=thread.practice_id, user__in=wrote)
    found = {m.user_id: m.user for m in mine.select_related("user").order_by("id") if m.user and m.user.is_active}
    return found.values()


def _tell(person: User, thread: Thread, message: Message, at: datetime) -> None:
    """M19: there is an answer."""
    outbox.put(
        key=f"M19:{message.pk}:{person.pk}",
        kind="M19",
        user=person,
        practice=thread.practice,
        subject="Uw vraag is beantwoord",
        body=(
            f"Beste {person.name},\n\n"
            "De projectleider van uw regio beantwoordde uw vraag.\n\n"
            f"Lees het antwoord: {outbox.place(f'/praktijk/{thread.practice_id}/hulp/vraag/{thread.pk}/')}\n"
        ),
        why="U stelde een vraag aan uw regio.",
        at=at,
    )


def _demand_no_bsn(*texts: str) -> None:
    if any(holds_a_bsn(text) for text in texts):
        raise Refused(BSN_SEEN, "", "bsn")
