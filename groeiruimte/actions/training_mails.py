"""What people hear about a training: signed up, a place came free, changed, called off, certificate (M9, M10)."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.programme.calendar import AMSTERDAM, local_date, long_date
from groeiruimte.records.models import Attendance, Mail, Membership, Session, SignUp, User
from groeiruimte.records.models.training import CALLED_OFF, ON_THE_LIST, WAITING
from groeiruimte.reports import calendar_feed
from groeiruimte.reports.calendar_feed import Event

from . import outbox


def event_of(session: Session, at: datetime, *, url: str = "", cancelled: bool = False) -> Event:
    """A session as it stands in a calendar. Fetch it with its training and region."""
    about = [session.training.about, f"Doe mee: {session.online_link}" if session.online_link else ""]
    return Event(
        id=session.pk,
        title=session.training.title,
        start=session.start,
        end=session.end,
        place=session.place,
        sequence=session.sequence,
        at=at,
        about="\n\n".join(part for part in about if part),
        url=url,
        organiser=session.region.contact_email,
        cancelled=cancelled or session.status == CALLED_OFF,
    )


def page_of(session: Session, practice_id: str) -> str:
    return outbox.place(f"/praktijk/{practice_id}/scholing/{session.pk}/")


def when(session: Session) -> str:
    """`dinsdag 12 april 2022, 19:30 tot 21:30 uur`."""
    start, end = session.start.astimezone(AMSTERDAM), session.end.astimezone(AMSTERDAM)
    return f"{long_date(start.date())}, {start:%H:%M} tot {end:%H:%M} uur"


def signed_up(sign_up: SignUp, session: Session, at: datetime) -> None:
    """The place is certain, at once or because somebody else cancelled."""
    said = "U staat op de lijst voor deze scholing."
    _put(sign_up, session, at, "Bevestiging", said, why="U bent ingeschreven voor een scholing.")


def waiting(sign_up: SignUp, session: Session, at: datetime) -> None:
    """No place yet; no calendar file either."""
    said = "Deze scholing is vol. U staat op de wachtlijst. Komt er een plek vrij? Dan hoort u dat meteen."
    why = "U staat op de wachtlijst van een scholing."
    _put(sign_up, session, at, "Wachtlijst", said, why=why)


def moved_up(sign_up: SignUp, session: Session, at: datetime) -> None:
    said = "Er is een plek vrij. U staat nu op de lijst. Kunt u niet? Meld u dan af."
    _put(sign_up, session, at, "Bevestiging", said, why="Er kwam een plek vrij op een scholing.")


def signed_off(sign_up: SignUp, session: Session, at: datetime) -> None:
    said = "U bent afgemeld voor deze scholing. U hoeft niets te doen."
    _put(sign_up, session, at, "Afgemeld", said, why="U bent afgemeld voor een scholing.", cancelled=True)


def changed(sign_up: SignUp, session: Session, at: datetime) -> None:
    said = "De dag, de tijd of de plaats is veranderd. Kijk of u nog kunt."
    _put(sign_up, session, at, "Gewijzigd", said, why="Een scholing waarvoor u staat ingeschreven is gewijzigd.")


def called_off(sign_up: SignUp, session: Session, at: datetime) -> None:
    said = "Deze scholing gaat niet door. Kies een andere scholing of een andere dag."
    _put(sign_up, session, at, "Gaat niet door", said, why="Een scholing waarvoor u staat ingeschreven gaat niet door.")


def certificate(attendance: Attendance, at: datetime) -> None:
    """M10: a link, never the file itself. To the person, or else to who signed the person up or in."""
    user = _with_access(attendance.practice_id, at, attendance.employee.user, _who_signed_up(attendance))
    if user is None:
        return
    link = outbox.place(f"/praktijk/{attendance.practice_id}/aanwezigheid/")
    outbox.put(
        key=f"M10:{attendance.pk}",
        kind="M10",
        user=user,
        practice=attendance.practice,
        subject="Uw bewijs van deelname",
        body=(
            f"Beste {user.name},\n\n"
            f"Het bewijs van deelname aan “{attendance.title}” staat klaar.\n\n"
            f"Haal het op: {link}\n"
        ),
        why="U was bij een scholing.",
        at=at,
    )


def _with_access(practice_id: str, at: datetime, *people: User | None) -> User | None:
    """The first of these people who still has access to the practice: who left hears nothing any more."""
    known = [one for one in people if one is not None and one.is_active]
    held = Membership.objects.active(local_date(at)).filter(practice=practice_id, user__in=known)
    there = set(held.values_list("user_id", flat=True))
    return next((one for one in known if one.pk in there), None)


def _who_signed_up(attendance: Attendance) -> User | None:
    mine = SignUp.objects.filter(session=attendance.session_id, employee=attendance.employee_id).select_related("by")
    sign_up = mine.first() if attendance.session_id else None
    if sign_up is not None and sign_up.by is not None:
        return sign_up.by
    return attendance.noted_by if attendance.how != ON_THE_LIST else None


def _put(
    sign_up: SignUp,
    session: Session,
    at: datetime,
    subject: str,
    said: str,
    *,
    why: str,
    cancelled: bool = False,
) -> Mail | None:
    """To the person, or else to whoever signed the person up. Who waits has nothing in the calendar yet."""
    user = _with_access(sign_up.practice_id, at, sign_up.employee.user, sign_up.by)
    if user is None:
        return None
    link = page_of(session, sign_up.practice_id)
    event = event_of(session, at, url=link, cancelled=cancelled)
    return outbox.put(
        key=f"M9:{sign_up.pk}:{subject}:{session.sequence}:{sign_up.at.isoformat()}",
        kind="M9",
        user=user,
        practice=sign_up.practice,
        subject=f"{subject}: {session.training.title}"[:200],
        body=(
            f"Beste {user.name},\n\n{said}\n\n{session.training.title}\n{when(session)}\n{session.place}\n\n"
            f"Bekijk de scholing: {link}\n"
        ),
        calendar=calendar_feed.one(event) if sign_up.status != WAITING else "",
        why=why,
        at=at,
    )
